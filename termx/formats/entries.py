"""Concepts from the rows of a foreign file, which may have ids or none, statuses or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from termx.formats.features import main
from termx.formats.fields import content_id, id_from
from termx.models import Concept, Kind, Review, Status, Term


@dataclass(frozen=True, slots=True)
class Row:
    """A row, unit or entry of a file: terms, and what is said of their concept."""

    terms: tuple[Term, ...]
    id: str = ""
    subject: str | None = None
    note: str | None = None
    kind: Kind = Kind.THEME
    review: Review = Review.PROPOSED


def concepts(rows: Iterable[Row]) -> tuple[Concept, ...]:
    """A concept for each id, for rows without id one for each first term, in the order of the file.

    Mere numbers keep rows together, but are no ids outside of their file. A term that stands twice
    in a concept is taken once. In a language where no form is preferred, the first that may be used
    becomes so.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        if own := next((content_of(term) for term in row.terms if term.text), ""):
            found.setdefault(row.id or own, []).append(row)
    used: set[str] = set()
    made = []
    for key, group in found.items():
        own = next(content_of(term) for term in group[0].terms if term.text)
        name = own if key.isdecimal() else id_from(key)
        if name in used:
            name = content_id(f"{name} {key} {len(used)}")
        used.add(name)
        made.append(_concept(name, group))
    return tuple(made)


def content_of(term: Term) -> str:
    """The id of a concept that has none, by its first term."""
    return content_id(f"{term.lang} {term.text}")


def _concept(key: str, rows: list[Row]) -> Concept:
    terms: dict[tuple[str, str], Term] = {}
    for row in rows:
        for term in row.terms:
            if term.text:
                terms.setdefault((term.lang, term.text), term)
    notes = dict.fromkeys(row.note for row in rows if row.note)
    return Concept(
        id=key,
        kind=rows[0].kind,
        terms=preferring(list(terms.values())),
        subject=next((row.subject for row in rows if row.subject), None),
        review=rows[0].review,
        note="\n".join(notes) or None,
    )


def preferring(terms: list[Term]) -> tuple[Term, ...]:
    """`terms` with one preferred in each language that has a form which may be used."""
    chosen = [
        main([term for term in terms if term.lang == lang]) for lang in {t.lang for t in terms}
    ]
    return tuple(
        replace(term, status=Status.PREFERRED) if any(term is one for one in chosen) else term
        for term in terms
    )
