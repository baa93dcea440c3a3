"""`--terms` the other way round: a list of English terms gets its Chinese equivalents.

Where an English term stands, the Chinese that its words are linked to is looked at, and the English
of that is sought as for any Chinese term: the surest form that leads back is the equivalent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx.models import Concept, Status, Term, TermType
from termx.pair.beads import Beads, Names
from termx.pair.compare import compare
from termx.pair.concepts import LEAST
from termx.pair.context import contexts
from termx.pair.entries import OFFERED, entry, studied
from termx.pair.knowledge import Texts, listed
from termx.pair.lexicon import Lexicon
from termx.pair.links import linked
from termx.pair.places import Places, places
from termx.pair.ranking import Equivalent, note
from termx.pair.scan import Standing, order_of
from termx.pair.spans import folded
from termx.pair.stretch import edges_of, linked_forms
from termx.pair.tokens import english
from termx.progress import Report, silent

_FORMS = 12
"""So many forms a term are compared."""


def chinese_of(
    terms: Sequence[str],
    work: Beads,
    *,
    given: Sequence[Texts] = (),
    report: Report = silent,
) -> tuple[Concept, ...]:
    """A concept for each of the English `terms` with the Chinese that bitext shows, in their order.

    The note of a Chinese term says how sure it is. A term that does not stand in the bitext is a
    concept without Chinese.
    """
    report("looking for terms", len(terms), 0)
    found = _standings(terms, work)
    texts, _, learnt = studied(found, work, given=given, report=report)
    report("pairing", len(terms), 0)
    forms = _forms(terms, [standing.places for standing in found], texts, learnt)
    every = sorted({form for own in forms for form in own})
    order = sorted(texts)
    beads = [texts[bead] for bead in order]
    chinese = [one for one, _ in beads]
    spots = places(every, chinese, nested=True, engine=work.engine)
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for term, own in zip(terms, forms, strict=True):
        for form in own:
            wanted[form].add(folded(term))
    back = compare(
        every, spots, beads, learnt, listed=listed(given), wanted=wanted, engine=work.engine
    )
    led = dict(zip(every, back, strict=True))
    at = dict(zip(every, spots, strict=True))
    return tuple(
        _concept(term, standing, _surest(term, own, led), (at, beads, order), work.names)
        for term, standing, own in zip(terms, found, forms, strict=True)
    )


def _standings(terms: Sequence[str], work: Beads) -> list[Standing]:
    found = [Standing(rank=0) for _ in terms]
    for part in work.map(_scan, tuple(map(folded, terms))):
        for index, own in part.items():
            found[index].merge(own)
    for standing in found:
        standing.trim()
    return found


def _scan(first: int, texts: Sequence[Texts], keys: Sequence[str]) -> dict[int, Standing]:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key:
            numbers[f" {key} "].append(index)
    found: dict[int, Standing] = {}
    if not numbers:
        return found
    patterns = sorted(numbers)
    automaton = CharwiseDoubleArrayAhoCorasick(patterns, MATCH_KIND_STANDARD)
    for bead, (_, text) in enumerate(texts, first):
        times = Counter(match[2] for match in automaton.find_overlapping(f" {folded(text)} "))
        for pattern, count in times.items():
            own = Standing(0, 1, count, [(order_of(bead), bead, ())])
            for index in numbers[patterns[pattern]]:
                found.setdefault(index, Standing(rank=0)).merge(own)
    for standing in found.values():
        standing.trim()
    return found


def _forms(
    terms: Sequence[str],
    where: Sequence[Places],
    texts: Mapping[int, Texts],
    learnt: Lexicon,
) -> list[list[str]]:
    """For each term the Chinese forms that it is linked to, most frequent first."""
    holding: defaultdict[int, list[int]] = defaultdict(list)
    for index, own in enumerate(where):
        for bead in own:
            holding[bead].append(index)
    beads = sorted(holding)
    sought = [tuple(token.key for token in english(term)) for term in terms]
    found: list[Counter[str]] = [Counter() for _ in terms]
    shown = [texts[bead] for bead in beads]
    for row, links in linked(shown, learnt):
        one, two = shown[row]
        keys = tuple(token.key for token in english(two))
        edges, whole = edges_of(one), links.to_english.sum(axis=0).astype(float)
        for index in holding[beads[row]]:
            for inside in _inside(keys, sought[index]):
                found[index].update(set(linked_forms(one, links, inside, whole, edges)))
    return [
        [form for form, _ in sorted(own.items(), key=lambda item: (-item[1], item[0]))][:_FORMS]
        for own in found
    ]


def _inside(keys: tuple[str, ...], sought: tuple[str, ...]) -> Iterator[slice]:
    size = len(sought)
    for first in range(len(keys) - size + 1 if size else 0):
        if keys[first : first + size] == sought:
            yield slice(first, first + size)


def _surest(
    term: str, forms: Iterable[str], led: Mapping[str, Sequence[Equivalent]]
) -> list[tuple[str, Equivalent]]:
    """The forms that lead back to the term, surest first."""
    key = folded(term)
    back = [(form, item) for form in forms for item in led[form] if item.key == key]
    return sorted(back, key=lambda pair: (-pair[1].confidence, -len(pair[1].beads), pair[0]))


def _concept(
    term: str,
    standing: Standing,
    found: Sequence[tuple[str, Equivalent]],
    seen: tuple[Mapping[str, Places], Sequence[Texts], Sequence[int]],
    names: Names,
) -> Concept:
    where, beads, order = seen
    shown: str | None = None
    chinese = []
    for rank, (form, item) in enumerate(found[:OFFERED]):
        if rank and item.confidence < LEAST:
            break
        sight = item.clearest
        one, two = contexts(sight, where[form][sight.bead], beads[sight.bead])
        shown = shown or two
        chinese.append(
            Term(
                text=form,
                lang="zh-Hans",
                type=TermType.VARIANT if rank else TermType.FULL_FORM,
                status=Status.ADMITTED if rank else Status.PREFERRED,
                frequency=len(item.beads),
                sources=names.of((order[bead] for bead in item.beads), 0),
                context=one,
                note=note(item.confidence, len(item.beads)),
            )
        )
    score = found[0][1].confidence if found else 0.0
    sources = names.of(standing.places, 1)
    return entry(term, "en", standing, chinese, sources=sources, context=shown, score=score)
