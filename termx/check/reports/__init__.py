"""Reports: findings as people and programs want them; one module per format.

A format is a module of this package and a line in `REPORTS`. The module has
`render(report) -> bytes` and is imported when it is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from termx.check.draft import Draft
from termx.check.rules import RULES
from termx.models import Finding, Severity, Unit


class Checked(NamedTuple):
    """A file that was checked."""

    path: str
    draft: Draft
    findings: tuple[Finding, ...]


class Report(NamedTuple):
    """The files that were checked, in order; `color` for a terminal."""

    files: tuple[Checked, ...]
    statistics: bool = False
    color: bool = False

    def findings(self) -> Iterator[tuple[Checked, Finding]]:
        """All findings with their files."""
        for file in self.files:
            for finding in file.findings:
                yield file, finding

    def counts(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for _, finding in self.findings())


class Span(NamedTuple):
    """Where a finding stands in the user's file; columns count code points from 1.

    `line` is the line of the file or, of a page or a Word file, the line or paragraph there.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None = None
    paragraph: int | None = None


def span(finding: Finding) -> Span:
    """The place of `finding` in the user's file."""
    document = finding.occurrence.segment.document
    first = document.place(finding.occurrence.start)
    last = document.place(max(finding.occurrence.start, finding.occurrence.end - 1))
    grown = finding.occurrence.end > finding.occurrence.start
    return Span(
        first.line or first.number,
        first.column,
        last.line or last.number,
        last.column + grown,
        first.number if first.unit is Unit.PAGE else None,
        first.number if first.unit is Unit.PARAGRAPH else None,
    )


def place(finding: Finding) -> str:
    """The place of `finding` as people read it: `12:4`, `paragraph 7:4`, `page 2, line 5:1`."""
    return str(finding.occurrence.place)


def message(finding: Finding) -> str:
    """The message of `finding`, after its place where that is no line of the file."""
    where = span(finding)
    line = where.page is None and where.paragraph is None
    return finding.message if line else f"{place(finding)}: {finding.message}"


def name(finding: Finding) -> str:
    """The name of the rule of `finding`."""
    return RULES[finding.code].name


def summary(report: Report) -> str:
    """One line that says what was found."""
    counts = report.counts()
    files = f"{len(report.files)} file{'s' * (len(report.files) != 1)}"
    if not counts:
        return f"No findings in {files}"
    parts = [
        f"{counts[severity]} {severity}{'s' * (counts[severity] != 1 and severity != 'info')}"
        for severity in Severity
        if counts[severity]
    ]
    return f"{', '.join(parts)} in {files}"


def statistics(report: Report) -> str:
    """How often each rule has found something, the most frequent first."""
    counts = Counter(finding.code for _, finding in report.findings())
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{n:>6}  {code}  {RULES[code].summary}\n" for code, n in rows)


class Format(NamedTuple):
    """An output format."""

    name: str
    description: str
    binary: bool = False

    def render(self, report: Report) -> bytes:
        """The report in this format."""
        data: bytes = import_module(f"{__name__}.{self.name}").render(report)
        return data


REPORTS: Mapping[str, Format] = MappingProxyType(
    {
        format.name: format
        for format in (
            Format("full", "with the line, for people"),
            Format("concise", "one line each"),
            Format("json", "for programs"),
            Format("github", "annotations of a pull request on GitHub"),
            Format("gitlab", "GitLab's code quality report"),
            Format("sarif", "SARIF 2.1.0"),
            Format("junit", "JUnit XML"),
            Format("html", "one page with marks, to filter by rule"),
            Format("docx", "a copy of the Word file with comments", binary=True),
        )
    }
)
"""All output formats by name."""
