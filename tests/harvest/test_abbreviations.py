"""Short forms that a text defines, and brackets that define nothing."""

from __future__ import annotations

import pytest

from termx.harvest.abbreviations import abbreviates
from termx.models import Kind
from tests.harvest.texts import candidates, kinds

CENTRE = "国际深海测绘中心"
TREATY = "联合国深海珊瑚养护公约"


def defined(text: str) -> dict[str, tuple[str, ...]]:
    """Form -> the short forms that `text` defines for it."""
    found = candidates(text, by="titles bodies abbreviations")
    return {item.form: item.defines for item in found if item.defines}


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        (f"欢迎{CENTRE}（测绘中心）的工作", CENTRE, "测绘中心"),
        (f"欢迎{CENTRE}(测绘中心)的工作", CENTRE, "测绘中心"),
        (f"欢迎{CENTRE}（“测绘中心”）的工作", CENTRE, "测绘中心"),
        (f"欢迎{CENTRE}（简称测绘中心）的工作", CENTRE, "测绘中心"),
        (f"欢迎{CENTRE}（简称“测绘中心”）的工作", CENTRE, "测绘中心"),
        (f"欢迎{CENTRE}（下称“测绘中心”）的工作", CENTRE, "测绘中心"),
        (f"欢迎{CENTRE}（以下称测绘中心）的工作", CENTRE, "测绘中心"),
        (f"欢迎{CENTRE}（以下简称：测绘中心）的工作", CENTRE, "测绘中心"),
        (f"欢迎{CENTRE}（亦称测绘中心）的工作", CENTRE, "测绘中心"),
        (f"欢迎{CENTRE}，下称“测绘中心”，", CENTRE, "测绘中心"),
        (f"欢迎{CENTRE}（深海中心）的工作", CENTRE, "深海中心"),
        (f"欢迎{CENTRE}（ISMC）的工作", CENTRE, "ISMC"),
        ("欢迎海洋卫生与渔业资源办公室（海渔办）", "海洋卫生与渔业资源办公室", "海渔办"),
        (f"执行《{TREATY}》（《珊瑚公约》）", TREATY, "珊瑚公约"),
        (f"执行《{TREATY}》（以下简称《珊瑚公约》）", TREATY, "珊瑚公约"),
        (f"执行《{TREATY}》（以下简称《公约》）", TREATY, "公约"),
    ],
)
def test_a_short_form_is_linked(text: str, full: str, short: str) -> None:
    assert defined(text) == {full: (short,)}


def test_definitions_chain() -> None:
    text = f"《{TREATY}》（《珊瑚公约》）及其《关于深海拖网的议定书》（《拖网议定书》）"
    assert defined(text) == {TREATY: ("珊瑚公约",), "关于深海拖网的议定书": ("拖网议定书",)}


def test_two_short_forms_of_one_name() -> None:
    text = f"{CENTRE}（测绘中心）与各国合作。{CENTRE}（ISMC）设在首都。"
    assert defined(text) == {CENTRE: ("ISMC", "测绘中心")}


def test_a_short_form_has_the_kind_of_its_name() -> None:
    found = kinds(f"《{TREATY}》（《珊瑚公约》）", by="titles abbreviations")
    assert found == {TREATY: Kind.INSTRUMENT, "珊瑚公约": Kind.INSTRUMENT}


def test_every_use_of_the_short_form_counts() -> None:
    texts = (f"欢迎{CENTRE}（测绘中心）的工作。", "测绘中心编写了报告。", "请测绘中心继续。")
    found = candidates(*texts, by="bodies abbreviations")
    assert {item.form: len(item.occurrences) for item in found} == {CENTRE: 1, "测绘中心": 3}


@pytest.mark.parametrize(
    "bracket",
    [
        "使缔约方总数达到176个", "2041年", "2041-2050年", "2001", "2041年6月", "见附件一",
        "a", "b", "iv", "二", "第12段", "第1条第2款", "第99/12号决议，附件", "A/99/12",
        "见上文第5段", "特别是在太平洋", "包括各观测站", "或其他机构", "例如渔业", "另见注3",
        "同上", "占35%", "1 200万美元", "12%", "北京，2041年5月6日至9日",
    ],
)  # fmt: skip
def test_what_a_bracket_does_not_define(bracket: str) -> None:
    assert defined(f"欢迎{CENTRE}（{bracket}）的工作") == {}
    assert defined(f"执行《{TREATY}》({bracket})的规定") == {}


def test_a_place_is_no_short_form() -> None:
    assert defined("希腊国家测绘中心（希腊）的工作") == {}
    assert defined("大不列颠渔业研究中心（英联邦）的工作") == {}


@pytest.mark.parametrize("text", ["细菌（生物）及毒素武器", "和（或）", "委员（们）提出的问题"])
def test_brackets_inside_of_words(text: str) -> None:
    assert defined(f"各国讨论了{text}。") == {}


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("测绘中心", CENTRE, True),
        ("深测中心", CENTRE, True),
        ("环境署", "联合国环境规划署", True),
        ("人居二", "第二次联合国人类住区会议", True),  # one character out of order
        ("ISMC", CENTRE, True),
        ("COP28", CENTRE, True),
        (CENTRE, CENTRE, False),  # no shorter
        ("渔业中心", CENTRE, False),
        ("生物", "细菌", False),
        ("A", CENTRE, False),
        ("Sea", CENTRE, False),
    ],
)
def test_a_short_form_can_be_read_in_its_full_form(short: str, full: str, expected: bool) -> None:
    assert abbreviates(short, full) is expected
