"""`--terms`: a list of Chinese terms gets its English equivalents from bitext."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2s
from pathlib import Path

from termx.errors import ConfigError
from termx.models import Bitext, Concept, Kind, Status, Term
from termx.pair.compare import BEADS, compare
from termx.pair.concepts import LEAST, kind
from termx.pair.context import context
from termx.pair.knowledge import Texts, listed
from termx.pair.links import learn
from termx.pair.places import Places, places
from termx.pair.ranking import Equivalent, ranked
from termx.pair.spread import LEARNT, sample
from termx.progress import Report, silent

OFFERED = 3
"""So many equivalents a term are offered at most."""


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
    bitext: Bitext,
    *,
    given: Sequence[Texts] = (),
    jobs: int = 1,
    report: Report = silent,
) -> tuple[Concept, ...]:
    """A concept for each of the Chinese `terms` with the English that `bitext` shows, surest first.

    The note of an English term says how sure it is. A term that does not stand in the bitext is a
    concept without English.
    """
    beads = texts(bitext)
    report("looking for terms", len(terms), 0)
    where = places(terms, [one for one, _ in beads])
    report("learning translations", 0, 0)
    learnt = learn([beads[i] for i in lessons(where, len(beads))], given=given, jobs=jobs)
    report("pairing", len(terms), 0)
    found = compare(terms, where, beads, learnt, listed=listed(given), jobs=jobs)
    source = _names(bitext)
    concepts = [
        _concept(term, spots, ranked(rivals), beads, source)
        for term, spots, rivals in zip(terms, where, found, strict=True)
    ]
    return tuple(sorted(concepts, key=lambda item: (-item.score, item.terms[0].text)))


def texts(bitext: Bitext) -> list[Texts]:
    """The Chinese and the English text of each bead."""
    english = (bitext.source.lang or "").startswith("en")
    sides = (bitext.target, bitext.source) if english else (bitext.source, bitext.target)
    pairs = zip(sides[0].paragraphs, sides[1].paragraphs, strict=True)
    return [(sides[0].text[a.start : a.end], sides[1].text[b.start : b.end]) for a, b in pairs]


def lessons(where: Sequence[Places], total: int) -> list[int]:
    """The beads from which the lexicon is learnt: rare terms first, then others."""
    chosen: dict[int, None] = {}
    for found in sorted(where, key=len):
        for bead in sample(list(found), BEADS):
            chosen[bead] = None
        if len(chosen) >= LEARNT:
            return sorted(list(chosen)[:LEARNT])
    rest = [bead for bead in range(total) if bead not in chosen]
    return sorted([*chosen, *sample(rest, LEARNT - len(chosen))])


def _names(bitext: Bitext) -> tuple[str, str]:
    one, two = bitext.source, bitext.target
    return (two.name, one.name) if (one.lang or "").startswith("en") else (one.name, two.name)


def _concept(
    term: str,
    where: Places,
    found: Sequence[Equivalent],
    beads: Sequence[Texts],
    sources: tuple[str, str],
) -> Concept:
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
                sources=(sources[1],),
                context=context(two, at, at + len(sight.form)),
                note=f"confidence {item.confidence:.2f}, in {item.rival.beads} aligned segments",
            )
        )
    chinese = Term(
        text=term,
        lang="zh-Hans",
        status=Status.PREFERRED,
        frequency=sum(map(len, where.values())),
        sources=(sources[0],) if where else (),
        context=shown,
        note=None if where else "not in the bitext",
    )
    score = offered[0].confidence if offered else 0.0
    name = "c-" + blake2s(term.encode(), digest_size=6).hexdigest()
    return Concept(name, Kind.THEME, (chinese, *english), score=score)
