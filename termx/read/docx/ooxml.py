"""Names of WordprocessingML (ECMA-376 part 1, 17), and how its values are read."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", NAMESPACE.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONS.encode()),
)
"""The namespaces of ISO/IEC 29500 Strict, and those that everybody writes."""


def w(name: str) -> str:
    """The qualified name of `name`."""
    return f"{{{NAMESPACE}}}{name}"


P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
PPR, RPR, SDT = w("pPr"), w("rPr"), w("sdt")
SYM, FIELD = w("sym"), w("fldChar")
FOOTNOTE, ENDNOTE, BOX = w("footnoteReference"), w("endnoteReference"), w("txbxContent")
CALLS, TEXTS = (FOOTNOTE, ENDNOTE), (T, w("delText"))
RUBY, ALTERNATE = w("ruby"), f"{{{COMPATIBILITY}}}AlternateContent"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

# Elements of runs that are characters.
SIGNS: Mapping[str, str] = {
    w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-",
}  # fmt: skip
# Tracked changes: what was inserted, what was deleted.
NEW, OLD = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
STYLE, NUMBERING, OUTLINE = w("pStyle"), w("numPr"), w("outlineLvl")

VAL = w("val")
_OFF = frozenset(("0", "false", "off"))


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle such as `w:vanish` is there and not switched off."""
    return element is not None and element.get(VAL, "1") not in _OFF


def value(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of the child `name`."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(VAL)
