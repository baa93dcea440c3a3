"""What one look through a whole part of a Word document finds, before its paragraphs are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from termx.read.docx.ooxml import (
    ALTERNATE,
    BOX,
    CALLS,
    FIELD,
    MATH_TEXT,
    NEW,
    NUMBERING,
    OLD,
    RPR,
    RUBY,
    SIGNS,
    STYLE,
    SYM,
    VAL,
    P,
    R,
    T,
    is_on,
    w,
)
from termx.read.docx.styles import Style

HIDDEN, RAISED = 1, 2
"""What run properties may do to the text."""
Plain = tuple[str, str | None, etree._Element | None]
"""A plain paragraph: its text, the id of its style, its place in a list."""
NO_STYLE = Style()
_PLAIN = (T, STYLE, NUMBERING, *SIGNS)
# What makes a paragraph more than runs of text one after the other.
_COMPLEX = (
    *OLD, *CALLS, FIELD, SYM, RUBY, ALTERNATE, BOX, MATH_TEXT, w("outlineLvl"), w("delText"),
    w("instrText"), w("object"), w("showingPlcHdr"), w("pPrChange"),
)  # fmt: skip


def special_runs(root: etree._Element, styles: Mapping[str, Style]) -> dict[etree._Element, int]:
    """The run properties that hide or raise text. Few have any; so the others cost no look."""
    found: dict[etree._Element, int] = {}
    off: dict[etree._Element, int] = {}
    for element in root.iter(w("vanish"), w("vertAlign"), w("rStyle")):
        properties = element.getparent()
        if properties is None or properties.tag != RPR:
            continue
        if element.tag == w("rStyle"):
            style = styles.get(element.get(VAL) or "", NO_STYLE)
            flag = HIDDEN * style.hidden | RAISED * style.superscript
        elif element.tag == w("vanish"):
            flag = HIDDEN * is_on(element)
            off[properties] = off.get(properties, 0) | HIDDEN * (not flag)
        else:
            flag = RAISED * (element.get(VAL) == "superscript")
            off[properties] = off.get(properties, 0) | RAISED * (not flag)
        if flag:
            found[properties] = found.get(properties, 0) | flag
    return {key: flag for key, value in found.items() if (flag := value & ~off.get(key, 0))}


def _complex(
    root: etree._Element, special: Iterable[etree._Element], original: bool
) -> set[etree._Element]:
    """The paragraphs that hold more than plain runs, and those around them."""
    found: set[etree._Element] = set()
    for item in (*root.iter(*_COMPLEX, *(NEW if original else ())), *special):
        found.update(item.iterancestors(P))
    return found


def plain(
    root: etree._Element, special: Iterable[etree._Element], *, original: bool
) -> dict[etree._Element, Plain]:
    """Text, style and list of the paragraphs that are nothing but runs of text.

    Most are so, and reading them in one go takes a fraction of the time. `special` are run
    properties that make a paragraph other than that.
    """
    without = _complex(root, special, original)
    found: dict[etree._Element, Plain] = {}
    paragraph: etree._Element | None = None
    parts: list[str] = []
    style, numbering = None, None
    for item in root.iter(P, *_PLAIN):
        tag = item.tag
        if tag == T:
            if text := item.text:
                parts.append(text)
        elif tag == P:
            if paragraph is not None:
                found[paragraph] = "".join(parts), style, numbering
            paragraph = None if item in without else item
            parts.clear()
            style, numbering = None, None
        elif tag == STYLE:
            style = item.get(VAL)
        elif tag == NUMBERING:
            numbering = item
        elif (parent := item.getparent()) is not None and parent.tag == R:
            parts.append(SIGNS[str(tag)])  # the others are tab stops
    if paragraph is not None:
        found[paragraph] = "".join(parts), style, numbering
    return found
