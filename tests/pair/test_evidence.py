"""What is kept of the forms that may translate a term."""

from __future__ import annotations

import numpy as np

from termx.pair.evidence import rivals, seen
from termx.pair.ranking import KEPT, ranked
from termx.pair.sights import LOCAL, Sights

FORMS = ("Turtle Fund", "turtle funds", "Sea", "Reef", "Lighthouse", "Whale")
RATINGS = (9.0, 3.0, 1.0, 0.5, 0.4, 0.3)


def sights(bead: int) -> Sights:
    """All forms in a bead, each measured as well as it is rated."""
    ratings = np.array(RATINGS)
    values = np.repeat(ratings[:, None] / 10, len(LOCAL), axis=1)
    return Sights(bead, FORMS, tuple(form.lower() for form in FORMS), values, ratings)


def test_the_unlikely_are_dropped_unless_they_are_wanted() -> None:
    own = seen([sights(4), sights(2)])
    assert own is not None
    found = rivals("海龟基金", own, 2, [2] * len(own.keys))
    best = ranked(found)
    assert best[0].form == "Turtle Fund"
    assert (best[0].beads, best[0].clearest) == ((4, 2), (2, "Turtle Fund"))
    assert len(best) == KEPT
    keys = {item.key for item in best}
    assert "whale" not in keys
    assert {item.key for item in ranked(found, {"whale"})} == keys | {"whale"}


def test_equal_forms_are_equally_sure() -> None:
    ratings = np.ones(3)
    same = Sights(0, ("b", "c", "a"), ("b", "c", "a"), np.full((3, len(LOCAL)), 0.3), ratings)
    own = seen([same])
    assert own is not None
    found = ranked(rivals("海龟", own, 1, [1, 1, 1]))
    assert [item.form for item in found] == ["a", "b", "c"]
    assert len({item.share for item in found}) == 1


def test_nothing_seen() -> None:
    empty = Sights(0, (), (), np.zeros((0, len(LOCAL))), np.zeros(0))
    assert seen([]) is None
    assert seen([empty, empty]) is None
