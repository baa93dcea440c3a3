"""The forms of a collection: candidates with one key and one language are one form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from termx import lang
from termx.data import names
from termx.models import Candidate, Kind, Occurrence
from termx.normalize.canon import canon


@dataclass(frozen=True, eq=False)
class Form:
    """Every candidate that prints the same form, under its most frequent printing."""

    key: str
    text: str
    lang: str
    kind: Kind
    score: float
    occurrences: tuple[Occurrence, ...]
    defines: tuple[str, ...]
    """Keys of the forms that the text introduces as short for this one."""
    chinese: bool
    canon: str
    """The canonical string of a Chinese form, the key of any other."""
    entries: frozenset[int]
    """The entries of the word lists of names that hold this form."""
    derived: bool = False
    """Whether the form was looked for only as a variant of another one."""

    @cached_property
    def documents(self) -> frozenset[str]:
        return frozenset(occurrence.segment.document.name for occurrence in self.occurrences)

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The dates of the documents that print the form, oldest first."""
        found = {occurrence.segment.document.date for occurrence in self.occurrences}
        return tuple(sorted(filter(None, found)))


def forms(candidates: Iterable[Candidate]) -> list[Form]:
    """The forms of `candidates`, sorted by key and language."""
    groups: defaultdict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[lang.key(candidate.form), candidate.lang].append(candidate)
    return [_form(key, language, group) for (key, language), group in sorted(groups.items()) if key]


def _form(key: str, language: str, group: Sequence[Candidate]) -> Form:
    printings: Counter[str] = Counter()
    for candidate in group:
        printings[candidate.form] += len(candidate.occurrences)
    chinese = language.startswith("zh")
    return Form(
        key=key,
        text=min(printings, key=lambda form: (-printings[form], form)),
        lang=language,
        kind=best_kind(group),
        score=max(candidate.score for candidate in group),
        occurrences=_merged(group),
        defines=tuple(
            sorted({lang.key(short) for candidate in group for short in candidate.defines})
        ),
        chinese=chinese,
        canon=canon(key).text if chinese else key,
        entries=_entries().get(key, frozenset()),
        derived=all(candidate.variant_of for candidate in group),
    )


def _merged(group: Sequence[Candidate]) -> tuple[Occurrence, ...]:
    """The occurrences of all candidates, each place once."""
    if len(group) == 1:
        return group[0].occurrences
    places = {
        (id(occurrence.segment.document), occurrence.start, occurrence.end): occurrence
        for candidate in group
        for occurrence in candidate.occurrences
    }
    return tuple(places.values())


def best_kind(group: Collection[Candidate | Form]) -> Kind:
    """The kind with most occurrences; a kind of name beats the theme."""
    if len(group) == 1:
        return next(iter(group)).kind
    kinds: Counter[Kind] = Counter()
    for item in group:
        kinds[item.kind] += len(item.occurrences)
    named = [kind for kind in Kind if kind in kinds and kind is not Kind.THEME]
    return max(named, key=lambda kind: kinds[kind], default=Kind.THEME)


@cache
def _entries() -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(names()):
        for form in (*name.zh, *name.en, *name.acronyms):
            found[lang.key(form)].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
