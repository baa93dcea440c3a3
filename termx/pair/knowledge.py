"""What is known before any bead is read: names of the United Nations, common words, a glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from termx import data, lang
from termx.models import Glossary
from termx.pair.spans import folded

KNOWN_FORMS = 3, 2
"""So many Chinese and English forms of a known name are taught to the lexicon."""

Texts = tuple[str, str]
"""A bead, or a pair of terms: Chinese and English."""
Listed = Mapping[str, frozenset[str]]
"""Key of a Chinese form -> its English forms, folded."""


@cache
def known() -> tuple[Texts, ...]:
    """Names of the United Nations and common words that translate each other."""
    names = [
        (one, two)
        for name in data.names()
        for one in name.zh[: KNOWN_FORMS[0]]
        for two in (*name.en[: KNOWN_FORMS[1]], *name.acronyms[:1])
    ]
    return (*names, *_words())


@cache
def _words() -> tuple[Texts, ...]:
    rows = data.table("align_words.tsv")
    return tuple((row[0], two) for row in rows for two in row[1].split("|"))


def listed(given: Iterable[Texts] = ()) -> Listed:
    """The names of the word lists and the terms that are `given`, to look a form up; and of common
    words those with several words in English, which leave nothing open.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in data.names():
        forms = {folded(form) for form in (*name.en, *name.acronyms)}
        for form in name.zh:
            found[lang.key(form)] |= forms
    for one, two in _words():
        if " " in two:
            found[lang.key(one)].add(folded(two))
    for one, two in given:
        found[lang.key(one)].add(folded(two))
    return {key: frozenset(forms) for key, forms in found.items()}


def pairs(glossary: Glossary) -> tuple[Texts, ...]:
    """The Chinese and English terms of the concepts of a glossary, each with each."""
    return tuple(
        (one.text, two.text)
        for concept in glossary.concepts
        for one in concept.terms
        for two in concept.terms
        if one.lang.startswith("zh") and two.lang.startswith("en")
    )
