"""One page of HTML: the text with its findings marked, to be filtered by rule.

A translation is shown side by side with its source. The page needs nothing but itself, and its
policy lets nothing be loaded.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from termx.check.draft import Draft
from termx.check.reports import Checked, Report, name, place, summary
from termx.check.rules import RULES
from termx.models import Finding


def render(report: Report) -> bytes:
    """The page, complete."""
    template = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    counts = Counter(finding.code for _, finding in report.findings())
    filters = "".join(
        f'<label title="{escape(RULES[code].summary)}">'
        f'<input type="checkbox" value="{code}" checked> {code} {RULES[code].name}'
        f" <small>{count}</small></label>"
        for code, count in sorted(counts.items())
    )
    values = {
        "summary": escape(summary(report)),
        "filters": filters,
        "files": "".join(_file(file) for file in report.files),
    }
    # In one pass: a value may hold braces.
    page = re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], template)
    return page.encode("utf-8", "replace")


def _file(file: Checked) -> str:
    of_paragraph: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in file.findings:
        of_paragraph[finding.occurrence.segment.start].append(finding)
    draft = file.draft
    sources = _sources(draft)
    rows = []
    for segment in draft.segments:
        found = of_paragraph.get(segment.start, [])
        text = _marked(draft.text, segment.start, segment.end, found)
        source = f"<td lang=en>{escape(sources[segment.start])}</td>" if sources else ""
        notes = "".join(_note(finding) for finding in found)
        state = "" if found else " class=quiet"
        rows.append(f"<tr{state}>{source}<td lang=zh-Hans>{text}</td><td>{notes}</td></tr>\n")
    return f"<h2>{escape(file.path)}</h2>\n<table>{''.join(rows)}</table>\n"


def _sources(draft: Draft) -> dict[int, str]:
    """The source of each paragraph, by its place."""
    if not draft.beads:
        return {}
    found: defaultdict[int, list[str]] = defaultdict(list)
    for pair in draft.pairs:
        found[draft.segment(pair.start).start].append(pair.source)
    return {segment.start: " ".join(found[segment.start]) for segment in draft.segments}


def _marked(text: str, start: int, end: int, found: list[Finding]) -> str:
    """The paragraph with a mark at each finding; what overlaps an earlier mark has a note only."""
    pieces: list[str] = []
    at = start
    for finding in found:
        where = finding.occurrence
        whole = where.start <= start and where.end >= end
        if where.start < at or whole:
            continue
        title = escape(f"{finding.code}: {finding.message}")
        pieces.append(escape(text[at : where.start]))
        pieces.append(
            f'<mark class="{finding.severity} {finding.code}" title="{title}">'
            f"{escape(where.text)}</mark>"
        )
        at = where.end
    return "".join([*pieces, escape(text[at:end])])


def _note(finding: Finding) -> str:
    return "".join(_note_parts(finding))


def _note_parts(finding: Finding) -> Iterator[str]:
    yield f'<p class="{finding.severity} {finding.code}">'
    where = f"{escape(name(finding))}, {escape(place(finding))}"
    yield f"<b>{finding.code}</b> <small>{where}</small><br>"
    yield escape(finding.message)
    if any(finding.suggestions):
        yield f"<br>→ <span lang=zh-Hans>{escape(' | '.join(finding.suggestions))}</span>"
    yield "</p>"
