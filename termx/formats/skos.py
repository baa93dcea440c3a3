"""SKOS (W3C, 2009) in Turtle: labels in their languages, for thesauri and linked data.

The preferred term of a language is `skos:prefLabel`, forms that are not to be used are
`skos:hiddenLabel`, others `skos:altLabel`. Read are Turtle, JSON-LD and RDF/XML of anyone. Needs
rdflib, which `pip install "termx[skos]"` brings.
"""

from __future__ import annotations

import json
import logging
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from termx.errors import FormatError
from termx.formats import languages
from termx.formats.entries import Row, concepts
from termx.formats.features import AVOID, Feature, Keeps, main
from termx.formats.table import text_of
from termx.formats.tbx_basic import LANGUAGE_TAG
from termx.models import Concept, Glossary, Kind, Review, Status, Term

if TYPE_CHECKING:
    from rdflib import Graph

KEEPS: Keeps = {
    Feature.TITLE: "",
    Feature.OTHER_LANGUAGES: "",
    Feature.ONE_SIDED: "",
    Feature.SYNONYMS: "",
    Feature.DEPRECATED: "as hidden labels",
    Feature.ID: "in the URI",
    Feature.KIND: "as dcterms:type",
    Feature.SUBJECT: "as dcterms:subject",
    Feature.CONCEPT_NOTE: "",
    Feature.STATUS: "preferred, hidden or neither",
    Feature.SOURCES: "together for the concept",
    Feature.CONTEXT: "as example of the concept",
}

BASE = "urn:termx:"
_SYNTAX = {".jsonld": "json-ld", ".json": "json-ld", ".rdf": "xml", ".xml": "xml"}


def dump(glossary: Glossary) -> bytes:
    """The concept scheme in Turtle. Raises `FormatError` without rdflib."""
    return write(glossary, "turtle")


def write(glossary: Glossary, syntax: str) -> bytes:
    """The concept scheme in a syntax that rdflib writes."""
    rdflib = _rdflib()
    graph = rdflib.Graph()
    skos, terms = rdflib.SKOS, rdflib.DCTERMS
    graph.bind("skos", skos)
    graph.bind("dcterms", terms)
    scheme = rdflib.URIRef(BASE + "scheme")
    graph.add((scheme, rdflib.RDF.type, skos.ConceptScheme))
    if glossary.title:
        graph.add((scheme, terms.title, rdflib.Literal(_text(glossary.title))))
    for concept in glossary.concepts:
        if concept.terms and concept.review is not Review.REJECTED:
            node = rdflib.URIRef(BASE + quote(concept.id, safe=""))
            graph.add((node, rdflib.RDF.type, skos.Concept))
            graph.add((node, skos.inScheme, scheme))
            for name, text, lang in _statements(concept):
                if lang is not None and not LANGUAGE_TAG.fullmatch(lang):
                    raise FormatError(
                        f"concept {concept.id} cannot be written as SKOS: {lang!r} is no language"
                        " tag; use zh-Hans, zh-Hant, en or another BCP 47 tag"
                    )
                space = terms if name in ("type", "subject", "source") else skos
                literal = rdflib.Literal(_text(text), lang=lang)
                graph.add((node, space[name], literal))
    data: str = graph.serialize(format=syntax)
    if syntax == "json-ld":
        data = json.dumps(_sorted(json.loads(data)), ensure_ascii=False, indent=1) + "\n"
    return data.encode()


def _sorted(item: Any) -> Any:
    """JSON-LD with its values in an order that does not depend on the graph."""
    if isinstance(item, dict):
        return {key: _sorted(value) for key, value in sorted(item.items())}
    if isinstance(item, list):
        return sorted(map(_sorted, item), key=lambda value: json.dumps(value, sort_keys=True))
    return item


def _statements(concept: Concept) -> Iterator[tuple[str, str, str | None]]:
    yield "type", concept.kind, None
    if concept.subject:
        yield "subject", concept.subject, None
    if concept.note:
        yield "note", concept.note, None
    mains = {
        lang: main([term for term in concept.terms if term.lang == lang])
        for lang in {term.lang for term in concept.terms}
    }
    for term in concept.terms:
        label = "hiddenLabel" if term.status in AVOID else "altLabel"
        yield "prefLabel" if term is mains[term.lang] else label, term.text, term.lang
        if term.context:
            yield "example", term.context, term.lang
        for source in term.sources:
            yield "source", source, None


def load(path: Path, passed: Counter[str]) -> Glossary:
    """The concepts of a SKOS file, with the last part of their URIs as ids.

    Raises `FormatError` without rdflib, and where the file is no RDF.
    """
    rdflib = _rdflib()
    graph = rdflib.Graph()
    syntax = _SYNTAX.get(path.suffix.lower(), "turtle")
    text = text_of(path)
    if syntax == "json-ld":
        _refuse_remote(text, path)
    try:
        with _quiet():
            graph.parse(data=text, format=syntax)
    except Exception as error:  # noqa: BLE001  # the parsers of rdflib raise what they like
        reason = " ".join(str(error).split())[:120]
        raise FormatError(f"{path}: no {syntax}: {reason}") from None
    title = next((str(text) for text in graph.objects(None, rdflib.DCTERMS.title)), path.stem)
    nodes = sorted(graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept), key=str)
    return Glossary(title, concepts(_row(graph, node, passed) for node in nodes))


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what rdflib logs about odd addresses, and warns of in its own parser of JSON-LD."""
    log = logging.getLogger("rdflib.term")
    before = log.disabled
    log.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        log.disabled = before


def _refuse_remote(text: str, path: Path) -> None:
    """Refuse JSON-LD whose context is an address: rdflib would open it."""
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path}: no JSON: {str(error)[:120]}") from None
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            context = item.get("@context")
            parts = context if isinstance(context, list) else [context]
            if any(isinstance(part, str) for part in parts) or "@import" in item:
                raise FormatError(
                    f"{path}: its @context is a web address, and termx opens none;"
                    " put the context into the file"
                )
        if isinstance(item, dict | list):
            waiting += item.values() if isinstance(item, dict) else item


_LABELS = {
    "prefLabel": Status.PREFERRED,
    "altLabel": Status.ADMITTED,
    "hiddenLabel": Status.DEPRECATED,
}
_IGNORED = frozenset(("inScheme",))
_NOTES = frozenset(("note", "definition", "scopeNote"))


def _row(graph: Graph, node: Any, passed: Counter[str]) -> Row:
    found: list[tuple[int, Term]] = []
    said: dict[str, list[str]] = {}
    examples: dict[str, str] = {}
    for predicate, value in sorted(graph.predicate_objects(node), key=lambda item: (str(item),)):
        name = _last(str(predicate))
        lang = languages.tag(getattr(value, "language", None) or "en")
        if name in _LABELS:
            found.append((list(_LABELS).index(name), Term(str(value), lang, status=_LABELS[name])))
        elif name == "example":
            examples.setdefault(lang, str(value))
        elif name in _NOTES or name in ("subject", "source"):
            said.setdefault("note" if name in _NOTES else name, []).append(str(value))
        elif name == "type":
            said.setdefault("kind", []).append(str(value))
        elif name not in _IGNORED:
            passed[name] += 1
    found.sort(key=lambda item: (item[1].lang, item[0], item[1].text))
    return Row(
        terms=tuple(_with_evidence(term, said, examples) for _, term in found),
        id=unquote(_last(str(node))),
        subject="; ".join(said.get("subject", ())) or None,
        note="\n".join(said.get("note", ())) or None,
        kind=next((kind for kind in Kind if kind in said.get("kind", ())), Kind.THEME),
    )


def _with_evidence(term: Term, said: dict[str, list[str]], examples: dict[str, str]) -> Term:
    if term.status is not Status.PREFERRED:
        return term
    return Term(
        term.text,
        term.lang,
        status=term.status,
        sources=tuple(said.get("source", ())),
        context=examples.get(term.lang),
    )


def _last(uri: str) -> str:
    """The part of a URI behind its last `#`, `/` or `:`."""
    return uri.rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2]


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _rdflib() -> Any:
    try:
        import rdflib
    except ImportError:
        raise FormatError('SKOS needs rdflib; run: pip install "termx[skos]"') from None
    return rdflib
