"""The part of a bead that shows a term at work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termx.pair.evidence import Sight

LONGEST = 240
"""Characters of a context; a longer sentence is cut at its clauses."""

_CLAUSE = re.compile(r"[，；：、]|[,;:](?=\s)")


def context(text: str, start: int, end: int) -> str:
    """The text around `start:end`, at most some 240 characters, cut at clauses and marked …"""
    text, start, end = _stripped(text, start, end)
    if len(text) <= LONGEST:
        return text
    room = max(LONGEST - (end - start), 0)
    low, high = max(0, start - room // 2), min(len(text), end + room // 2)
    cuts = [match.end() for match in _CLAUSE.finditer(text)]
    left = 0 if low == 0 else min((cut for cut in cuts if low <= cut <= start), default=low)
    right = (
        len(text)
        if high == len(text)
        else max((cut for cut in cuts if end <= cut <= high), default=high)
    )
    piece = text[left:right].strip()
    return f"{'…' if left else ''}{piece}{'…' if right < len(text) else ''}"


def _stripped(text: str, start: int, end: int) -> tuple[str, int, int]:
    lead = len(text) - len(text.lstrip())
    return text.strip().replace("\n", " "), max(start - lead, 0), max(end - lead, 0)


def contexts(
    sight: Sight, spans: Sequence[tuple[int, int]], texts: tuple[str, str]
) -> tuple[str, str]:
    """The contexts of a term that stands at `spans` and of its equivalent, in one bead."""
    one, two = texts
    at = max(two.find(sight.form), 0)
    return context(one, *spans[0]), context(two, at, at + len(sight.form))
