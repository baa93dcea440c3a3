"""The styles of a Word document, as far as they decide what is text and what it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from termx.read.docx.ooxml import VAL, is_on, value, w
from termx.read.numerals import number

_HEADING = re.compile(r"(?:heading|标题|標題) ?[1-9]|title|subtitle|标题|標題", re.IGNORECASE)
_BODY_LEVEL = 9
"""The outline level of what is no heading."""


@dataclass(frozen=True, slots=True)
class Style:
    """What is known of a style, its ancestors' properties included."""

    list_id: str | None = None
    level: int | None = None
    """Level in the list, where the style says one."""
    heading: bool = False
    hidden: bool = False
    superscript: bool = False


NO_STYLE = Style()


class Styles:
    """The styles of `styles.xml`, which `load` gives; looked at when used: most never are."""

    def __init__(self, load: Callable[[], etree._Element | None]) -> None:
        self._load = load
        self._done: dict[str, Style] = {}

    @cached_property
    def _elements(self) -> dict[str, etree._Element]:
        root = self._load()
        found = () if root is None else root.iter(w("style"))
        return {key: item for item in found if (key := item.get(w("styleId")))}

    def get(self, key: str | None) -> Style:
        """The style with this id, or one that says nothing."""
        if key is None:
            return NO_STYLE
        chain: list[str] = []
        at: str | None = key
        while at in self._elements and at not in self._done and at not in chain:
            chain.append(at)
            at = value(self._elements[at], "basedOn")
        parent = self._done.get(at or "", NO_STYLE)
        for link in reversed(chain):
            parent = self._done[link] = _style(self._elements[link], parent)
        return self._done.get(key, NO_STYLE)


def _style(element: etree._Element, parent: Style) -> Style:
    paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
    numbering = None if paragraph is None else paragraph.find(w("numPr"))
    level = value(numbering, "ilvl")
    outline = value(paragraph, "outlineLvl")
    heading = parent.heading
    if outline is not None:
        heading = number(outline, _BODY_LEVEL) < _BODY_LEVEL
    elif _HEADING.fullmatch(value(element, "name") or ""):
        heading = True
    hidden, superscript = parent.hidden, parent.superscript
    if run is not None:
        vanish, align = run.find(w("vanish")), run.find(w("vertAlign"))
        hidden = hidden if vanish is None else is_on(vanish)
        superscript = superscript if align is None else align.get(VAL) == "superscript"
    return Style(
        list_id=value(numbering, "numId") or parent.list_id,
        level=parent.level if level is None else number(level, 0),
        heading=heading,
        hidden=hidden,
        superscript=superscript,
    )
