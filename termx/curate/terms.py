"""When two terms are one, for all that compares glossaries."""

from __future__ import annotations

from termx.lang import key
from termx.models import Term, TermType

SHORT = (TermType.SHORT_FORM, TermType.ABBREVIATION, TermType.ACRONYM)


def term_key(term: Term) -> tuple[str, str]:
    """What two printings of a term share: language without script, and the folded text."""
    return term.lang.partition("-")[0], key(term.text) or term.text


def is_short(term: Term) -> bool:
    """Whether the term is a short form, which many concepts may share (委员会, the Fund)."""
    return term.type in SHORT
