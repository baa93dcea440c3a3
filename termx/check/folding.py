"""Chinese as the checker compares it: script, width, case, spaces and marks are folded away."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right

from termx import lang

_GONE = re.compile(r"[^\S\n]|[《》〈〉‹›“”‘’「」『』\"'·•・*]")


def fold(text: str) -> str:
    """`text` in simplified, half-width, lower-case characters, of the same length."""
    folded = lang.simplified(lang.fold_width(text))
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)


def squeeze(text: str) -> str:
    """`text` folded, without spaces, title marks and quotation marks."""
    return _GONE.sub("", fold(text))


class Squeezed:
    """A text squeezed, and the way back: line breaks stay, since they part paragraphs."""

    __slots__ = ("_cuts", "text")

    def __init__(self, text: str) -> None:
        folded = fold(text)
        # Offset in the squeezed text at which the k-th character went out.
        self._cuts = array(
            "l", (match.start() - k for k, match in enumerate(_GONE.finditer(folded)))
        )
        self.text = _GONE.sub("", folded)

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

    def touched(self, start: int, end: int) -> bool:
        """Whether a mark or space stood inside `text[start:end]`."""
        return bisect_left(self._cuts, start + 1) < bisect_right(self._cuts, end - 1)
