"""Normalize: candidates become concepts with variants, statuses and reasons."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from termx import lang
from termx.data import lines, table
from termx.models import (
    Candidate,
    Concept,
    Document,
    Kind,
    Occurrence,
    Paragraph,
    Segment,
    SegmentKind,
    Status,
    Term,
    TermType,
)
from termx.normalize import normalize
from termx.normalize.canon import bag, canon, numbers, ordinals, reordered
from termx.normalize.shortening import is_generic

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
THEME, BODY, TREATY = Kind.THEME, Kind.ORGANIZATION, Kind.INSTRUMENT


def document(text: str, symbol: str = "A/70/1", date: str | None = "2015-09-01") -> Document:
    spans = [(match.start(), match.end()) for match in re.finditer("[^\n]+", text)]
    paragraphs = tuple(Paragraph(start, end, SegmentKind.OPERATIVE) for start, end in spans)
    return Document("d.txt", text, "zh-Hans", symbol, date, paragraphs=paragraphs)


def found(
    form: str,
    kind: Kind,
    *documents: Document,
    defines: Iterable[str] = (),
    score: float = 1.0,
    language: str = "zh-Hans",
) -> Candidate:
    """The candidate `form` with every place where `documents` print it."""
    places = tuple(
        Occurrence(Segment(item, part.start, part.end, part.kind), match.start(), match.end())
        for item in documents
        for part in item.paragraphs
        for match in re.finditer(re.escape(form), item.text)
        if part.start <= match.start() < part.end
    )
    return Candidate(form, language, kind, places, score, tuple(defines))


def grouped(concepts: Sequence[Concept], *forms: str) -> bool:
    return any({term.text for term in concept.terms} >= set(forms) for concept in concepts)


def term(concepts: Sequence[Concept], text: str) -> Term:
    (result,) = (item for concept in concepts for item in concept.terms if item.text == text)
    return result


def merged(kind: Kind, *forms: str) -> bool:
    return grouped(normalize([found(form, kind) for form in forms]), *forms)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (THEME, "贩运象牙", "象牙贩运"),
        (THEME, "贩运象牙", "非法贩运象牙"),
        (THEME, "象牙的非法贩运", "贩运象牙"),
        (THEME, "保护海龟", "海龟保护"),
        (THEME, "渔业犯罪集团", "渔业犯罪团伙"),
        (THEME, "象牙走私受害人", "象牙走私受害者"),
        (THEME, "与渔业有关的犯罪", "渔业相关犯罪"),
        (THEME, "涉及渔业的犯罪", "与渔业有关的犯罪"),
        (THEME, "暴力侵害渔民行为", "对渔民的暴力行为"),
        (THEME, "权利和自由保障", "权利及自由保障"),
        (BODY, "联合国象牙问题办公室", "象牙问题办公室"),
        (BODY, "秘书处象牙事务小组", "象牙事务小组"),
        (BODY, "象牙贸易公约缔约方会议", "象牙贸易公约缔约方大会"),
        (BODY, "象牙贸易公约缔约方会议", "象牙贸易公约缔约国会议"),
        (THEME, "没收的象牙", "被没收的象牙"),
        (TREATY, "国际反恐文书", "关于打击恐怖主义的国际文书"),
        (THEME, "受保护的野生动植物物种", "野生动植物受保护物种"),
        (BODY, "象牙问题不限成员名额工作组", "象牙不限成员名额工作组"),
        (BODY, "象牙贸易与养护理事会", "象养理事会"),
        (TREATY, "1995年象牙贸易公约", "象牙贸易公约"),
        (TREATY, "象牙贸易条例(2005)", "象牙贸易条例"),
        (
            TREATY,
            "联合国象牙贸易公约关于打击偷猎海龟行为的补充议定书",
            "关于打击偷猎海龟行为的补充议定书",
        ),
        (TREATY, "关于打击偷猎海龟行为的议定书", "关于打击偷猎海龟行为的补充议定书"),
        (TREATY, "关于打击偷猎的7项区域文书", "7项打击偷猎的区域文书"),
        (TREATY, "关于禁止生产和销售象牙制品的公约", "象牙制品公约"),
        (Kind.EVENT, "2031国际海龟年", "国际海龟年"),
        (Kind.PROGRAMME, "“碧海行动”倡议", "碧海行动"),
        (Kind.PROGRAMME, "SEATURTLE项目", "SEATURTLE"),
        (Kind.PUBLICATION, "全球象牙贩运问题报告", "关于贩运象牙问题的全球报告"),
        (Kind.PUBLICATION, "2012-2013两年期海龟预算", "2012至2013年海龟预算"),
    ],
)
def test_variants_are_grouped(kind: Kind, one: str, other: str) -> None:
    assert merged(kind, one, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (THEME, "缔约国", "缔约方"),
        (THEME, "渔业犯罪所得", "渔业腐败所得"),
        (THEME, "海事司法改革", "海事司法机构改革"),
        (THEME, "管理人员", "人员管理"),
        (THEME, "保护机制", "机制保护"),
        (THEME, "管制药物", "药物管制"),
        (THEME, "发展合作", "合作发展"),
        (THEME, "缔约方会议", "缔约方大会"),
        (THEME, "海龟保护", "保护"),
        (THEME, "暴力侵害妇女行为", "暴力侵害儿童行为"),
        (THEME, "被偷运移民", "偷运移民"),
        (THEME, "信息和分析", "信息分析"),
        (THEME, "联合国工作人员", "工作人员"),
        (BODY, "大会", "联合国预防犯罪和刑事司法大会"),
        (BODY, "象牙问题委员会", "象牙问题理事会"),
        (BODY, "象牙事务委员会第十届会议", "第十届会议"),
        (BODY, "象牙事务委员会第十届会议", "象牙事务委员会第十一届会议"),
        (BODY, "海龟与象牙委员会", "象牙委员会"),
        (BODY, "国际刑事法庭", "国际法庭"),
        (BODY, "国家妇女儿童委员会", "国家妇女委员会"),
        (BODY, "缔约方会议", "缔约国会议"),
        (BODY, "象牙贸易公约缔约方会议", "海龟养护公约缔约国会议"),
        (THEME, "没收的象牙", "没收象牙"),
        (Kind.PROGRAMME, "联合国海龟方案", "联合国海龟方案网"),
        (Kind.EVENT, "2031年海龟首脑会议", "2031年海龟首脑会议成果"),
        (TREATY, "1995年象牙贸易公约", "2005年象牙贸易公约"),
        (TREATY, "禁止买卖象牙和精神药物公约", "精神药物公约"),
        (TREATY, "囚犯待遇最低限度标准规则", "联合国囚犯待遇最低限度标准规则"),
    ],
)
def test_look_alikes_stay_apart(kind: Kind, one: str, other: str) -> None:
    assert not merged(kind, one, other)


def test_identical_forms_take_the_more_frequent_printing() -> None:
    text = document("《象牙公约》秘书处。象牙公约秘书处。象牙公约秘书处。")
    (concept,) = normalize(
        [found("《象牙公约》秘书处", BODY, text), found("象牙公约秘书处", BODY, text)]
    )
    (only,) = concept.terms
    assert (only.text, only.frequency) == ("象牙公约秘书处", 3)


def test_scripts_are_one_concept_with_a_term_each() -> None:
    (concept,) = normalize(
        [found("象牙貿易辦公室", BODY, language="zh-Hant"), found("象牙贸易办公室", BODY)]
    )
    assert {(item.lang, item.status) for item in concept.terms} == {
        ("zh-Hans", Status.PREFERRED),
        ("zh-Hant", Status.PREFERRED),
    }


def test_definition_links_and_names_its_document() -> None:
    text = document("请海龟养护信托管理局（龟信局）提交报告。龟信局应当答复各国。")
    concepts = normalize(
        [
            found("海龟养护信托管理局", BODY, text, defines=["龟信局"]),
            found("龟信局", BODY, text),
        ]
    )
    short = term(concepts, "龟信局")
    assert term(concepts, "海龟养护信托管理局").status is Status.PREFERRED
    assert (short.status, short.type) == (Status.ADMITTED, TermType.ABBREVIATION)
    assert short.note == "short form, defined in A/70/1: 海龟养护信托管理局"


def test_short_form_defined_for_two_names_joins_neither() -> None:
    concepts = normalize(
        [
            found("海龟养护管理局", BODY, defines=["养护局"]),
            found("象牙养护管理局", BODY, defines=["养护局"]),
            found("养护局", BODY),
        ]
    )
    assert len(concepts) == 3


def test_a_shortened_part_shortens_the_name() -> None:
    concepts = normalize(
        [
            found("联合国打击象牙走私公约", TREATY, defines=["《象牙公约》"]),
            found("象牙公约", TREATY),
            found("联合国打击象牙走私公约缔约方会议", BODY),
            found("《象牙公约》缔约方会议", BODY),
        ]
    )
    assert grouped(concepts, "联合国打击象牙走私公约缔约方会议", "《象牙公约》缔约方会议")


def test_forms_listed_side_by_side_are_two() -> None:
    text = document("欢迎打击贩运象牙、象牙贩运和贩运海龟方面的进展。")
    assert len(normalize([found("贩运象牙", THEME, text), found("象牙贩运", THEME, text)])) == 2


def test_chain_of_links_does_not_drift() -> None:
    forms = ["1995年象牙议定书", "象牙议定书", "2005年象牙议定书"]
    assert len(normalize([found(form, TREATY) for form in forms])) == 3


def test_slip_is_deprecated_beside_a_frequent_form() -> None:
    text = document("联合国打击跨境有组织偷猎公约。" * 5 + "联合国打击跨境组织偷猎公约。")
    concepts = normalize(
        [
            found("联合国打击跨境有组织偷猎公约", TREATY, text),
            found("联合国打击跨境组织偷猎公约", TREATY, text),
        ]
    )
    slip = term(concepts, "联合国打击跨境组织偷猎公约")
    assert slip.status is Status.DEPRECATED
    assert slip.note == "slip, 有 is missing: 联合国打击跨境有组织偷猎公约"


@pytest.mark.parametrize("rare", ["联合国打击跨境无组织偷猎公约", "联合国打击跨境有组织偷猎公约法"])
def test_telling_or_final_characters_are_no_slip(rare: str) -> None:
    text = document("联合国打击跨境有组织偷猎公约。" * 5)
    usual = found("联合国打击跨境有组织偷猎公约", TREATY, text)
    assert len(normalize([usual, found(rare, TREATY)])) == 2


def test_resolutions_beat_reports_and_say_so() -> None:
    report = document("象牙贩运。象牙贩运。", "A/75/10", "2020-07-01")
    resolution = document("贩运象牙。", "A/RES/70/1", "2015-09-01")
    (concept,) = normalize([found("象牙贩运", THEME, report), found("贩运象牙", THEME, resolution)])
    assert concept.terms[0].text == "贩运象牙"
    assert concept.terms[0].note == "preferred: form of resolutions"


def test_newest_documents_beat_frequency() -> None:
    old = document("象牙贩运。象牙贩运。贩运象牙。", "A/60/10", "2005-07-01")
    new = document("贩运象牙。", "A/75/10", "2020-07-01")
    (concept,) = normalize([found("象牙贩运", THEME, old), found("贩运象牙", THEME, old, new)])
    assert concept.terms[0].text == "贩运象牙"


def test_replaced_rendering_is_superseded() -> None:
    old = [document("象牙贩运。", f"A/6{n}/10", f"200{n}-07-01") for n in range(2)]
    new = [document("贩运象牙。", f"A/7{n}/10", f"202{n}-07-01") for n in range(2)]
    concepts = normalize([found("象牙贩运", THEME, *old), found("贩运象牙", THEME, *new)])
    replaced = term(concepts, "象牙贩运")
    assert replaced.status is Status.SUPERSEDED
    assert replaced.note == "replaced by 贩运象牙 in documents since 2020"


def test_one_old_document_does_not_make_a_rendering_superseded() -> None:
    old = document("象牙贩运。象牙贩运。", "A/60/10", "2005-07-01")
    new = [document("贩运象牙。", f"A/7{n}/10", f"202{n}-07-01") for n in range(2)]
    concepts = normalize([found("象牙贩运", THEME, old), found("贩运象牙", THEME, *new)])
    assert term(concepts, "象牙贩运").status is Status.ADMITTED


def test_acts_that_are_described_are_other_things() -> None:
    assert not merged(THEME, "受保护海龟", "受保护海龟的行为")
    assert not merged(THEME, "受害者", "行为受害者")
    assert merged(THEME, "贩运象牙受害者", "贩运象牙行为受害者")


def test_names_of_one_entry_are_one_concept_whatever_their_heads() -> None:
    forms = (
        "联合国难民事务高级专员公署",
        "联合国难民事务高级专员办事处",
        "难民署",
        "难民专员办事处",
    )
    assert merged(BODY, *forms)


def test_parts_known_by_their_parts_shorten_the_name() -> None:
    full, short = "联合国打击偷猎海龟公约", "海龟公约"
    forms = full, short, f"{full}及其各项议定书", f"{full}及其议定书", f"{short}及其议定书"
    whole = f"{full}及其各项议定书审议机制", f"{short}及其议定书审议机制"
    page = document(f"《{full}》（《{short}》）")
    concepts = normalize(
        [found(full, TREATY, page, defines=(short,))]
        + [found(form, TREATY, page) for form in forms[1:]]
        + [found(form, Kind.PROGRAMME) for form in whole]
    )
    assert grouped(concepts, *whole)


def test_a_listed_short_name_is_a_part() -> None:
    forms = "欧洲联盟", "欧盟", "欧洲联盟驻海龟岛特派团", "欧盟驻海龟岛特派团"
    assert grouped(normalize([found(form, BODY) for form in forms]), *forms[2:])


def test_a_short_title_is_a_title() -> None:
    full, short = "关于禁止生产和销售象牙制品的公约", "象牙制品公约"
    for text, expected in ((f"《{short}》", True), (f"某个{short}", False)):
        page = document(f"回顾《{full}》，欢迎{text}。")
        concepts = normalize([found(form, TREATY, page) for form in (full, short)])
        assert grouped(concepts, full, short) is expected


def test_a_piece_that_never_stands_free_is_no_form() -> None:
    full, piece = "联合国打击海盗公约缔约方会议", "海盗公约缔约方会议"
    nested = document(f"欢迎{full}。注意到{full}。")
    concepts = normalize([found(full, BODY, nested), found(piece, BODY, nested)])
    assert [[item.text for item in concept.terms] for concept in concepts] == [[full]]
    free = document(f"欢迎{full}。注意到{piece}。")
    assert grouped(normalize([found(full, BODY, free), found(piece, BODY, free)]), full, piece)


def test_known_old_rendering_is_superseded_without_dates() -> None:
    text = document("偷运移徙者。偷运移徙者。偷运移民。", date=None)
    concepts = normalize([found("偷运移徙者", THEME, text), found("偷运移民", THEME, text)])
    assert term(concepts, "偷运移徙者").status is Status.SUPERSEDED


def test_full_form_beats_a_frequent_short_form() -> None:
    text = document("联合国象牙问题办公室。" + "象牙问题办公室。" * 9)
    (concept,) = normalize(
        [found("联合国象牙问题办公室", BODY, text), found("象牙问题办公室", BODY, text)]
    )
    full, short = concept.terms
    assert (full.text, full.type) == ("联合国象牙问题办公室", TermType.FULL_FORM)
    assert (short.type, short.note) == (
        TermType.SHORT_FORM,
        "omits 联合国: 联合国象牙问题办公室",
    )


def test_name_beats_theme_and_evidence_is_kept() -> None:
    first = document("会议审议了海龟养护战略。\n各国欢迎海龟养护战略，并请秘书处就此提交报告。")
    (concept,) = normalize(
        [found("海龟养护战略", THEME, first), found("海龟养护战略", TREATY, first, score=2.0)],
        subject="environment",
    )
    (only,) = concept.terms
    assert (concept.kind, concept.subject, concept.score) == (TREATY, "environment", 2.0)
    assert (only.frequency, only.sources) == (2, ("A/70/1",))
    assert only.context in first.text and only.text in only.context


def test_concepts_are_sorted_by_score_then_text() -> None:
    concepts = normalize(
        [
            found("乙类海龟", THEME),
            found("象牙制品", THEME, score=3.0),
            found("丙类海龟", THEME),
        ]
    )
    assert [concept.terms[0].text for concept in concepts] == ["象牙制品", "丙类海龟", "乙类海龟"]


def test_ids_are_names_and_survive_new_variants() -> None:
    full = found("联合国打击偷猎和养护海龟办公室", BODY)
    (before,) = normalize([full])
    (after,) = normalize(
        [
            full,
            found("打击偷猎和养护海龟办公室", BODY),
            found("联合国打击偷猎及养护海龟办事处", BODY),
        ]
    )
    assert before.id == after.id
    assert re.fullmatch(r"[a-z][a-z0-9-]*", before.id)


def test_homographs_that_stay_apart_have_two_ids() -> None:
    text = document("欢迎贩运象牙、非法贩运象牙方面的进展。")
    first, second = normalize([found("贩运象牙", THEME, text), found("非法贩运象牙", THEME, text)])
    assert first.id != second.id


def test_order_of_candidates_does_not_matter() -> None:
    forms = ["贩运象牙", "象牙贩运", "象牙的非法贩运", "保护海龟", "海龟保护", "象牙公约"]
    candidates = [found(form, THEME) for form in forms]
    expected = normalize(candidates)
    random.Random(1).shuffle(candidates)  # noqa: S311
    assert normalize(candidates) == expected


def test_nothing_gives_nothing() -> None:
    assert normalize([]) == ()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("关于打击偷猎海龟行为的补充议定书", "打击偷猎海龟议定书"),
        ("象牙贸易公约及其各项议定书", "象牙贸易公约和其议定书"),
        ("恐怖主义行为", "恐怖主义行为"),
        ("执行局", "执行局"),
        ("世界毒品问题", "世界毒品问题"),
    ],
)
def test_canonical_strings(form: str, expected: str) -> None:
    assert canon(lang.key(form)).text == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("贩运象牙", "象牙贩运", True),
        ("妇女和儿童", "儿童和妇女", True),
        ("国际海龟法庭", "海龟国际法庭", True),
        ("管理人员", "人员管理", False),
        ("儿童妇女", "妇女儿童", False),
        ("上海海上", "海上上海", False),
    ],
)
def test_word_order(one: str, other: str, expected: bool) -> None:
    assert bag(one) == bag(other)
    assert reordered(one, other) is expected


def test_numbers_in_forms() -> None:
    assert ordinals("第二十二届会议") == ordinals("第22届会议") == {22}
    assert ordinals("第1373(2001)号决议所设委员会") == frozenset()
    assert numbers("八国集团") == numbers("g-8") == {"8"}
    assert numbers("2012-2015年战略") == {"2012", "2015"}


@pytest.mark.parametrize(
    ("form", "expected"),
    [("执行委员会", True), ("第二十二届会议", True), ("海龟委员会", False), ("人权理事会", False)],
)
def test_generic_names(form: str, expected: bool) -> None:
    assert is_generic(form) is expected


TABLES = {
    "normalize_alternants.tsv": {"free", "inside", "end"},
    "normalize_contrast.tsv": {"word", "char"},
    "normalize_verbs.tsv": {"verb", "noun"},
}


@pytest.mark.parametrize(("name", "classes"), TABLES.items())
def test_tables_are_well_formed(name: str, classes: set[str]) -> None:
    words: list[str] = []
    for cell, cls in table(name):
        assert cls in classes
        row = cell.split("|")
        assert len(set(row)) == len(row)
        assert all(word == word.strip() and word for word in row)
        words += row
    if name != "normalize_contrast.tsv":
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", ["normalize_replaced.tsv", "normalize_distinct.tsv"])
def test_pairs_are_pairs(name: str) -> None:
    width = len(lines(name)[0].split("\t"))
    assert all(len(row) == width and row[0] != row[1] for row in table(name))


@pytest.mark.skipif(not SHARED.is_dir(), reason="no gold data beside the project (../shared)")
def test_gold_look_alikes_are_never_merged() -> None:
    import json

    path = SHARED / "gold" / "variants_must_not_merge.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for kind in (THEME, BODY, TREATY):
        concepts = normalize([found(form, kind) for row in rows for form in set(row["forms"])])
        for row in rows:
            assert not grouped(concepts, *row["forms"]), row["forms"]
