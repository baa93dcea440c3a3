"""What changed in a glossary since the version that was published before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from termx.models import Concept, Glossary, Review, Term


class Change(StrEnum):
    """What happened to a concept or to one of its terms."""

    NEW = "new"
    TERM_ADDED = "added"
    TERM_REMOVED = "removed"
    STATUS = "status"
    KIND = "kind"
    SUBJECT = "subject"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Entry:
    """A change: of what (a term and its language, or the concept), from which value to which."""

    change: Change
    text: str = ""
    lang: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes by id of the concept, and the concepts that are gone."""

    entries: Mapping[str, tuple[Entry, ...]]
    removed: tuple[Concept, ...]


def changes(old: Glossary, new: Glossary) -> Changes:
    """The way from `old` to `new`; concepts are the same if their ids are.

    Rejected concepts count as absent: they are not published.
    """
    before = {concept.id: concept for concept in old.concepts if published(concept)}
    after = {concept.id: concept for concept in new.concepts if published(concept)}
    entries = {
        id: found
        for id, concept in after.items()
        if (found := tuple(_concept(before.get(id), concept)))
    }
    removed = tuple(concept for id, concept in before.items() if id not in after)
    return Changes(entries, removed)


def published(concept: Concept) -> bool:
    """Whether a reader is to see the concept: it has terms and nobody rejected it."""
    return bool(concept.terms) and concept.review is not Review.REJECTED


def _concept(old: Concept | None, new: Concept) -> Iterator[Entry]:
    if old is None:
        yield Entry(Change.NEW)
        return
    known, current = _terms(old), _terms(new)
    for (lang, text), term in current.items():
        if (lang, text) not in known:
            yield Entry(Change.TERM_ADDED, text, lang, new=term.status)
        elif (was := known[lang, text].status) is not term.status:
            yield Entry(Change.STATUS, text, lang, was, term.status)
    for (lang, text), term in known.items():
        if (lang, text) not in current:
            yield Entry(Change.TERM_REMOVED, text, lang, old=term.status)
    for change, before, after in (
        (Change.KIND, str(old.kind), str(new.kind)),
        (Change.SUBJECT, old.subject or "", new.subject or ""),
        (Change.NOTE, old.note or "", new.note or ""),
    ):
        if before != after:
            yield Entry(change, old=before, new=after)


def _terms(concept: Concept) -> dict[tuple[str, str], Term]:
    return {(term.lang, term.text): term for term in concept.terms}
