"""Alignment of invented texts: paragraphs, footnotes, sentences; every segment in one bead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termx.align import (
    AlignError,
    Lexicon,
    align,
    align_collection,
    align_paragraphs,
    align_segments,
)
from termx.align.corridor import around
from termx.align.tokens import tokens
from termx.clean import clean
from termx.models import Bead, Document, Paragraph, Segment, SegmentKind
from termx.read import read
from termx.segment import paragraphs

SAMPLE = Path(__file__).resolve().parents[1] / "pipelines" / "sample"
STEMS = ("A_RES_99_901.{}.txt", "A_99_902.{}.txt", "CAC_COSP_RES_20_1.{}.md")

PAIRS = (
    ("回顾其2041年12月5日第95/12号决议，", "Recalling its resolution 95/12 of 5 December 2041,"),
    ("深为关切沿海城市的海平面上升，", "Deeply concerned about sea-level rise in coastal cities,"),
    ("欢迎肯尼亚和巴西提出的倡议；", "Welcomes the initiative of Kenya and Brazil;"),
    ("请秘书长提交一份报告。", "Requests the Secretary-General to submit a report."),
    ("鼓励会员国保护儿童免遭暴力。", "Encourages Member States to protect children from violence."),
    ("预算增加了300万美元。", "The budget increased by 3 million dollars."),
    ("妇女占代表的百分之四十二。", "Women made up 42 per cent of the representatives."),
    ("难民署设立了十七个办事处。", "UNHCR established seventeen offices."),
    ("第三十四届会议将在日内瓦举行。", "The thirty-fourth session will be held in Geneva."),
    ("见A/HRC/55/7，第12段。", "See A/HRC/55/7, para. 12."),
)


def sample(stem: str) -> tuple[Document, Document]:
    source, target = (clean(read(SAMPLE / stem.format(lang))) for lang in ("zh", "en"))
    return source, target


def document(lang: str, texts: Iterable[tuple[str, SegmentKind, str | None]]) -> Document:
    at, items = 0, []
    lines = list(texts)
    for text, kind, number in lines:
        items.append(Paragraph(at, at + len(text), kind, number))
        at += len(text) + 1
    joined = "\n".join(text for text, _, _ in lines)
    return Document(f"made.{lang}.txt", joined, lang, paragraphs=tuple(items))


def body(lang: str, texts: Iterable[str]) -> Document:
    return document(lang, ((text, SegmentKind.BODY, None) for text in texts))


def parts(source: Document) -> list[tuple[str, SegmentKind, str | None]]:
    return [(item.text, item.kind, item.number) for item in paragraphs(source)]


def texts(beads: Iterable[Bead]) -> list[tuple[str, str]]:
    return [
        ("".join(item.text for item in bead.source), " ".join(item.text for item in bead.target))
        for bead in beads
    ]


def lists(source: Iterable[str], target: Iterable[str]) -> tuple[tuple[Segment, ...], ...]:
    return paragraphs(body("zh-Hans", source)), paragraphs(body("en", target))


@pytest.mark.parametrize("stem", STEMS)
def test_the_paragraphs_of_the_sample_are_pairs(stem: str) -> None:
    source, target = sample(stem)
    beads = align_paragraphs(source, target)
    shapes = Counter((len(bead.source), len(bead.target)) for bead in beads)
    # What only one masthead has, and date and meeting, which the languages print in turn.
    assert shapes[1, 1] >= sum(shapes.values()) - 1
    assert all(bead.source[0].number == bead.target[0].number for bead in beads if bead.target)


@pytest.mark.parametrize("stem", STEMS)
def test_every_sentence_is_in_one_bead(stem: str) -> None:
    source, target = sample(stem)
    for first, second in ((source, target), (target, source)):
        beads = align(first, second)
        for side, given_ in (("source", first), ("target", second)):
            found: list[Segment] = [item for bead in beads for item in getattr(bead, side)]
            places = [(item.start, item.end) for item in found]
            assert places == sorted(set(places))
            text = "".join(item.text for item in found)
            assert "".join(text.split()) == "".join(given_.text.split())


def test_the_order_of_the_documents_changes_nothing() -> None:
    source, target = sample(STEMS[0])
    turned = tuple(Bead(bead.target, bead.source, bead.score) for bead in align(target, source))
    assert turned == align(source, target)


def test_a_missing_paragraph_stands_alone() -> None:
    source, target = sample(STEMS[2])
    everything = parts(target)
    gone = next(at for at, (_, _, number) in enumerate(everything) if number == "3")
    beads = align_paragraphs(source, document("en", everything[:gone] + everything[gone + 1 :]))
    alone = [bead for bead in beads if not bead.target]
    assert [bead.source[0].number for bead in alone] == ["3"]


def test_a_missing_section_stands_alone() -> None:
    source, target = sample(STEMS[1])
    everything = parts(source)
    third = len(everything) // 3
    beads = align_paragraphs(document("zh-Hans", everything[third:]), target)
    whole = align_paragraphs(source, target)
    pairs = [bead for bead in beads if bead.source and bead.target]
    assert len(pairs) >= sum(bool(bead.target) for bead in whole[third:]) - 1
    assert all(bead.source[0].number == bead.target[0].number for bead in pairs)


def test_a_footnote_that_moved_is_found() -> None:
    source, target = sample(STEMS[0])
    everything = parts(source)
    notes = [at for at, (_, kind, _) in enumerate(everything) if kind is SegmentKind.FOOTNOTE]
    note = everything.pop(notes[4])
    everything.insert(10, (note[0], SegmentKind.BODY, None))
    beads = align_paragraphs(document("zh-Hans", everything), target)
    (bead,) = (bead for bead in beads if bead.source and bead.source[0].text == note[0])
    assert [item.number for item in bead.target] == [note[2]]


def test_footnotes_that_only_one_reader_knew_are_pairs() -> None:
    source, target = sample(STEMS[2])
    plain = document("zh-Hans", ((text, SegmentKind.BODY, None) for text, _, _ in parts(source)))
    beads = align_paragraphs(plain, target)
    assert sum(len(bead.source) == len(bead.target) == 1 for bead in beads) == len(parts(source))


def test_a_paragraph_that_is_split_stays_together() -> None:
    source, target = sample(STEMS[2])
    everything = parts(source)
    at = max(range(len(everything)), key=lambda number: len(everything[number][0]))
    text, kind, number = everything[at]
    cut = text.index("，", len(text) // 3) + 1
    everything[at : at + 1] = [(text[:cut], kind, number), (text[cut:], kind, None)]
    beads = align_paragraphs(document("zh-Hans", everything), target)
    (bead,) = (bead for bead in beads if len(bead.source) == 2)
    assert "".join(item.text for item in bead.source) == text
    assert len(bead.target) == 1


def test_sentences_one_to_one_merged_and_alone() -> None:
    chinese = [pair[0] for pair in PAIRS]
    english = [pair[1] for pair in PAIRS]
    english[3:5] = [" ".join(english[3:5])]
    del chinese[7]
    found = texts(align_segments(*lists(chinese, english)))
    expected = [
        *PAIRS[:3],
        (PAIRS[3][0] + PAIRS[4][0], f"{PAIRS[3][1]} {PAIRS[4][1]}"),
        *PAIRS[5:7],
        ("", PAIRS[7][1]),
        *PAIRS[8:],
    ]
    assert found == expected


def test_what_is_sure_scores_high_and_what_is_alone_nothing() -> None:
    source, target = lists((pair[0] for pair in PAIRS), (pair[1] for pair in PAIRS[:-1]))
    beads = align_segments(source, target)
    assert all(bead.score > 0.9 for bead in beads[:-1])
    assert beads[-1] == Bead((source[-1],), (), 0.0)


def test_a_lexicon_helps() -> None:
    source, target = lists(
        ("甲乙丙丁戊。", "庚辛壬癸子。"), ("Zeta wodu blarg.", "Quim wrenfol tas.")
    )
    plain = align_segments(source, target)
    words = {char: char for word in tokens("甲乙丙丁戊", chinese=True).words for char in [word]}
    english = {word: {"wrenfo": 0.9, "quim": 0.9} for word in words}
    taught = align_segments(
        source, target, lexicon=Lexicon(english, {"wrenfo": dict.fromkeys(words, 0.5)})
    )
    assert plain != taught


def test_a_collection_learns_from_all_its_pairs() -> None:
    pairs = [sample(stem) for stem in STEMS]
    found = align_collection(pairs)
    assert [bool(beads) for beads in found] == [True] * 3
    for beads, (source, target) in zip(found, pairs, strict=True):
        assert {item.document.path for bead in beads for item in bead.source} == {source.path}
        assert {item.document.path for bead in beads for item in bead.target} == {target.path}


def test_a_collection_tells_what_it_refuses() -> None:
    first, other = sample(STEMS[0]), sample(STEMS[2])
    errors: list[AlignError] = []
    found = align_collection([(first[0], other[1]), other], refused=errors.append)
    assert [len(beads) > 0 for beads in found] == [False, True]
    assert "A_RES_99_901.zh.txt" in str(errors[0])
    assert "CAC_COSP_RES_20_1.en.md" in str(errors[0])


def test_documents_that_are_no_translations_are_refused() -> None:
    documents = [sample(stem) for stem in STEMS]
    for at, (source, _) in enumerate(documents):
        for to, (_, target) in enumerate(documents):
            if at != to:
                with pytest.raises(AlignError, match="are no translations of each other"):
                    align(source, target)


def test_documents_in_one_language_are_refused() -> None:
    source, target = sample(STEMS[0])
    with pytest.raises(AlignError, match="both are in Chinese; give one in Chinese"):
        align(source, sample(STEMS[1])[0])
    with pytest.raises(AlignError, match="both are in English"):
        align_paragraphs(target, target)


def numbered_lines(count: int) -> tuple[list[str], list[str]]:
    own = [PAIRS[at % len(PAIRS)] for at in range(count)]
    chinese = [f"第{100 + at}号项目：{pair[0]}" for at, pair in enumerate(own)]
    english = [f"Project {100 + at}: {pair[1]}" for at, pair in enumerate(own)]
    return chinese, english


def test_long_lists_with_a_missing_section() -> None:
    chinese, english = numbered_lines(700)
    beads = align_segments(*lists(chinese, english[:250] + english[430:]))
    pairs = [bead for bead in beads if bead.source and bead.target]
    right = sum(
        len(bead.source) == len(bead.target) == 1
        and bead.source[0].text[1:4] == bead.target[0].text[8:11]
        for bead in pairs
    )
    assert right >= 515
    assert len(pairs) <= 520


def test_long_lists_are_searched_in_a_corridor() -> None:
    rows = 5_000
    space = around([], rows, rows)
    assert (space.low[0], space.high[rows]) == (0, rows)
    assert int((space.high - space.low).max()) < 500
    assert (space.low[1:] <= space.high[:-1]).all()
    assert (np.diff(space.low) >= 0).all()
    assert (np.diff(space.high) >= 0).all()


def test_no_segments() -> None:
    source, target = lists(["请秘书长提交一份报告。"], ["Requests a report."])
    assert align_segments((), ()) == ()
    assert align_segments(source, ()) == (Bead(source, (), 0.0),)
    assert align_segments((), target) == (Bead((), target, 0.0),)


_CHINESE = st.text(alphabet="中国报告会议2 045，。；（）A/RES第十二", min_size=1, max_size=30)
_ENGLISH = st.text(alphabet="report meeting 2045 ,.;()A/RES", min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(_CHINESE, max_size=12), st.lists(_ENGLISH, max_size=12))
def test_any_lists_are_covered_in_order(chinese: list[str], english: list[str]) -> None:
    source, target = lists(chinese, english)
    beads = align_segments(source, target)
    assert tuple(item for bead in beads for item in bead.source) == source
    assert tuple(item for bead in beads for item in bead.target) == target
    assert all(bead.source or bead.target for bead in beads)
    assert all(0.0 <= bead.score <= 1.0 for bead in beads)
    assert beads == align_segments(source, target)


@pytest.mark.parametrize(
    ("chinese", "english", "shared"),
    [
        ("一九四五年", "1945", "#1945"),
        ("第六十九届会议", "Sixty-ninth session", "#69"),
        ("4 000万人", "40 million people", "#40000000"),
        ("1 234 567美元", "$1,234,567", "#1234567"),
        ("16.3%", "16.3 per cent", "#16.3"),
        ("十二月", "December", "#m12"),
        ("第46/152号决议", "resolution 46/152", "46/152"),
        ("A/RES/80/229。", "A/RES/80/229.", "a/res/80/229"),
        ("联合国（ＵＮＤＰ）", "UNDP", "undp"),
        ("3亿", "300 million", "#300000000"),
        ("二十一世纪", "twenty-first century", "#21"),
    ],
)
def test_what_two_languages_share(chinese: str, english: str, shared: str) -> None:
    assert shared in tokens(chinese, chinese=True).words
    assert shared in tokens(english, chinese=False).words
