"""TX30: names and titles that are almost right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from termx.check.draft import Draft, inside
from termx.check.registry import Problem
from termx.lang import is_han
from termx.models import Severity

_PARTICLES = frozenset("的和及与或各其之、，在中内对")
"""A name that differs in one of these is another printing of it rather than a slip."""
_FIGURES = frozenset("0123456789一二三四五六七八九十百两")


def title_without_marks(draft: Draft) -> Iterator[Problem]:
    """A title that stands in 《》 elsewhere in the document stands here without.

    Only titles of treaties and the like, and not where they are a part of a longer name.

    Terms: instrument: 残疾人权利公约 = Convention on the Rights of Persons with Disabilities
    Bad:   《残疾人权利公约》载有一般义务。 ¶ 各国批准了残疾人权利公约。
    Good:  《残疾人权利公约》载有一般义务。 ¶ 残疾人权利公约缔约国会议
    """
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    treaties = draft.lexicon.treaties
    for place in draft.places:
        if place[2] in treaties:
            hit = draft.hit(place)
            _, form = next(draft.standing(hit))
            places[form.text].append(draft.squeezed.span(hit.start, hit.end))
    for title, found in places.items():
        marked = [place for place in found if inside(draft.marked, *place)]
        if not marked:
            continue
        for start, end in found:
            alone = not inside(draft.marked, start, end) and not draft.in_quotation(start, end)
            if alone and not is_han(draft.text[end : end + 1]):
                times = f"{len(marked)} time{'s' * (len(marked) > 1)}"
                yield Problem(
                    start, end, f"《{title}》 stands in title marks {times}", (f"《{title}》",)
                )


class Near(NamedTuple):
    """A stretch of the squeezed text that is name `name` with one character changed at `edit`."""

    start: int
    end: int
    name: int
    edit: int
    """Where in the text; the character there is surplus, wrong, or the one after the gap."""
    changed: str
    """The character of the name that is missing or replaced, or the surplus one."""


def near_miss(draft: Draft) -> Iterator[Problem]:
    """A known name or title with one character missing, changed or too many.

    Names of eight characters and more. What is itself a known form, or a part of one, is right. A
    form that differs only in 的, 和 or the like is noted as another printing. Other figures are
    left to the writer, there are many sessions and years; one that lacks a figure of a name that
    the document has elsewhere is noted: 第十届 beside 第六十届.

    Terms: organization: 联合国难民事务高级专员公署 = United Nations High Commissioner for Refugees
    Bad:   联合国难民务高级专员公署提交了报告。
    Good:  联合国难民事务高级专员公署提交了报告。
    """
    lexicon, squeezed = draft.lexicon, draft.squeezed
    known = draft.places
    place = 0
    for near in nearly(draft):
        while place < len(known) and known[place][1] <= near.edit:
            place += 1
        covering = known[place] if place < len(known) else None
        if covering is not None and covering[0] < near.edit < covering[1]:
            longer = covering[1] - covering[0]
            if longer * 2 >= near.end - near.start:
                continue
        _, entry, at = lexicon.names[near.name]
        start, end = squeezed.span(near.start, near.end)
        form = lexicon.entry(entry).target[at].text
        message = f"almost the known name “{form}”: one character differs ({near.changed})"
        severity = None
        if near.changed in _PARTICLES:
            message, severity = f"another printing of the known name “{form}”", Severity.INFO
        elif near.changed in _FIGURES:
            name = lexicon.names[near.name][0]
            times = squeezed.text.count(name)
            if near.end - near.start >= len(name) or not times:
                continue
            message = f"“{form}” ({times}×) without its {near.changed}"
            severity = Severity.INFO
        yield Problem(start, end, message, (form,), lexicon.entry(entry).id, severity)


def nearly(draft: Draft) -> Iterator[Near]:
    """The stretches of the squeezed text that are likely slips of a name of the lexicon."""
    yield from _apart(_all_nearly(draft))


def _all_nearly(draft: Draft) -> Iterator[Near]:
    """All stretches that are a name with one inner character changed."""
    lexicon = draft.lexicon
    if lexicon.halves is None:
        return
    text, names, edges = draft.squeezed.text, lexicon.names, lexicon.edges
    starts = text.startswith
    padded = f"\n\n{text}\n\n"
    for start, end, pattern in lexicon.halves.find_overlapping(text):
        before, last = padded[start], padded[start + 1]
        first, after = padded[end + 2], padded[end + 3]
        for seed in lexicon.seeds[pattern]:
            # Most seeds part from their names at once: of the two characters beside the half, one
            # is the name's or the one after it.
            if seed & 1:
                h2, h1, _, _ = edges[seed >> 1]
                if last != h1 and last != h2 and before != h1 and before != h2:
                    continue
                name = names[seed >> 1][0]
                middle = len(name) >> 1
                if not starts(name, start - middle) or start < middle:
                    yield from _before(text, start, end, seed >> 1, name[:middle])
            else:
                _, _, t1, t2 = edges[seed >> 1]
                if first != t1 and first != t2 and after != t1 and after != t2:
                    continue
                name = names[seed >> 1][0]
                if not starts(name, start):
                    yield from _after(text, start, end, seed >> 1, name[len(name) >> 1 :])


def _after(text: str, start: int, end: int, name: int, rest: str) -> Iterator[Near]:
    """The first half stands at `start:end`: does the rest follow but for one character?"""
    same = 0
    last = len(rest) - 1
    while same < last and text[end + same : end + same + 1] == rest[same]:
        same += 1
    if same == last:  # the last character is not an inner one
        return
    at = end + same
    starts = text.startswith
    if starts(rest[same + 1 :], at):
        yield Near(start, end + last, name, at, rest[same])
    elif starts(rest[same + 1 :], at + 1) and text[at] != "\n":
        yield Near(start, end + last + 1, name, at, rest[same])
    elif starts(rest[same:], at + 1) and text[at] != "\n":
        yield Near(start, end + last + 2, name, at, text[at])


def _before(text: str, start: int, end: int, name: int, rest: str) -> Iterator[Near]:
    """The second half stands at `start:end`: does the rest precede but for one character?"""
    same = 0
    last = len(rest) - 1
    while same < last and start > same and text[start - same - 1] == rest[last - same]:
        same += 1
    if same == last:  # the first character is not an inner one
        return
    at = start - same
    head = rest[: last - same]
    ends = text.endswith
    wrong = rest[last - same]
    if ends(head, 0, at):
        yield Near(at - len(head), end, name, at, wrong)
    elif at > 0 and text[at - 1] != "\n":
        if ends(head, 0, at - 1):
            yield Near(at - 1 - len(head), end, name, at - 1, wrong)
        elif ends(head + wrong, 0, at - 1):
            yield Near(at - 2 - len(head), end, name, at - 1, text[at - 1])


def _apart(found: Iterator[Near]) -> Iterator[Near]:
    """The likely slips among `found`, the longest where they overlap."""
    likely = sorted(
        {near for near in found if is_han(near.changed)},
        key=lambda near: (near.start, -near.end, near.name),
    )
    edge = 0
    for near in likely:
        if near.start >= edge:
            edge = near.end
            yield near
