"""The JSON form of a glossary: everything, for programs. Fields may be added, never renamed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from termx.errors import FormatError
from termx.formats.features import ALL, Keeps
from termx.formats.fields import choice, finite, read_text, utf8
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType

KEEPS: Keeps = ALL


def dump(glossary: Glossary) -> bytes:
    """The JSON form: UTF-8, the glossary's own order, one line a value."""
    data = {
        "title": glossary.title,
        "signature": glossary.signature,
        "concepts": [concept_data(concept) for concept in glossary.concepts],
    }
    return utf8(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def load(path: Path) -> Glossary:
    """The glossary in a file of this form; fields that termx does not know are passed over.

    Raises `FormatError` naming line and column, or the concept and term that is wrong.
    """
    return parse(read_text(path), str(path))


def parse(text: str, where: str) -> Glossary:
    """As `load`, from the text of a file; `where` names it in errors."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"{where}:{error.lineno}:{error.colno}: no JSON: {error.msg}") from None
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, nested a million deep
        raise FormatError(f"{where}: no glossary: {error}") from None
    return Glossary(
        title=_get(data, "title", str, where, ""),
        concepts=tuple(
            _concept(item, f"{where}: concept {number}")
            for number, item in enumerate(_get(data, "concepts", list, where), start=1)
        ),
        signature=_get(data, "signature", str, where, ""),
    )


def concept_data(concept: Concept) -> dict[str, object]:
    data: dict[str, object] = {
        "id": concept.id,
        "kind": concept.kind,
        "subject": concept.subject,
        "review": concept.review,
        "score": concept.score,
    }
    if concept.note is not None:
        data["note"] = concept.note
    data["terms"] = [
        {
            "text": term.text,
            "lang": term.lang,
            "type": term.type,
            "status": term.status,
            "pos": term.pos,
            "frequency": term.frequency,
            "sources": term.sources,
            "context": term.context,
            "note": term.note,
        }
        for term in concept.terms
    ]
    return data


def _concept(data: object, where: str) -> Concept:
    terms = _get(data, "terms", list, where)
    return Concept(
        id=_get(data, "id", str, where),
        kind=choice(Kind, _get(data, "kind", str, where), where),
        subject=_get(data, "subject", (str, type(None)), where, None),
        review=choice(Review, _get(data, "review", str, where, "proposed"), where),
        score=finite(_get(data, "score", (int, float), where, 0.0), where),
        note=_get(data, "note", (str, type(None)), where, None),
        terms=tuple(
            _term(item, f"{where}, term {number}") for number, item in enumerate(terms, start=1)
        ),
    )


def _term(data: object, where: str) -> Term:
    sources = _get(data, "sources", list, where, [])
    if not all(isinstance(source, str) for source in sources):
        raise FormatError(f'{where}: "sources" is to hold texts only')
    return Term(
        text=_get(data, "text", str, where),
        lang=_get(data, "lang", str, where),
        type=choice(TermType, _get(data, "type", str, where, "fullForm"), where),
        status=choice(Status, _get(data, "status", str, where, "admitted"), where),
        pos=_get(data, "pos", str, where, "noun"),
        frequency=_get(data, "frequency", int, where, 0),
        sources=tuple(sources),
        context=_get(data, "context", (str, type(None)), where, None),
        note=_get(data, "note", (str, type(None)), where, None),
    )


_NEEDED = object()


def _get(
    data: object,
    name: str,
    types: type | tuple[type, ...],
    where: str,
    default: object = _NEEDED,
) -> Any:
    """Field `name` of `data`, of one of `types`, else `default`."""
    if not isinstance(data, dict):
        raise FormatError(f"{where}: an object {{…}} is needed here, as termx writes it")
    value = data.get(name, default)
    if value is _NEEDED:
        raise FormatError(f'{where}: "{name}" is missing')
    if not isinstance(value, types) or isinstance(value, bool):
        raise FormatError(f'{where}: "{name}" has a wrong value: {value!r:.40}')
    return value
