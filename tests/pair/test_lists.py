"""Lists of terms in either language."""

from __future__ import annotations

import pytest

from termx.models import Bitext, Concept, Document, Paragraph
from termx.pair import equivalents
from termx.pair.beads import Kept

from .bitext import ONCE, PAIRS, TERMS


def side(number: int, lang: str) -> Document:
    paragraphs, text = [], ""
    for pair in (*PAIRS, ONCE):
        paragraphs.append(Paragraph(len(text), len(text) + len(pair[number])))
        text += pair[number] + "\n"
    return Document(f"some.{lang}", text, lang=lang, paragraphs=tuple(paragraphs))


@pytest.fixture(scope="module")
def concepts() -> dict[str, Concept]:
    both = Kept(Bitext(side(0, "zh-Hans"), side(1, "en")))
    terms = [*TERMS.values(), "glaciers", "灯塔"]
    return {item.terms[0].text: item for item in equivalents(terms, both)}


def test_english_terms_get_their_chinese(concepts: dict[str, Concept]) -> None:
    found = {
        text: [term.text for term in item.terms if term.lang == "zh-Hans"]
        for text, item in concepts.items()
    }
    assert {text: found[text][:1] for text in TERMS.values()} == {
        english: [chinese] for chinese, english in TERMS.items()
    }


def test_terms_of_a_list_may_be_of_both_languages(concepts: dict[str, Concept]) -> None:
    assert [term.text for term in concepts["灯塔"].terms][:2] == ["灯塔", "lighthouses"]


def test_contexts_are_of_one_bead(concepts: dict[str, Concept]) -> None:
    english, chinese = concepts["marine litter"].terms[:2]
    assert (chinese.context, english.context) in [(one, two) for one, two in PAIRS]
    assert english.frequency == sum("marine litter" in two for _, two in PAIRS)


def test_a_term_that_is_nowhere_has_no_chinese(concepts: dict[str, Concept]) -> None:
    (term,) = concepts["glaciers"].terms
    assert term.note == "not in the bitext"
