"""One check: files become drafts, drafts become findings, settings say which of them count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from termx.check import findings
from termx.check.config import Settings
from termx.check.draft import Draft
from termx.check.inputs import draft, files, of, standard_input
from termx.check.lexicon import Lexicon, load
from termx.check.reports import Checked
from termx.errors import TermxError
from termx.models import Document, Finding

_TEXTS = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"})
"""Files in which comments suppress findings."""


class Run(NamedTuple):
    """What is checked, and how."""

    settings: Settings
    paths: tuple[Path, ...]
    source: Path | None = None
    stdin: bytes | None = None
    stdin_filename: Path = Path("draft.txt")
    refused: Callable[[TermxError], None] | None = None
    """Told of a file that cannot be read, so that the others are checked all the same."""


def run(request: Run, lexicon: Lexicon | None = None) -> tuple[Checked, ...]:
    """The findings of each file, in order.

    Raises `TermxError` for what cannot be read, unless there is someone to tell, `refused`.
    """
    return tuple(_checked(request, lexicon or load(request.settings.glossary)))


def _checked(request: Run, lexicon: Lexicon) -> Iterator[Checked]:
    settings = request.settings
    known = _baseline(settings)
    codes = settings.codes()
    for path, item, data in _drafts(request, lexicon):
        chosen = codes - settings.ignored(path)
        found = tuple(_suppressed(item, chosen, data))
        if settings.severity:
            found = tuple(
                replace(finding, severity=settings.severity.get(finding.code, finding.severity))
                for finding in found
            )
        if settings.baseline is not None:
            from termx.check.baseline import new

            found = new(str(path), found, known, settings.baseline.parent)
        yield Checked(str(path), item, found)


def _drafts(request: Run, lexicon: Lexicon) -> Iterator[tuple[Path, Draft, bytes]]:
    """The drafts and, of files with comments, their bytes."""
    if request.stdin is not None and request.stdin.strip():
        name = request.stdin_filename
        sides = standard_input(request.stdin, name)
        item = of(sides, lexicon, _source(request))
        if item is not None:
            yield name, item, request.stdin if name.suffix.lower() in _TEXTS else b""
    for path in files(request.paths, request.settings.exclude):
        try:
            item = draft(path, lexicon, request.source)
        except TermxError as error:
            if request.refused is None:
                raise
            request.refused(error)
            continue
        if item is not None:
            yield path, item, path.read_bytes() if path.suffix.lower() in _TEXTS else b""


def _source(request: Run) -> Document | None:
    if request.source is None:
        return None
    from termx.clean import clean
    from termx.read import read

    return clean(read(request.source))


def _suppressed(item: Draft, chosen: frozenset[str], data: bytes) -> Iterator[Finding]:
    found = findings(item, chosen)
    if b"termx:" not in data:
        return found
    from termx.check.suppress import apply, suppressions

    left = apply(found, suppressions(data), item.target, chosen)
    return iter(sorted(left, key=_line))


def _line(finding: Finding) -> tuple[int, int]:
    place = finding.occurrence.place
    return place.number, place.column


def _baseline(settings: Settings) -> Mapping[str, int]:
    if settings.baseline is None:
        return {}
    from termx.check.baseline import load as known

    return known(settings.baseline)


def failed(checked: Sequence[Checked], settings: Settings) -> bool:
    """Whether there is a finding of the level that fails, or above."""
    levels = ("error", "warning", "info")
    failing = levels[: levels.index(settings.fail_level) + 1]
    return any(finding.severity in failing for file in checked for finding in file.findings)
