"""The English harvest as a whole: names, their kinds, definitions, occurrences, determinism."""

from __future__ import annotations

import pytest

from termx.errors import ConfigError
from termx.harvest.english import harvest_english
from termx.models import Candidate, Document, Kind, Paragraph, Segment
from termx.segment import paragraphs


def segments(*texts: str) -> tuple[Segment, ...]:
    joined = "\n".join(texts)
    items: list[Paragraph] = []
    start = 0
    for text in texts:
        items.append(Paragraph(start, start + len(text)))
        start += len(text) + 1
    return paragraphs(Document("sample.en.txt", joined, lang="en", paragraphs=tuple(items)))


def harvested(*texts: str) -> dict[str, Candidate]:
    return {candidate.form: candidate for candidate in harvest_english(segments(*texts))}


def named(*texts: str) -> dict[str, Kind]:
    return {
        form: candidate.kind
        for form, candidate in harvested(*texts).items()
        if candidate.kind is not Kind.THEME
    }


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        (
            "Mindful of the Convention on the Reuse of Rainwater in Arid Cities,",
            "Convention on the Reuse of Rainwater in Arid Cities",
            Kind.INSTRUMENT,
        ),
        ("The Lakes Office replied.", "Lakes Office", Kind.ORGANIZATION),
        (
            "It met the Council on Glaciers and the Council on Deltas in May.",
            "Council on Glaciers",
            Kind.ORGANIZATION,
        ),
        ("They praised the Harbour Light Trust Fund.", "Harbour Light Trust Fund", Kind.PROGRAMME),
        (
            "Preparations for the Ninth United Nations Congress on Bridges began.",
            "Ninth United Nations Congress on Bridges",
            Kind.EVENT,
        ),
    ],
)
def test_a_name_ends_where_its_grammar_ends(text: str, form: str, kind: Kind) -> None:
    assert named(text).get(form) is kind


def test_names_joined_by_and_are_two() -> None:
    found = named("It met the Council on Glaciers and the Council on River Deltas in May.")
    assert set(found) == {"Council on Glaciers", "Council on River Deltas"}


def test_a_capital_that_only_begins_a_sentence_is_no_part_of_the_name() -> None:
    found = named("Recalling the Tidal Energy Protocol,", "Welcoming Tidal Energy Protocol talks,")
    assert set(found) == {"Tidal Energy Protocol"}


def test_an_acronym_is_defined() -> None:
    found = harvested("The Council on River Deltas (CRD) met. CRD will meet again.")
    assert found["Council on River Deltas"].defines == ("CRD",)
    assert len(found["CRD"].occurrences) == 2


def test_an_acronym_of_a_domain_term_names_nothing() -> None:
    found = harvested("Many tidal lagoon wardens (TLWs) met; a lagoon warden (LW) spoke. LW left.")
    assert found["tidal lagoon wardens"].defines == ("TLWs",)
    assert {found[form].kind for form in ("TLWs", "LW", "lagoon warden")} == {Kind.THEME}


def test_a_source_in_brackets_is_no_acronym_of_what_stands_before() -> None:
    assert named("Three of four wells were dry (PQRS).") == {"PQRS": Kind.ORGANIZATION}


def test_occurrences_are_places_of_the_form() -> None:
    for form, candidate in harvested("The Lakes Office and the Lakes Offices met.").items():
        assert all(occurrence.text == form for occurrence in candidate.occurrences)


def test_an_unknown_harvester_is_refused() -> None:
    with pytest.raises(ConfigError, match="no harvester 'nouns'"):
        harvest_english((), harvesters=("nouns",))


def test_nothing_comes_from_nothing() -> None:
    assert harvest_english(()) == ()
