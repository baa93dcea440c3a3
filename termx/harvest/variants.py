"""Other renderings of the forms that were found, by folding.

What two renderings of one thing may differ in is folded in the forms and in the text alike:
exchangeable words, 的, the words for “and”, marks, fillers. One automaton then finds every
rendering in whatever combination; only what changes more than words (贩运人口, 人口贩运) is
generated. A rendering that is found is compared with its origin by the canonical strings of
`termx.normalize`, which later drops those that do not join their origin.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx import lang
from termx.data import table
from termx.harvest.folding import fold
from termx.harvest.occurrences import cover
from termx.harvest.parts import At, Part
from termx.models import Kind
from termx.normalize.canon import bag, canon, inversions, reordered
from termx.normalize.shortening import is_generic

_UN = "联合国"
_JOINTS = "、和与及暨"
_ABOUT = ("关于", "针对")
_PAIRS = (("《", "》"), ("〈", "〉"), ("“", "”"))
_YEAR = re.compile(r"(?<!\d)\d{4}(?:-\d{4})?年?的?$")
_LEADING_YEAR = re.compile(r"^\d{4}(?:-\d{4})?年?(?=\D{4})")
_PERIOD = re.compile(r"(?<=\d{4}-\d{4})(?:年?两年期|年期间|年)")
_PERIODS = ("年", "两年期", "年期间")
_TREATY = ("公约", "条约", "盟约", "协定")
_PROTOCOLS = re.compile(r"》?[及和与]其(?:各项)?《?(?:任择|补充|附加)?议定书")
_REPHRASED = (
    (re.compile(r"^暴力侵害(.{2,10})$"), r"对\1暴力"),
    (re.compile(r"^对(.{2,10})暴力$"), r"暴力侵害\1"),
    (re.compile(r"^和(.{2,6})有关(?=..)"), r"涉及\1"),
    (re.compile(r"^涉及(.{2,6}?)(?=..)"), r"和\1有关"),
)
_IN_FRONT = ("非法", _UN, "年", "年的", *"0123456789")
_BEHIND = ("行为", *(mark + joint for mark in ("", "》") for joint in ("及其", "和其", "与其")))
_MATTERS = ("问题", "方面")
"""What a body is for, not what a term speaks of: 有组织犯罪问题集团 is no 犯罪集团."""
_SHORT, _LONG = 6, 8
_WINDOW = 8


Places = defaultdict[str, list[At]]
_Match = tuple[int, int, int]
"""Start, end and number of a rendering."""


class Origin(NamedTuple):
    """A form that was found, as far as other renderings of it need to know."""

    form: str
    kind: Kind
    score: float


class Variants:
    """Renderings of Chinese forms, ready to be found. It can be pickled.

    `found` are the forms with their kinds and scores. A treaty with its protocols
    (X公约及其各项议定书) is a thing of its own: it has no origin.
    """

    def __init__(self, found: Iterable[Origin]) -> None:
        self._found = tuple(found)
        self._prepare()

    def _prepare(self) -> None:
        self._matches = lru_cache(1 << 13)(self._found_in_text)

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(origin.form for origin in self._found)

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(lang.key(form) for form in self._forms)

    @cached_property
    def _automaton(self) -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[Origin, ...]] | None:
        """Finds renderings; the origin of each."""
        renderings = _renderings(self._found)
        if not renderings:
            return None
        automaton = CharwiseDoubleArrayAhoCorasick(list(renderings), MATCH_KIND_STANDARD)
        return automaton, tuple(renderings.values())

    def __getstate__(self) -> tuple[Origin, ...]:
        return self._found

    def __setstate__(self, state: tuple[Origin, ...]) -> None:
        self._found = state
        self._prepare()

    def places(self, part: Part) -> tuple[Places, Places, dict[str, Origin | None]]:
        """Form -> its places in reading order, the same inside of names, and what a form renders.

        The forms are none of those found before. Only domain terms count inside of names.
        """
        outer: Places = defaultdict(list)
        inner: Places = defaultdict(list)
        origins: dict[str, Origin | None] = {}
        for number, segment in enumerate(part.segments):
            for start, end, origin, side in self._matches(segment.text):
                form = segment.text[start:end]
                origins.setdefault(form, origin)
                (inner if side else outer)[form].append((number, start, end))
        return outer, inner, origins

    def _found_in_text(self, text: str) -> tuple[tuple[int, int, Origin | None, bool], ...]:
        """Start, end and origin of every rendering in `text` that is not a form found before.

        The last value tells whether it stands inside of a name.
        """
        if self._automaton is None:
            return ()
        automaton, origins = self._automaton
        folded = fold(lang.simplified(text))
        found: list[tuple[int, int, Origin | None, bool]] = []
        every = automaton.find_overlapping(folded.text)
        outer = list(cover(every))
        for inside, matches in ((False, outer), (True, _inner(every, outer, origins))):
            for start, end, index in matches:
                span = folded.origin(start, end)
                if span is None or self._is_plain(text, *span):
                    continue
                if match := self._match(text, *span, origins[index]):
                    found.append((*match, inside))
        return tuple(found)

    def _is_plain(self, text: str, start: int, end: int) -> bool:
        """Whether a form found before stands here, and nothing about it that may belong to it."""
        return (
            text[start:end] in self._forms
            and not text.startswith(_BEHIND, end)
            and not text.endswith(_IN_FRONT, 0, start)
        )

    def _match(
        self, text: str, start: int, end: int, origin: Origin
    ) -> tuple[int, int, Origin | None] | None:
        if origin.kind is Kind.INSTRUMENT and (both := _with_protocols(text, start, end)):
            return None if text[slice(*both)] in self._forms else (*both, None)
        span = _extended(text, start, end, origin)
        if span is None:
            return None
        form = text[slice(*span)]
        if form in self._forms or lang.key(form) in self._keys:
            return None
        if text.endswith(_ABOUT, 0, span[0]) and text[span[0] - 2 : span[1]] in self._forms:
            return None
        if _is_rendering(form, origin) and _stands_alone(text, *span, origin):
            return (*span, origin)
        return None


def _inner(
    every: Sequence[_Match], outer: Sequence[_Match], origins: Sequence[Origin]
) -> Iterator[_Match]:
    """The domain terms among `every` match that stand inside of a name among the `outer`."""
    names = [match for match in outer if origins[match[2]].kind is not Kind.THEME]
    if not names or len(every) == len(outer):
        return iter(())
    starts = [start for start, _, _ in names]
    terms = []
    for match in every:
        around = names[bisect_right(starts, match[0]) - 1]
        if origins[match[2]].kind is Kind.THEME and around[0] <= match[0] < around[1]:
            terms.append(match)
    return cover([match for match in terms if match not in names])


def _with_protocols(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of a treaty with its protocols: 《X公约》及其各项议定书."""
    if not text.endswith(_TREATY, start, end) or is_generic(canon(lang.key(text[start:end])).text):
        return None
    protocols = _PROTOCOLS.match(text, end)
    return _balanced(text, start, protocols.end()) if protocols else None


def _balanced(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place with a mark at its edge taken in whose other half is inside."""
    for opening, closing in _PAIRS:
        depth = lost = 0
        for char in text[start:end]:
            depth += (char == opening) - (char == closing)
            if depth < 0:
                depth, lost = 0, lost + 1
        if depth > text.startswith(closing, end) or lost > text.startswith(opening, start - 1):
            return None
        start, end = start - lost, end + depth
    return start, end


def _extended(text: str, start: int, end: int, origin: Origin) -> tuple[int, int] | None:
    """The place with the words in front and behind that belong to the rendering."""
    if origin.kind is Kind.THEME:
        if text.endswith("非法", 0, start) and _same(text[start - 2 : end], text[start:end]):
            start -= 2
        if text.startswith("行为", end) and _same(text[start : end + 2], text[start:end]):
            end += 2
    else:
        if text.endswith(_UN, 0, start):
            start -= len(_UN)
        if origin.kind in (Kind.INSTRUMENT, Kind.EVENT):
            year = _YEAR.search(text, max(0, start - 12), start)
            start = year.start() if year and not text[start].isdigit() else start
    return _balanced(text, start, end)


def _same(one: str, other: str) -> bool:
    first, second = canon(lang.key(one)).text, canon(lang.key(other)).text
    return first == second or (bag(first) == bag(second) and reordered(first, second))


def _is_rendering(form: str, origin: Origin) -> bool:
    """Whether `form` says what its origin says; what a name omits is for normalize to judge."""
    if _same(form, origin.form):
        return True
    return origin.kind is not Kind.THEME and _names(canon(lang.key(form)).text)


def _stands_alone(text: str, start: int, end: int, origin: Origin) -> bool:
    """Whether the place is no part of a longer compound or enumeration."""
    form = text[start:end]
    before, behind = text[start - 1 : start], text[end : end + 1]
    joints = [char for char in form if char in _JOINTS]
    if origin.kind is Kind.THEME:
        if any(word in form and word not in origin.form for word in _MATTERS):
            return False
        if joints and (joints[-1] == "、" or before == "、" or behind in tuple(_JOINTS)):
            return False
        if len(form) == 2 and form in origin.form:  # 贩运 says less than 非法贩运
            return False
    if form.count("的") > origin.form.count("的") and not form.startswith("对"):
        least = _SHORT if origin.kind is Kind.THEME else _LONG
        if len(form) <= least or before in tuple(_JOINTS):
            return False
    if origin.kind is not Kind.THEME and len(form) > _SHORT:
        return True
    return _on_edges(text[max(0, start - _WINDOW) : end + _WINDOW], min(start, _WINDOW), len(form))


@lru_cache(1 << 13)
def _on_edges(window: str, start: int, size: int) -> bool:
    """Whether no word of `window` runs across an edge of the place."""
    edges, position = {0}, 0
    for word in lang.words(window):
        position += len(word)
        edges.add(position)
    return start in edges and start + size in edges


def _renderings(found: Sequence[Origin]) -> dict[str, Origin]:
    """Folded string -> the candidate that it renders, names first."""
    bodies = {fold(c.form).text for c in found if c.kind is Kind.ORGANIZATION} | {_UN}
    result: dict[str, Origin] = {}
    ranked = sorted(found, key=lambda c: (c.kind is Kind.THEME, -c.score, c.form))
    folded = [(fold(lang.simplified(candidate.form)).text, candidate) for candidate in ranked]
    for text, candidate in folded:
        if len(text) > 1:
            result.setdefault(text, candidate)
    for text, candidate in folded:
        for rendering in _changed(text, candidate.kind):
            result.setdefault(rendering, candidate)
        for rest in _rests(text, bodies) if candidate.kind is not Kind.THEME else ():
            result.setdefault(rest, candidate)
    return result


def _changed(text: str, kind: Kind) -> Iterator[str]:
    """Renderings of one folded form in other words or in another order."""
    for last, others in _last_words().items():
        if text.endswith(last) and len(text) > len(last):
            yield from (text.removesuffix(last) + other for other in others)
    if period := _PERIOD.search(text):
        yield from (text[: period.start()] + other + text[period.end() :] for other in _PERIODS)
    if kind is Kind.THEME:
        yield from inversions(text)
        for pattern, new in _REPHRASED:
            if pattern.search(text):
                yield pattern.sub(new, text)
    else:
        yield from inversions(text, inside=True)


def _rests(text: str, bodies: set[str]) -> Iterator[str]:
    """What is left of a name without 联合国, its year or the body that it belongs to."""
    rests = {_LEADING_YEAR.sub("", text)}
    rests |= {text[size:] for size in range(2, len(text) - 3) if text[:size] in bodies}
    for rest in sorted(rests - {text}):
        if len(rest) > 3 and _names(rest):
            yield rest


def _names(text: str) -> bool:
    """Whether a canonical string may name something after its full form was given."""
    return len(text) >= _LONG or not is_generic(text)


@cache
def _last_words() -> Mapping[str, tuple[str, ...]]:
    """Last word of a form -> what may stand there instead."""
    rows = [cell.split("|") for cell, where in table("normalize_alternants.tsv") if where == "end"]
    return {word: tuple(other for other in row if other != word) for row in rows for word in row}
