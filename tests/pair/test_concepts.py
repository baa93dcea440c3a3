"""Which form of a concept its English comes from."""

from __future__ import annotations

from termx.models import Concept, Kind, Term
from termx.pair.concepts import pair
from termx.pair.evidence import Sight
from termx.pair.material import Matches, material
from termx.pair.ranking import Equivalent


def concept(text: str, kind: Kind) -> Concept:
    return Concept(f"c-{text}", kind, (Term(text, "zh-Hans"),))


def equivalent(form: str, *, named: bool) -> Equivalent:
    where = Sight(0, form)
    return Equivalent(
        form, form.lower(), 0.9, 0.99, is_name=named, is_known=True, beads=(0, 1), clearest=where
    )


def test_a_part_of_a_name_is_not_called_by_a_name_and_what_is_beyond_the_limit_is_sure() -> None:
    found = {"灯塔": [equivalent("ILO", named=True)], "浮标": []}
    matches = Matches(found, {"灯塔": {}, "浮标": {}, "国际灯塔组织": {}})
    items = [
        concept("国际灯塔组织", Kind.ORGANIZATION),
        concept("浮标", Kind.THEME),
        concept("灯塔", Kind.THEME),
    ]
    kept = pair(items, material([]), matches, themes=1)
    assert [item.terms[0].text for item in kept] == ["国际灯塔组织", "浮标"]
    assert all(len(item.terms) == 1 for item in kept)
    assert len(pair(items, material([]), matches)) == 3


def test_official_records_have_their_english_by_a_pattern() -> None:
    form = "经济及社会理事会正式记录，2011年，补编第3号"
    matches = Matches({form: []}, {form: {}})
    (item,) = pair([concept(form, Kind.PUBLICATION)], material([]), matches)
    assert item.terms[1].text.startswith(
        "Official Records of the Economic and Social Council, 2011"
    )
    assert "pattern" in (item.terms[1].note or "")
