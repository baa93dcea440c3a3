"""TBX-Basic 1.2.1 (ISO 30042:2019): what DCA and DCT share, and with them the 2008 notation.

Rejected concepts and concepts without terms are left out: TBX has no field to say so. What it has
no other field for (kind, review, score; frequency) stands in a first note that `load` reads back.
"""

from __future__ import annotations

from lxml import etree

from termx.errors import FormatError
from termx.formats.features import ALL, Feature, Keeps
from termx.formats.fields import xml_text
from termx.formats.tbx_basic import (
    CATEGORIES,
    DCA,
    DCT,
    LANGUAGE_TAG,
    MODULE_NS,
    NC_NAME,
    STATUS_SUFFIX,
    TBX_NS,
    XML_LANG,
    Notation,
)
from termx.formats.tbx_reader import load
from termx.models import Concept, Glossary, Review, Term

__all__ = ["KEEPS", "dump", "load", "write"]

KEEPS: Keeps = {
    feature: how
    for feature, how in {
        **ALL,
        **dict.fromkeys(
            (Feature.KIND, Feature.REVIEW, Feature.SCORE, Feature.FREQUENCY), "in a note"
        ),
        Feature.POS: "noun, verb, adjective, adverb, else other",
    }.items()
    if feature not in (Feature.REJECTED, Feature.EMPTY)
}

_NOTATIONS = {"dca": DCA, "dct": DCT}
_SCHEMAS = "https://raw.githubusercontent.com/LTAC-Global"
_MODELS = {
    "dca": (
        ("TBX_Core_RNG/master/TBXcoreStructV03.rng", "http://relaxng.org/ns/structure/1.0"),
        ("TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch", "http://purl.oclc.org/dsdl/schematron"),
    ),
    "dct": (
        (
            "TBX-Basic_dialect/master/DCT/TBX-Basic.nvdl",
            "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0",
        ),
    ),
}


def dump(glossary: Glossary, dialect: str = "dca") -> bytes:
    """TBX-Basic v3 in style `dca` or `dct`.

    Raises `FormatError` if a concept's id is no XML name or a language no BCP 47 tag.
    """
    if dialect not in _NOTATIONS:
        raise FormatError(f"TBX has no dialect {dialect}; use {' or '.join(_NOTATIONS)}")
    return write(glossary, _NOTATIONS[dialect])


def write(glossary: Glossary, notation: Notation) -> bytes:
    """The TBX file that holds `glossary` in one of the three notations."""
    root = _root(notation)
    root.set("type", "TBX-Basic")
    if notation.style:
        root.set("style", notation.style)
    root.set(XML_LANG, "en")
    _header(root, glossary, notation)
    text = _add(root, "text")
    entries = [
        concept
        for concept in glossary.concepts
        if concept.terms and concept.review is not Review.REJECTED
    ]
    # In v3 a text may lack its body, but a body may not be empty; 2008 always wants a body.
    if entries or notation.style is None:
        body = _add(text, "body")
        for concept in entries:
            _entry(body, concept, notation)
    for path, schema in _MODELS.get(notation.style or "", ()):
        values = f'href="{_SCHEMAS}/{path}" type="application/xml" schematypens="{schema}"'
        root.addprevious(etree.ProcessingInstruction("xml-model", values))
    return etree.tostring(
        root.getroottree(), encoding="UTF-8", xml_declaration=True, pretty_print=True
    )


def _root(notation: Notation) -> etree._Element:
    if notation.style is None:
        return etree.Element(notation.root)
    namespaces: dict[str | None, str] = {None: TBX_NS}
    if notation.style == "dct":
        namespaces.update(MODULE_NS.items())
    return etree.Element(f"{{{TBX_NS}}}{notation.root}", nsmap=namespaces)


def _header(root: etree._Element, glossary: Glossary, notation: Notation) -> None:
    header = _add(root, notation.header)
    file = _add(header, "fileDesc")
    _add(_add(file, "titleStmt"), "title", glossary.title)
    _add(_add(file, "sourceDesc"), "p", glossary.signature or "termx")
    if notation.style is None:
        _add(_add(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs").set("type", "XCSURI")


def _entry(body: etree._Element, concept: Concept, notation: Notation) -> None:
    if not NC_NAME.fullmatch(concept.id):
        raise FormatError(
            f"concept {concept.id!r} cannot be written as TBX: the id is no XML name;"
            " begin it with a letter and use letters, digits, . - _ only"
        )
    entry = _add(body, notation.concept)
    entry.set("id", concept.id)
    if concept.subject:
        _field(entry, "subjectField", concept.subject, notation)
    score = f"; score: {concept.score!r}" if notation.numbers else ""
    _add(entry, "note", f"kind: {concept.kind}; review: {concept.review}{score}")
    if concept.note:
        _add(entry, "note", concept.note)
    sections: dict[str, etree._Element] = {}
    for term in concept.terms:
        lang = notation.languages.get(term.lang, term.lang)
        if not LANGUAGE_TAG.fullmatch(lang):
            raise FormatError(
                f"concept {concept.id} cannot be written as TBX: {lang!r} is no language tag;"
                " use zh-Hans, zh-Hant, en or another BCP 47 tag"
            )
        if lang.lower() not in sections:
            section = sections[lang.lower()] = _add(entry, notation.language)
            section.set(XML_LANG, lang)
        _term(sections[lang.lower()], term, notation)


def _term(section: etree._Element, term: Term, notation: Notation) -> None:
    # The order is the schemas': term, then termNotes, then the rest.
    element = _add(section, notation.term)
    _add(element, "term", term.text)
    known = term.pos in notation.parts_of_speech
    proper = "noun" if term.pos == "properNoun" else "other"
    _field(element, "partOfSpeech", term.pos if known else proper, notation)
    _field(element, "administrativeStatus", term.status + STATUS_SUFFIX, notation)
    _field(element, "termType", term.type, notation)
    for source in term.sources:
        _field(element, "source", source, notation)
    if term.context:
        _field(element, "context", term.context, notation)
    if term.frequency and notation.numbers:
        _add(element, "note", f"frequency: {term.frequency}")
    if term.note:
        _add(element, "note", term.note)


def _field(parent: etree._Element, category: str, value: str, notation: Notation) -> None:
    known = CATEGORIES[category]
    if notation.style == "dct":
        etree.SubElement(parent, f"{{{MODULE_NS[known.module]}}}{category}").text = xml_text(value)
    else:
        _add(parent, known.element, value).set("type", category)


def _add(parent: etree._Element, tag: str, text: str | None = None) -> etree._Element:
    """A new last child of `parent`, in the namespace of the file."""
    namespace = etree.QName(parent).namespace
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}" if namespace else tag)
    if text is not None:
        element.text = xml_text(text)
    return element
