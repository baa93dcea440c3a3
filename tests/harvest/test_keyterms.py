"""Domain terms: what is found, where it ends, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from termx import lang
from termx.harvest import harvest
from termx.harvest.keyterms import Names, count_clauses
from termx.harvest.keyterms import keyterms as scored
from termx.harvest.naming import candidates
from termx.harvest.parts import Whole
from termx.harvest.stages import find_terms
from termx.harvest.vocabulary import Role, sections, word, words
from termx.models import Candidate, Document, Kind, Segment

TEXT = (
    "各国代表认为，跨国有组织犯罪和洗钱威胁各国的发展。",
    "办公室帮助该区域各国打击跨国有组织犯罪、贩运文化财产以及与身份有关的犯罪。",
    "工作组讨论了追回资产问题，并请秘书处就追回资产和没收犯罪所得编写报告。",
    "防止外层空间军备竞赛是裁军谈判会议的议题之一。",
    "受保护的野生动植物物种和持久性有机污染物列于附件。",
    "境内流离失所者和难民需要人道主义援助，境内流离失所者尤其如此。",
    "难民有权得到保护；洗钱是罪行。",
)


def segments(*texts: str, language: str = "zh-Hans") -> list[Segment]:
    document = Document("t.txt", "\n".join(texts), lang=language)
    starts = [sum(len(text) + 1 for text in texts[:i]) for i in range(len(texts))]
    return [
        Segment(document, start, start + len(text))
        for start, text in zip(starts, texts, strict=True)
    ]


def keyterms(text: list[Segment], limit: int | None = None) -> tuple[Candidate, ...]:
    return harvest(text, harvesters=("keyterms",), themes=limit)


def keyterms_beside(text: list[Segment], *names: str) -> Sequence[Candidate]:
    known = Names(names)
    work = Whole(text)
    return candidates(work, find_terms(work, scored(work, count_clauses(text, known), known), None))


def forms(candidates: Sequence[Candidate]) -> list[str]:
    return [candidate.form for candidate in candidates]


@pytest.mark.parametrize(
    "term",
    [
        "跨国有组织犯罪", "有组织犯罪", "洗钱", "贩运文化财产", "文化财产", "追回资产",
        "外层空间军备竞赛", "防止外层空间军备竞赛", "持久性有机污染物", "境内流离失所者",
        "人道主义援助", "难民", "犯罪所得",
    ],
)  # fmt: skip
def test_terms_are_found(term: str) -> None:
    assert term in forms(keyterms(segments(*TEXT)))


@pytest.mark.parametrize("term", ["与身份有关的犯罪", "受保护的野生动植物物种"])
def test_relative_clause_belongs_to_the_term(term: str) -> None:
    assert term in forms(keyterms(segments(*TEXT)))


@pytest.mark.parametrize(
    "text", ["各国代表", "打击跨国有组织犯罪", "组织犯罪", "国有", "代表认为", "文化", "附件"]
)
def test_what_is_no_term_is_not_offered(text: str) -> None:
    assert text not in forms(keyterms(segments(*TEXT)))


def test_term_of_the_text_beats_boilerplate() -> None:
    found = keyterms(segments(*TEXT))
    assert set(forms(found[:12])) >= {"跨国有组织犯罪", "追回资产", "境内流离失所者"}


def test_candidates_are_themes_in_order_of_score() -> None:
    found = keyterms(segments(*TEXT))
    scores = [candidate.score for candidate in found]
    assert {candidate.kind for candidate in found} == {Kind.THEME}
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len(set(forms(found))) == len(found)


def test_occurrences_point_into_the_document() -> None:
    for candidate in keyterms(segments(*TEXT)):
        assert candidate.occurrences
        for occurrence in candidate.occurrences:
            assert occurrence.text == candidate.form
            assert occurrence.segment.start <= occurrence.start < occurrence.end
            assert occurrence.end <= occurrence.segment.end
        places = [occurrence.start for occurrence in candidate.occurrences]
        assert places == sorted(set(places))


def test_every_occurrence_is_found() -> None:
    found = {candidate.form: candidate for candidate in keyterms(segments(*TEXT))}
    assert len(found["追回资产"].occurrences) == 2
    assert len(found["境内流离失所者"].occurrences) == 2
    assert len(found["有组织犯罪"].occurrences) == 2


def test_occurrence_respects_words() -> None:
    found = {
        c.form: c for c in keyterms(segments("人权和法治。", "人权很重要。", "个人权限有限。"))
    }
    assert len(found["人权"].occurrences) == 2


def test_names_are_no_terms() -> None:
    text = ("联合国反腐败公约缔约国会议讨论了资产追回。", "反腐败公约缔约国会议休会。")
    names = {"联合国反腐败公约缔约国会议", "反腐败公约缔约国会议"}
    found = forms(keyterms_beside(segments(*text), *names))
    assert "资产追回" in found
    assert not names & set(found)
    assert not any("公约" in form or "会议" in form for form in found)


def test_occurrence_inside_a_name_does_not_count_beside_a_free_one() -> None:
    text = ("打击海盗问题联络小组开会。", "海盗和海上武装抢劫有所减少。")
    found = {c.form: c for c in keyterms_beside(segments(*text), "打击海盗问题联络小组")}
    assert [occurrence.text for occurrence in found["海盗"].occurrences] == ["海盗"]
    assert found["海盗"].occurrences[0].start > len(text[0])


def test_nested_form_counts_where_it_stands_alone() -> None:
    text = ("暴力侵害妇女行为，", "消除暴力侵害妇女行为。", "打击暴力侵害妇女行为。")
    scores = {c.form: c.score for c in keyterms(segments(*text))}
    assert scores["暴力侵害妇女行为"] > scores.get("妇女行为", 0.0)


def test_limit() -> None:
    everything = keyterms(segments(*TEXT))
    assert keyterms(segments(*TEXT), limit=3) == everything[:3]
    assert keyterms(segments(*TEXT), limit=0) == ()


@pytest.mark.parametrize("texts", [(), ("",), ("Only English here.",), ("，。；",), ("12345",)])
def test_nothing_to_find(texts: tuple[str, ...]) -> None:
    assert keyterms(segments(*texts)) == ()


def test_traditional_characters() -> None:
    found = {c.form: c for c in keyterms(segments("打擊跨國有組織犯罪。", language="zh-Hant"))}
    assert found["跨國有組織犯罪"].lang == "zh-Hant"
    assert found["跨國有組織犯罪"].occurrences[0].text == "跨國有組織犯罪"


def test_repetition_changes_counts_and_not_the_terms() -> None:
    once, thrice = keyterms(segments(*TEXT)), keyterms(segments(*TEXT * 3))
    assert {c.form for c in once} & {c.form for c in thrice}
    counts = {c.form: len(c.occurrences) for c in once}
    for candidate in thrice:
        if candidate.form in counts:
            assert len(candidate.occurrences) == 3 * counts[candidate.form]


def test_same_input_same_output() -> None:
    assert keyterms(segments(*TEXT)) == keyterms(segments(*TEXT))


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("有组织犯罪", ["有组织", "犯罪"]),
        ("非拘禁措施", ["非拘禁", "措施"]),
        ("2015年后发展议程", ["2015年后", "发展", "议程"]),
        ("COVID-19疫苗", ["COVID-19", "疫苗"]),
        ("冲突后重建", ["冲突后", "重建"]),
        ("不驱回原则", ["不驱回", "原则"]),
        ("提供援助", ["提供", "援助"]),
    ],
)
def test_words(clause: str, expected: list[str]) -> None:
    assert [found.text for found in words(clause)] == expected


@pytest.mark.parametrize("text", [*TEXT, "COVID-19、HIV和2015年后的目标"])
def test_words_lose_nothing(text: str) -> None:
    assert "".join(found.text for found in words(text)) == text


def test_roles() -> None:
    assert word("海盗").role is Role.DOMAIN
    assert word("没收").role is Role.EVENT
    assert word("强调").role is Role.BREAK
    assert word("犯罪").alone is False
    assert word("恐怖主义").alone is True
    assert word("恐怖主义").weight > word("技术").weight


def test_word_list_is_tidy() -> None:
    known = {
        "domain", "wide", "modifier", "head", "verb", "act", "vague", "general", "break",
        "governor", "modal", "suffix", "prefix",
    }  # fmt: skip
    for text, found in sections().items():
        assert found <= known, text
        assert lang.is_han(text), text
        if "wide" in found:
            assert "domain" in found, text
        if found & {"suffix", "prefix"}:
            assert len(text) == 1, text
