"""Head nouns: the last word of a name tells what it names."""

from __future__ import annotations

import re
from functools import cache

from termx.data import table
from termx.models import Kind


@cache
def heads() -> dict[str, tuple[Kind, str]]:
    """Head nouns with their kind and what a name with that head needs (strong, weak, title)."""
    return {word: (Kind(kind), strength) for word, kind, strength in table("heads.tsv")}


def ending_head(text: str, end: int) -> str | None:
    """The longest head noun that ends `text[:end]`, unless it makes names in marks only."""
    for length in range(min(_longest(), end), 0, -1):
        found = heads().get(text[end - length : end])
        if found:
            return text[end - length : end] if found[1] != "title" else None
    return None


def head_of(form: str) -> tuple[Kind, str] | None:
    """Kind and strength of the longest head noun that ends `form`, None if there is none.

    A number or a bracket behind the head (第二卷, (2005)) and 草案 do not count.
    """
    bare = _TAIL.sub("", form)
    for length in range(min(_longest(), len(bare)), 0, -1):
        found = heads().get(bare[-length:])
        if found and (bare[-length:] not in "年日" or bare.startswith(("国际", "世界"))):
            return found
    before = bare.partition("，")[0]
    return head_of(before) if before != bare else None


_TAIL = re.compile(r"(?:[（(][^（）()]*[）)]|，[^，]*[卷编号]|草案|[\s”’])+$")


@cache
def _longest() -> int:
    return max(map(len, heads()))
