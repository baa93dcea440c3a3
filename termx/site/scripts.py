"""The map from traditional to simplified characters that a page needs to search its glossaries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))


def simplifying(texts: Iterable[str]) -> tuple[str, str]:
    """Characters and, at the same places of the second text, their simplified forms.

    Limited to pairs of which a character stands in `texts`: what is typed or printed in either
    script then folds to the same key. OpenCC's table of characters (t2s), sorted by code point.
    """
    present = set().union(*texts)
    chosen = [(old, new) for old, new in _characters() if new in present or old in present]
    return "".join(old for old, _ in chosen), "".join(new for _, new in chosen)


@cache
def _characters() -> tuple[tuple[str, str], ...]:
    from opencc import OpenCC

    every = [chr(code) for start, end in _BLOCKS for code in range(start, end)]
    converted = OpenCC("t2s").convert("\n".join(every)).split("\n")
    return tuple(
        (old, new)
        for old, new in zip(every, converted, strict=True)
        if old != new and len(new) == 1
    )
