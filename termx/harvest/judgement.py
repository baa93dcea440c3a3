"""Names and descriptions: whether the best reading of a name is one."""

from __future__ import annotations

import re

from termx.harvest.edges import ORGANS, PRINCIPAL, Reading
from termx.harvest.heads import SURE
from termx.harvest.tokens import places
from termx.models import Kind

_MEETING = re.compile(r"第[\d一二三四五六七八九十百]+次(?:全体)?会议$")
"""A meeting that is known by its number alone is no name."""

NEEDED = {"un": 1.5, "starter": 1.5, "name": 1.5, "year": 1.5, "ordinal": 1.5}
"""The score that a name with an everyday head noun needs, by its first word."""


def is_name(reading: Reading, form: str, contexts: int) -> bool:
    """Whether a reading is a name, not a description (有关机构, 区域合作机制).

    `form` is its text and `contexts` the number of different words it was seen behind.
    """
    if reading.strength == "known":
        return True
    strong = reading.strength in SURE
    acting = reading.first in ("topic", "verb")
    if acting and not reading.specific and form.endswith(PRINCIPAL):
        return False
    if reading.wanting or _is_description(reading, form):
        return False
    if reading.bare and not strong:
        return False
    if reading.first == "ordinal":
        if reading.kind in (Kind.INSTRUMENT, Kind.PROGRAMME) or _MEETING.search(form):
            return False
        if reading.kind is Kind.EVENT and not reading.specific:
            return False
    if "的" in form and strong and reading.first == "about":
        return reading.kind is Kind.INSTRUMENT and reading.score >= 1.0
    if "的" in form and contexts < 2:
        begins = reading.first == "topic" or form.startswith("联合国")
        return strong and begins and reading.score >= 1.5
    score = reading.score + min(1.0, 0.5 * (contexts - 1)) + (0.8 if _TASK.search(form) else 0.0)
    return score >= _needed(reading) and not (reading.unit and len(form) < 4)


_LONGEST_PLACE = 16
_TASK = re.compile("问题(?![和及与、])")
_TREATIES = ("公约", "条约", "协定", "准则", "原则")
_REFERENCE = re.compile("有关|相关|其他|各个?(?:组织|机构|实体)")


def _is_description(reading: Reading, form: str) -> bool:
    """Whether an everyday head noun only describes: 阿富汗安全部队, 联合国系统有关组织."""
    if reading.kind is Kind.INSTRUMENT:
        general = reading.first == "generic_starter" and reading.specific < 2
        return general and form.startswith("国际") and form.endswith(_TREATIES)
    if reading.strength != "weak" or reading.kind is not Kind.ORGANIZATION:
        return False
    placed = reading.specific < 2 and _begins_with_place(form)
    described = reading.first == "content" and not reading.unknown and reading.specific < 3
    if (placed or described) and form.endswith(ORGANS):
        return True
    return _REFERENCE.search(form) is not None


def _begins_with_place(form: str) -> bool:
    return any(form[:size] in places() for size in range(2, min(len(form), _LONGEST_PLACE)))


def _needed(reading: Reading) -> float:
    if reading.strength == "strong":
        return 0.3
    if reading.strength == "national":
        proper = reading.first in NEEDED or reading.first == "generic_starter"
        return 0.3 if proper or reading.specific > 1 or reading.unknown else 2.8
    if reading.unit:
        return 1.0
    if reading.first in NEEDED:
        return NEEDED[reading.first]
    if reading.strength == "medium" and reading.first == "generic_starter":
        return 1.3
    if reading.unknown:
        return 2.2
    if reading.strength == "medium" and reading.specific:
        return 1.9
    return 2.5 if reading.first == "generic_starter" else 2.8
