"""What is known about English words: heads of names, openers, titles of persons, places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from termx.data import table
from termx.harvest.english.lemma import singular
from termx.models import Kind

ORDINAL = (
    r"(?:(?:(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y-|ieth\b))?(?:first|second|third"
    r"|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]{3,6}teenth)"
    r"|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|\d+(?:st|nd|rd|th))"
)
"""Ordinal numbers in lower case."""

_IS_ORDINAL = re.compile(rf"{ORDINAL}$")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that ends or begins a name, the kind it gives, and how it is used (see the list)."""

    kind: Kind
    use: str


@cache
def heads() -> Mapping[str, Head | None]:
    """Head nouns in lower case, singular and plural; with spaces between several words.

    None for what only seems to be one.
    """
    found: dict[str, Head | None] = {}
    for noun, kind, use in table("english_heads.tsv"):
        head = None if use == "none" else Head(Kind(kind), use)
        found[noun.lower()] = head
        first, _, rest = noun.lower().partition(" of ")
        found.setdefault(f"{plural(first)} of {rest}" if rest else plural(first), head)
    return found


@cache
def head_words() -> frozenset[str]:
    """The last words of head nouns, up to a hyphen: a run without any has no head."""
    return frozenset(_LETTERS.findall(noun)[-1] for noun in heads())


def plural(noun: str) -> str:
    """The plural of a head noun."""
    if singular(noun) != noun:
        return noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def words(cls: str) -> frozenset[str]:
    """The words of a class of `english_words.tsv`."""
    return frozenset(word for word, found in table("english_words.tsv") if found == cls)


_SHARED = frozenset(
    ["United", "Republic", "Republics", "Islands", "Union", "State", "States", "Kingdom", "of"]
)


@cache
def place_names() -> frozenset[str]:
    """The names of places."""
    return frozenset(row[0] for row in table("english_places.tsv"))


@cache
def place_words() -> frozenset[str]:
    """The words that stand in names of places alone, adjectives of places included."""
    return (
        frozenset(word for row in table("english_places.tsv") for word in row[0].split()) - _SHARED
    )


@dataclass(frozen=True, slots=True)
class Word:
    """What a word can do in a term, and how special it is, in [0, 1]."""

    begins: bool
    ends: bool
    weight: float
    pos: str
    vague: bool = False
    plain: bool = False


_UNKNOWN = 6
"""How special a word is that is not common."""


@lru_cache(maxsize=1 << 16)
def pos(text: str) -> str:
    """The part of speech: n noun, v verb, b both, a adjective, r adverb, d, g participles in -ed
    and -ing, f function word, x no word."""
    low = text.lower()
    if not text[0].isalpha() or len(text) < 3:
        return "x"
    if low in words("function"):
        return "f"
    if low in words("verb"):
        return "v"
    if known := _common().get(low):
        return known[0]
    if low[-1] == "s" and _common().get(singular(low), "n")[0] == "v":
        return "v"
    return _guess(low)


@lru_cache(maxsize=1 << 16)
def word(text: str) -> Word:
    """What is known about the word `text`; of an unknown one, what its ending says."""
    low, tag = text.lower(), pos(text)
    if tag in "vfx":
        return Word(False, False, 0.0, tag)
    vague, plain = low in words("vague"), low in words("plain") or bool(_IS_ORDINAL.match(low))
    special = _special(low)
    weight = special / 9
    noun = tag in "nb" or low in words("gerund") or (tag == "g" and low not in _common())
    owner = low.endswith(("'s", "’s", "s'", "s’"))
    begins = tag in "nabdr" or noun
    return Word(begins, noun and not plain and not owner, weight, tag, vague, plain)


def common(form: str) -> bool:
    """Whether a form is a common word with a capital (Refugees), so that it names nothing alone."""
    return form[1:].islower() and form.lower() in _common()


def _special(low: str) -> int:
    known = _common().get(low) or _common().get(singular(low))
    if known:
        return known[1]
    parts = low.split("-")
    return max((_common().get(part, ("", _UNKNOWN))[1] for part in parts), default=_UNKNOWN)


def _guess(low: str) -> str:
    if low.endswith("ly"):
        return "r"
    if low.endswith("ing"):
        return "g"
    if low.endswith("ed"):
        return "d"
    if low.endswith(("al", "ic", "ive", "ous", "able", "ible", "ary", "less", "ful", "ese", "ish")):
        return "a"
    return "n"


@cache
def _common() -> Mapping[str, tuple[str, int]]:
    """Common words with part of speech and how special they are."""
    return {
        text: (pos, int(special))
        for pos, special, cell in table("english_common.tsv")
        for text in cell.split(" ")
    }
