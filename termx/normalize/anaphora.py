"""Short forms that only their documents explain: the full form stands before them.

《全球行动计划》 is 《…打击海盗全球行动计划》 where a text has named no other plan of that ending.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from termx import lang
from termx.data import lines
from termx.models import Kind
from termx.normalize.canon import canon
from termx.normalize.contrast import head
from termx.normalize.forms import Form
from termx.normalize.groups import Evidence, Groups, Link
from termx.normalize.links import is_name
from termx.normalize.shortening import is_generic

_TITLED = frozenset({Kind.INSTRUMENT, Kind.PUBLICATION})
_UN = "联合国"
_SHORTEST = 4
_SHORTEST_BODY = 6
_OPEN = ("《", "〈", "“", '"')
_PROTOCOL = re.compile(r"\d{4}年(?:任择|补充|附加)?议定书")
_TREATY = re.compile(r"《([^《》]{3,40})(?:公约|条约|盟约)》[及和与]其$")
_MEETINGS = frozenset({"会议", "首脑会议", "大会", "届会", "部队", "政府"})

Firsts = Mapping[str, int]
"""Path of a document -> the first place of a form in it."""


def anaphora_links(forms: Sequence[Form], groups: Groups) -> Iterator[Link]:
    """Names that end like one concept alone of those named before them, in all their documents."""
    endings: defaultdict[str, list[int]] = defaultdict(list)
    shorts = [index for index, form in enumerate(forms) if _may_be_short(form)]
    tails = {forms[index].canon for index in shorts}
    sizes = sorted({len(tail) for tail in tails})
    for index, form in enumerate(forms):
        if form.chinese and is_name(form):
            for tail in _tails(form.canon, sizes):
                if tail in tails:
                    endings[tail].append(index)
    for short in shorts:
        fulls = [
            full for full in endings[forms[short].canon] if _may_mean(forms[short], forms[full])
        ]
        meant = _meant(forms, groups, short, fulls)
        if meant is not None:
            reason = "short form of the name that stands before it"
            yield Link(short, meant, Evidence.ELLIPSIS, reason, shortens=True)


def _may_be_short(form: Form) -> bool:
    """Whether it is a title in marks, or a body of which the form itself says what it is for."""
    if not (form.chinese and is_name(form)) or form.entries or len(form.canon) < _SHORTEST:
        return False
    if form.kind not in _TITLED:
        local = _placed(form.canon) is not None
        return local or len(form.canon) >= _SHORTEST_BODY
    return all(
        place.segment.document.text.endswith(_OPEN, 0, place.start) for place in form.occurrences
    )


def _may_mean(short: Form, full: Form) -> bool:
    if not (full.kind is short.kind or {full.kind, short.kind} == _TITLED):
        return False
    if full.canon == short.canon or full.canon.endswith(f"和{short.canon}"):
        return False
    named = short.kind in _TITLED or not is_generic(short.canon)
    return named or full.canon == _UN + short.canon


def _tails(text: str, sizes: Sequence[int]) -> Iterator[str]:
    """What a name may be called later: its end, or the place that begins it and its head."""
    for size in sizes:
        if size < len(text):
            yield text[-size:]
    if (place := _placed(text)) and len(place + head(text)) < len(text):
        yield place + head(text)


def _placed(text: str) -> str | None:
    """The place that begins a name with a head noun that is not just a meeting."""
    end = head(text)
    if end and end not in _MEETINGS:
        for size in range(len(text) - len(end), 1, -1):
            if text[:size] in _places():
                return text[:size]
    return None


@cache
def _places() -> frozenset[str]:
    return frozenset(place for line in lines("places.txt") for place in line.split())


def _meant(forms: Sequence[Form], groups: Groups, short: int, fulls: Sequence[int]) -> int | None:
    """The one of `fulls` that every document with the short form has named before it."""
    if not fulls:
        return None
    before = {full: _firsts(forms[full]) for full in fulls}
    meant: set[int] = set()
    for path, start in _firsts(forms[short]).items():
        named = {full for full in fulls if before[full].get(path, start) < start}
        if len({groups.of(full) for full in named}) != 1:
            return None
        meant |= named
    if len({groups.of(full) for full in meant}) != 1:
        return None
    return max(meant, key=lambda full: (len(forms[full].canon), -full))


def _firsts(form: Form) -> Firsts:
    # The document of an occurrence may be an excerpt: only the file tells what comes first.
    found: dict[str, int] = {}
    for place in form.occurrences:
        document = place.segment.document
        start = document.source.origin(place.start)
        found[document.path] = min(start, found.get(document.path, start))
    return found


def protocol_links(forms: Sequence[Form]) -> Iterator[Link]:
    """The protocol of a treaty, called by its year: 《X公约》及其1967年《议定书》."""
    by_canon = {form.canon: index for index, form in enumerate(forms) if form.chinese}
    for index, form in enumerate(forms):
        if form.chinese and _PROTOCOL.fullmatch(form.key):
            for place in form.occurrences:
                treaty = _TREATY.search(place.segment.document.text[: place.start])
                full = by_canon.get(canon(lang.key(treaty[1]) + "议定书").text) if treaty else None
                if full is not None and full != index:
                    reason = "called by its year"
                    yield Link(index, full, Evidence.ELLIPSIS, reason, shortens=True)
                    break
