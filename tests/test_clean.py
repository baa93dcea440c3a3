# ruff: noqa: E501 (sample text is kept whole; Chinese counts double)

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from termx.clean import clean
from termx.clean.structure import arabic, label, roman
from termx.models import Document, Paragraph, SegmentKind, SourceMap, Unit
from termx.read import read
from termx.read.head import language_of
from termx.read.text import line_starts

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# Invented, in UN style.
CHINESE = [
    "海洋和海洋法",
    "秘书长的报告",
    "一. 导言",
    "1. 本报告根据大会第70/235号决议编写，概述了各国在养护海洋生物多样性方面所做的工作，并介绍了"
    "国际海底管理局（海管局）和国际海事组织（海事组织）通过的各项准则。报告还提及渔业资源状况。",
    "2. 在报告所述期间，有8个国家批准了《执行海洋法公约有关养护和管理跨界鱼类种群的协定》，使缔约方"
    "总数达到91个；另有3个国家表示有意在2016年6月30日之前加入该协定并为信托基金捐款。",
    "3. 秘书处在金斯敦举办了两期讲习班，来自40多个国家的代表讨论了深海采矿、船舶污染和海平面上升问题，"
    "并就今后的研究重点达成一致意见。",
    "二. 结论和建议",
    "4. 建议大会考虑采取以下行动：",
    "(a) 请会员国酌情加强区域合作，分享关于海洋酸化的科学数据，并支持小岛屿发展中国家适应气候变化的努力；",
    "(b) 鼓励各国批准上述协定，并请国际金融机构提供资金，以便发展中国家能够履行该协定规定的各项义务。",
]
ENGLISH = [
    "Oceans and the law of the sea",
    "Report of the Secretary-General",
    "1. The present report describes what States have done to conserve marine biological diversity, "
    "and introduces the guidelines of the International Seabed Authority and of the International "
    "Maritime Organization. The state of fish stocks is described as well.",
    "2. During the reporting period, eight States became parties to the agreement on straddling fish "
    "stocks; three others said that they would accede to it before 30 June 2016 and contribute to "
    "the trust fund established for that purpose by the Assembly.",
    "3. The secretariat held two workshops in Kingston, where participants from more than 40 States "
    "discussed deep-sea mining, pollution from ships and sea-level rise, and agreed on priorities.",
    "4. It is recommended that the General Assembly invite Member States to strengthen regional "
    "cooperation, to share scientific data on ocean acidification and to support adaptation.",
]


def document(text: str, **known: str) -> Document:
    return Document(
        path="x.txt",
        text=text,
        lang=language_of(text),
        source=SourceMap(units=line_starts(text)),
        symbol=known.get("symbol"),
    )


def lines(text: str, **known: str) -> list[str]:
    return clean(document(text, **known)).text.split("\n")


def squeezed(texts: list[str]) -> list[str]:
    return [re.sub(r"\s+", "", text) for text in texts]


def width(text: str) -> int:
    return sum(2 if char > "\u2e80" else 1 for char in text)


def wrap(paragraph: str, measure: int) -> list[str]:
    """The lines that a page of `measure` columns makes of the paragraph."""
    wrapped, line = [], ""
    for piece in re.findall(r"[!-~]+|.", paragraph):
        if line and width(line + piece) > measure and piece not in "。，、；：）》”":
            wrapped.append(line.rstrip())
            line = ""
        line += piece if line or not piece.isspace() else ""
    return [*wrapped, line.rstrip()]


HEADS = {
    "none": "",
    "foot": "\n\n{page} V.13-99999\n\n\nA/68/999  \n\n",
    "job": "\n13-99999 (C) {page}/21\n\n联合国 A/68/999\n\n",
    "bare": "\n{page}\n\n",
    "feed": "\n- {page} -\n\f{title}\n\n",
}


def page_text(paragraphs: list[str], *, setting: str, head: str, measure: int) -> str:
    """The paragraphs as the text of a PDF shows them."""
    pages: list[list[str]] = [[]]
    for paragraph in paragraphs:
        wrapped = wrap(paragraph, measure)
        for number, line in enumerate(wrapped):
            last = number == len(wrapped) - 1
            if setting == "between all":
                pages[-1] += [line + " " * last, ""]
            elif setting == "indents":
                pages[-1].append("  " * (number == 0) + line)
            else:
                pages[-1] += [line, ""] if last else [line]
            if len(pages[-1]) >= 16 and head and not last:
                pages.append([])
    return "".join(
        "\n".join(page) + "\n" + head.format(page=number, title=paragraphs[0])
        for number, page in enumerate(pages, 1)
    )


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("setting", ["between all", "indents", "between paragraphs"])
@pytest.mark.parametrize("measure", [64, 76])
@pytest.mark.parametrize("paragraphs", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_page_setting_is_undone(
    paragraphs: list[str], setting: str, head: str, measure: int
) -> None:
    # No two paragraphs alike: what stands beside page numbers again and again is furniture.
    long = paragraphs + [
        f"{number}. {text[text.index(' ') + 1 :].replace('2', str(number)).replace('s', 'ss')}"
        for number, text in enumerate(2 * [text for text in paragraphs[3:] if len(text) > 50], 5)
    ]
    text = page_text(long, setting=setting, head=HEADS[head], measure=measure)
    found = squeezed(lines(text, symbol="A/68/999"))
    assert found[: len(paragraphs)] == squeezed(paragraphs)
    missing = set(squeezed(long)) - set(found)
    assert not missing


@pytest.mark.parametrize("paragraphs", [CHINESE, ENGLISH])
@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_clean_text_is_unchanged(paragraphs: list[str], separator: str) -> None:
    assert lines(separator.join(paragraphs)) == paragraphs
    assert lines(separator.join(sorted(paragraphs))) == sorted(paragraphs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 2 0 0 8 年 1 2 月 1 8 日大会决议", "2008年12月18日大会决议"),
        ("第 1373 (2001) 号决议", "第1373(2001)号决议"),
        ("共有 1 300 名代表", "共有1 300名代表"),
        ("大 会", "大会"),
        ("12.  **鼓励**会员国", "12. 鼓励会员国"),
        ("## 一. 导言", "一. 导言"),
        ("见第 [80/226](#) 号决议", "见第80/226号决议"),
        ("《公约》<sup>3</sup> 及其议定书", "《公约》及其议定书"),
        ("《公约》¹² 及其议定书", "《公约》及其议定书"),
        ("面积为 30 km² 的海域", "面积为30 km²的海域"),
        ("A&amp;B 公司<!-- 注 -->报告", "A&B公司报告"),
        ("the  fund\u200b and​ the sea", "the fund and the sea"),
        ("www.un.org/a__b_c/d*e", "www.un.org/a__b_c/d*e"),
        (r"根据第 5 条 \(b\) 款", "根据第5条(b)款"),
        ("2 × 3 * 4 = 24 and 5 * 6", "2 × 3 * 4 = 24 and 5 * 6"),
    ],
)
def test_inside_of_paragraphs(text: str, expected: str) -> None:
    filler = "\n\n**大会**，\n\n回顾《公约》的规定和秘书长关于海洋问题的报告，"
    if "\\" not in text and "*" not in text:
        filler = filler.replace("*", "")
    assert lines(text + filler)[0] == expected


def test_footnotes_follow_the_body_and_the_cut_sentence_is_whole() -> None:
    text = (
        "大会，\n\n"
        "1. 请秘书长根据《公约》<sup>1</sup> 的规定向大会提交一份关于海洋问题的综合\n\n"
        "---\n\n"
        "<sup>1</sup> 联合国，《条约汇编》，第 1833 卷。\n\n"
        "<sup>2</sup>见 A/70/74。\n\n"
        "报告，并提出建议；\n"
    )
    cleaned = clean(document(text))
    assert cleaned.text.split("\n") == [
        "大会，",
        "1. 请秘书长根据《公约》的规定向大会提交一份关于海洋问题的综合报告，并提出建议；",
        "1 联合国，《条约汇编》，第1833卷。",
        "2 见A/70/74。",
    ]
    assert [(item.kind, item.number) for item in cleaned.paragraphs] == [
        (SegmentKind.PREAMBLE, None),
        (SegmentKind.OPERATIVE, "1"),
        (SegmentKind.FOOTNOTE, "1"),
        (SegmentKind.FOOTNOTE, "2"),
    ]


def test_marks_glued_to_punctuation_are_told_from_numbers() -> None:
    body = [
        "1. 各国促进司法、安全和法治。1在执行任务方面，秘书处编写了三本关于国际合作的手册，2有关示范",
        "立法条款，以及第 1 号和第 2 号文件。2 个国家提交了资料，1 个国家没有提交任何资料。",
        "__________________",
        " 1 另见大会第 70/1 号决议。",
        " 2 可查阅：www.un.org/a。",
    ]
    text = "\n".join(body)
    found = lines(text)
    assert "法治。在执行" in found[0]
    assert "手册，有关" in found[0]
    assert "第1号和第2号文件。2个国家提交了资料，1个国家" in "".join(found)
    assert found[-2:] == ["1 另见大会第70/1号决议。", "2 可查阅：www.un.org/a。"]


def test_marks_in_english() -> None:
    text = "\n".join(
        [
            "Recalling the Convention on the Law of the Sea,1 the agreement of 1995 2  and the Code",
            "of Conduct for Responsible Fisheries3 adopted on 31 October 19954 and resolution 3 of the",
            "Conference, as well as article 2 of the agreement and the 4 reports before it, ",
            " ",
            "Noting the report of the Secretary-General on the work done under the Convention3 and",
            "the work of the Commission, ",
            "_______________ ",
            " ",
            "1 United Nations, Treaty Series, vol. 1833, No. 31363. ",
            " ",
            "2 Ibid., vol. 2167. ",
            " ",
            "3 See A/70/74. ",
            " ",
            "4 Resolution 70/235. ",
        ]
    )
    assert lines(text) == [
        "Recalling the Convention on the Law of the Sea, the agreement of 1995 and the Code of "
        "Conduct for Responsible Fisheries adopted on 31 October 1995 and resolution 3 of the "
        "Conference, as well as article 2 of the agreement and the 4 reports before it,",
        "Noting the report of the Secretary-General on the work done under the Convention and the "
        "work of the Commission,",
        "1 United Nations, Treaty Series, vol. 1833, No. 31363.",
        "2 Ibid., vol. 2167.",
        "3 See A/70/74.",
        "4 Resolution 70/235.",
    ]


def test_numbers_on_lines_of_their_own_belong_to_the_next_line() -> None:
    text = "1. \nDecides to meet;\n\n(a) \nRequests a report;\n\n2. \n请提交报告；"
    assert lines(text) == ["1. Decides to meet;", "(a) Requests a report;", "2. 请提交报告；"]


def test_hyphens_at_line_ends() -> None:
    text = (
        "The coordination of programmes and the follow-up to the conference on deep-sea min-\n"
        "ing were discussed, including mining in the Area and Counter-\nTerrorism and long-\n"
        "term funding, and the mining code was revised by the Authority at its last session.\n"
        "The Authority thanked the participants for their contribution to the discussion and\n"
        "the long-term plan.\n"
    )
    joined = " ".join(lines(text))
    assert "deep-sea mining were" in joined
    assert "Counter-Terrorism" in joined
    assert "long-term funding" in joined


def test_addresses_are_put_together_without_spaces() -> None:
    text = "\n".join(
        [
            *wrap(CHINESE[3], 64),
            *wrap(CHINESE[4], 64),
            "可查阅：www.un.org/depts/los_",
            "files/x.pdf。",
        ]
    )
    assert "www.un.org/depts/los_files/x.pdf。" in lines(text)[-1]


def test_table_cells_are_paragraphs() -> None:
    cleaned = clean(document("| 国家 | 数量 |\n|---|---|\n| 肯尼亚 | 12 |\n"))
    assert cleaned.text.split("\n") == ["国家", "数量", "肯尼亚", "12"]
    assert {item.kind for item in cleaned.paragraphs} == {SegmentKind.CELL}


def test_kinds_and_numbers() -> None:
    text = (
        "70/999. 海洋和海洋法\n\n大会，\n\n回顾其各项决议，\n\n1. 请秘书长：\n\n(a) 提交报告；\n\n"
        "(一) 每年一次；\n\n(b) 举行会议；\n\n2. 决定结束审议。\n\n附件\n\n二. 结论\n\n3. 正文结束。\n"
    )
    cleaned = clean(document(text))
    assert [(item.kind.value, item.number) for item in cleaned.paragraphs] == [
        ("title", "70/999"),
        ("preamble", None),
        ("preamble", None),
        ("operative", "1"),
        ("operative", "1 (a)"),
        ("operative", "1 (a) (i)"),
        ("operative", "1 (b)"),
        ("operative", "2"),
        ("title", None),
        ("title", "II"),
        ("body", "3"),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12. 请", "12"),
        ("12.请", "12"),
        ("（二）请", "(ii)"),
        ("(aa) 请", "(aa)"),
        ("十一、结论", "XI"),
        ("IV. Conclusions", "IV"),
        ("第三章 总则", "chap. 3"),
        ("第12条", "art. 12"),
        ("Article 12", "art. 12"),
        ("3.2 百万", None),
        ("2012年6月", None),
        ("第三章所述", None),
    ],
)
def test_label(text: str, number: str | None) -> None:
    assert label(text)[1] == number


@given(st.integers(1, 99))
def test_numerals(value: int) -> None:
    tens, ones = divmod(value, 10)
    digits = "〇一二三四五六七八九"
    chinese = (
        (digits[tens] if tens > 1 else "") + "十" * (tens > 0) + (digits[ones] if ones else "")
    )
    assert arabic(chinese) == value
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    numbers = [values[char] for char in roman(value)]
    total = sum(
        -one if one < two else one for one, two in zip(numbers, [*numbers[1:], 0], strict=True)
    )
    assert total == value


def test_known_paragraphs_are_kept() -> None:
    text = "大会，\n1 见 A/1。\n回顾 其决议，\n请"
    known = Document(
        path="x.docx",
        text=text,
        lang="zh-Hans",
        source=SourceMap((0, 4), (100, 50), (0, 60)),
        paragraphs=(
            Paragraph(0, 3),
            Paragraph(4, 12, SegmentKind.FOOTNOTE),
            Paragraph(13, len(text)),
        ),
    )
    cleaned = clean(known)
    assert cleaned.text.split("\n") == ["大会，", "回顾其决议，请", "1 见A/1。"]
    assert cleaned.source.origin(0) == 100
    assert cleaned.source.origin(cleaned.text.index("其")) == 50 + text.index("其") - 4
    assert cleaned.source.origin(cleaned.text.index("A/1")) == 50 + text.index("A/1") - 4


def check_offsets(source: Document, cleaned: Document) -> None:
    """Each character of the clean text stands at its origin, but for separators put in."""
    starts = cleaned.source.starts
    assert list(starts) == sorted(set(starts))
    assert starts[0] == 0
    assert len(starts) == len(cleaned.source.origins)
    for offset, char in enumerate(cleaned.text):
        origin = cleaned.source.origin(offset)
        if char in " \n":
            assert 0 <= origin <= len(source.text)
        else:
            assert source.text[origin].translate(SUPERSCRIPT) == char.translate(SUPERSCRIPT)
    texts = [cleaned.text[item.start : item.end] for item in cleaned.paragraphs]
    assert "\n".join(texts) == cleaned.text
    assert all(text.strip() for text in texts)


PIECES = [
    "大会", "回顾其决议，", "。", "；", "，", "\n", "\n", "\n\n", "\n \n", " ", "  ", "　", "1", "12",
    "2 0 0 8 年", "1. ", "(a) ", "（一）", "一、", "A/68/127", "V.13-12345", "3/27", "¹", "²³",
    "<sup>1</sup>", "<sup>*</sup> 注", "____________", "---", " " * 30 + "\n", "**", "# ", "| a | b |",
    "[80/226](#)", "《", "》", "“", "”", "The Committee,1 the ", "word-", "see www.un.org/a_", "\\(",
    "<!-- x", "-->", "\f", "*", "* A/80/150.", "\u200b", "\x00", "1 联合国，《条约汇编》。", "Ⅳ", "٣", "²",
    "2 见A/1。", "这是一行比较长的文字，用来测试行的宽度和换行的处理方式，没有其他意义", "&amp;", "é", "𠮷",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@example("V.13-12345\n" + " " * 30 + "\n")
@example("1\n见A/1。\n²\n")
def test_any_mixture_is_cleaned_and_traceable(text: str) -> None:
    source = document(text, symbol="A/68/127")
    check_offsets(source, clean(source))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_cleaned_and_traceable(text: str) -> None:
    source = document(text)
    check_offsets(source, clean(source))


@pytest.mark.parametrize("name", ["A_68_127", "A_RES_69_197"])
def test_gold(shared: Path, name: str) -> None:
    corpus, gold = shared / "corpus", shared / "gold"
    source = read(corpus / f"{name}.zh.txt")
    cleaned = clean(source)
    check_offsets(source, cleaned)
    found = set(squeezed(cleaned.text.split("\n")))
    wanted = squeezed((gold / f"clean_{name}.txt").read_text(encoding="utf-8").splitlines())
    hit = sum(len(text) for text in wanted if text in found)
    assert hit >= 0.99 * sum(map(len, wanted))


@pytest.mark.parametrize("name", ["peace.zh", "mixed.zh", "peace.en", "mixed.en"])
def test_gold_of_one_paragraph_a_line_is_unchanged(shared: Path, name: str) -> None:
    source = read(shared / "gold" / f"{name}.txt")
    expected = [line for line in squeezed(source.text.split("\n")) if line]
    assert squeezed(clean(source).text.split("\n")) == expected


def test_read_command_prints_one_paragraph_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("大会，\n\n1. 请 会员国合作。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "termx", "read", str(path)],
        capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout == "大会，\n1. 请会员国合作。\n"


def test_few_lines_of_a_page_are_known_to_be_broken() -> None:
    text = (
        "1. 本报告根据大会第98/15号决议编写，国际深海测绘中心和联合国环境规划署就拖\n"
        "网捕捞提供了资料。\n\n2. 测绘中心绘制了海图。\n"
    )
    printed = Document("a.pdf", text, "zh-Hans", source=SourceMap(unit=Unit.PAGE))
    found = clean(printed)
    assert [found.text[item.start : item.end] for item in found.paragraphs] == [
        "1. 本报告根据大会第98/15号决议编写，国际深海测绘中心和联合国环境规划署就拖网捕捞提供了资料。",
        "2. 测绘中心绘制了海图。",
    ]
    assert len(clean(Document("a.txt", text, "zh-Hans")).paragraphs) == 3


def test_a_short_text_is_known_to_be_broken_where_lines_plainly_go_on() -> None:
    text = (
        "Cooperation in the use of\ninland waterways\n\n\n"
        "Takes note of the report of the Secretary-General on the rivers of the region, and of\n"
        "the recommendations that it holds on the use of small ports by the boatmen of the coast, and\n"
        "of what was said of them by the States of the region, which asked the secretariat to look at\n"
        "them again;\n\nDecides to hold a meeting in Marindia in\n2044.\n"
    )
    assert lines(text) == [
        "Cooperation in the use of inland waterways",
        "Takes note of the report of the Secretary-General on the rivers of the region, and of the"
        " recommendations that it holds on the use of small ports by the boatmen of the coast, and of"
        " what was said of them by the States of the region, which asked the secretariat to look at"
        " them again;",
        "Decides to hold a meeting in Marindia in 2044.",
    ]


def test_short_lines_that_do_not_go_on_stay_apart() -> None:
    text = "Members\nAndorra\nBhutan\nChad\n\nThe meeting rose at noon.\n"
    assert lines(text) == [*text.split("\n")[:4], "The meeting rose at noon."]


def test_stretches_that_stand_apart_are_cells() -> None:
    text = (
        "United Nations                A/CONF.99/12\n"
        "              General Assembly            Distr.: General\n\n"
        "I.   Rivers of the region .................. 3\n"
        "1.    The Conference met in Port Vila from 3 to 7 March and adopted the report of the\n"
        "Committee on rivers, on the understanding that it would be issued again in the\n"
        "spring.\n"
        "Posts         4 512.3       4 700.1\n"
    )
    assert lines(text) == [
        "United Nations", "A/CONF.99/12", "General Assembly", "Distr.: General", "I. Rivers of the region",
        "1. The Conference met in Port Vila from 3 to 7 March and adopted the report of the Committee on"
        " rivers, on the understanding that it would be issued again in the spring.",
        "Posts", "4 512.3", "4 700.1",
    ]  # fmt: skip


def test_running_heads_beside_the_symbol_go() -> None:
    page = (
        "\n\n33-04411                                  {0}/22\n"
        "A/88/6 (Sect. 19)                 Part V Regional cooperation\n\n"
        "  19.{0}  The resources of the secretariat are meant to help the States of the region to\n"
        "         keep their rivers clean, and to train the boatmen of small ports.\n"
    )
    text = (
        "A/88/6 (Sect. 19)\n\n"
        + "Budget for the rivers\n" * 20
        + "".join(map(page.format, range(2, 6)))
    )
    found = lines(text)
    assert not any("Part V" in line or "33-04411" in line for line in found)
    assert found[-1].startswith("19.5 The resources") and found[-1].endswith("small ports.")


def test_a_footnote_number_above_its_text_is_no_page_number() -> None:
    text = (
        "The Conference, recalling its decision on the rivers of the region,1 requests the secretariat to\n"
        "report to it at its next session on the boatmen of small ports and on their training;\n\n"
        "__________________\n1\n   See resolution 82/117, annex, for the rivers of the region that are meant.\n\n"
        "33-04411                      2/9\n"
    )
    assert (
        lines(text)[-1]
        == "1 See resolution 82/117, annex, for the rivers of the region that are meant."
    )
    assert "region, requests" in lines(text)[0]


def test_entries_of_a_list_of_officers_stay_apart() -> None:
    text = (
        "The Conference elected the following officers by acclamation, on the proposal of the\n"
        "representative of Marindia, who spoke on behalf of the States of the region and of\n"
        "those of the coast:\n"
        "President: Ms. Leilani Tari (Vanuatu)\n"
        "Vice-Presidents: Mr. Dorji Wangdi (Bhutan), Mr. Lajos Kovacs (Hungary), Ms. Li (China)\n"
        "Rapporteur: Ms. Ana Quispe (Peru)\n"
    )
    assert [line.split(":")[0] for line in lines(text)[1:]] == [
        "President",
        "Vice-Presidents",
        "Rapporteur",
    ]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("repre-", "sentatives", "representatives"),
        ("coordi-", "nation", "coordination"),  # it stands so elsewhere
        ("State-", "led", "State-led"),
        ("decision-", "making", "decision-making"),
        ("sub-", "national", "sub-national"),
    ],
)
def test_hyphens_of_line_ends_and_of_compounds(before: str, after: str, whole: str) -> None:
    text = (
        "The Conference, aware of the need for coordination in the region, and of the rivers, asks the\n"
        f"States of the region to look at what was said of their {before}\n{after} efforts in the matter of\n"
        "the ports, and to tell the secretariat what they think of it before the end of the year.\n"
    )
    assert f"their {whole} efforts" in lines(text)[0]


def test_lines_that_pieces_of_a_justified_line_make_go_on() -> None:
    """Some PDF text breaks a wide set line at every wide space."""
    head = "The Conference on the rivers of the region,\n\nNoting that the rivers of the region are of great use to the boatmen of small ports and their\nfamilies, and that little was said of them in the reports that the States of the coast have sent\nto the secretariat, which has asked them again and again to say more of the boatmen and of what\nthey need,\n\n"
    text = (
        head
        + "1. Requests the\nSecretary-General and the\nUnited\nNations\nHigh\nCommissioner for Rivers to report to it at\n"
        "its next session on the small ports of the region, and to tell the boatmen what came of\nit;\n\n"
        "2. Asks the States to keep article 8 (j) in mind and to report on the use that was made of\n"
        "Article 9 of the Convention;\n\n"
        "Table\n\n92 738 500 Least developed countries\n446 092 700\nSubtotal, part I\n"
    ) * 3
    found = lines(text)
    assert any(
        line.startswith(
            "1. Requests the Secretary-General and the United Nations High Commissioner"
        )
        for line in found
    )
    assert any(
        line.endswith("the use that was made of Article 9 of the Convention;") for line in found
    )
    assert {"Table", "446 092 700"} <= set(found)


def test_footnotes_without_a_rule_stand_at_the_foot_of_the_page_that_calls_them() -> None:
    text = (
        "议程*项目71\n\nMarindia:* draft resolution\n\n"
        "The Conference, having looked at the rivers of the region with the care that they deserve and at\n"
        "\n* On behalf of the States of the region, and of those of the coast that have ports of\ntheir own.\n\n"
        "25-16789 (E)    281025\n*2516789*\n\nA/C.2/80/L.31\n\n"
        "the ports of the coast,3 asks the States to report to it on the use that was made of them;\n\n"
        "2 States have done so, and 14 have promised to do it before the end of the year to come.\n"
    )
    found = lines(text, symbol="A/C.2/80/L.31")
    assert "Marindia: draft resolution" in found
    assert any("deserve and at the ports of the coast" in line for line in found)
    assert found[-1].startswith("* On behalf") and found[-1].endswith("ports of their own.")
    assert any(line.startswith("2 States have") for line in found)


def test_captions_and_entries_begin_paragraphs() -> None:
    sentence = "秘书处在金斯敦举办了两期讲习班，来自四十多个国家的代表讨论了深海采矿和船舶污染问题以及海平面上升问题"
    wrapped = "\n".join(sentence[at : at + 24] for at in range(0, len(sentence), 24))
    text = (
        f"1. {wrapped}。\n" * 4
        + "2. 会议选出下列各位为主席团成员，他们来自本区域的五个国家：\n主席：李女士\n表2\n与会者\n"
    )
    assert lines(text)[-4:] == [
        "2. 会议选出下列各位为主席团成员，他们来自本区域的五个国家：",
        "主席：李女士",
        "表2",
        "与会者",
    ]


def test_tags_that_are_closed_nowhere_may_be_none() -> None:
    assert lines("If a <b> c, see <i>Rules</i>.<br>\n") == ["If a <b> c, see Rules."]


@pytest.mark.parametrize("date", ["2044年12月6日", "6 December 2044"])
def test_the_date_below_the_text_is_no_running_head(date: str) -> None:
    text = f"{date}大会决议\n\n海洋和海洋法\n\n大会，\n\n1. 请秘书长报告。\n\n"
    assert lines(f"{text * 3}\fPage 5\n\n{date}\n\n第46次全体会议\n")[-2:] == [
        date,
        "第46次全体会议",
    ]


def test_a_list_of_words_is_no_broken_text() -> None:
    words = [
        "access to justice", "adaptation", "administration of justice in times of armed conflict",
        "aid", "air", "boats", "coastal zone management in small island developing countries",
        "coral", "deep seabed", "endangered species of fish in the high seas", "fishing", "rules",
    ]  # fmt: skip
    text = "\n".join(words)
    assert lines(text) == text.split("\n")
