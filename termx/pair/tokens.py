"""The units by which beads are aligned: Chinese characters and the stems of English words.

Characters, because in bitext of a few thousand sentences most Chinese words are rare and nearly all
characters are not, and because no segmentation can be wrong then.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from termx import lang

_WORD = re.compile(r"\d+(?:[, \u00a0]\d{3}(?!\d))*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?")
_CHINESE = re.compile(rf"[{lang.HAN}]|\d+(?:[, \u00a0]\d{{3}}(?!\d))*(?:\.\d+)?|[A-Za-zÀ-ɏ]+")
_GROUPED = re.compile(r"[, \u00a0]")
_POSSESSIVE = re.compile(r"['’][sS]?$")
ARTICLES = frozenset({"the", "a", "an"})
PARTICLES = frozenset("的之")
"""Words without a counterpart in the other language take no part in alignment."""


class Token(NamedTuple):
    """The unit at `start:end` of its text; `key` is what counts as the same unit."""

    key: str
    start: int
    end: int


def chinese(text: str) -> list[Token]:
    """The characters of a Chinese text, its numbers and Latin words; no punctuation, no particles.

    Traditional characters count as their simplified ones.
    """
    tokens = []
    for match in _CHINESE.finditer(lang.simplified(lang.fold_width(text))):
        unit = match.group()
        if unit not in PARTICLES:
            tokens.append(Token(_key(unit.lower()), match.start(), match.end()))
    return tokens


def english(text: str) -> list[Token]:
    """The words of an English text by their stems, without articles; hyphens separate words."""
    tokens = []
    for match in _WORD.finditer(lang.fold_width(text)):
        word = _POSSESSIVE.sub("", match.group()).lower()
        if word and word not in ARTICLES:
            tokens.append(Token(_key(word), match.start(), match.start() + len(word)))
    return tokens


@lru_cache(maxsize=2**16)
def _key(word: str) -> str:
    if word[0].isdigit():
        return _GROUPED.sub("", word)
    return stem(word) if word.isascii() else word


_PLURALS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("s", ""),
)


@lru_cache(1 << 15)
def singular(word: str) -> str:
    """A lower-case English word without the plural s (or the s of a verb)."""
    if len(word) > 3 and not word.endswith(("ss", "us", "is")):
        for suffix, new in _PLURALS:
            if word.endswith(suffix):
                return word[: len(word) - len(suffix)] + new
    return word


def stem(word: str) -> str:
    """What the inflected forms of a lower-case English word share: no -s, -ed, -ing, -e.

    The first step of Porter (1980) alone; a doubled consonant becomes a single one.
    """
    word = singular(word)
    for suffix in ("ing", "ed"):
        base = word[: -len(suffix)]
        if word.endswith(suffix) and len(base) > 2 and re.search("[aeiouy]", base):
            return base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
