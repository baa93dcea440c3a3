"""Acronyms and the short forms that a text defines, after Schwartz and Hearst (2003).

The characters of a short form stand in its long form in order, the first at the beginning of a
word. Made fit for UN text: the definition may stand before the bracket or inside, the short form
may be plural, hyphenated or a part of the name in capitals (the Kyoto Declaration), brackets may be
nested, and “hereinafter” may announce it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from termx.harvest.english.chains import chains
from termx.harvest.english.lexicon import pos, words
from termx.harvest.english.phrases import phrases
from termx.harvest.mentions import Mention
from termx.models import Kind, Occurrence, Segment

_SHORT = r"[A-Z](?:[A-Za-z0-9]|[-&/.+](?=[A-Za-z0-9]))*[A-Z0-9](?:[A-Za-z0-9]|[-&/](?=[A-Z]))*s?"
_ACRONYM = re.compile(rf"^{_SHORT}\+?$")
_FREE = re.compile(
    r"(?<![\w/.&-])[A-Z][A-Z&]{1,10}(?:[-‑][A-Z][A-Za-z]*)?(?:\+\d)?s?(?![\w/.&])(?!-[a-z])"
)
_BRACKET = re.compile(r"\s?\(((?:[^()]|\([^()]*\)){2,160})\)")
_CUE = re.compile(
    r"^(?:hereinafter|hereafter|henceforth|also)?(?:,? (?:referred to|known) as|, )?\s*"
    r"[“\"‘']?(?:the |an? )?[“\"‘']?(.+?)[”\"’']?$"
)
_HEREINAFTER = re.compile(
    r",? (?:hereinafter|hereafter)(?:,? (?:referred to|known) as)?,? (?:the )?"
    r"[“\"‘](?:the )?([^“”\"]{2,60})[”\"’]"
)
_AMID = re.compile(r" [A-ZÀ-Þ][a-zà-ÿ]")
_BEHIND = re.compile(r"[a-z,] [A-ZÀ-Þ][a-zà-ÿ]+ $")
_NUMBERED = re.compile(r"^[A-Z]\w+ ?(?:[IVX]+|\+\d+|Plus \w+)$")
_WINDOW = 400
"""So many characters before a bracket a long form is looked for."""

_DECIDED = 1000
"""The weight of what outvotes the kind that an acronym has by default."""

_ROMAN = re.compile(r"^[IVXLCDM]+$")
_BOUND = re.compile(r"[.;:]\s|[(]")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form and its long form in a text, by their offsets."""

    short: tuple[int, int]
    long: tuple[int, int]


def acronyms(segments: Sequence[Segment], names: Mapping[str, Kind]) -> Iterator[Mention]:
    """Short forms that `segments` define, with their long forms, and undefined acronyms.

    An acronym in the plural names nothing (LDCs), nor does one that stands for a domain term.
    """
    for segment in segments:
        text = segment.text
        if "(" in text or "hereinafter" in text:
            yield from _defined(segment, text, names)
        if not (free := list(_FREE.finditer(text))) or not _prose(text):
            continue
        for match in free:
            form = match[0]
            if len(form) < 3 or form[-1] == "s" or _ROMAN.match(form) or form in words("code"):
                continue
            if _explains(text, match.start(), form) and form not in names:
                yield Mention(form, Kind.THEME, _at(segment, *match.span()), weight=_DECIDED)
                continue
            if _AMID.match(text, match.end()) or _BEHIND.search(text, 0, match.start()):
                continue
            start = segment.start + match.start()
            place = Occurrence(segment, start, start + len(form))
            yield Mention(form, names.get(form, Kind.ORGANIZATION), place)


def _prose(text: str) -> bool:
    return sum(map(str.islower, text)) > len(text) // 2


def _defined(segment: Segment, text: str, names: Mapping[str, Kind]) -> Iterator[Mention]:
    for definition in definitions(text):
        (start, end), (begin, stop) = definition.short, definition.long
        short, long = text[start:end], text[begin:stop]
        kind = names.get(long)
        common = kind is None and not any(map(str.isupper, long))
        kind = Kind.THEME if common else kind or _kind(long)
        if kind is None or (common and not _is_term(long)):
            continue
        weight = _DECIDED if common else 2
        yield Mention(long, kind, _at(segment, begin, stop))
        yield Mention(short, kind, _at(segment, start, end), weight=weight, short_for=long)


def _explains(text: str, at: int, form: str) -> bool:
    """Whether the acronym at offset `at` stands in a bracket behind a term in lower case."""
    if not text.endswith(" (", 0, at):
        return False
    before = text[max(0, at - _WINDOW) : at - 2].split()[-len(form) - 2 :]
    return (
        before[-1:] != []
        and before[-1].islower()
        and any(word[0] == form[0].lower() and pos(word) not in "fvx" for word in before)
    )


def _is_term(long: str) -> bool:
    """Whether all of `long` is one noun phrase, phrases joined by “of” or “and” included."""
    return any(start == 0 and phrase.text == long for start, phrase in phrases(long))


def _at(segment: Segment, start: int, end: int) -> Occurrence:
    return Occurrence(segment, segment.start + start, segment.start + end)


def _kind(long: str) -> Kind | None:
    for found in chains(long):
        return found[0].kind
    return None


def definitions(text: str) -> Iterator[Definition]:
    """The definitions in a text, in the order of the short forms."""
    for match in (*_BRACKET.finditer(text), *_HEREINAFTER.finditer(text)):
        inner = match[1]
        cue = _CUE.match(inner)
        if cue is None:
            continue
        short = cue[1].split(";")[0].split(",")[0].strip(' “”"')
        start = match.start(1) + inner.find(short)
        if _ACRONYM.match(short) and not _ROMAN.match(short):
            low = max(0, match.start() - _WINDOW)
            begin = long_form(text[low : match.start()], short)
            if begin is not None:
                yield Definition((start, start + len(short)), (low + begin, match.start()))
                continue
        elif (begin := _named(text, match.start(), short)) is not None:
            yield Definition((start, start + len(short)), (begin, match.start()))
            continue
        word = _WORD.findall(text[max(0, match.start() - 30) : match.start()])[-1:]
        if word and _ACRONYM.match(word[0]) and len(inner.split()) >= len(word[0]) // 2:
            begin = long_form(inner, word[0])
            if begin == 0:
                place = match.start() - len(word[0])
                yield Definition((place, match.start()), (match.start(1), match.end(1)))


def long_form(before: str, short: str) -> int | None:
    """Where the long form of the acronym `short` begins in the text that ends with it.

    The shortest stretch of words whose initials hold the letters of the acronym in order; failing
    that, the shortest one that holds them all, more than half of them as initials.
    """
    letters = "".join(char for char in short.rstrip("s") if char.isalnum()).lower()
    starts = [match.start() for match in _WORD.finditer(before) if match[0] not in words("link")]
    limit = max(2 * len(letters) + 3, len(letters) + 5)
    tails = [
        (start, before[start:])
        for start in reversed(starts[-limit:])
        if before[start].lower() == letters[0]
    ]
    for exact in (True, False):
        for start, tail in tails:
            if _BOUND.search(tail):
                break
            if _fits(tail, letters, exact=exact):
                return start
    return None


def _fits(tail: str, letters: str, *, exact: bool) -> bool:
    """Whether the letters stand in `tail` in order, all or most of them where a word begins."""
    found = re.findall(r"[^\W_]+", tail.lower())
    content = sum(word not in words("link") for word in found)
    initials = _common_letters(letters, [word[0] for word in found])
    if exact:
        return initials == len(letters) and content <= len(letters) + 2
    rest = iter(tail.lower())
    inside = all(char in rest for char in letters)
    return inside and 2 * initials > len(letters) and content <= len(letters) + 1


def _common_letters(letters: str, initials: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(initials) + 1)
    for letter in letters:
        diagonal = 0
        for at, initial in enumerate(initials, start=1):
            above = row[at]
            row[at] = diagonal + 1 if letter == initial else max(above, row[at - 1])
            diagonal = above
    return row[-1]


def _named(text: str, end: int, short: str) -> int | None:
    """Where the name begins that ends at `end` and has the words of `short` in their order."""
    parts = short.split()
    if not 1 < len(parts) < 8 or not parts[0][0].isupper() or not parts[-1][0].isupper():
        return None
    low = max(0, end - _WINDOW)
    for found in chains(text[low:end]):
        for name in found:
            if low + name.end == end:
                long = text[low + name.start : end].split()
                rest = iter(long)
                inside = len(parts) < len(long) and all(part in rest for part in parts)
                if inside or _NUMBERED.match(short):
                    return low + name.start
    return None
