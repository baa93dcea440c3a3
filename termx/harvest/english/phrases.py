"""Noun phrases of English text by a light model of parts of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from termx.harvest.english.lexicon import pos, words

Phrase = tuple[str, ...]

JOINTS = frozenset({"of", "and", "against", "to", "in", "for", "with", "on", "from", "or"})
"""Words that may join two phrases to one term: crimes against humanity, right to development."""

_CLAUSE = re.compile(r"[^.,;:?!()\[\]“”\"‘*•…—/\n\t\ufffc]+")
_WORD = re.compile(r"\S+")
_PROPER = re.compile(r"[A-ZÀ-Þ]")


def phrases(text: str) -> Iterator[Phrase]:
    """The maximal noun phrases of a text, joined by prepositions and “and”."""
    initial = True
    for match in _CLAUSE.finditer(text):
        yield from _of_clause(match[0].strip(), initial)
        initial = text[match.end() : match.end() + 1] in ".?!;:"


@lru_cache(maxsize=1 << 12)
def _of_clause(clause: str, initial: bool) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    own: list[str] = []
    tokens = _WORD.findall(clause)
    for i, token in enumerate(tokens):
        if token in JOINTS:
            if own and own[-1] not in JOINTS:
                own.append(token)
            continue
        if _nominal(tokens, i) and (
            (i == 0 and initial) or not _PROPER.match(token) or _common_capital(token)
        ):
            own.append(token)
        else:
            _close(found, own)
    _close(found, own)
    return tuple(found)


def _nominal(tokens: Sequence[str], i: int) -> bool:
    """Whether the word can stand in a term; an adverb only before a participle."""
    tag = pos(tokens[i])
    if tag == "r":
        return i + 2 < len(tokens) and pos(tokens[i + 1]) == "d" and pos(tokens[i + 2]) in "nab"
    return tag in "nabdg"


def _common_capital(token: str) -> bool:
    """Whether a word with a capital may be part of a term: Member States, HIV, but no name."""
    return token.lower() in words("capital") or (token.isupper() and len(token) > 1)


def _close(found: list[Phrase], own: list[str]) -> None:
    while own and own[-1] in JOINTS:
        own.pop()
    if own:
        found.append(tuple(own))
    own.clear()
