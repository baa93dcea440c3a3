"""English forms as concepts: what is one name, and what is not."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from termx.models import Candidate, Document, Kind, Occurrence, Segment, Status, TermType
from termx.normalize import normalize


def candidate(
    form: str, kind: Kind = Kind.THEME, *, count: int = 1, defines: str = ""
) -> Candidate:
    text = f"{form}. " * count
    segment = Segment(Document("sample.en.txt", text, lang="en"), 0, len(text))
    size = len(form) + 2
    places = tuple(Occurrence(segment, i * size, i * size + len(form)) for i in range(count))
    return Candidate(form, "en", kind, places, 0.5, (defines,) if defines else ())


def grouped(candidates: Iterable[Candidate]) -> set[frozenset[str]]:
    return {
        frozenset(term.text for term in concept.terms) for concept in normalize(tuple(candidates))
    }


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.THEME, "flood barrier", "flood barriers"),
        (Kind.THEME, "flood-barrier gates", "flood barrier gate"),
        (Kind.THEME, "tidal energies", "Tidal energy"),
        (Kind.PROGRAMME, "Delta Trust-Fund", "Delta Trust Fund"),
        (Kind.INSTRUMENT, "Lisbon Treaty on Reefs of 1999", "Lisbon Treaty on Reefs"),
        (Kind.INSTRUMENT, "Reef Health Regulations (2012)", "Reef Health Regulations"),
        (Kind.EVENT, "International Year of Wells, 2031", "International Year of Wells"),
        (Kind.ORGANIZATION, "United Nations Office for Deltas", "Office for Deltas"),
    ],
)
def test_variants_of_one_concept(kind: Kind, one: str, other: str) -> None:
    found = grouped((candidate(one, kind), candidate(other, kind)))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.INSTRUMENT, "Additional Reef Protocol", "Additional Reef Protocols"),
        (Kind.EVENT, "Third Congress on Wells", "Fourth Congress on Wells"),
        (Kind.INSTRUMENT, "Lisbon Treaty of 1999", "Lisbon Treaty of 2003"),
        (Kind.ORGANIZATION, "Council on Glaciers", "Council on Deltas"),
        (Kind.THEME, "tidal energy", "tidal energy storage"),
        (Kind.THEME, "status of reefs", "statutes of reefs"),
    ],
)
def test_look_alikes_stay_apart(kind: Kind, one: str, other: str) -> None:
    assert grouped((candidate(one, kind), candidate(other, kind))) == {
        frozenset({one}),
        frozenset({other}),
    }


def test_a_year_that_could_be_two_is_not_left_out() -> None:
    forms = ("Lisbon Treaty of 1999", "Lisbon Treaty of 2003", "Lisbon Treaty")
    assert len(grouped(candidate(form, Kind.INSTRUMENT) for form in forms)) == 3


def test_a_defined_acronym_belongs_to_its_name() -> None:
    full = candidate("Council on River Deltas", Kind.ORGANIZATION, defines="CRD")
    (concept,) = normalize((full, candidate("CRD", Kind.ORGANIZATION, count=9)))
    assert [(term.text, term.type, term.status) for term in concept.terms] == [
        ("Council on River Deltas", TermType.FULL_FORM, Status.PREFERRED),
        ("CRD", TermType.ACRONYM, Status.ADMITTED),
    ]


def test_the_plural_of_an_acronym_is_the_acronym() -> None:
    assert len(grouped((candidate("QRDs", Kind.PROGRAMME), candidate("QRD", Kind.PROGRAMME)))) == 1


def test_a_word_with_a_capital_is_no_acronym() -> None:
    (concept,) = normalize((candidate("Reefs"),))
    assert concept.terms[0].type is TermType.FULL_FORM
