"""Names of the word lists in a text."""

from __future__ import annotations

import pytest

from termx.harvest.known import is_known, known_names
from termx.models import Kind
from tests.harvest.texts import candidates, kinds


def names(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in known_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请世界卫生组织（世卫组织）协助", ["世界卫生组织", "世卫组织"]),
        ("联合国环境规划署（环境署）", ["联合国环境规划署", "环境署"]),
        ("《联合国海洋法公约》规定", ["联合国海洋法公约"]),
        ("国际法院和国际刑事法院", ["国际法院", "国际刑事法院"]),
        ("设在联合国日内瓦办事处", ["联合国日内瓦办事处"]),
        ("新闻部编写，新闻部门印发", ["新闻部"]),  # the second is a department of something
        ("海洋法公约缔约国的政府", ["海洋法公约"]),
        ("由伊加特调解，北雷扎伊加特人", ["伊加特"]),  # the second are a people
        ("各国政府", []),
    ],
)
def test_the_longest_name_that_is_a_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_kinds_are_those_of_the_lists() -> None:
    found = kinds("《联合国海洋法公约》、世界卫生组织和可持续发展目标", by="known")
    assert found["联合国海洋法公约"] is Kind.INSTRUMENT
    assert found["世界卫生组织"] is Kind.ORGANIZATION
    assert found["可持续发展目标"] is Kind.PROGRAMME


def test_bodies_inside_of_bodies() -> None:
    found = kinds("安全理事会第1540(2004)号决议所设委员会和经济和社会事务部人口司", by="known")
    assert {"安全理事会", "人口司", "经济和社会事务部", "经济和社会事务部人口司"} <= set(found)
    assert "基金" not in found


def test_a_part_that_is_no_other_body_is_left_alone() -> None:
    assert set(kinds("联合国人口基金的工作", by="known")) == {"联合国人口基金"}


def test_every_place_is_found() -> None:
    (item,) = candidates("世卫组织认为，", "请世卫组织和世卫组织成员", by="known")
    assert [place.text for place in item.occurrences] == ["世卫组织"] * 3


@pytest.mark.parametrize(
    ("form", "expected"),
    [("联合国海洋法公约", True), ("《联合国海洋法公约》", True), ("珊瑚礁保护公约", False)],
)
def test_marks_do_not_matter(form: str, expected: bool) -> None:
    assert is_known(form) is expected
