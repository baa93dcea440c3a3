"""Chinese as the checker compares it: script, width, case, spaces and marks are folded away."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cache

from termx import lang

_FOLDED = re.compile(
    r"[^\S\n]|[《》〈〉‹›“”‘’「」『』\"'·•・*]|[A-ZÀ-ÖØ-Þ（）：／－＋％＆０-９Ａ-Ｚａ-ｚ‐‑‒–—―−]"
)
"""What is folded: spaces and marks go, capitals and full-width signs change. A comma stays."""


@cache
def _folded(char: str) -> str:
    if char.isspace() or char in lang.TITLE_MARKS + lang.QUOTATION_MARKS + "·•・*":
        return ""
    return lang.fold_width(char).lower()


def squeeze(text: str) -> str:
    """`text` simplified, half-width, in lower case, without spaces, title and quotation marks."""
    return _FOLDED.sub(lambda match: _folded(match[0]), lang.simplified(text))


class Squeezed:
    """A text in simplified characters squeezed, and the way back.

    Line breaks stay, since they part paragraphs.
    """

    __slots__ = ("_cuts", "text")

    def __init__(self, text: str) -> None:
        # Offset in the squeezed text at which the k-th character went out.
        self._cuts = cuts = array("l")

        def fold(match: re.Match[str]) -> str:
            char = _folded(match[0])
            if not char:
                cuts.append(match.start() - len(cuts))
            return char

        self.text = _FOLDED.sub(fold, text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original."""
        first = start + bisect_right(self._cuts, start)
        last = end - 1 + bisect_right(self._cuts, end - 1)
        return first, last + 1

    def offset(self, origin: int) -> int:
        """Where the character at `origin` of the original stands, or would stand, in `text`."""
        low, high = 0, len(self._cuts)
        while low < high:
            middle = (low + high) // 2
            if self._cuts[middle] + middle < origin:
                low = middle + 1
            else:
                high = middle
        return origin - low
