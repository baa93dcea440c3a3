"""Head nouns: the last word of a name tells what it names."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from daachorse import CharwiseDoubleArrayAhoCorasick

from termx.data import table
from termx.models import Kind

SURE = frozenset({"strong", "national"})
"""Strengths of head nouns that are hardly more than names."""


@cache
def heads() -> dict[str, tuple[Kind, str]]:
    """Head nouns with their kind and what a name with that head needs (`data/heads.tsv`)."""
    return {word: (Kind(kind), strength) for word, kind, strength in table("heads.tsv")}


def ending_head(text: str, end: int) -> str | None:
    """The longest head noun that ends `text[:end]`, unless it makes names in marks only."""
    for length in _lengths().get(text[end - 1 : end], ()):
        head = text[end - length : end] if length <= end else ""
        if head in heads():
            return head if heads()[head][1] != "title" else None
    return None


def any_head(text: str) -> bool:
    """Whether a head noun stands anywhere in `text`."""
    return bool(_automaton().find(text))


@cache
def _automaton() -> CharwiseDoubleArrayAhoCorasick:
    words = (word for word, (_, strength) in heads().items() if strength != "title")
    return CharwiseDoubleArrayAhoCorasick(sorted(words))


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Last character -> lengths of the head nouns that end with it, longest first."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for word in heads():
        lengths[word[-1]].add(len(word))
    return {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}


def head_of(form: str) -> tuple[Kind, str] | None:
    """Kind and strength of the longest head noun that ends `form`, None if there is none.

    A number or a bracket behind the head (第二卷, (2005)) and 草案 do not count.
    """
    bare = _TAIL.sub("", form)
    for length in _lengths().get(bare[-1:], ()):
        found = heads().get(bare[-length:])
        if found and (bare[-length:] not in "年日" or bare.startswith(("国际", "世界"))):
            return found
    before = bare.partition("，")[0]
    return head_of(before) if before != bare else None


_TAIL = re.compile(r"(?:[（(][^（）()]*[）)]|，[^，]*[卷编号]|草案|[\s”’])+$")
