"""Reading TBX-Basic as termx writes it, in all three notations.

A file that holds more than that (definitions, cross references, transactions) is refused with the
line of the first thing that would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from termx.errors import FormatError
from termx.formats.fields import choice, finite
from termx.formats.tbx_basic import LANGUAGES_2008, STATUS_SUFFIX, XML_LANG
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType

_CONCEPT_NOTE = re.compile(r"kind: (\S+); review: ([a-z]+)(?:; score: (\S+))?")
_FREQUENCY_NOTE = re.compile(r"frequency: ([0-9]+)")
_FROM_2008 = {there: here for here, there in LANGUAGES_2008.items()}


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
        reason = str(error.msg).removesuffix(f", line {line}, column {column}")
        raise FormatError(f"{path}:{line}:{column}: no XML: {reason}") from None
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}; check the name") from None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace (empty for an unresolved entity)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def category(element: etree._Element) -> str:
    """What an element says in either style: `type` of DCA, else its own name."""
    return element.get("type") or local(element)


def load(path: Path) -> Glossary:
    """The glossary in a TBX file that termx wrote.

    Raises `FormatError` naming the line, also for what a `Glossary` cannot hold.
    """
    root = parse(path)
    if local(root) not in ("tbx", "martif"):
        raise FormatError(f"{path}:{root.sourceline}: <{local(root)}> is no TBX")
    title = _first(root, "title")
    signature = _first(root, "p")
    return Glossary(
        title=title,
        concepts=tuple(
            _concept(entry, path) for entry in root.iter("{*}conceptEntry", "termEntry")
        ),
        signature="" if signature == "termx" else signature,
    )


def _first(root: etree._Element, tag: str) -> str:
    return next((element.text or "" for element in root.iter(f"{{*}}{tag}")), "")


def _concept(entry: etree._Element, path: Path) -> Concept:
    kind, review, score = Kind.THEME, Review.PROPOSED, 0.0
    subject = note = None
    terms: list[Term] = []
    for child in entry:
        text = child.text or ""
        name = category(child)
        if name in ("langSec", "langSet"):
            terms += _terms(child, path)
        elif name == "subjectField" and subject is None:
            subject = text
        elif name == "note" and (ours := _CONCEPT_NOTE.fullmatch(text)):
            place = f"{path}:{child.sourceline}"
            kind, review = choice(Kind, ours[1], place), choice(Review, ours[2], place)
            score = finite(ours[3] or "0", place)
        elif name == "note" and note is None:
            note = text
        else:
            raise _refused(child, path)
    return Concept(entry.get("id") or "", kind, tuple(terms), subject, review, score, note)


def _terms(section: etree._Element, path: Path) -> Iterator[Term]:
    lang = section.get(XML_LANG) or ""
    if local(section) == "langSet":
        lang = _FROM_2008.get(lang, lang)
    for element in section:
        if local(element) not in ("termSec", "tig"):
            raise _refused(element, path)
        yield _term(element, lang, path)


def _term(element: etree._Element, lang: str, path: Path) -> Term:
    values: dict[str, str] = {}
    sources: list[str] = []
    frequency = 0
    for child in element:
        text = child.text or ""
        name = category(child)
        if name == "source":
            sources.append(text)
        elif name == "note" and (ours := _FREQUENCY_NOTE.fullmatch(text)):
            frequency = int(ours[1])
        elif name in _TERM_FIELDS and name not in values and not len(child):
            values[name] = text
        else:
            raise _refused(child, path)
    place = f"{path}:{element.sourceline}"
    status = values.get("administrativeStatus", "admitted").removesuffix(STATUS_SUFFIX)
    return Term(
        text=values.get("term", ""),
        lang=lang,
        type=choice(TermType, values.get("termType", "fullForm"), place),
        status=choice(Status, status, place),
        pos=values.get("partOfSpeech", "noun"),
        frequency=frequency,
        sources=tuple(sources),
        context=values.get("context"),
        note=values.get("note"),
    )


_TERM_FIELDS = ("term", "partOfSpeech", "administrativeStatus", "termType", "context", "note")


def _refused(element: etree._Element, path: Path) -> FormatError:
    return FormatError(
        f"{path}:{element.sourceline}: {category(element)} would be lost here;"
        " termx reads only TBX that it has written"
    )
