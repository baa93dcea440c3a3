"""Names in title marks and quotation marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from termx.clean import clean
from termx.harvest import harvest
from termx.harvest.titles import quoted_spans, title_kind, title_spans
from termx.models import Kind
from termx.read import read
from termx.segment import paragraphs
from tests.harvest.texts import candidates, kinds

TREATY, BOOK, PROGRAMME = Kind.INSTRUMENT, Kind.PUBLICATION, Kind.PROGRAMME


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("回顾《珊瑚礁保护公约》，", ["珊瑚礁保护公约"]),
        ("《深海公约》和《珊瑚宣言》", ["深海公约", "珊瑚宣言"]),
        ("《深海公约》《珊瑚宣言》", ["深海公约", "珊瑚宣言"]),
        ("《〈深海公约〉执行手册》", ["〈深海公约〉执行手册", "深海公约"]),
        ("《关于执行‹深海公约›的协定》", ["关于执行‹深海公约›的协定", "深海公约"]),
        ("《关于执行<深海公约>的协定》", ["关于执行<深海公约>的协定", "深海公约"]),
        ("《关于执行《深海公约》的协定》", ["关于执行《深海公约》的协定", "深海公约"]),
        (
            "《〈深海公约〉与〈珊瑚宣言〉对照》",
            ["〈深海公约〉与〈珊瑚宣言〉对照", "深海公约", "珊瑚宣言"],
        ),
        ("《保护鱼类、珊瑚和海鸟的公约》", ["保护鱼类、珊瑚和海鸟的公约"]),
        ("《海洋：共同的未来，共同的责任》", ["海洋：共同的未来，共同的责任"]),
        ("《公约》和《议定书》的缔约国", []),  # only the context tells what they are
        ("The 《Sea》 is wide", []),
        ("《未完的标题，", []),
        ("没有标题", []),
    ],
)
def test_titles_and_the_titles_in_them(text: str, titles: list[str]) -> None:
    assert [text[start:end] for start, end in title_spans(text)] == titles


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("珊瑚礁保护公约", TREATY),
        ("珊瑚礁保护公约关于拖网的议定书", TREATY),
        ("关于海洋与人权的宣言", TREATY),
        ("防止深海污染示范法", TREATY),
        ("2041年世界海洋状况报告", BOOK),
        ("深海捕鱼手册", BOOK),
        ("海洋：共同的未来", BOOK),
        ("大会正式记录，第九十九届会议，补编第5号", BOOK),
    ],
)
def test_the_head_tells_the_kind(title: str, kind: Kind) -> None:
    assert title_kind(title) is kind


def test_an_edition_is_named_with_and_without_its_year() -> None:
    found = kinds("修订《国际珊瑚条例（2005）》，", by="titles")
    assert found == {"国际珊瑚条例（2005）": TREATY, "国际珊瑚条例": TREATY}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("启动“蓝色海岸”倡议。", {"“蓝色海岸”倡议": PROGRAMME, "蓝色海岸": PROGRAMME}),
        ("参加“拯救珊瑚”全球方案", {"“拯救珊瑚”全球方案": PROGRAMME, "拯救珊瑚": PROGRAMME}),
        ("重申“马累宣言”的承诺", {"马累宣言": TREATY}),
        ("海洋是“人类的共同财产”", {}),
        ("称之为“重要的一步”，", {}),
        ("列入“黑名单”", {}),
    ],
)
def test_names_in_quotation_marks(text: str, names: dict[str, Kind]) -> None:
    assert {text[start:end]: kind for start, end, kind in quoted_spans(text)} == names


def test_every_place_of_a_title_is_found() -> None:
    (item,) = candidates("通过《珊瑚礁保护公约》。", "《珊瑚礁保护公约》已生效。", by="titles")
    assert [place.text for place in item.occurrences] == ["珊瑚礁保护公约"] * 2


WRAPPED = """联合国

A/99/77

珊瑚礁养护工作的报告


1. 各国在报告所述期间批准了《国际珊瑚礁养

护公约》和《〈国际珊瑚礁养护公约〉关于防

止拖网捕捞造成损害的议定书》，并就《太平洋

____________

 1 A/98/12。

44-11902 3/7

A/99/77

区域深海采矿行为准则》举行了磋商。

2. 秘书长将在下一份报告中介绍进展，并说明《

珊瑚宣言》的执行情况。
"""


def test_titles_broken_by_lines_pages_and_footnotes(tmp_path: Path) -> None:
    path = tmp_path / "A_99_77.zh.txt"
    path.write_text(WRAPPED, encoding="utf-8")
    document = clean(read(path))
    found = harvest(paragraphs(document), harvesters=["titles"])
    assert {item.form for item in found} == {
        "国际珊瑚礁养护公约",
        "〈国际珊瑚礁养护公约〉关于防止拖网捕捞造成损害的议定书",
        "太平洋区域深海采矿行为准则",
        "珊瑚宣言",
    }
    (place,) = [item.occurrences[0].place for item in found if item.form.startswith("太平洋")]
    lines = WRAPPED.splitlines()
    assert lines[place.number - 1][place.column - 1 :] == "太平洋"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("题为“蓝色的未来”的成果文件", [("蓝色的未来", TREATY)]),
        ("题为“珊瑚：计量与实施”的报告", [("珊瑚：计量与实施", BOOK)]),
        ("题为“珊瑚与海鸟”的决议", []),
        ("发起“清洁海滩”运动", [("“清洁海滩”运动", PROGRAMME), ("清洁海滩", PROGRAMME)]),
    ],
)
def test_what_a_quoted_title_is_called(text: str, found: list[tuple[str, Kind]]) -> None:
    spans = [(text[start:end], kind) for start, end, kind in quoted_spans(text)]
    assert spans[: len(found)] == found
    assert bool(spans) == bool(found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("安全理事会第9901(2041)号决议所设委员会主席", {"安全理事会第9901(2041)号决议所设委员会"}),
        (
            "安全理事会关于珊瑚海的第9901（2041）和9902（2042）号决议所设委员会",
            {"安全理事会关于珊瑚海的第9901（2041）和9902（2042）号决议所设委员会"},
        ),
        ("第9901(2041)号决议要求委员会", set()),
        ("在苏瓦+20会议上", {"苏瓦+20"}),
        ("温度为+20度", set()),
        ("通过“拯救我们共同的珊瑚”文件，", {"拯救我们共同的珊瑚"}),
    ],
)
def test_names_that_are_numbers_and_documents_that_are_called_so(
    text: str, names: set[str]
) -> None:
    assert set(kinds(text, by="titles")) == names
