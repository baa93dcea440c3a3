"""Capitals of titles and headings."""

from termx.pair.case import lowered

TEXTS = [
    "Anti-Littering and Harbour Safety",
    "Work against anti-littering fatigue and harbour safety.",
]


def test_what_is_printed_in_lower_case_somewhere_has_no_capitals() -> None:
    forms = ["Anti-Littering", "Harbour Safety", "Littering", "Beach Watch", "fatigue"]
    assert lowered(forms, TEXTS) == {
        "Anti-Littering": "anti-littering",
        "Harbour Safety": "harbour safety",
    }


def test_nothing_to_do() -> None:
    assert lowered([], TEXTS) == {}
