"""Names in English text: with capitals, in lower case, in quotation marks; edges and kinds."""

from __future__ import annotations

import pytest

from termx.harvest.english import harvest_english
from termx.harvest.english.lemma import key
from termx.models import Document, Kind, Paragraph, Segment
from termx.segment import paragraphs


def segments(*texts: str) -> tuple[Segment, ...]:
    items: list[Paragraph] = []
    start = 0
    for text in texts:
        items.append(Paragraph(start, start + len(text)))
        start += len(text) + 1
    document = Document("sample.en.txt", "\n".join(texts), lang="en", paragraphs=tuple(items))
    return paragraphs(document)


def names(*texts: str) -> dict[str, Kind]:
    found = harvest_english(segments(*texts), harvesters=("titles", "bodies", "lowercase"))
    return {item.form: item.kind for item in found}


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        (
            "the Convention on Drift Nets and the Protocols thereto were signed",
            "Convention on Drift Nets and the Protocols thereto",
            Kind.INSTRUMENT,
        ),
        (
            "the Harbour Accord on Trade in Shells of 1988 was signed",
            "Harbour Accord on Trade in Shells of 1988",
            Kind.INSTRUMENT,
        ),
        (
            "the Lagos Declaration on Reefs, Lagoons and Deltas, and on funds",
            "Lagos Declaration on Reefs, Lagoons and Deltas",
            Kind.INSTRUMENT,
        ),
        (
            "the Conference of the Parties to the Convention on Drift Nets met",
            "Conference of the Parties to the Convention on Drift Nets",
            Kind.ORGANIZATION,
        ),
        (
            "the Dune and Desert Council agreed",
            "Dune and Desert Council",
            Kind.ORGANIZATION,
        ),
        (
            "the Special Rapporteur on the right to clean rivers, who spoke",
            "Special Rapporteur on the right to clean rivers",
            Kind.ORGANIZATION,
        ),
        (
            "the open-ended intergovernmental expert group on drift nets and ghost nets met",
            "open-ended intergovernmental expert group on drift nets and ghost nets",
            Kind.ORGANIZATION,
        ),
        (
            "the open-ended expert group to conduct a comprehensive study on ghost nets met",
            "open-ended expert group to conduct a comprehensive study on ghost nets",
            Kind.ORGANIZATION,
        ),
        (
            "the rules of procedure of the Dune Council were read",
            "rules of procedure of the Dune Council",
            Kind.INSTRUMENT,
        ),
        (
            "the thirty-second special session of the Dune Council",
            "thirty-second special session of the Dune Council",
            Kind.EVENT,
        ),
        (
            "a report entitled “Saving dunes: the next steps” was read",
            "Saving dunes: the next steps",
            Kind.PUBLICATION,
        ),
        (
            "the Conference of the Parties to the Basel Convention on the Reuse of Shells met",
            "Conference of the Parties to the Basel Convention on the Reuse of Shells",
            Kind.ORGANIZATION,
        ),
        ("the Trade in Shells Act was passed", "Trade in Shells Act", Kind.INSTRUMENT),
        (
            "the Kenya Joint Rule of Law Programme was begun",
            "Kenya Joint Rule of Law Programme",
            Kind.PROGRAMME,
        ),
        ("7 See Dune Council resolution 4", "Dune Council", Kind.ORGANIZATION),
        ("The DUNE strategic framework was read", "DUNE strategic framework", Kind.INSTRUMENT),
        (
            "the Dune Report 2031: Shaping a Green Future of the Wells Conference was read",
            "Dune Report 2031: Shaping a Green Future",
            Kind.PUBLICATION,
        ),
        (
            "the Convention on Sandy (Dry) and Wet Wells and on Their Reuse was signed",
            "Convention on Sandy (Dry) and Wet Wells and on Their Reuse",
            Kind.INSTRUMENT,
        ),
        (
            "the third special session of the Dune Council devoted to drift nets was opened",
            "third special session of the Dune Council devoted to drift nets",
            Kind.EVENT,
        ),
        ("the Green Dune Party won", "Green Dune Party", Kind.ORGANIZATION),
        ("it joined the “Dunes for All” initiative", "Dunes for All", Kind.PROGRAMME),
    ],
)
def test_names_end_where_their_grammar_ends(text: str, form: str, kind: Kind) -> None:
    assert names(text).get(form) is kind


@pytest.mark.parametrize(
    "text",
    [
        "The President of Kenya met Ms. Jane Doe in Nairobi on Monday.",
        "The Committee and the Council met.",
        "MEASURES OF THE DUNE COUNCIL",
        "Urges Member States to act",
        "It was held in the Republic of Korea in May.",
        "The Russian Federation on its own behalf, and a State Party to it",
        "States report to the Committee on the steps they have taken.",
        "There were national and international agreements on drift nets.",
        "He was Assistant Secretary-General for Field Operations there.",
        "They arrested members of the group “Red Dune” there.",
    ],
)
def test_what_names_nothing(text: str) -> None:
    assert names(text) == {}


def test_the_place_of_a_congress_is_no_part_of_its_name() -> None:
    found = names("the Ninth Congress on Wells in Nairobi and the Tenth Congress on Wells, held")
    assert set(found) == {"Ninth Congress on Wells", "Tenth Congress on Wells"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("the Lagos Residual Mechanism for the biennium 2031", "Lagos Residual Mechanism"),
        ("to advise the Special Committee on the use of sand", "Special Committee"),
        ("sent to the Dune Programme for adoption by all", "Dune Programme"),
        ("the Dune Council of a Special Envoy for Wells, Sand and Security", "Dune Council"),
        ("the Dune Protocol to all States of Asia", "Dune Protocol"),
        ("the Lagos Platform for Action and Treaty on Drift Nets", "Treaty on Drift Nets"),
    ],
)
def test_what_only_follows_is_no_part_of_a_name(text: str, form: str) -> None:
    found = names(text)
    assert form in found
    assert not any(form in other and form != other for other in found)


def test_an_owner_is_no_part_of_what_it_owns() -> None:
    assert set(names("the Dune Council’s Sand Unit")) == {"Dune Council", "Sand Unit"}


def test_a_body_is_also_named_without_its_parent() -> None:
    found = names("the Second Committee of the Dune Council met")
    assert {"Second Committee of the Dune Council", "Second Committee"} <= found.keys()


def test_the_same_text_gives_the_same_candidates() -> None:
    text = "The Dune Council and the Sand Office (SO) met on drift nets and ghost nets."
    assert harvest_english(segments(text)) == harvest_english(segments(text))


def test_a_long_list_of_names_takes_no_time() -> None:
    assert names("Dune Council, " * 3000 + "end") == {"Dune Council": Kind.ORGANIZATION}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Trust-Fund", "trust funds"),
        ("Parties", "party"),
        ("women’s rights", "Women's right"),
        ("glass boxes", "glass box"),
    ],
)
def test_keys_fold_number_case_hyphen_and_article(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_keys_keep_words_that_only_look_like_plurals() -> None:
    assert key("status of the series") == "status of the series"
