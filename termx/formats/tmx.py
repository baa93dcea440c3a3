"""TMX 1.4b: each pair of terms is a unit of a translation memory.

`segtype="phrase"` tells it from a memory of sentences; that is also how termx knows a glossary when
it reads TMX. Concept, kind, subject and status are properties, notes are notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from termx import __version__
from termx.errors import FormatError
from termx.formats import languages
from termx.formats.entries import Row, concepts
from termx.formats.features import Feature, Keeps
from termx.formats.fields import known, xml_text
from termx.formats.pairs import SOURCE, TARGET, pairs
from termx.formats.tbx_basic import LANGUAGES_2008, XML_LANG
from termx.formats.tbx_reader import local, parse
from termx.models import Glossary, Kind, Review, Status, Term

KEEPS: Keeps = {
    Feature.SYNONYMS: "",
    Feature.DEPRECATED: "",
    Feature.ID: "as property",
    Feature.KIND: "as property",
    Feature.REVIEW: "as property",
    Feature.SUBJECT: "as property",
    Feature.STATUS: "as property",
    Feature.CONCEPT_NOTE: "",
    Feature.NOTE: "",
}


def dump(glossary: Glossary, source: str = SOURCE, target: str = TARGET) -> bytes:
    """A unit for each pair of terms. Raises `FormatError` if a language is not in the glossary."""
    root = etree.Element("tmx", version="1.4")
    codes = {lang: LANGUAGES_2008.get(lang, lang) for lang in (source, target)}
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "termx",
            "creationtoolversion": __version__,
            "segtype": "phrase",
            "o-tmf": "termx",
            "adminlang": "en",
            "srclang": codes[source],
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for pair in pairs(glossary, source, target):
        unit = etree.SubElement(body, "tu")
        concept = pair.concept
        if concept.note:
            _text(unit, "note", concept.note)
        for name, value in (
            ("concept", concept.id),
            ("kind", concept.kind),
            ("subject", concept.subject),
            ("review", concept.review),
        ):
            if value:
                _text(unit, "prop", value).set("type", f"x-{name}")
        for term in (pair.source, pair.target):
            side = etree.SubElement(unit, "tuv", {XML_LANG: codes[term.lang]})
            if term.note:
                _text(side, "note", term.note)
            _text(side, "prop", term.status).set("type", "x-status")
            _text(side, "seg", term.text)
    return etree.tostring(
        root.getroottree(), encoding="UTF-8", xml_declaration=True, pretty_print=True
    )


def is_glossary(path: Path) -> bool:
    """Whether the units of a TMX file are terms: its header says that its segments are phrases."""
    with path.open("rb") as file:
        start = file.read(4_096)
    return b'segtype="phrase"' in start.replace(b"'", b'"')


def load(path: Path, passed: Counter[str]) -> Glossary:
    """The glossary in a TMX file, a row for each unit; inline codes are left out.

    Raises `FormatError` naming line and column where the file is no TMX.
    """
    root = parse(path)
    if local(root) != "tmx":
        raise FormatError(f"{path}:{root.sourceline}: <{local(root)}> is no TMX")
    return Glossary(path.stem, concepts(_row(unit, passed) for unit in root.iter("{*}tu")))


def _row(unit: etree._Element, passed: Counter[str]) -> Row:
    said = dict(_said(unit, passed))
    return Row(
        terms=tuple(
            term for side in unit.iterchildren("{*}tuv") if (term := _term(side, passed)).text
        ),
        id=said.get("x-concept", ""),
        subject=said.get("x-subject"),
        note=said.get("note"),
        kind=known(said.get("x-kind"), Kind.THEME),
        review=known(said.get("x-review"), Review.PROPOSED),
    )


_KNOWN = frozenset(("note", "x-concept", "x-kind", "x-subject", "x-review", "x-status"))


def _said(element: etree._Element, passed: Counter[str]) -> Iterator[tuple[str, str]]:
    for child in element.iterchildren("{*}prop", "{*}note"):
        name = child.get("type") or local(child)
        if name in _KNOWN:
            yield name, child.text or ""
        else:
            passed[name] += 1


def _term(side: etree._Element, passed: Counter[str]) -> Term:
    said = dict(_said(side, passed))
    code = side.get(XML_LANG) or side.get("lang") or ""
    return Term(
        text="".join(_plain(next(side.iterchildren("{*}seg"), None))),
        lang=languages.tag(code),
        status=known(said.get("x-status"), Status.ADMITTED),
        note=said.get("note"),
    )


def _plain(segment: etree._Element | None) -> Iterator[str]:
    """The text of a segment without the codes of its original format."""
    if segment is not None:
        yield segment.text or ""
        for child in segment:
            if local(child) == "hi":
                yield from _plain(child)
            yield child.tail or ""


def _text(parent: etree._Element, tag: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, tag)
    element.text = xml_text(text)
    return element
