"""Where a term can begin and end in an English bead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from termx import data
from termx.pair.tokens import ARTICLES, Token, english, singular

LONGEST = 9
"""Words of a term that nothing but its position tells of."""
LONGEST_TITLE = 45
"""Words of a title, in which there may be commas."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_JOINED = re.compile(r"(?:[\s\-–‑/'’“”\"]|\bthe\b|\ban?\b|\.(?=\S)|['’]s\b)*", re.IGNORECASE)
_LISTED = re.compile(r"(?:[\s\-–‑/'’“”\",]|\bthe\b|\ban?\b|\.(?=\S)|['’]s\b)*", re.IGNORECASE)
_NUMBER = re.compile(r"nos?\.\s*\d", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\(")

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spans:
    """The stretches of an English text that can be terms, from unit `first[k]` to `last[k]`.

    `content` says of each unit whether it carries meaning, `open_left` and `open_right` whether a
    term can begin or end there without leaving out a word that may belong to it.
    """

    text: str
    tokens: Sequence[Token] = field(repr=False)
    first: Indices = field(repr=False)
    last: Indices = field(repr=False)
    content: NDArray[np.bool_] = field(repr=False)
    open_left: NDArray[np.bool_] = field(repr=False)
    open_right: NDArray[np.bool_] = field(repr=False)
    cut: NDArray[np.bool_] = field(repr=False)
    """Whether the stretch leaves out a capitalized word beside a capitalized one of its own."""
    named: NDArray[np.bool_] = field(repr=False)
    """Whether the stretch is a name that the English harvest found."""
    known: NDArray[np.bool_] = field(repr=False)
    """Whether it is a name or a term."""

    printed: dict[int, tuple[str, str]] = field(default_factory=dict, repr=False)
    """The forms and keys that have been asked for."""

    def form(self, k: int) -> str:
        """The stretch as it is printed."""
        return self._printed(k)[0]

    def key(self, k: int) -> str:
        """The stretch as it is `folded`."""
        return self._printed(k)[1]

    def _printed(self, k: int) -> tuple[str, str]:
        if k not in self.printed:
            end = self.tokens[self.last[k]].end
            start = self.tokens[self.first[k]].start
            closed = self.text[start:end].count("(") > self.text[start:end].count(")")
            form = self.text[start : end + closed]
            self.printed[k] = form, folded(form)
        return self.printed[k]


def spans(
    text: str, given: Mapping[tuple[int, int], bool] | None = None, *, titles: bool = False
) -> Spans:
    """The stretches of `text`; `given` are offsets of names (true) and terms (false) in it.

    With `titles` there are long ones with commas among them.
    """
    tokens = english(text)
    content = np.array([text[t.start : t.end].lower() not in stops() for t in tokens], bool)
    gaps = [
        " " if _NUMBER.match(text, a.start) else text[a.end : b.start] for a, b in pairwise(tokens)
    ]
    broken = [not _JOINED.fullmatch(gap) for gap in gaps]
    found: dict[tuple[int, int], bool | None]
    found = dict.fromkeys(_inside(text, tokens, content, gaps, broken))
    if titles:
        found |= dict.fromkeys(_titles(content, gaps, broken))
    for place, name in (given or {}).items():
        for pair in _located(tokens, place):
            found[pair] = name or bool(found.get(pair))
    pairs = np.array(sorted(found), np.int64).reshape(-1, 2)
    edges = np.array([True, *broken, True])
    before = np.append(True, ~content) | edges[: len(content) + 1]
    after = np.append(~content, True)[1:] | edges[1:] if len(content) else edges[1:]
    capital = np.array([text[t.start].isupper() for t in tokens], bool)
    joined = np.zeros(len(tokens) + 1, bool)
    joined[1:-1] = capital[:-1] & capital[1:] & ~np.array(broken, bool) if len(tokens) else False
    return Spans(
        text,
        tokens,
        pairs[:, 0],
        pairs[:, 1],
        content,
        before[: len(content)],
        after,
        joined[pairs[:, 0]] | joined[pairs[:, 1] + 1],
        np.array([bool(found[pair]) for pair in sorted(found)], bool),
        np.array([found[pair] is not None for pair in sorted(found)], bool),
    )


def _inside(
    text: str,
    tokens: Sequence[Token],
    content: NDArray[np.bool_],
    gaps: Sequence[str],
    broken: Sequence[bool],
) -> Iterable[tuple[int, int]]:
    for first in map(int, np.flatnonzero(content)):
        bracket = False
        for last in range(first, min(len(tokens), first + LONGEST)):
            if last > first and broken[last - 1]:
                if bracket or not _BRACKET.fullmatch(gaps[last - 1]):
                    break
                bracket = True
            closes = text[tokens[last].end : tokens[last].end + 1] == ")"
            if closes if bracket else content[last]:
                yield first, last
            if bracket and closes:
                break


def _titles(
    content: NDArray[np.bool_], gaps: Sequence[str], broken: Sequence[bool]
) -> Iterable[tuple[int, int]]:
    """Long stretches between words or signs at which something can end."""
    for first in map(int, np.flatnonzero(content)):
        if first and content[first - 1] and not broken[first - 1]:
            continue
        for last in range(first, min(len(content), first + LONGEST_TITLE)):
            if last > first and broken[last - 1] and not _LISTED.fullmatch(gaps[last - 1]):
                break
            ends = last + 1 == len(content) or broken[last] or not content[last + 1]
            if last - first >= 2 and content[last] and ends:
                yield first, last


def _located(tokens: Sequence[Token], place: tuple[int, int]) -> Iterable[tuple[int, int]]:
    start, end = place
    inside = [i for i, token in enumerate(tokens) if start <= token.start and token.end <= end]
    if inside:
        yield inside[0], inside[-1]


@cache
def stops() -> frozenset[str]:
    """Words at which no term begins or ends."""
    return ARTICLES | frozenset(
        word for line in data.lines("pair_english.txt") for word in line.split()
    )


@lru_cache(1 << 15)
def folded(form: str) -> str:
    """What the printings of an English term share: no case, articles, hyphens, plural s."""
    words = _WORD.findall(form.lower())
    return " ".join(singular(word) for word in words if word not in ARTICLES)
