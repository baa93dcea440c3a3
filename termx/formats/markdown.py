"""Markdown for people: a table for each kind of concept, as it is shown in a repository."""

from __future__ import annotations

import html
import re

from termx.formats.deprecated import warning
from termx.formats.features import AVOID, Feature, Keeps, main
from termx.models import Concept, Glossary, Kind, Review, Term

KEEPS: Keeps = {
    Feature.TITLE: "",
    Feature.OTHER_LANGUAGES: "",
    Feature.ONE_SIDED: "",
    Feature.SYNONYMS: "",
    Feature.DEPRECATED: "struck through, with what to use instead",
    Feature.KIND: "",
    Feature.REVIEW: "proposed concepts are marked",
    Feature.SUBJECT: "",
    Feature.CONCEPT_NOTE: "",
    Feature.STATUS: "by order, and what is not to be used",
    Feature.SOURCES: "together for the concept",
    Feature.NOTE: "in the note of the concept",
}

_HEADINGS = {
    Kind.INSTRUMENT: "Instruments",
    Kind.PUBLICATION: "Publications",
    Kind.ORGANIZATION: "Organizations",
    Kind.PROGRAMME: "Programmes",
    Kind.EVENT: "Events",
    Kind.THEME: "Terms",
}
_LANGUAGES = {"en": "English", "zh-Hans": "中文", "zh-Hant": "中文（繁體）"}
_MARKS = re.compile(r"([\\`*_{}\[\]#|~])")


def dump(glossary: Glossary) -> bytes:
    """The document. Rejected concepts and concepts without terms are left out."""
    concepts = [c for c in glossary.concepts if c.terms and c.review is not Review.REJECTED]
    found = {term.lang for concept in concepts for term in concept.terms}
    languages = [lang for lang in _LANGUAGES if lang in found]
    languages += sorted(found - set(languages))
    lines = [f"# {_plain(glossary.title) or 'Glossary'}", ""]
    lines += [f"{len(concepts)} concept{'s' * (len(concepts) != 1)}.", ""]
    for kind, heading in _HEADINGS.items():
        mine = [concept for concept in concepts if concept.kind is kind]
        if mine:
            lines += _table(heading, mine, languages)
    return "\n".join(lines).encode("utf-8", "replace")


def _table(heading: str, concepts: list[Concept], languages: list[str]) -> list[str]:
    head = [
        *(_plain(_LANGUAGES.get(lang, lang)) for lang in languages),
        "Subject",
        "Note",
        "Source",
    ]
    rows = [head, ["---"] * len(head)]
    for concept in concepts:
        row = [_cell(concept, lang) for lang in languages]
        rows.append([*row, _plain(concept.subject or ""), _note(concept), _sources(concept)])
    return [f"## {heading}", "", *("| " + " | ".join(row) + " |" for row in rows), ""]


def _cell(concept: Concept, lang: str) -> str:
    terms = [term for term in concept.terms if term.lang == lang]
    first = main(terms)
    ordered = ([first] if first else []) + [term for term in terms if term is not first]
    return "<br>".join(_term(term, concept, is_main=term is first) for term in ordered)


def _term(term: Term, concept: Concept, *, is_main: bool) -> str:
    text = _plain(term.text)
    if term.status in AVOID:
        return f"~~{text}~~ ({_plain(warning(term, concept))})"
    return f"**{text}**" if is_main else text


def _note(concept: Concept) -> str:
    notes = ["proposed" if concept.review is Review.PROPOSED else "", _plain(concept.note or "")]
    notes += [f"{_plain(t.text)}: {_plain(t.note)}" for t in concept.terms if t.note]
    return "; ".join(filter(None, notes))


def _sources(concept: Concept) -> str:
    found = dict.fromkeys(source for term in concept.terms for source in term.sources)
    return "; ".join(map(_plain, found))


def _plain(text: str) -> str:
    """`text` on one line, without meaning to Markdown or HTML."""
    return _MARKS.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))
