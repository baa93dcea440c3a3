"""Noun phrases of English text by a light model of parts of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from termx.harvest.english.lexicon import word

Phrase = tuple[str, ...]

_CLAUSE = re.compile(r"[^.,;:?!()\[\]“”\"‘*•…—/\n\t]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‑’'.][^\W_]+)*|\S+")
_JOINTS = frozenset({"of", "and", "against", "to", "in", "for", "with", "on", "from", "or"})


def phrases(text: str) -> Iterator[Phrase]:
    """The maximal noun phrases of a text, joined by prepositions and “and”."""
    for clause in _CLAUSE.findall(text):
        yield from _of_clause(clause.strip())


@lru_cache(maxsize=1 << 14)
def _of_clause(clause: str) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    own: list[str] = []
    for token in _WORD.findall(clause):
        if token in _JOINTS:
            if own and own[-1] not in _JOINTS:
                own.append(token)
            else:
                _close(found, own)
        elif word(token).nominal:
            own.append(token)
        else:
            _close(found, own)
    _close(found, own)
    return tuple(found)


def _close(found: list[Phrase], own: list[str]) -> None:
    while own and own[-1] in _JOINTS:
        own.pop()
    if own:
        found.append(tuple(own))
    own.clear()
