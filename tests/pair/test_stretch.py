"""The Chinese stretch that English words are linked to."""

from __future__ import annotations

import numpy as np
import pytest

from termx.models import Kind
from termx.pair.sights import Links
from termx.pair.stretch import edges_of, is_built, is_marked, linked_forms

TEXT = "大会敦促各国清除海洋垃圾并保护海龟"


def forms(links: dict[str, int], inside: slice) -> list[str]:
    """The forms for the English units `inside`; `links` leads from Chinese words to units."""
    matrix = np.zeros((6, len(TEXT)), np.float32)
    for word, unit in links.items():
        start = TEXT.index(word)
        matrix[unit, start : start + len(word)] = 1
    found = Links(matrix, matrix)
    whole = matrix.sum(axis=0).astype(float)
    return list(dict.fromkeys(linked_forms(TEXT, found, inside, whole, edges_of(TEXT))))


def test_the_words_that_are_linked_are_a_form() -> None:
    links = {"大会": 0, "敦促": 1, "清除": 2, "海洋": 3, "垃圾": 4, "海龟": 5}
    assert forms(links, slice(3, 5)) == ["海洋垃圾"]
    assert forms(links, slice(2, 5)) == ["清除海洋垃圾"]


def test_a_word_that_translates_nothing_is_no_edge() -> None:
    assert forms({"海洋": 3, "垃圾": 4}, slice(3, 5)) == ["海洋垃圾"]


def test_nothing_is_linked() -> None:
    assert forms({"海龟": 5}, slice(3, 5)) == []


@pytest.mark.parametrize(
    ("form", "kind", "built"),
    [
        ("海洋垃圾", Kind.THEME, True),
        ("被偷运移民", Kind.THEME, True),
        ("供海洋科学家", Kind.THEME, False),
        ("海洋事务办公室", Kind.ORGANIZATION, True),
        ("安全理事会第", Kind.ORGANIZATION, False),
        ("与海洋有关的专家组", Kind.ORGANIZATION, True),
        ("限成员名额专家组", Kind.ORGANIZATION, False),
        ("日为世界海洋国际日", Kind.EVENT, False),
    ],
)
def test_forms_are_built_as_terms_are(form: str, kind: Kind, *, built: bool) -> None:
    assert is_built(form, kind) == built


def test_titles_are_marked() -> None:
    assert is_marked("蓝色港口", "题为“蓝色港口”的报告")
    assert not is_marked("蓝色港口", "蓝色港口的报告")
