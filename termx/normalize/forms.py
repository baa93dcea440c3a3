"""The forms of a collection: candidates with one key and one language are one form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from termx import lang
from termx.data import names
from termx.models import Attestation, Candidate, Kind, Occurrence
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

    attestation: Attestation = field(default_factory=lambda: Attestation(0, 0))

    @property
    def frequency(self) -> int:
        """How often the collection prints the form."""
        return self.attestation.frequency


def forms(candidates: Iterable[Candidate]) -> list[Form]:
    """The forms of `candidates`, sorted by key and language."""
    groups: defaultdict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[lang.key(candidate.form), candidate.lang].append(candidate)
    found = [
        _form(key, language, group) for (key, language), group in sorted(groups.items()) if key
    ]
    return list(_redefined(found))


def _redefined(found: Sequence[Form]) -> Iterator[Form]:
    """`found`, with the word lists set aside where the text itself gives a short form a sense."""
    entries = {(form.key, form.lang): form.entries for form in found}
    redefined = {
        (short, form.lang)
        for form in found
        for short in form.defines
        if form.entries and not form.entries & entries.get((short, form.lang), frozenset())
    }
    for form in found:
        yield replace(form, entries=frozenset()) if (form.key, form.lang) in redefined else form


def _form(key: str, language: str, group: Sequence[Candidate]) -> Form:
    attestations: dict[str, Attestation] = {}
    for candidate in group:  # one printing, found in two ways, is attested once
        found, other = attestation(candidate), attestations.get(candidate.form)
        if other is None or found.frequency > other.frequency:
            attestations[candidate.form] = found
    chinese = language.startswith("zh")
    return Form(
        key=key,
        text=min(attestations, key=lambda text: (-attestations[text].frequency, _gaps(text), text)),
        lang=language,
        kind=best_kind(group),
        score=max(candidate.score for candidate in group),
        occurrences=_merged(group),
        defines=tuple(
            sorted({lang.key(short) for candidate in group for short in candidate.defines})
        ),
        chinese=chinese,
        canon=canon(key).text if chinese else key,
        entries=listed().get(key, frozenset()),
        derived=all(candidate.variant_of for candidate in group),
        attestation=_together(attestations.values()),
    )


def _gaps(text: str) -> int:
    return sum(map(str.isspace, text))


def attestation(candidate: Candidate) -> Attestation:
    """How the form of `candidate` is attested, counted from its occurrences if they are all."""
    if candidate.attestation is not None:
        return candidate.attestation
    documents = [place.segment.document for place in candidate.occurrences]
    names = sorted({document.name for document in documents})
    dates = sorted({document.date for document in documents if document.date})
    return Attestation(
        len(candidate.occurrences),
        len(names),
        tuple(names),
        tuple(dict.fromkeys(dates[:1] + dates[-1:])),
    )


def _together(attestations: Collection[Attestation]) -> Attestation:
    """Several printings as one form."""
    if len(attestations) == 1:
        return next(iter(attestations))
    sources = sorted({name for found in attestations for name in found.sources})
    dates = sorted({date for found in attestations for date in found.dates})
    return Attestation(
        sum(found.frequency for found in attestations),
        max(len(sources), *(found.documents for found in attestations)),
        tuple(sources),
        tuple(dict.fromkeys(dates[:1] + dates[-1:])),
    )


def _merged(group: Sequence[Candidate]) -> tuple[Occurrence, ...]:
    """The occurrences of all candidates, each place once."""
    if len(group) == 1:
        return group[0].occurrences
    places = {
        (occurrence.segment.document.path, str(occurrence.place), occurrence.text): occurrence
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
        found = item.attestation if isinstance(item, Form) else attestation(item)
        kinds[item.kind] += found.frequency
    named = [kind for kind in Kind if kind in kinds and kind is not Kind.THEME]
    return max(named, key=lambda kind: kinds[kind], default=Kind.THEME)


@cache
def listed() -> dict[str, frozenset[int]]:
    """Key of a name of the word lists -> the entries that hold it."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(names()):
        for form in (*name.zh, *name.en, *name.acronyms):
            found[lang.key(form)].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
