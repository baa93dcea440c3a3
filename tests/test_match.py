"""termx.match: what a known term is in a text."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termx.match import Matcher, fold


def found(forms: list[str], text: str) -> list[str]:
    return [text[start:end] for start, end, _ in Matcher(forms)(text)]


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        # no segmentation hides a term
        (["人数"], "作为使用人数最多的语言", ["人数"]),
        # the longest holds, also if it begins later
        (["卫生组织", "世界卫生组织"], "世界卫生组织和卫生组织", ["世界卫生组织", "卫生组织"]),
        (
            ["联合国毒品", "毒品和犯罪问题办公室"],
            "联合国毒品和犯罪问题办公室",
            ["毒品和犯罪问题办公室"],
        ),
        # script and width
        (["世界卫生组织"], "世界衛生組織", ["世界衛生組織"]),
        (["儿基会（UNICEF）"], "兒基會(ＵＮＩＣＥＦ)", ["兒基會(ＵＮＩＣＥＦ)"]),
        # words of other scripts are whole words, in any case but for capitals alone
        (["WHO"], "who asked WHO, WHOLE or AWHO?", ["WHO"]),
        (["WHO"], "由WHO提出", ["WHO"]),
        (["sustainable development"], "Sustainable development", ["Sustainable development"]),
        (["2030年议程"], "12030年议程", []),
        (["term"], "terms and x-term", ["term"]),
        # nothing to find
        ([], "文本", []),
        (["", " "], "文 本", []),
        (["文"], "", []),
    ],
)
def test_matches(forms: list[str], text: str, expected: list[str]) -> None:
    assert found(forms, text) == expected


def test_of_forms_that_fold_to_the_same_the_first_that_fits_is_reported() -> None:
    assert [index for _, _, index in Matcher(["WHO", "who", "Who"])("WHO who")] == [0, 1]


def test_a_matcher_can_be_pickled() -> None:
    matcher = pickle.loads(pickle.dumps(Matcher(["儿基会", "人数"])))  # noqa: S301  our own bytes
    assert list(matcher("人数，儿基会")) == [(0, 2, 1), (3, 6, 0)]


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_keeps_the_length_where_lower_case_is_longer() -> None:
    assert fold("İSTANBUL") == "İstanbul"
