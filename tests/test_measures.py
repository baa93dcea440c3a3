"""Measures: numbers in, numbers out."""

from __future__ import annotations

import pytest

from termx.measures import independence, logistic, prominence, specificity


@pytest.mark.parametrize(("rare", "common"), [(0, 1), (100, 101), (200, 20_000)])
def test_rare_words_are_more_specific(rare: int, common: int) -> None:
    assert specificity(rare) >= specificity(common)


def test_specificity_stays_in_bounds() -> None:
    assert specificity(0) == 1.0
    assert specificity(10**9) == 0.0
    assert specificity(1000) == pytest.approx(0.78, abs=0.01)


@pytest.mark.parametrize(("joint", "expected"), [(0, 1.0), (1, 1.0), (4, 0.5), (100, 0.1)])
def test_independence(joint: int, expected: float) -> None:
    assert independence(joint) == pytest.approx(expected)


@pytest.mark.parametrize(("evidence", "expected"), [(0.0, 0.0), (1.0, 1.0), (7.0, 3.0)])
def test_prominence(evidence: float, expected: float) -> None:
    assert prominence(evidence) == pytest.approx(expected)


def test_logistic() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(-3.0) + logistic(3.0) == pytest.approx(1.0)
    assert 0 < logistic(-30) < logistic(30) <= 1
