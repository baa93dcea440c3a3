"""References to documents, resolutions, decisions, dates, records and treaties."""

from __future__ import annotations

from itertools import pairwise

import pytest

from termx.references import ReferenceType, cited, is_record, references

SYMBOL, DATE = ReferenceType.SYMBOL, ReferenceType.DATE
RESOLUTION, DECISION = ReferenceType.RESOLUTION, ReferenceType.DECISION
RECORD, TREATY_SERIES = ReferenceType.RECORD, ReferenceType.TREATY_SERIES


def found(text: str) -> list[tuple[ReferenceType, str]]:
    return [(item.type, item.value) for item in references(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("载于 A/CONF.232/2043/7/Add.1 号文件", [(SYMBOL, "A/CONF.232/2043/7/Add.1")]),
        (
            "E/CN.15/2044/L.6/Rev.1 和 S/2044/3。",
            [(SYMBOL, "E/CN.15/2044/L.6/Rev.1"), (SYMBOL, "S/2044/3")],
        ),
        ("CAC/COSP/2043/16", [(SYMBOL, "CAC/COSP/2043/16")]),
        ("见A/99/5)和S/PRST/2044/3，", [(SYMBOL, "A/99/5"), (SYMBOL, "S/PRST/2044/3")]),
        ("大会第217 A(III)号决议", [(RESOLUTION, "217A(III)")]),
        ("第99/12A号决议", [(RESOLUTION, "99/12A")]),
        (
            "第98/1、98/2和98/3号决议",
            [(RESOLUTION, "98/1"), (RESOLUTION, "98/2"), (RESOLUTION, "98/3")],
        ),
        ("resolutions 98/1 and 98/2", [(RESOLUTION, "98/1"), (RESOLUTION, "98/2")]),
        ("第99/12号决议", [(RESOLUTION, "99/12")]),
        ("第 99/12 号决议", [(RESOLUTION, "99/12")]),
        ("第1992/22号决议和第S-17/2号决议", [(RESOLUTION, "1992/22"), (RESOLUTION, "S-17/2")]),
        ("第ES-10/24号决议", [(RESOLUTION, "ES-10/24")]),
        ("第1325（2000）号决议", [(RESOLUTION, "1325(2000)")]),
        ("第1325(2000)号决议", [(RESOLUTION, "1325(2000)")]),
        ("第3363(XXX)号决议", [(RESOLUTION, "3363(XXX)")]),
        ("resolution 99/12 of", [(RESOLUTION, "99/12")]),
        ("Resolution 1325 (2000)", [(RESOLUTION, "1325(2000)")]),
        ("第99/501号决定", [(DECISION, "99/501")]),
        ("decision 99/501", [(DECISION, "99/501")]),
        ("第99/12号决议和第99/501号决定", [(RESOLUTION, "99/12"), (DECISION, "99/501")]),
        ("2044年12月6日", [(DATE, "2044-12-06")]),
        ("2044 年 12 月 16 日", [(DATE, "2044-12-16")]),
        ("2044年12月6日第99/12号决议", [(DATE, "2044-12-06"), (RESOLUTION, "99/12")]),
        ("《大会正式记录，第九十九届会议，补编第5号》", [(RECORD, "5")]),
        ("《经济及社会理事会正式记录，2044年，补编第 3A 号》", [(RECORD, "3A")]),
        ("《条约汇编》，第2225卷，第39574号", [(TREATY_SERIES, "2225,39574")]),
    ],
)
def test_references_are_read(text: str, expected: list[tuple[ReferenceType, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "HIV/AIDS", "N/A", "第5号决议草案",
        "第12号一般性意见", "第3号议定书", "第5号会议室", "第十六条", "2044年12月", "2044年",
        "每小时60 km/h", "缔约国和/或签署国", "第七章", "大会正式记录", "resolution of disputes",
    ],
)  # fmt: skip
def test_what_is_no_reference(text: str) -> None:
    assert found(text) == []


def test_references_stand_where_they_say() -> None:
    text = "又回顾其2044年12月6日第99/12号决议"
    places = [text[item.start : item.end] for item in references(text)]
    assert places == ["2044年12月6日", "第99/12号"]


def test_references_do_not_overlap() -> None:
    text = "大会第99/12号决议、第99/501号决定和2044年12月6日的 A/99/5/Add.1 号文件"
    edges = [(item.start, item.end) for item in references(text)]
    assert all(end <= start for (_, end), (start, _) in pairwise(edges))
    assert len(edges) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《珊瑚宣言》(第66/137号决议，附件)", "66/137 附件"),
        ("《珊瑚宣言》（大会第66/137号决议，附件一）", "66/137 附件一"),
        ("《珊瑚宣言》（第 66/137 号决议，附件二）", "66/137 附件二"),
        ("《珊瑚宣言》（第66/137号决议）", None),
        ("《珊瑚宣言》（A/66/137）", None),
        ("《珊瑚宣言》和第66/137号决议", None),
    ],
)
def test_the_annex_that_holds_a_text(text: str, expected: str | None) -> None:
    assert cited(text, text.index("言") + 1) == expected


def test_records_are_no_names_of_their_own() -> None:
    assert is_record("大会正式记录，第九十九届会议，补编第5号")
    assert not is_record("珊瑚礁保护公约")
