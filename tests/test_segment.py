from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termx.clean import clean
from termx.models import Document, Paragraph, Segment, SegmentKind
from termx.segment import paragraphs, sentences


def split(text: str) -> list[str]:
    document = Document(path="x", text=text, paragraphs=(Paragraph(0, len(text)),))
    return [sentence.text for sentence in sentences(paragraphs(document)[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请秘书长报告。又请会员国合作；", ["请秘书长报告。", "又请会员国合作；"]),
        ("为什么？因为缺乏资金！", ["为什么？", "因为缺乏资金！"]),
        ("请秘书长报告。“我们合作。”他说。", ["请秘书长报告。", "“我们合作。”", "他说。"]),
        ("他说：“同意。不过要快。”然后离开。", ["他说：“同意。不过要快。”", "然后离开。"]),
        ("见附件（第一章。又见第二章）和决议。", ["见附件（第一章。又见第二章）和决议。"]),
        ("《谁来负责？问责手册》已经印发。", ["《谁来负责？问责手册》已经印发。"]),
        ("结果未定……会议继续。", ["结果未定……", "会议继续。"]),
        ("没有句号的标题", ["没有句号的标题"]),
        ("括号没有关（第一。第二。", ["括号没有关（第一。第二。"]),
        (
            "The Council met. It adopted resolution A/RES/1. Mr. Smith spoke.",
            ["The Council met.", "It adopted resolution A/RES/1.", "Mr. Smith spoke."],
        ),
        (
            "See Treaty Series, vol. 2225, No. 39574. Ibid., para. 5.",
            ["See Treaty Series, vol. 2225, No. 39574.", "Ibid., para. 5."],
        ),
        ("12. Requests J. Doe to report (see art. 3).", None),
        ("80/229. Rules of the Assembly", None),
        ("19.7. The posts. Others.", ["19.7. The posts.", "Others."]),
        ("Article 8. States report. They do so.", ["Article 8. States report.", "They do so."]),
        ("It costs 1.5 million. Next year 2.5.", ["It costs 1.5 million.", "Next year 2.5."]),
        (
            "They said “Yes.” Then they left.",
            ["They said “Yes.”", "Then they left."],
        ),
        ("Is it done? Yes! 3 of 5 agree.", ["Is it done?", "Yes!", "3 of 5 agree."]),
        ("the U.N. and the U.S. agree", None),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    assert split(text) == (expected or [text])


def test_sentences_inherit_kind_and_number_and_keep_offsets() -> None:
    text = "大会，\n3. 请报告。又请合作。"
    document = Document(
        path="x",
        text=text,
        paragraphs=(
            Paragraph(0, 3, SegmentKind.PREAMBLE),
            Paragraph(4, len(text), SegmentKind.OPERATIVE, "3"),
        ),
    )
    first, second = paragraphs(document)
    assert first == Segment(document, 0, 3, SegmentKind.PREAMBLE, None)
    assert [(s.text, s.start, s.kind, s.number) for s in sentences(second)] == [
        ("3. 请报告。", 4, SegmentKind.OPERATIVE, "3"),
        ("又请合作。", 11, SegmentKind.OPERATIVE, "3"),
    ]


@given(st.text(alphabet="大会决议。！；，“”（）《》\"'().!?; aA1\n", max_size=60))
def test_sentences_part_a_paragraph_without_loss(text: str) -> None:
    document = clean(Document(path="x", text=text, lang="zh-Hans"))
    for paragraph in paragraphs(document):
        found = sentences(paragraph)
        assert "".join("".join(s.text.split()) for s in found) == "".join(paragraph.text.split())
        ends = [0, *(end for s in found for end in (s.start, s.end))]
        assert ends == sorted(ends)
        assert all(paragraph.start <= s.start < s.end <= paragraph.end for s in found)
