"""Names without capitals, or with few: “open-ended intergovernmental expert group on …”.

Such a name is a head noun of bodies, funds, plans or meetings with a modifier that only named
things have (open-ended, ad hoc, system-wide), or with a name before it (CEB secretariat), and in
most cases with a complement that says what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from termx.data import table
from termx.harvest.english.chains import chains
from termx.harvest.english.complements import complement
from termx.harvest.english.lexicon import words
from termx.harvest.english.runs import ORDINAL
from termx.harvest.mentions import Mention
from termx.models import Kind, Occurrence, Segment

_CAP = r"(?:[A-ZÀ-Þ][\w’'/-]*)"


def lowercase(segments: Sequence[Segment], names: Mapping[str, Kind]) -> Iterator[Mention]:
    """Names with a head in lower case, and parts and sessions of bodies."""
    for segment in segments:
        text = segment.text
        for start, end, kind in (*_headed(text), *_owned(text)):
            place = Occurrence(segment, segment.start + start, segment.start + end)
            yield Mention(place.text, kind, place)


def _headed(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Names with a head in lower case."""
    strong, heads = _words("strong"), _heads()
    for match in _pattern().finditer(text):
        head = match["head"].lower()
        kind, use = heads[head] if head in heads else heads[head.removesuffix("s")]
        modifiers = match["modifiers"].lower().split()
        own = match["name"] or ""
        if _opening(own):
            continue
        proper = bool(own)
        named = proper or any(word in strong for word in modifiers)
        end = complement(text, match.end()) or (
            complement(text, match.end(), verb=True) if kind is Kind.ORGANIZATION and named else 0
        )
        content = text[match.end() : end].count(" ") if end else 0
        if end and (named or (use == "strong" and content > 2)):
            yield match.start(), end, kind
        if (proper and (use == "strong" or modifiers)) or (
            named and use == "strong" and not end and len(modifiers) > 1
        ):
            yield match.start(), match.end(), kind


def _opening(name: str) -> bool:
    """Whether the capitals before a head are those of a sentence or of a person's function."""
    first, *_, last = (name.split() or [""]) * 2
    return first.lower() in words("opener") or last.removesuffix("’s") in words("role")


def _owned(text: str) -> Iterator[tuple[int, int, Kind]]:
    """What belongs to a body: its rules of procedure, its sessions, its segments."""
    for match in _belongings().finditer(text):
        owner = _owner(text, match.end())
        if owner:
            kind = _kinds_of_parts()[match["part"].lower().removesuffix("s")]
            yield match.start("whole"), owner, kind
    for match in _SESSION.finditer(text):
        for found in chains(text[max(0, match.start() - 200) : match.start()]):
            shift = max(0, match.start() - 200)
            for name in found:
                if name.end + shift == match.start() and name.kind is not Kind.INSTRUMENT:
                    yield name.start + shift, match.end(), Kind.EVENT


_BARE = re.compile(
    r"(?:United Nations(?: system)?|Council|Commission|Committee|Conference|Assembly|Convention"
    r"|Board|Court|Organization)\b(?! [A-Z])"
)
_SESSION = re.compile(rf" (?:at|on) its {ORDINAL} (?:special |emergency |regular )?session\b")


def _owner(text: str, at: int) -> int:
    """Where the name ends that begins at `at`, 0 if none does."""
    for found in chains(text[at : at + 240]):
        for name in found:
            if name.start == 0:
                return at + name.end
        break
    bare = _BARE.match(text, at)
    return bare.end() if bare else 0


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<name>(?:{_CAP}(?:, {_CAP}){{0,3}} and )?(?:{_CAP} ){{1,5}})?"
        rf"(?P<modifiers>(?:(?:{_either(_words('strong') | _words('weak'))}) ){{0,6}})"
        rf"(?P<head>(?:{_either(_heads())})s?)(?![\w-])"
    )


def _either(words: Collection[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def _heads() -> Mapping[str, tuple[Kind, str]]:
    return {
        word: (Kind(kind), use)
        for word, cls, kind, use in table("english_lowercase.tsv")
        if cls == "head"
    }


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(
        word
        for word, cls, _, own in table("english_lowercase.tsv")
        if (cls, own) == ("modifier", use)
    )


@cache
def _belongings() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<whole>(?:{ORDINAL} )?(?:(?:special|emergency|resumed|annual|regular|first"
        rf"|high-level|draft|revised|joint) )*(?P<part>(?:{_either(_kinds_of_parts())})s?))"
        r" (?:of|for) the (?=[A-Z])"
    )


@cache
def _kinds_of_parts() -> Mapping[str, Kind]:
    return {
        word.removesuffix("s"): Kind(kind)
        for word, cls, kind, _ in table("english_lowercase.tsv")
        if cls == "part"
    }
