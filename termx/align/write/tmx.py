"""TMX 1.4b (LISA OSCAR 2005): a unit for each bead with two sides."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from termx import __version__
from termx.align.write.cells import first, identity, kind, number, state, text
from termx.models import Bead

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_CODES = {"zh": "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
"""Translation memories know Chinese by country."""


def tmx(beads: Sequence[Bead], langs: tuple[str, str]) -> bytes:
    """The memory; what has no counterpart is left out, what else is known are properties."""
    codes = [_CODES.get(lang, lang) for lang in langs]
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "termx",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "termx",
            "adminlang": "en",
            "srclang": codes[0],
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for at, bead in enumerate(beads, 1):
        sides = [text(side) for side in (bead.source, bead.target)]
        if all(sides):
            _unit(body, at, bead, list(zip(codes, sides, strict=True)))
    data: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, pretty_print=True, doctype=_DOCTYPE
    )
    return data


def _unit(body: etree._Element, at: int, bead: Bead, sides: Sequence[tuple[str, str]]) -> None:
    unit = etree.SubElement(body, "tu", tuid=identity(bead) or str(at))
    segment = first(bead)
    document = segment.document.symbol if segment else None
    properties = {
        "x-document": document or "",
        "x-number": number(bead),
        "x-kind": kind(bead),
        "x-score": f"{bead.score:.4f}",
        "x-status": state(bead),
    }
    for name, value in properties.items():
        if value:
            etree.SubElement(unit, "prop", type=name).text = value
    for code, side in sides:
        variant = etree.SubElement(unit, "tuv", {_XML_LANG: code})
        etree.SubElement(variant, "seg").text = side
