"""Findings for people at a terminal: the place, the words around it, a caret, what to write."""

from __future__ import annotations

from unicodedata import east_asian_width

from termx.check.reports import Report, name, place, statistics, summary
from termx.models import Finding, Severity

_BEFORE, _AFTER, _LONGEST = 16, 16, 36
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render(report: Report) -> bytes:
    """A few lines a finding, and a summary."""
    blocks = [_block(file.path, finding, color=report.color) for file, finding in report.findings()]
    if report.statistics:
        blocks = [statistics(report)]
    text = "".join(f"{block}\n" for block in blocks) + summary(report) + "\n"
    return text.encode("utf-8", "surrogatepass")


def _block(path: str, finding: Finding, *, color: bool) -> str:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if color else text

    shade = _COLORS[finding.severity]
    head = f"{paint(f'{path}:{place(finding)}', '1')}: {paint(str(finding.severity), shade)}"
    lines = [f"{head} {finding.code} {name(finding)}: {finding.message}"]
    shown, caret = excerpt(finding)
    if shown.strip():  # a comment is not in the clean text
        lines += [f"  {shown}", f"  {paint(caret, shade)}"]
    if finding.suggestions and any(finding.suggestions):
        lines.append(f"  write: {' | '.join(finding.suggestions)}")
    return "\n".join(lines) + "\n"


def excerpt(finding: Finding) -> tuple[str, str]:
    """The words around a finding, and the line below with carets under it.

    Carets stand right where Chinese characters take two columns of the terminal.
    """
    where = finding.occurrence
    text, segment = where.segment.document.text, where.segment
    start, end = where.start, where.end
    first = max(min(segment.start, start), start - _BEFORE)
    cut = min(end, start + _LONGEST)
    last = min(max(segment.end, end), cut + _AFTER) if cut == end else cut
    left = "…" if first > segment.start else ""
    right = "…" if last < segment.end else ""
    before, marked = text[first:start], text[start:cut] or text[start : start + 1]
    shown = f"{left}{before}{text[start:last]}{right}".translate(_VISIBLE)
    return shown, " " * width(left + before) + "^" * max(1, width(marked))


_VISIBLE = {9: " ", 10: " ", 13: " "} | dict.fromkeys((*range(9), *range(14, 32), 127), "�")


def width(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    from unicodedata import combining

    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)
