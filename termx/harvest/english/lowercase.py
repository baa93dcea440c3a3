"""Names without capitals, or with few: “open-ended intergovernmental expert group on …”.

Such a name is a head noun of bodies, funds, plans or meetings with a modifier that only named
things have (open-ended, ad hoc, system-wide), or with a name before it (CEB secretariat), and in
most cases with a complement that says what it is about. What belongs to a body is named with it:
its rules of procedure, its sessions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from termx.data import table
from termx.harvest.english.chains import Name, chains
from termx.harvest.english.complements import complement, noun_phrases
from termx.harvest.english.lexicon import ORDINAL, plural, words
from termx.harvest.english.places import is_whole
from termx.harvest.mentions import Mention
from termx.models import Kind, Occurrence, Segment

_CAP = r"(?:[A-ZÀ-Þ][\w’'/-]*)"
_NAME = re.compile(rf"(?:{_CAP}(?:, {_CAP}){{0,3}} and )?(?:{_CAP} ){{1,5}}$")
_FAR = 90
"""So many characters before a head a name may begin."""

_ARTICLE = re.compile(" the (?=[A-ZÀ-Þ])")
_DEVOTED = " devoted to "
_WINDOW = 400
"""So many characters beside a part of a body its name is looked for."""

_BARE = re.compile(
    r"(?:United Nations(?: system)?|Council|Commission|Committee|Conference|Assembly|Convention"
    r"|Board|Court|Organization)\b(?! [A-Z])"
)
_SESSION = re.compile(rf" (?:at|on) its {ORDINAL} (?:special |emergency |regular )?session\b")


def lowercase(segments: Sequence[Segment]) -> Iterator[Mention]:
    """Names with a head in lower case, and parts and sessions of bodies."""
    for segment in segments:
        text = segment.text
        for start, end, kind in (*_headed(text), *_owned(text)):
            place = Occurrence(segment, segment.start + start, segment.start + end)
            yield Mention(place.text, kind, place)


def _headed(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Names with a head in lower case."""
    automaton, heads = _heads()
    for start, end, index in automaton.find(text):
        if not is_whole(text, start, end) or text[start - 1 : start] == "-":
            continue
        kind, strong, several = heads[index]
        begin, modifiers, named = _modifiers(text, start)
        own = _NAME.search(text, max(0, begin - _FAR), begin)
        if own and own[0].startswith("The "):
            own = _NAME.match(text, own.start() + len("The "), begin)
        if own and _opening(own[0]):
            continue
        if several and not own:
            continue
        named = named or bool(own)
        begin = own.start() if own else begin
        further = 0 if several else complement(text, end)
        if not further and kind is Kind.ORGANIZATION and named and not own:
            further = complement(text, end, verb=True)
        if further and (named or (strong and text.count(" ", end, further) > 3)):
            yield begin, further, kind
        if own:
            if strong or modifiers:
                yield begin, end, kind
        elif named and not further and modifiers > (1 if strong else 2):
            yield begin, end, kind


def _modifiers(text: str, at: int) -> tuple[int, int, bool]:
    """Where the modifiers before `at` begin, how many there are, and whether one is strong."""
    known = _known_modifiers()
    count, named = 0, False
    while at > 1:
        start = text.rfind(" ", 0, at - 1) + 1
        wider = text.rfind(" ", 0, max(0, start - 1)) + 1
        word, pair = text[start : at - 1], text[wider : at - 1]
        if pair in known:
            start, word = wider, pair
        elif word not in known:
            break
        count, named, at = count + 1, named or known[word] == "strong", start
    return at, count, named


def _opening(name: str) -> bool:
    """Whether the capitals before a head are those of a sentence or of a person's function."""
    first, *_, last = name.split() * 2
    return first.lower() in words("opener") or last.removesuffix("’s") in words("role")


def _owned(text: str) -> Iterator[tuple[int, int, Kind]]:
    """What belongs to a body: its rules of procedure, its sessions, its segments."""
    for article in _ARTICLE.finditer(text):
        end = article.end()
        if match := _belonging(text, article.start(), end):
            plain = match["whole"] in ("session", "sessions")
            if not plain and (stop := _owner(text, end)):
                kind = _kinds_of_parts()[match["part"]]
                yield match.start("whole"), stop, kind
                if text.startswith(_DEVOTED, stop):
                    further = noun_phrases(text, stop + len(_DEVOTED))
                    yield match.start("whole"), further or stop, kind
    if " its " in text and " session" in text:
        for match in _SESSION.finditer(text):
            for name in _names_before(text, match.start()):
                yield name.start, match.end(), Kind.EVENT


def _belonging(text: str, at: int, end: int) -> re.Match[str] | None:
    """The part of a body before “of the” or “for the”, of which “the” stands at `at`."""
    edge = at - 3 if text.startswith(" of", at - 3) else at - 4
    if edge < 1 or text[edge:at] not in (" of", " for"):
        return None
    if text[text.rfind(" ", 0, edge) + 1 : edge] not in _last_words():
        return None
    return _belongings().search(text, max(0, at - _FAR), end)


def _names_before(text: str, end: int) -> Iterator[Name]:
    """The names that end at `end`."""
    low = max(0, end - _WINDOW)
    for found in chains(text[low:end]):
        for name in found:
            whole = name.start > 0 or low == 0
            if whole and name.end == end - low and name.kind is not Kind.INSTRUMENT:
                yield replace(name, start=low + name.start, end=end)


def _owner(text: str, at: int) -> int:
    """Where the name ends that begins at `at`, 0 if none does."""
    for found in chains(text[at : at + _WINDOW]):
        for name in found:
            if name.start == 0:
                return at + name.end
        break
    bare = _BARE.match(text, at)
    return bare.end() if bare else 0


@cache
def _heads() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[tuple[Kind, bool, bool], ...]]:
    """Finds heads in lower case; the kind of each, whether it is strong, and whether plural."""
    rows = [row for row in table("english_lowercase.tsv") if row[1] == "head"]
    found = {plural(word): (Kind(kind), use == "strong", True) for word, _, kind, use in rows}
    found |= {word: (Kind(kind), use == "strong", False) for word, _, kind, use in rows}
    patterns = sorted(found)
    automaton = CharwiseDoubleArrayAhoCorasick(patterns, MATCH_KIND_LEFTMOST_LONGEST)
    return automaton, tuple(found[pattern] for pattern in patterns)


@cache
def _known_modifiers() -> Mapping[str, str]:
    return {word: use for word, cls, _, use in table("english_lowercase.tsv") if cls == "modifier"}


@cache
def _belongings() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<whole>(?:{ORDINAL} )?(?:(?:special|emergency|resumed|annual|regular|first"
        rf"|high-level|draft|revised|joint) )*(?P<part>{_either(_kinds_of_parts())}))"
        r" (?:of|for) the $"
    )


@cache
def _last_words() -> frozenset[str]:
    return frozenset(part.rpartition(" ")[2] for part in _kinds_of_parts())


def _either(words: Collection[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def _kinds_of_parts() -> Mapping[str, Kind]:
    return {
        form: Kind(kind)
        for word, cls, kind, _ in table("english_lowercase.tsv")
        if cls == "part"
        for form in (word, plural(word))
    }
