"""Workflow commands of GitHub Actions: findings appear beside the lines of a pull request.

GitHub shows ten errors and ten warnings a step, so a summary goes first as a notice.
"""

from __future__ import annotations

from termx.check.reports import Report, message, name, span, summary
from termx.models import Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> bytes:
    """A command a finding, errors first."""
    lines = [f"::notice title=termx::{_data(summary(report))}\n"] if report.counts() else []
    order = list(Severity)
    found = sorted(report.findings(), key=lambda item: order.index(item[1].severity))
    for file, finding in found:
        where = span(finding)
        text = message(finding)
        if finding.suggestions and any(finding.suggestions):
            text += f" [{' | '.join(finding.suggestions)}]"
        properties = (
            f"file={_property(file.path)},line={where.line},col={where.column},"
            f"endLine={where.end_line},endColumn={where.end_column},"
            f"title={_property(f'{finding.code} {name(finding)}')}"
        )
        lines.append(f"::{_LEVELS[finding.severity]} {properties}::{_data(text)}\n")
    return "".join(lines).encode("utf-8", "surrogatepass")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
