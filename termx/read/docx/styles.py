"""The styles of a Word document, as far as they decide what is text and what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


def styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles of `styles.xml` by their ids."""
    if root is None:
        return {}
    elements = {key: item for item in root.iter(w("style")) if (key := item.get(w("styleId")))}
    done: dict[str, Style] = {}
    for key in elements:
        chain: list[str] = []
        at: str | None = key
        while at is not None and at in elements and at not in done and at not in chain:
            chain.append(at)
            at = value(elements[at], "basedOn")
        parent = done.get(at or "", Style())
        for link in reversed(chain):
            parent = done[link] = _style(elements[link], parent)
    return done


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
