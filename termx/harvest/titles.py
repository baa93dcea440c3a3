"""Names in title marks: 《…》, with inner titles 〈…〉, ‹…›, <…> or 《…》."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from termx import lang
from termx.harvest.heads import head_of, heads
from termx.harvest.known import is_known
from termx.harvest.mentions import Mention
from termx.harvest.tokens import places
from termx.models import Kind, Occurrence, Segment
from termx.references import is_record

_OUTER = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_YEAR = r"\d{4}\s?年"
_DATED = re.compile(rf"{_YEAR}《([^《》]+)》")
_AMENDED = re.compile(
    rf"经(?:《{_YEAR}|{_YEAR}《)[^《》]+》修正的(?:{_YEAR}《|《{_YEAR})([^《》]+)》"
)
_QUOTED = re.compile(r"[“\"]([^“”\"，。；：、！？()（）]{2,20})[”\"]")
_TASK = re.compile(
    r"(?:全球|国际|联合)?(?:行动)?(?:倡议|举措|方案|项目|运动|机制|伙伴关系|十年|论坛|计划)"
)
_ENTITLED = re.compile(
    r"题为\s?[“\"]([^“”\"，。；]{2,60})[”\"]的?"
    r"(?:(?P<instrument>成果文件|(?:政治)?宣言|议程|战略|行动计划)|报告|研究|出版物|手册|指南|文件)"
)
_DOCUMENT = re.compile(r"[“\"]([^“”\"，。；：]{6,40})[”\"](?:成果)?文件")
_ESTABLISHED = re.compile(
    r"(?:安全理事会|安理会|大会)?(?:关于[^，。；：、（）()《》的]{2,16}的)?"
    r"第\d{3,4}\s?[（(]\d{4}[)）](?:[、和]第?\d{3,4}\s?[（(]\d{4}[)）])*号决议所?设立?的?委员会"
)
"""A sanctions committee has no other name than its resolution."""

_LATER = re.compile(rf"([{lang.HAN}]{{2,8}})\+\d{{1,2}}(?!\d)")
"""So many years after a conference that is called by its city (里约+20)."""

_EDITION = re.compile(r"\s?[(（]\d{4}年?[)）]$")
_INNER = re.compile(r"[〈‹<《]([^〈〉‹›<>《》]+)[〉›>》]")


def titles(segments: Sequence[Segment]) -> Iterator[Mention]:
    """Names in title marks; an inner title is yielded after the one that holds it."""
    for segment in segments:
        text = segment.text
        marked = ((start, end, title_kind(text[start:end])) for start, end in title_spans(text))
        for start, end, kind in (*marked, *quoted_spans(text)):
            place = Occurrence(segment, segment.start + start, segment.start + end)
            yield Mention(text[start:end], kind, place, weight=2)
            edition = _EDITION.search(text[start:end])
            if edition:
                place = Occurrence(segment, place.start, place.start + edition.start())
                yield Mention(place.text, title_kind(place.text), place, weight=2)
        for start, end, kind in (*_dated_spans(text), *_numbered_spans(text)):
            place = Occurrence(segment, segment.start + start, segment.start + end)
            yield Mention(text[start:end], kind, place, weight=2)


def _dated_spans(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Titles with the year in front of them: 1998年《卡塔赫纳宣言》."""
    for pattern in (_DATED, _AMENDED):
        for match in pattern.finditer(text):
            if pattern is _AMENDED or match[1] in heads() or is_known(match[0]):
                yield *match.span(), title_kind(match[1])


def _numbered_spans(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Names that are a number: of the resolution that set it up, of years after a conference."""
    for match in _ESTABLISHED.finditer(text):
        yield *match.span(), Kind.ORGANIZATION
    for match in _LATER.finditer(text):
        city = next((place for place in places() if match[1].endswith(place)), None)
        if city:
            yield match.end(1) - len(city), match.end(), Kind.EVENT


def title_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the titles of `text`, without their marks.

    A bare head noun (《公约》) is none: only its context tells what it means.
    """
    for outer in _OUTER.finditer(text):
        for title in (outer, *_INNER.finditer(text, outer.start(1), outer.end(1))):
            if lang.has_han(title[1]) and title[1] not in heads():
                yield title.span(1)


def quoted_spans(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Start, end and kind of names in quotation marks, without the marks.

    Quotation marks hold much else; a name is called so (题为“我们希望的未来”的成果文件), ends
    with a head noun (“河野谈话”) or is followed by one (“行动呼吁”倡议), which then belongs to a
    longer form.
    """
    for entitled in _ENTITLED.finditer(text):
        if title_kind(entitled[1]) is not Kind.EVENT:
            is_instrument = entitled["instrument"] is not None
            yield *entitled.span(1), Kind.INSTRUMENT if is_instrument else Kind.PUBLICATION
    for document in _DOCUMENT.finditer(text):
        if title_kind(document[1]) is Kind.PUBLICATION:
            yield *document.span(1), Kind.INSTRUMENT
    for quoted in _QUOTED.finditer(text):
        behind = _TASK.match(text, quoted.end())
        kind = title_kind(behind[0] if behind else quoted[1])
        if behind and behind[0].endswith("运动"):  # a campaign; without marks it is a movement
            kind = Kind.PROGRAMME
        if behind:
            yield quoted.start(), behind.end(), kind
        if behind or _is_name(quoted[1]):
            yield *quoted.span(1), kind


def _is_name(quoted: str) -> bool:
    found = head_of(quoted)
    return found is not None and found[1] != "weak" and SHORTEST <= len(quoted) <= LONGEST


SHORTEST, LONGEST = 4, 15
"""Lengths of a name in quotation marks: shorter ones are mere words, longer ones sentences."""


def title_kind(title: str) -> Kind:
    """The kind of what a title names: by its head noun, else a publication."""
    if "正式记录" in title and is_record(title):
        return Kind.PUBLICATION
    found = head_of(title)
    return found[0] if found else Kind.PUBLICATION
