"""The forms of a collection: candidates with one key and one language are one form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
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

    @property
    def chinese(self) -> bool:
        return self.lang.startswith("zh")

    @cached_property
    def canon(self) -> str:
        return canon(self.key).text if self.chinese else self.key

    @cached_property
    def entries(self) -> frozenset[int]:
        """The entries of the word lists of names that hold this form."""
        return _entries().get(self.key, frozenset())

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
    text = min(printings, key=lambda form: (-printings[form], form))
    kinds = Counter({candidate.kind: 0 for candidate in group})
    for candidate in group:
        kinds[candidate.kind] += len(candidate.occurrences)
    seen: set[tuple[int, int, int]] = set()
    occurrences = []
    for candidate in group:
        for occurrence in candidate.occurrences:
            place = id(occurrence.segment.document), occurrence.start, occurrence.end
            if place not in seen:
                seen.add(place)
                occurrences.append(occurrence)
    return Form(
        key=key,
        text=text,
        lang=language,
        kind=best_kind(kinds),
        score=max(candidate.score for candidate in group),
        occurrences=tuple(occurrences),
        defines=tuple(
            sorted({lang.key(short) for candidate in group for short in candidate.defines})
        ),
    )


def best_kind(kinds: Counter[Kind]) -> Kind:
    """The kind with most occurrences; a kind of name beats the theme."""
    named = {kind: count for kind, count in kinds.items() if kind is not Kind.THEME}
    if not named:
        return Kind.THEME
    return min(named, key=lambda kind: (-named[kind], list(Kind).index(kind)))


@cache
def _entries() -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(names()):
        for form in (*name.zh, *name.en, *name.acronyms):
            found[lang.key(form)].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
