"""Concepts with Chinese terms get their English ones, from the beads in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from termx.models import Concept, Kind, Status, Term, TermType
from termx.pair.case import lowered
from termx.pair.citations import citation
from termx.pair.context import contexts
from termx.pair.material import Matches, Material, Sides, match
from termx.pair.ranking import Equivalent, note

LEAST = 0.25
"""An equivalent of less confidence is not offered."""
ALSO = 0.8
"""Confidence of a further equivalent: what another form of the concept is called in English."""
AGREED, SURE = 0.6, 0.8
"""Confidence of a sure equivalent: of one that the English harvest found, too, and of any other."""
_RIVAL = 0.15
_SHARED = 0.6

_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z0-9][A-Za-z0-9]*(?:[-/+&][A-Za-z0-9]+)*")


def pair(
    concepts: Sequence[Concept],
    on: Material,
    found: Matches | None = None,
    *,
    themes: int | None = None,
) -> tuple[Concept, ...]:
    """The concepts with the English terms that the beads show; notes tell how sure they are.

    A paired Chinese and English term have their contexts from one bead. Concepts without an
    equivalent stay as they are. `found` are equivalents that are known already. Of the themes the
    first `themes` are kept, and those whose equivalent is sure: two languages vouch for them.
    """
    matches = found or Matches({}, {})
    forms = {term.text for item in concepts for term in item.terms if is_chinese(term)}
    matches |= match(sorted(forms - matches.places.keys()), on)
    names = "\n".join(
        term.text for item in concepts if item.kind is not Kind.THEME for term in item.terms
    )
    chosen = _compete([_best(item, matches, names) for item in concepts])
    result = []
    for item, best in zip(concepts, chosen, strict=True):
        if themes is not None and item.kind is Kind.THEME:
            themes -= 1
            if themes < 0 and not (best and best.is_sure):
                continue
        result.append(
            replace(item, terms=_terms(item, best, matches, on.sides)) if best else _cited(item)
        )
    return tuple(_in_lower_case(result, on))


def _in_lower_case(concepts: Sequence[Concept], on: Material) -> Iterator[Concept]:
    """The concepts, with the English of themes in lower case where the text has it so."""
    names = {item.form for item in on.english if item.kind is not Kind.THEME}
    themes = {item.id for item in concepts if item.kind is Kind.THEME}
    forms = {
        term.text
        for item in concepts
        if item.id in themes
        for term in item.terms
        if not is_chinese(term)
    }
    lower = lowered(forms - names, (two for _, two in on.texts))
    for item in concepts:
        if item.id in themes and lower:
            terms = (replace(term, text=lower.get(term.text, term.text)) for term in item.terms)
            item = replace(item, terms=tuple(terms))
        yield item


def _cited(concept: Concept) -> Concept:
    """A concept without an equivalent, with its English if that follows a pattern."""
    english = next((two for term in concept.terms if (two := citation(term.text))), None)
    if english is None:
        return concept
    note = "by the pattern of citations, not seen in aligned segments"
    term = Term(english, "en", status=Status.PREFERRED, note=note)
    return replace(concept, terms=(*concept.terms, term))


def is_chinese(term: Term) -> bool:
    return term.lang.startswith("zh")


@dataclass(frozen=True, slots=True)
class _Choice:
    """The equivalents of the form by which a concept is paired, best first."""

    term: str
    ranked: Sequence[Equivalent]
    confidence: float

    @property
    def is_sure(self) -> bool:
        """Whether the equivalent is beyond doubt, or likely and a term by its own right."""
        return self.confidence >= (AGREED if self.ranked[0].is_known else SURE)


def _best(concept: Concept, matches: Matches, names: str) -> _Choice | None:
    """The form of the concept whose equivalent is surest; of equals the first.

    A theme that is a part of a name (原子能 in 国际原子能机构) is not called by a name in English.
    """
    theme = concept.kind is Kind.THEME
    choices = [
        _Choice(term.text, found, found[0].confidence)
        for term in concept.terms
        if is_chinese(term) and (found := matches.equivalents.get(term.text))
        if not (theme and found[0].is_name and term.text in names)
    ]
    if not choices:
        return None
    return max(choices, key=lambda choice: choice.confidence + 0.1 * (choice is choices[0]))


def _compete(choices: Sequence[_Choice | None]) -> list[_Choice | None]:
    """Competitive linking (Melamed 2000): an English form belongs to the concept surest of it.

    Another concept takes its next best form if that is nearly as good, else it keeps the form with
    less confidence: both concepts may be one.
    """
    result: list[_Choice | None] = [None] * len(choices)
    taken: set[str] = set()
    order = [(-choice.confidence, i) for i, choice in enumerate(choices) if choice]
    for _, i in sorted(order):
        choice = choices[i]
        if choice is None:
            continue
        best = choice.ranked[0]
        if best.key in taken:
            others = [item for item in choice.ranked[1:] if item.key not in taken]
            if others and others[0].share >= _RIVAL:
                rest = [item for item in choice.ranked if item is not others[0]]
                choice = _Choice(choice.term, [others[0], *rest], others[0].confidence)
            else:
                choice = replace(choice, confidence=round(_SHARED * best.confidence, 4))
        taken.add(choice.ranked[0].key)
        result[i] = choice if choice.confidence >= LEAST else None
    return result


def _terms(
    concept: Concept,
    choice: _Choice,
    matches: Matches,
    sides: Sequence[Sides],
) -> tuple[Term, ...]:
    first = choice.ranked[0]
    found = {first.key: (choice.term, first, choice.confidence)}
    for term in concept.terms:
        for best in matches.equivalents.get(term.text, ())[:1]:
            known = found.get(best.key)
            if best.confidence >= ALSO and (not known or len(known[1].beads) < len(best.beads)):
                sure = max(best.confidence, known[2] if known else 0.0)
                found[best.key] = term.text, best, sure
    shown: dict[str, str] = {}
    english = []
    for rank, (paired, item, confidence) in enumerate(found.values()):
        sight = item.clearest
        spans = matches.places[paired][sight.bead]
        one, two = contexts(sight, spans, sides[sight.bead].texts)
        shown.setdefault(paired, one)
        english.append(_english(item, confidence, two, sides, preferred=rank == 0))
    chinese = (replace(term, context=shown.get(term.text, term.context)) for term in concept.terms)
    return (*chinese, *english)


def _english(
    item: Equivalent, confidence: float, text: str, sides: Sequence[Sides], *, preferred: bool
) -> Term:
    documents = dict.fromkeys(
        segment.document.name for bead in item.beads for segment in [sides[bead].english]
    )
    return Term(
        text=item.form,
        lang="en",
        type=kind(item.form, preferred=preferred),
        status=Status.PREFERRED if preferred else Status.ADMITTED,
        frequency=len(item.beads),
        sources=tuple(sorted(documents)),
        context=text,
        note=note(confidence, len(item.beads)),
    )


def kind(form: str, *, preferred: bool) -> TermType:
    """The type of a term, by its letters."""
    if _ACRONYM.fullmatch(form):
        return TermType.ACRONYM
    return TermType.FULL_FORM if preferred else TermType.VARIANT
