"""TX32: abbreviations and where they are explained."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from termx.check.draft import Draft
from termx.check.registry import Problem
from termx.lang import is_han
from termx.models import SegmentKind

_DEFINITION = re.compile(
    r"[（(](?:(?:以下|下称|下文)?(?:简称|称)[为：:]?)?[“\"]?([A-Z][A-Za-z]*[A-Z][A-Za-z]{0,6})[”\"]?[）)]"
)


class Definition(NamedTuple):
    """An abbreviation explained at `start:end`; `full` is the end of its full form."""

    start: int
    end: int
    full: str


def _definitions(draft: Draft) -> dict[str, list[Definition]]:
    found: defaultdict[str, list[Definition]] = defaultdict(list)
    for match in _DEFINITION.finditer(draft.text):
        before = draft.text[max(0, match.start() - 4) : match.start()]
        if len(before) == 4 and is_han(before.replace("》", "").replace("”", "")):
            found[match[1]].append(Definition(*match.span(1), before))
    return found


def _uses(draft: Draft, short: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![A-Za-z0-9/.\-]){re.escape(short)}(?![A-Za-z0-9/\-])", draft.text)


def abbreviation_before_definition(draft: Draft) -> Iterator[Problem]:
    """An abbreviation is used before the place that explains it.

    Titles and notes do not count.

    Bad:  会员国向CEB提交了意见。 ¶ 联合国系统行政首长协调理事会（CEB）审议了意见。
    Good: 联合国系统行政首长协调理事会（CEB）审议了意见。 ¶ 会员国向CEB提交了意见。
    """
    for short, definitions in _definitions(draft).items():
        first = definitions[0]
        for match in _uses(draft, short):
            if match.start() >= first.start:
                break
            kind = draft.segment(match.start()).kind
            if kind not in (SegmentKind.TITLE, SegmentKind.FOOTNOTE, SegmentKind.CELL):
                yield Problem(*match.span(), f"{short} is explained only later ({first.full}…)")
                break


def abbreviation_defined_twice(draft: Draft) -> Iterator[Problem]:
    """An abbreviation is explained again.

    Bad:  行政首长协调理事会（CEB）开会。 ¶ 行政首长协调理事会（CEB）通过了报告。
    Good: 行政首长协调理事会（CEB）开会。 ¶ CEB通过了报告。
    """
    for short, definitions in _definitions(draft).items():
        for again in definitions[1:]:
            first = definitions[0]
            kinds = {draft.segment(item.start).kind for item in (first, again)}
            if again.full == first.full and SegmentKind.FOOTNOTE not in kinds:
                yield Problem(again.start, again.end, f"{short} has been explained before")


def abbreviation_never_used(draft: Draft) -> Iterator[Problem]:
    """An abbreviation is explained and never used; off unless selected.

    Bad:  行政首长协调理事会（CEB）开会。
    Good: 行政首长协调理事会（CEB）开会，CEB通过了报告。
    """
    for short, definitions in _definitions(draft).items():
        if sum(1 for _ in _uses(draft, short)) == len(definitions):
            first = definitions[0]
            yield Problem(first.start, first.end, f"{short} is explained and never used")
