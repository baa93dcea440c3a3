"""`--terms`: a list of Chinese terms gets its English equivalents from bitext."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2s
from pathlib import Path

from termx.errors import ConfigError
from termx.models import Concept, Kind, Status, Term
from termx.pair.beads import Beads, Names
from termx.pair.compare import Whole, compare, frequencies
from termx.pair.concepts import LEAST, kind
from termx.pair.context import context
from termx.pair.knowledge import Listed, Texts, listed
from termx.pair.lexicon import Lexicon
from termx.pair.links import learn
from termx.pair.places import Places
from termx.pair.ranking import Equivalent, ranked
from termx.pair.scan import Standing, fetched, standings
from termx.pair.spread import LEARNT, sample
from termx.progress import Report, silent

OFFERED = 3
"""So many equivalents a term are offered at most."""
_TERMS = 250
"""So many terms are compared at a time."""


def read_terms(path: Path) -> tuple[str, ...]:
    """The terms of a list, one a line; the first column counts. Raises `ConfigError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; give a list of terms, one a line") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8; save the list as UTF-8") from None
    lines = (line.split("\t")[0].strip() for line in text.splitlines())
    terms = tuple(dict.fromkeys(line for line in lines if line))
    if not terms:
        raise ConfigError(f"{path}: holds no terms; write one a line")
    return terms


def equivalents(
    terms: Sequence[str],
    work: Beads,
    *,
    given: Sequence[Texts] = (),
    jobs: int = 1,
    report: Report = silent,
) -> tuple[Concept, ...]:
    """A concept for each of the Chinese `terms` with the English that bitext shows, surest first.

    The note of an English term says how sure it is. A term that does not stand in the bitext is a
    concept without English. What is in memory depends on the number of terms, not on the bitext.
    """
    report("looking for terms", len(terms), 0)
    found = standings(terms, work)
    where = [standing.places for standing in found]
    taught = lessons(where, work.count)
    beads, english = fetched({*taught, *(bead for places in where for bead in places)}, work)
    report("learning translations", 0, 0)
    learnt = learn([beads[bead] for bead in taught], given=given, jobs=jobs)
    share = english, max(1.0, work.count / max(len(english), 1))
    state = _State(learnt, listed(given), share, work.names)
    order = sorted(range(len(terms)), key=lambda i: terms[i])  # like ones share beads
    items = [
        _Item(
            tuple(terms[i] for i in some),
            tuple(found[i] for i in some),
            {bead: beads[bead] for i in some for bead in where[i]},
        )
        for some in (order[at : at + _TERMS] for at in range(0, len(order), _TERMS))
    ]
    concepts: list[Concept] = []
    for made in work.spread(_paired, items, state):
        concepts += made
        report("pairing", len(concepts), len(terms))
    return tuple(sorted(concepts, key=lambda item: (-item.score, item.terms[0].text)))


def lessons(where: Sequence[Places], total: int) -> list[int]:
    """The beads from which the lexicon is learnt: rare terms first, then others."""
    chosen: dict[int, None] = {}
    for found in sorted(where, key=len):
        chosen |= dict.fromkeys(found)
        if len(chosen) >= LEARNT:
            return sorted(list(chosen)[:LEARNT])
    rest = [bead for bead in sample(range(total), LEARNT) if bead not in chosen]
    return sorted([*chosen, *sample(rest, LEARNT - len(chosen))])


@dataclass(frozen=True, slots=True)
class _State:
    """What is known of the whole bitext: the lexicon, the terms that are listed, the English of
    some beads with how many each stands for, the names of the documents.
    """

    learnt: Lexicon = field(repr=False)
    listed: Listed = field(repr=False)
    english: tuple[Sequence[str], float] = field(repr=False)
    names: Names


@dataclass(frozen=True, slots=True)
class _Item:
    """Some terms, where they stand, and the texts of these beads."""

    terms: tuple[str, ...]
    found: tuple[Standing, ...] = field(repr=False)
    beads: Mapping[int, Texts] = field(repr=False)


def _paired(item: _Item, state: _State) -> list[Concept]:
    texts, scale = state.english

    def frequency(keys: Collection[str]) -> Mapping[str, int]:
        counts = frequencies(keys, texts)
        return {key: round(count * scale) for key, count in counts.items()}

    where = [standing.places for standing in item.found]
    whole = Whole([standing.beads for standing in item.found], frequency)
    found = compare(item.terms, where, item.beads, state.learnt, listed=state.listed, whole=whole)
    return [
        _concept(term, standing, ranked(rivals), item.beads, state.names)
        for term, standing, rivals in zip(item.terms, item.found, found, strict=True)
    ]


def _concept(
    term: str,
    standing: Standing,
    found: Sequence[Equivalent],
    beads: Mapping[int, Texts],
    names: Names,
) -> Concept:
    where = standing.places
    offered = [item for item in found[:OFFERED] if item is found[0] or item.confidence >= LEAST]
    shown: str | None = None
    english = []
    for rank, item in enumerate(offered):
        sight = max(item.rival.sights, key=lambda sight: (sight.rating, -sight.bead))
        one, two = beads[sight.bead]
        at = max(two.find(sight.form), 0)
        shown = shown or context(one, *where[sight.bead][0])
        english.append(
            Term(
                text=item.form,
                lang="en",
                type=kind(item.form, preferred=True),
                status=Status.ADMITTED if rank else Status.PREFERRED,
                frequency=item.rival.beads,
                sources=names.of((sight.bead for sight in item.rival.sights), 1),
                context=context(two, at, at + len(sight.form)),
                note=f"confidence {item.confidence:.2f}, in {item.rival.beads} aligned segments",
            )
        )
    chinese = Term(
        text=term,
        lang="zh-Hans",
        status=Status.PREFERRED,
        frequency=standing.times,
        sources=names.of(where, 0),
        context=shown,
        note=None if where else "not in the bitext",
    )
    score = offered[0].confidence if offered else 0.0
    name = "c-" + blake2s(term.encode(), digest_size=6).hexdigest()
    return Concept(name, Kind.THEME, (chinese, *english), score=score)
