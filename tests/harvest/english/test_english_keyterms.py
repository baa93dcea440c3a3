"""English domain terms: noun phrases, their places, what is no term."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termx.harvest.english.keyterms import keyterms
from termx.harvest.english.phrases import phrases
from termx.harvest.english.places import Names
from termx.harvest.english.stages import count, find_terms
from termx.harvest.naming import Naming, candidates
from termx.harvest.parts import Whole
from termx.models import Candidate, Document, Kind, Paragraph, Segment
from termx.segment import paragraphs


def segments(*texts: str) -> tuple[Segment, ...]:
    items: list[Paragraph] = []
    start = 0
    for text in texts:
        items.append(Paragraph(start, start + len(text)))
        start += len(text) + 1
    document = Document("sample.en.txt", "\n".join(texts), lang="en", paragraphs=tuple(items))
    return paragraphs(document)


def terms(*texts: str, limit: int | None = None) -> dict[str, Candidate]:
    work = Whole(segments(*texts))
    _, names, seen = count(work, Naming(), None)
    found = find_terms(work, keyterms(seen, limit), names, None)
    return {item.form: item for item in candidates(work, list(found))}


def test_noun_phrases_end_at_verbs_and_function_words() -> None:
    found = [
        phrase.text for _, phrase in phrases("The coral reefs protect fishing villages there.")
    ]
    assert found == ["coral reefs", "fishing villages"]


def test_phrases_joined_by_a_preposition_are_terms_too() -> None:
    found = terms("It condemned crimes against seafarers and the right to clean water.")
    assert {"crimes against seafarers", "right to clean water"} <= found.keys()


def test_two_adjectives_share_a_noun() -> None:
    found = terms("They studied coastal and marine biodiversity.")
    assert "coastal and marine biodiversity" in found


def test_names_are_no_terms() -> None:
    hidden = Names(["Coral Reef Fund"]).hide("The Coral Reef Fund helps reef wardens.")
    assert [phrase.text for _, phrase in phrases(hidden)] == ["reef wardens"]


def test_a_term_inside_a_compound_is_no_place_of_it() -> None:
    found = terms("A lagoon was dug.", "Lagoon-like lakes, inter-lagoon canals, the lagoon’s rim.")
    assert [place.start for place in found["lagoon"].occurrences] == [2]


def test_number_is_folded_for_the_score_and_kept_in_print() -> None:
    found = terms("A tidal lagoon was dug.", "Two tidal lagoons were dug.", "No lagoon was dug.")
    assert found["tidal lagoon"].score == found["tidal lagoons"].score
    assert len(found["tidal lagoon"].occurrences) == 1


def test_a_special_term_comes_before_a_vague_one() -> None:
    found = list(terms("The relevant measures against coral bleaching were of importance."))
    assert found.index("coral bleaching") < found.index("importance")


@pytest.mark.parametrize(
    ("text", "better", "worse"),
    [
        ("The mandate is drift nets, the vote is drift nets.", "drift nets", "mandate"),
        ("The nineteenth meeting on coral bleaching.", "coral bleaching", "nineteenth meeting"),
        ("For the purpose of coral protection.", "coral protection", "purpose of coral protection"),
        ("There were trawlers fishing, and bottom fishing.", "bottom fishing", "trawlers fishing"),
        (
            "Traffic in corals, victims of traffic in corals.",
            "traffic in corals",
            "victims of traffic",
        ),
    ],
)
def test_what_makes_a_better_term(text: str, better: str, worse: str) -> None:
    found = terms(text)
    assert worse not in found or found[better].score > found[worse].score


def test_a_capital_that_begins_a_sentence_is_not_kept() -> None:
    found = terms("Tidal lagoons were dug. They saw tidal lagoons.")
    assert "tidal lagoons" in found
    assert "Tidal lagoons" not in found


def test_a_part_of_longer_terms_is_no_term() -> None:
    found = terms(*(f"They saw {kind} coral reef damage." for kind in ("new", "great") * 4))
    assert found["coral reef damage"].score > found["coral reef"].score


def test_what_begins_a_paragraph_and_symbols_are_no_terms() -> None:
    found = terms(
        "Requests coral funds, and calls upon trawlers.", "See A/99/L.4 on reefs.", "Kenya. IV."
    )
    assert not {"Requests", "Requests coral funds", "See", "L.4", "Kenya", "IV"} & found.keys()


def test_the_limit_counts_terms_and_not_printings() -> None:
    text = "Tidal lagoons and a tidal lagoon: coral bleaching, drift nets, shark finning."
    limited = terms(text, limit=2)
    assert len({item.score for item in limited.values()}) <= 2 < len(terms(text))


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="aef lnorst,.-'TUN\n", max_size=60), max_size=4))
def test_every_occurrence_is_a_place_of_its_form(texts: list[str]) -> None:
    for item in terms(*(text.replace("\n", " ") for text in texts)).values():
        assert item.kind is Kind.THEME
        assert 0 < item.score <= 1
        assert all(place.text == item.form for place in item.occurrences)
