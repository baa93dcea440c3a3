"""Forms that are not to be used, in files for programs that do not know them as such.

Most readers of glossaries offer every term that they find: OmegaT reads a deprecated form of TBX as
a good one.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from termx.formats.features import AVOID, main
from termx.models import Concept, Glossary, Term


class Deprecated(StrEnum):
    """What becomes of deprecated and superseded forms."""

    INCLUDE = "include"
    NOTE = "note"
    OMIT = "omit"


def treated(glossary: Glossary, mode: Deprecated) -> Glossary:
    """`glossary` without the forms that are not to be used, or with notes that say so.

    A concept that has no other term in any language is left without terms.
    """
    if mode is Deprecated.INCLUDE:
        return glossary
    change = _without if mode is Deprecated.OMIT else _noted
    return replace(glossary, concepts=tuple(change(concept) for concept in glossary.concepts))


def warning(term: Term, concept: Concept) -> str:
    """What to tell a reader of `term`: `superseded; use 偷运移民`, nothing if it may be used."""
    if term.status not in AVOID:
        return ""
    instead = main([other for other in concept.terms if other.lang == term.lang])
    return f"{term.status}; use {instead.text}" if instead else str(term.status)


def _without(concept: Concept) -> Concept:
    return replace(concept, terms=tuple(t for t in concept.terms if t.status not in AVOID))


def _noted(concept: Concept) -> Concept:
    return replace(concept, terms=tuple(_with_note(term, concept) for term in concept.terms))


def _with_note(term: Term, concept: Concept) -> Term:
    note = "; ".join(filter(None, (warning(term, concept), term.note)))
    return replace(term, note=note or None)
