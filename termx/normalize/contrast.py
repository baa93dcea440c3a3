"""Evidence that two forms are two concepts, however alike they look."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from termx import lang
from termx.data import table
from termx.models import Kind
from termx.normalize.canon import canon, numbers, ordinals
from termx.normalize.forms import Form

_BESIDE = re.compile("[》”]?(?:、|，|以及|和|与|及)[《“]?")
_LISTED = re.compile("[》”]?(?:、|以及|和|与|及)[《“]?")
_SEARCHED = 50


def contrast(one: Form, other: Form, *, linked: bool = False) -> str | None:
    """Why the two forms cannot be one concept, None if nothing says so.

    `linked` forms are tied by the text itself (a definition); they or two forms of one entry of
    the word lists can be parted only by a text that lists them side by side, or by two entries.
    """
    if one.entries and other.entries and not one.entries & other.entries:
        return "two entries of the word lists"
    if frozenset((one.key, other.key)) in _distinct():
        return "known to be distinct"
    if side_by_side(one, other):
        return "listed side by side"
    if linked or one.entries & other.entries or not (one.chinese and other.chinese):
        return None
    return (
        _kinds_differ(one, other)
        or numbers_differ(one.key, other.key)
        or words_differ(one.canon, other.canon)
        or _heads_differ(one.canon, other.canon)
    )


def side_by_side(one: Form, other: Form) -> bool:
    """Whether a text lists the two forms as members of one enumeration: A、B和C."""
    return _followed(one, other) or _followed(other, one)


def _followed(one: Form, other: Form) -> bool:
    # 《X评估指南》，《评估指南》载有…: a new clause, not an enumeration
    beside = _LISTED if one.canon.endswith(other.canon) else _BESIDE
    for occurrence in one.occurrences[:_SEARCHED]:
        text = occurrence.segment.document.text
        mark = beside.match(text, occurrence.end)
        if mark and text.startswith(other.text, mark.end()):
            return True
    return False


def _kinds_differ(one: Form, other: Form) -> str | None:
    """A title is not its subject; a subject with a head noun may be a name that went unnoticed."""
    for name, subject in ((one, other), (other, one)):
        if name.kind is not Kind.THEME and subject.kind is Kind.THEME and not head(subject.canon):
            return f"{subject.text} is a subject, not a name"
    return None


def numbers_differ(one: str, other: str) -> str | None:
    """Which numbers of two strings tell them apart, if they do."""
    if ordinals(one) != ordinals(other):
        return "different ordinals"
    first, second = numbers(one), numbers(other)
    if not (first <= second or second <= first):
        return "different numbers"
    return None


def words_differ(one: str, other: str) -> str | None:
    """The two words by which two strings name two things, if there are such words."""
    first, second = contrastive(one), contrastive(other)
    for row in first.keys() & second.keys():
        here, there = first[row] - second[row], second[row] - first[row]
        if here and there:
            return f"{min(here)} is not {min(there)}"
    return None


def _heads_differ(one: str, other: str) -> str | None:
    first, second = head(one), head(other)
    if not first or not second or inside(first, second) or inside(second, first):
        return None
    return f"{first} is not {second}"


def inside(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in their order."""
    rest = iter(full)
    return all(char in rest for char in short)


@lru_cache(maxsize=1 << 16)
def contrastive(text: str) -> Mapping[int, frozenset[str]]:
    """The contrastive words in a canonical string, by their row in the table."""
    automaton, patterns = _contrastive()
    found: defaultdict[int, set[str]] = defaultdict(set)
    for start, end, index in automaton.find(text):
        for row in patterns[index]:
            found[row].add(text[start:end])
    return {row: frozenset(words) for row, words in found.items()}


@cache
def _contrastive() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[tuple[int, ...], ...]]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for number, (cell, scope) in enumerate(table("normalize_contrast.tsv")):
        for word in cell.split("|") if scope == "word" else ():
            rows[canon(lang.key(word)).text].append(number)
    automaton = CharwiseDoubleArrayAhoCorasick(list(rows), MATCH_KIND_LEFTMOST_LONGEST)
    return automaton, tuple(map(tuple, rows.values()))


@cache
def telling_characters() -> frozenset[str]:
    """Characters that make another word of a word when they are added or exchanged."""
    rows = table("normalize_contrast.tsv")
    return frozenset("".join(cell for cell, scope in rows if scope == "char")) - {"|"}


def head(text: str) -> str:
    """The longest head noun that ends a canonical string, empty if there is none."""
    return next(iter(head_nouns(text)), "")


@lru_cache(maxsize=1 << 16)
def head_nouns(text: str) -> tuple[str, ...]:
    """The head nouns that end a canonical string, longest first."""
    known = _heads()
    longest = min(len(text), max(map(len, known)))
    return tuple(text[-size:] for size in range(longest, 0, -1) if text[-size:] in known)


@cache
def _heads() -> frozenset[str]:
    return frozenset(canon(row[0]).text for row in table("heads.tsv"))


@cache
def _distinct() -> frozenset[frozenset[str]]:
    rows = table("normalize_distinct.tsv")
    return frozenset(frozenset((lang.key(one), lang.key(other))) for one, other, _ in rows)
