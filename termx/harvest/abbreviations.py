"""Short forms that a text defines: 全称（简称）, 全称（下称“简称”）, 《全称》（《简称》）.

The left edge of the long form is found from the short form, right to left, after Schwartz and
Hearst (2003): the characters of the short form stand in the long form in order. A bracket whose
content fits nothing before it defines nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from termx import lang
from termx.harvest.bodies import CLAUSE, analyse
from termx.harvest.known import are_one
from termx.harvest.mentions import Mention
from termx.harvest.titles import title_kind
from termx.harvest.tokens import places
from termx.models import Kind, Occurrence, Segment

_CUE = r"(?:(?:以下|下文?)?简?称为?|简称为?|亦称|又称|也称|或称|俗称|统称)"
_BRACKET = re.compile(r"[（(]([^（）()]{2,40})[）)]")
_CUED = re.compile(rf"^[，、\s]*{_CUE}[：:]?\s*(.+)$")
_MARKED = re.compile(r"^[《“‘\"]?([^《》“”‘’\"，。；：、]{2,30})[》”’\"]?$")
_INLINE = re.compile(rf"[，,]\s*{_CUE}[“《‘]([^《》“”‘’，。；：]{{2,30}})[”》’]")
_LATIN = re.compile(r"^[A-Z][A-Za-z0-9&+.]*(?:-[A-Za-z0-9]+)*$")
_NO_NAME = re.compile(
    r"^[\d\s.,，%％一二三四五六七八九十百千万亿]+$|^[a-zA-Z]$|^[ivxIVX]+$|\d+年|见|同上|或|包括|特别是|例如|另见|第.+[号卷条款段章节]"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form and its place, the end of the long form, and how clear the definition is."""

    end: int
    short: str
    short_start: int
    cued: bool
    marked: bool


def definitions(text: str) -> Iterator[Definition]:
    """Brackets and phrases of `text` that may define a short form for what stands before them."""
    for bracket in _BRACKET.finditer(text):
        content, cued = bracket[1], False
        cue = _CUED.match(content)
        if cue:
            content, cued = cue[1], True
        marked = _MARKED.match(content)
        if not marked or (not cued and _NO_NAME.search(marked[1])):
            continue
        short = marked[1].strip()
        if not cued and short in places():
            continue
        start = bracket.start() + bracket[0].index(short)
        yield Definition(bracket.start(), short, start, cued, marked[0][0] == "《")
    for inline in _INLINE.finditer(text):
        yield Definition(inline.start(), inline[1], inline.start(1), True, False)


def abbreviates(short: str, full: str) -> bool:
    """Whether `short` may be formed from `full`: its characters stand in `full`, in order.

    One character may be new or out of order in a short form of three or more; a Latin acronym fits
    any Chinese name, and what the word lists know needs no other reason (第二次联合国人类住区会议,
    人居二).
    """
    if are_one(short, full):
        return True
    if _LATIN.match(short):
        return len(short) >= 2 and (sum(map(str.isupper, short)) >= 2 or short[-1].isdigit())
    latin = re.match(r"[A-Z]+", short)
    if latin:
        rest = short[latin.end() :].lstrip("-")
        branch = len(latin[0]) > 2 and rest in places()  # AWAZCDS-巴基斯坦
        return branch or (len(rest) > 1 and full.endswith(rest))
    if len(short) >= len(full):
        return False
    position, missed = 0, 0
    for char in short:
        found = full.find(char, position)
        if found < 0:
            missed += 1
        else:
            position = found + 1
    return missed == 0 or (missed == 1 and len(short) >= 3 and lang.is_han(short[0]))


def abbreviations(segments: Sequence[Segment], names: Mapping[str, Kind]) -> Iterator[Mention]:
    """Long and short forms of the definitions of `segments`.

    `names` are the forms that are known so far; the longest that ends at the bracket and fits is
    the long form. Else the left edge is read from the short form.
    """
    for segment in segments:
        text = segment.text
        for found in definitions(text):
            full = _long_form(text, found, names)
            if full is None:
                continue
            start, end, kind = full
            form = text[start:end]
            place = Occurrence(segment, segment.start + start, segment.start + end)
            yield Mention(form, kind, place)
            short_start = segment.start + found.short_start
            short_place = Occurrence(segment, short_start, short_start + len(found.short))
            yield Mention(found.short, kind, short_place, weight=2, short_for=form)


def _long_form(
    text: str, found: Definition, names: Mapping[str, Kind]
) -> tuple[int, int, Kind] | None:
    end = found.end
    while end and text[end - 1] in "》〉”’ ":
        end -= 1
    fits = [
        (start, end, names[text[start:end]])
        for start in range(max(0, end - LONGEST), end - len(found.short))
        if text[start:end] in names and abbreviates(found.short, text[start:end])
    ]
    if fits:
        return fits[0]
    clause = next((c for c in CLAUSE.finditer(text[:end]) if c.end() == end), None)
    if clause is None:
        return None
    for options in analyse(clause[0]):
        for option in options:
            form = clause[0][option.start : option.end]
            if option.end == len(clause[0]) and abbreviates(found.short, form):
                return clause.start() + option.start, end, option.kind
    start = long_form_start(clause[0], found.short)
    if start is None:
        return None
    form = clause[0][start:]
    return clause.start() + start, end, title_kind(form)


LONGEST = 60
"""The longest name that is looked for before a bracket, in characters."""


def long_form_start(before: str, short: str) -> int | None:
    """Where the long form begins in `before`, which ends with it; None if nothing fits.

    The nearest beginning from which all of `short` can be read in order.
    """
    if not lang.is_han(short[0]) or _LATIN.match(short):
        return None
    position = len(before)
    for char in reversed(short):
        position = before.rfind(char, 0, position)
        if position < 0:
            return None
    return position
