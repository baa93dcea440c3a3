"""The numbers of list paragraphs: Word computes and does not store them (ECMA-376-1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from termx.read.docx.ooxml import is_on, value, w
from termx.read.numerals import number, numeral

_LEVELS = 9
_LABEL = 100
"""Characters of a label that are believed."""
_PLACE = re.compile(r"%([1-9])")
_DASHES = "-–—"
_CLOSED = "、）．：】》"
"""After these a number is printed without a space."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    """The level whose number begins this one anew; 0 for none, nothing for any above it."""
    legal: bool = False
    """Numbers of all levels in digits."""
    spaced: bool = True

    def label(self, numbers: list[str]) -> str:
        """The label with these numbers of the levels 1 to 9."""
        if self.style == "bullet":
            label = self.text if self.text in _DASHES and self.text else "•"
        else:
            label = _PLACE.sub(lambda match: numbers[int(match[1]) - 1], self.text).strip()
        if not label:
            return ""
        return label if not self.spaced or label[-1] in _CLOSED else f"{label} "


@dataclass(slots=True)
class _Definition:
    levels: list[_Level]
    by_style: dict[str, int]
    """Levels by the ids of the paragraph styles that they belong to."""
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Instance:
    definition: _Definition
    levels: list[_Level]
    starts: dict[int, int]
    """Where levels begin when the instance is first used."""


class Lists:
    """Counts list paragraphs in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._instances: dict[str, _Instance] = {}
        if root is None:
            return
        definitions = _definitions(root)
        for element in root.iter(w("num")):
            key = element.get(w("numId"))
            definition = definitions.get(value(element, "abstractNumId") or "")
            if key and definition is not None:
                self._instances[key] = _instance(element, definition)

    def level(self, list_id: str, style: str) -> int | None:
        """The level of the list that belongs to the paragraph style."""
        instance = self._instances.get(list_id)
        return None if instance is None else instance.definition.by_style.get(style)

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph at this level (from 0) of the list, a space behind it."""
        instance = self._instances.get(list_id)
        if instance is None or not 0 <= level < _LEVELS:
            return ""
        counts = instance.definition.counts
        if level in instance.starts:
            counts[level] = instance.starts.pop(level) - 1
        for above in range(level + 1):
            if counts[above] is None:
                counts[above] = instance.levels[above].start - (above == level)
        counts[level] = (counts[level] or 0) + 1
        for below in range(level + 1, _LEVELS):
            restart = instance.levels[below].restart
            if restart is None or level < restart:
                counts[below] = None
        chosen = instance.levels[level]
        numbers = [
            numeral(count or 0, "decimal" if chosen.legal else own.style)
            for count, own in zip(counts, instance.levels, strict=True)
        ]
        return chosen.label(numbers)


def _definitions(root: etree._Element) -> dict[str, _Definition]:
    found: dict[str, _Definition] = {}
    styled: dict[str, _Definition] = {}
    linked: defaultdict[str, list[str]] = defaultdict(list)
    for element in root.iter(w("abstractNum")):
        key = element.get(w("abstractNumId")) or ""
        definition = _Definition([_Level()] * _LEVELS, {})
        for item in element.iterfind(w("lvl")):
            at = number(item.get(w("ilvl")), -1)
            if 0 <= at < _LEVELS:
                definition.levels[at] = _level(item)
                if style := value(item, "pStyle"):
                    definition.by_style[style] = at
        found[key] = definition
        if style := value(element, "styleLink"):
            styled[style] = definition
        if style := value(element, "numStyleLink"):
            linked[style].append(key)
    for style, keys in linked.items():
        for key in keys:
            found[key] = styled.get(style, found[key])
    return found


def _instance(element: etree._Element, definition: _Definition) -> _Instance:
    levels = list(definition.levels)
    starts = {}
    for override in element.iterfind(w("lvlOverride")):
        at = number(override.get(w("ilvl")), -1)
        if not 0 <= at < _LEVELS:
            continue
        own = override.find(w("lvl"))
        if own is not None:
            levels[at] = _level(own)
        start = value(override, "startOverride")
        if start is not None:
            starts[at] = number(start, 1)
    return _Instance(definition, levels, starts)


def _level(element: etree._Element) -> _Level:
    restart = value(element, "lvlRestart")
    # A format that Word 2010 added stands in mc:AlternateContent, before a plain one for others.
    formats = [item.get(w("val")) for item in element.iter(w("numFmt"))]
    return _Level(
        start=number(value(element, "start"), 0),
        style=(formats and formats[-1]) or "decimal",
        text=(value(element, "lvlText") or "")[:_LABEL],
        restart=None if restart is None else number(restart, 0),
        legal=is_on(element.find(w("isLgl"))),
        spaced=value(element, "suff") != "nothing",
    )
