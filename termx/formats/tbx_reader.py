"""Reading TBX of anyone: version 3 in style DCA or DCT, and 2008 (martif) with `tig` or `ntig`.

What termx wrote comes back exactly. Of other files the texts are stripped, definitions become
notes, and what a glossary has no place for (cross references, transactions) is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from termx.errors import FormatError
from termx.formats.entries import content_of, preferring
from termx.formats.fields import choice, content_id, finite, id_from
from termx.formats.languages import script, tag
from termx.formats.tbx_basic import LANGUAGES_2008, STATUS_SUFFIX, XML_LANG
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType

_CONCEPT_NOTE = re.compile(r"kind: (\S+); review: ([a-z]+)(?:; score: (\S+))?")
_FREQUENCY_NOTE = re.compile(r"frequency: ([0-9]+)")
_FROM_2008 = {there: here for here, there in LANGUAGES_2008.items()}
# Values of other dialects (TBX-Default, Weblate, MultiTerm) beside those of TBX-Basic.
_STATUSES = {
    **{status.value: status for status in Status},
    "standardized": Status.PREFERRED,
    "legal": Status.ADMITTED,
    "regulated": Status.ADMITTED,
    "forbidden": Status.DEPRECATED,
    "obsolete": Status.SUPERSEDED,
}
_TYPES = {
    **{kind.value: kind for kind in TermType},
    "entryTerm": TermType.FULL_FORM,
    "initialism": TermType.ACRONYM,
    "synonym": TermType.VARIANT,
    "phraseologicalUnit": TermType.PHRASE,
}
_STATUS_NAMES = ("administrativeStatus", "normativeAuthorization")
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "termGrp", "noteGrp")
_TERMS = ("termSec", "tig", "ntig")


def parse(path: Path) -> etree._Element:
    """The root element of an XML file, without comments; nothing outside of the file is read.

    Raises `FormatError` naming line and column where the file is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = " ".join(str(error.msg).removesuffix(f", line {line}, column {column}").split())
        raise FormatError(f"{path}:{line}:{column}: no XML: {reason}") from None
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}; check the name") from None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace (empty for an unresolved entity)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def category(element: etree._Element) -> str:
    """What an element says in either style: `type` of DCA, else its own name."""
    return element.get("type") or local(element)


def load(path: Path, passed: Counter[str]) -> Glossary:
    """The glossary in a TBX file; the data categories that are passed over are counted.

    Raises `FormatError` naming the line where the file is no TBX.
    """
    root = parse(path)
    if local(root) not in ("tbx", "martif"):
        raise FormatError(f"{path}:{root.sourceline}: <{local(root)}> is no TBX")
    for element in root.iter():
        if not isinstance(element.tag, str):
            raise FormatError(
                f"{path}:{element.sourceline}: termx replaces no entities; write out {element.text}"
            )
    signature = _first(root, "p")
    used: set[str] = set()
    return Glossary(
        title=_first(root, "title"),
        concepts=tuple(
            _concept(entry, path, passed, used)
            for entry in root.iter("{*}conceptEntry", "{*}termEntry")
        ),
        signature="" if signature == "termx" else signature,
    )


def _first(root: etree._Element, name: str) -> str:
    return next((element.text or "" for element in root.iter(f"{{*}}{name}")), "")


@dataclass(slots=True)
class _Reading:
    """Where an entry stands, whether termx wrote it, and what is passed over."""

    path: Path
    ours: bool
    passed: Counter[str]
    notes: list[str] = field(default_factory=list)

    def text(self, element: etree._Element) -> str:
        text = "".join(element.itertext())
        return text if self.ours else " ".join(text.split())


def _concept(entry: etree._Element, path: Path, passed: Counter[str], used: set[str]) -> Concept:
    mark = next(
        (found for note in entry.iterchildren("{*}note")
         if (found := _CONCEPT_NOTE.fullmatch(note.text or ""))), None
    )  # fmt: skip
    reading = _Reading(path, mark is not None, passed)
    subjects: list[str] = []
    terms: list[Term] = []
    marked = False
    for child in _fields(entry):
        name = category(child)
        if name in ("langSec", "langSet"):
            terms += _terms(child, reading)
        elif name == "subjectField":
            subjects.append(reading.text(child))
        elif name == "note" and not marked and _CONCEPT_NOTE.fullmatch(child.text or ""):
            marked = True
        elif name in ("note", "definition"):
            reading.notes.append(reading.text(child))
        else:
            passed[name] += 1
    kind, review, score = Kind.THEME, Review.PROPOSED, 0.0
    if mark is not None:
        place = f"{path}:{entry.sourceline}"
        kind, review = choice(Kind, mark[1], place), choice(Review, mark[2], place)
        score = finite(mark[3] or "0", place)
    return Concept(
        id=_id(entry, terms, used),
        kind=kind,
        terms=tuple(terms) if reading.ours else preferring(terms),
        subject="; ".join(subjects) if subjects else None,
        review=review,
        score=score,
        note="\n".join(reading.notes) if reading.notes else None,
    )


def _id(entry: etree._Element, terms: list[Term], used: set[str]) -> str:
    """The id of an entry, or one made for it if it has none or shares it with another one."""
    name = id_from(entry.get("id") or (content_of(terms[0]) if terms else "empty"))
    if name in used:
        name = content_id(f"{name} {len(used)}")
    used.add(name)
    return name


def _fields(element: etree._Element) -> Iterator[etree._Element]:
    """The children of an element and of the groups in it."""
    for child in element:
        if local(child) in _GROUPS:
            yield from _fields(child)
        else:
            yield child


def _terms(section: etree._Element, reading: _Reading) -> Iterator[Term]:
    lang = section.get(XML_LANG) or section.get("lang") or ""
    if local(section) == "langSet":
        lang = _FROM_2008.get(lang, lang)
    for child in _fields(section):
        if local(child) in _TERMS:
            term = _term(child, lang if reading.ours else tag(lang), reading)
            if term.text or reading.ours:
                yield term
        elif category(child) in ("note", "definition"):
            reading.notes.append(reading.text(child))
        else:
            reading.passed[category(child)] += 1


def _term(element: etree._Element, lang: str, reading: _Reading) -> Term:
    values: dict[str, str] = {}
    sources: list[str] = []
    notes: list[str] = []
    frequency = 0
    for child in _fields(element):
        name = "administrativeStatus" if category(child) in _STATUS_NAMES else category(child)
        text = reading.text(child)
        if name == "source":
            sources.append(text)
        elif name == "note" and reading.ours and (number := _FREQUENCY_NOTE.fullmatch(text)):
            frequency = int(number[1])
        elif name == "note":
            notes.append(text)
        elif name in _TERM_FIELDS and name not in values:
            values[name] = text
        else:
            reading.passed[name] += 1
    if notes:
        values["note"] = "; ".join(notes)
    status = values.get("administrativeStatus", "admitted")
    status = status.removesuffix(STATUS_SUFFIX).removesuffix("Term")
    status = status if reading.ours else status.lower()
    kind = values.get("termType", "fullForm")
    reading.passed["administrativeStatus " + status] += status not in _STATUSES
    reading.passed["termType " + kind] += kind not in _TYPES
    return Term(
        text=values.get("term", ""),
        lang=lang or script([values.get("term", "")]) or "und",
        type=_TYPES.get(kind, TermType.FULL_FORM),
        status=_STATUSES.get(status, Status.ADMITTED),
        pos=values.get("partOfSpeech", "noun"),
        frequency=frequency,
        sources=tuple(sources),
        context=values.get("context"),
        note=values.get("note"),
    )


_TERM_FIELDS = ("term", "partOfSpeech", "administrativeStatus", "termType", "context")
