"""Units of alignment."""

from __future__ import annotations

import pytest

from termx.pair.tokens import chinese, english, singular, stem


def test_chinese_characters_numbers_and_latin_words_are_units() -> None:
    text = "審議的4 000名ＵＮＩＣＥＦ人员"
    found = chinese(text)
    assert [token.key for token in found] == ["审", "议", "4000", "名", "unicef", "人", "员"]
    printed = [text[token.start : token.end] for token in found]
    assert printed[1:4] == ["議", "4 000", "名"]


def test_english_words_are_stems_without_articles() -> None:
    text = "The States' cross-border policies, 4,000 a year"
    found = english(text)
    assert [token.key for token in found] == ["stat", "cross", "border", "policy", "4000", "year"]
    assert all(text[token.start : token.end] for token in found)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("parties", "party"), ("witness", "witness"), ("status", "status"), ("taxes", "tax")],
)
def test_singular(word: str, expected: str) -> None:
    assert singular(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("planning", "plan"), ("agreed", "agre"), ("string", "string"), ("calling", "call")],
)
def test_stem(word: str, expected: str) -> None:
    assert stem(word) == expected
