"""Definitions of acronyms and short forms: where the long form begins, what defines nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termx.harvest.english.acronyms import acronyms, definitions, long_form
from termx.harvest.english.chains import chains
from termx.models import Document, Segment


def defined(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*item.short)], text[slice(*item.long)]) for item in definitions(text)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Council on River Deltas (CRD) met.", "CRD", "Council on River Deltas"),
        ("Funds for the Peat Bog Network (PBN) grew.", "PBN", "Peat Bog Network"),
        ("the Office of Inland Water Services (OIWS)", "OIWS", "Office of Inland Water Services"),
        ("two regional weather stations (RWSs)", "RWSs", "regional weather stations"),
        ("the Global Tide-Gauge Register (GTGR)", "GTGR", "Global Tide-Gauge Register"),
        ("the Reef Force in Palau (REFIPAL) left", "REFIPAL", "Reef Force in Palau"),
        ("PBN (Peat Bog Network) grew.", "PBN", "Peat Bog Network"),
        (
            "the Lakes Convention on Clear Water (hereinafter “the Lakes Convention”)",
            "Lakes Convention",
            "Lakes Convention on Clear Water",
        ),
        (
            "the Lagos Declaration on Reefs for All (the Lagos Declaration)",
            "Lagos Declaration",
            "Lagos Declaration on Reefs for All",
        ),
        ("the Delta Aid Fund (DAF; see annex)", "DAF", "Delta Aid Fund"),
        ("the Second Conference on Wells (Wells II)", "Wells II", "Second Conference on Wells"),
    ],
)
def test_definitions(text: str, short: str, long: str) -> None:
    assert (short, long) in defined(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Council on River Deltas (Kenya) met.",
        "The report of the Lakes Office (A/99/1) was read.",
        "It was agreed in the following year (2031).",
        "The Lakes Office (in cooperation with others) met.",
        "Part one of the programme (II) is done.",
        "The budget of the Lakes Office (USD 3 million) grew.",
        "They met. Rivers flow. (PBN)",
    ],
)
def test_brackets_that_define_nothing(text: str) -> None:
    assert defined(text) == []


WORDS = st.lists(
    st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True), min_size=3, max_size=6, unique=True
)


@given(WORDS)
def test_initials_lead_to_the_whole_name(words: list[str]) -> None:
    long, short = " ".join(words), "".join(word[0] for word in words)
    before = f"They were told of it by the {long}"
    start = long_form(before, short)
    assert start is not None
    assert before[start:] == long


@given(WORDS, st.from_regex(r"[A-Z]{3,6}", fullmatch=True))
def test_a_long_form_holds_the_letters_in_order(words: list[str], short: str) -> None:
    before = "told by the " + " ".join(words)
    start = long_form(before, short)
    if start is not None:
        rest = iter(before[start:].lower())
        assert before[start].lower() == short[0].lower()
        assert before[:start][-1:] in ("", " ")
        assert all(letter in rest for letter in short.rstrip("s").lower())


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for item in definitions(text):
        assert text[slice(*item.short)]
        assert text[slice(*item.long)]


@pytest.mark.parametrize("year", [1948, 9138])
def test_what_is_cut_to_nothing_is_no_name(year: int) -> None:
    text = (
        "Vessels keep to the rules on Methods of Dredging, "
        f"{year}, as modified by the Protocol of {year} relating thereto (LAKEPOL), at all times."
    )
    assert all(names for start in range(len(text)) for names in chains(text[start:]))
    document = Document("t.txt", text, lang="en")
    found = list(acronyms([Segment(document, 0, len(text))], {}))
    assert all(mention.form for mention in found)
