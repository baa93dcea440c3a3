"""One line a finding: path, place, code, message."""

from __future__ import annotations

from termx.check.reports import Report, place, statistics, summary


def render(report: Report) -> bytes:
    """`path:line:column: CODE message`, and a summary."""
    lines = [
        f"{file.path}:{place(finding)}: {finding.code} {finding.severity}: {finding.message}\n"
        for file, finding in report.findings()
    ]
    if report.statistics:
        lines = [statistics(report)]
    return ("".join(lines) + summary(report) + "\n").encode("utf-8", "surrogatepass")
