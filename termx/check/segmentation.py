"""Words of Chinese, where a short term may be a part of a longer word."""

from __future__ import annotations

import re

from termx.lang import HAN

_REACH = 12
_STOP = re.compile(f"[^{HAN}]")


def is_word(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is one word or several whole ones (国会 in 联合国会员国 is not)."""
    from termx.lang import words

    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    for match in _STOP.finditer(text, first, start):
        first = match.end()
    if stop := _STOP.search(text, end, last):
        last = stop.start()
    edges = {first}
    at = first
    for word in words(text[first:last]):
        at += len(word)
        edges.add(at)
    return start in edges and end in edges
