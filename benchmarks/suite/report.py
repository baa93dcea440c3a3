"""The table and the plot of measurements."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import NamedTuple

COLOURS = ("#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#b8860b", "#444444")


class Row(NamedTuple):
    """An operation on `times` the work by `jobs` processes."""

    operation: str
    times: int
    jobs: int
    chars: int
    seconds: float
    peak: int
    jieba: float
    """Seconds of `jieba.cut` on the same text."""
    automaton: float


HEAD = "operation  work jobs   kchar       s   kchar/s  x jieba.cut  x automaton  peak MB"


def table(rows: Sequence[Row]) -> str:
    """A line for each row; `x jieba.cut` is 2 if termx takes half the time."""
    lines = [HEAD, "-" * len(HEAD)]
    for row in rows:
        lines.append(
            f"{row.operation:<10} {row.times:>3}x {row.jobs:>4} {row.chars / 1e3:>7,.0f}"
            f" {row.seconds:>7.2f} {row.chars / row.seconds / 1e3:>9,.0f}"
            f" {row.jieba / row.seconds:>12.2f} {row.automaton / row.seconds:>12.4f}"
            f" {row.peak / 1e6:>8,.0f}"
        )
    return "\n".join(lines)


def growth(rows: Sequence[Row]) -> str:
    """What more work and more processes do, in words."""
    lines = []
    for name in dict.fromkeys(row.operation for row in rows):
        one = [row for row in rows if row.operation == name and row.jobs == 1]
        steps = ", ".join(
            f"{after.times}x the work {after.seconds / one[0].seconds:.1f}x the time and"
            f" {after.peak / one[0].peak:.2f}x the memory"
            for after in one[1:]
        )
        lines.append(f"{name:<10} {steps}")
        alone = one[-1]
        many = [row for row in rows if row.operation == name and row.jobs > 1]
        if many:
            gains = ", ".join(
                f"{row.jobs} processes {alone.seconds / row.seconds:.2f}x as fast" for row in many
            )
            lines.append(f"{'':<10} {gains}")
    return "\n".join(lines)


def plot(rows: Sequence[Row], caption: str) -> str:
    """Two panels as SVG: time by work, and gain by processes."""
    names = list(dict.fromkeys(row.operation for row in rows))
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="460" viewBox="0 0 900 460"'
        ' font-family="sans-serif" font-size="13">',
        '<rect width="900" height="460" fill="white"/>',
        f'<text x="20" y="448" font-size="10" fill="#555">{_escaped(caption)}</text>',
        *_work_panel(rows, names),
        *_jobs_panel(rows, names),
        *_legend(names),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _work_panel(rows: Sequence[Row], names: Sequence[str]) -> list[str]:
    alone = [row for row in rows if row.jobs == 1]
    most = max(log2(row.times) for row in alone) or 1
    low = min(log2(row.seconds) for row in alone)
    high = max(log2(row.seconds) for row in alone)
    high = max(high, low + 1)

    def place(row: Row) -> tuple[float, float]:
        across = 60 + 330 * log2(row.times) / most
        return across, 380 - 320 * (log2(row.seconds) - low) / (high - low)

    parts = [_frame(60, "time by work, both logarithmic")]
    for times in sorted({row.times for row in alone}):
        across = 60 + 330 * log2(times) / most
        parts.append(f'<text x="{across:.0f}" y="400" text-anchor="middle">{times}x</text>')
    for value in (low, (low + high) / 2, high):
        height = 380 - 320 * (value - low) / (high - low)
        parts.append(f'<text x="54" y="{height + 4:.0f}" text-anchor="end">{2**value:.1f} s</text>')
    for number, name in enumerate(names):
        parts += _line([place(row) for row in alone if row.operation == name], number)
    return parts


def _jobs_panel(rows: Sequence[Row], names: Sequence[str]) -> list[str]:
    most = max(row.jobs for row in rows)
    parts = [_frame(480, "gain by processes; grey: all that is possible")]
    if most == 1:
        return parts

    def place(jobs: int, gain: float) -> tuple[float, float]:
        return 480 + 330 * (jobs - 1) / (most - 1), 380 - 320 * (gain - 1) / (most - 1)

    (x1, y1), (x2, y2) = place(1, 1), place(most, most)
    parts.append(f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="#bbb"/>')
    for jobs in sorted({row.jobs for row in rows}):
        across, height = place(jobs, jobs)
        parts.append(f'<text x="{across:.0f}" y="400" text-anchor="middle">{jobs}</text>')
        parts.append(f'<text x="474" y="{height + 4:.0f}" text-anchor="end">{jobs}x</text>')
    for number, name in enumerate(names):
        many = [row for row in rows if row.operation == name and row.jobs > 1]
        if many:
            work = many[0].times
            (alone,) = (
                row for row in rows if (row.operation, row.times, row.jobs) == (name, work, 1)
            )
            gains = [place(row.jobs, alone.seconds / row.seconds) for row in many]
            parts += _line([place(1, 1), *gains], number)
    return parts


def _frame(left: int, title: str) -> str:
    return (
        f'<text x="{left}" y="36" font-weight="bold">{title}</text>'
        f'<path d="M{left} 50V380H{left + 340}" fill="none" stroke="#888"/>'
    )


def _line(points: Sequence[tuple[float, float]], number: int) -> list[str]:
    colour = COLOURS[number % len(COLOURS)]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
    return [f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>', *dots]


def _legend(names: Sequence[str]) -> list[str]:
    return [
        f'<text x="{60 + 110 * number}" y="424" fill="{COLOURS[number % len(COLOURS)]}">'
        f"■ {name}</text>"
        for number, name in enumerate(names)
    ]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
