"""Which form of a concept is preferred, and what the others are."""

from __future__ import annotations

import pytest

from termx.models import Kind, Status, TermType
from termx.normalize import normalize
from tests.test_normalize import document, found, term

THEME, BODY, TREATY = Kind.THEME, Kind.ORGANIZATION, Kind.INSTRUMENT


def preferred(kind: Kind, text: str, *forms: str) -> str:
    """The preferred one of `forms`, which are one concept, where `text` prints them."""
    page = document(text)
    (concept,) = normalize([found(form, kind, page) for form in forms])
    return concept.terms[0].text


def test_year_in_front_of_the_marks_is_no_part_of_the_title() -> None:
    page = document("1995年《象牙贸易公约》。1995年《象牙贸易公约》。另见《象牙贸易公约》。")
    concepts = normalize(
        [found("1995年《象牙贸易公约》", TREATY, page), found("象牙贸易公约", TREATY, page)]
    )
    title, dated = concepts[0].terms
    assert (title.text, title.type) == ("象牙贸易公约", TermType.FULL_FORM)
    assert (dated.status, dated.type) == (Status.ADMITTED, TermType.VARIANT)
    assert dated.note == "with the year: 象牙贸易公约"


def test_year_inside_of_the_marks_is_a_part_of_the_title() -> None:
    text = "《1995年象牙贸易公约》。《象牙贸易公约》。"
    forms = "1995年象牙贸易公约", "象牙贸易公约"
    assert preferred(TREATY, text, *forms) == "1995年象牙贸易公约"


def test_full_title_beats_frequent_short_titles() -> None:
    full = "联合国象牙贸易公约关于打击偷猎海龟的补充议定书"
    middle, short = "关于打击偷猎海龟的补充议定书", "海龟议定书"
    text = f"《{full}》。" + f"《{middle}》。《{short}》。" * 4
    assert preferred(TREATY, text, full, middle, short) == full
    assert preferred(TREATY, text, middle, short) == middle


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("秘书处象牙事务小组", "象牙事务小组"),
        ("联合国养护海龟的全球战略", "联合国养护海龟全球战略"),
        ("联合国海龟与象牙战略", "联合国海龟和象牙战略"),
    ],
)
def test_fuller_forms_and_particles_are_not_superseded(old: str, new: str) -> None:
    before = [document(f"{old}。", f"A/6{n}/10", f"200{n}-07-01") for n in range(2)]
    after = [document(f"{new}。", f"A/7{n}/10", f"202{n}-07-01") for n in range(2)]
    concepts = normalize([found(old, BODY, *before), found(new, BODY, *after)])
    assert {term(concepts, form).status for form in (old, new)} == {
        Status.PREFERRED,
        Status.ADMITTED,
    }


def test_documents_without_a_date_leave_open_what_was_replaced() -> None:
    old = [document("象牙贩运。", f"A/6{n}/10", f"200{n}-07-01") for n in range(2)]
    new = [document("贩运象牙。", f"A/7{n}/10", f"202{n}-07-01") for n in range(2)]
    unknown = document("贩运象牙。", "A/59/10", None)
    concepts = normalize([found("象牙贩运", THEME, *old), found("贩运象牙", THEME, *new, unknown)])
    assert term(concepts, "象牙贩运").status is Status.ADMITTED


def test_word_of_another_thing_in_an_official_name_is_a_slip() -> None:
    official, wrong = "联合国反腐败公约缔约国会议", "联合国反腐败公约缔约方会议"
    page = document(f"{official}。{wrong}。{wrong}。")
    concepts = normalize([found(form, BODY, page) for form in (official, wrong)])
    slip = term(concepts, wrong)
    assert (slip.status, slip.type) == (Status.DEPRECATED, TermType.VARIANT)
    assert slip.note == f"slip, 缔约方 is not 缔约国: {official}"
    assert term(concepts, official).status is Status.PREFERRED


def test_other_words_of_an_official_name_are_no_slip() -> None:
    official, other = "联合国反腐败公约缔约国会议", "联合国反腐败公约缔约国大会"
    concepts = normalize([found(form, BODY) for form in (official, other)])
    assert term(concepts, other).status is Status.ADMITTED


def test_slip_in_a_part_of_a_name_is_no_short_form() -> None:
    right, wrong = "联合国打击跨境有组织偷猎公约", "联合国打击跨境组织偷猎公约"
    page = document(f"《{right}》" * 8 + f"{right}缔约方会议。{wrong}。{wrong}缔约方会议。")
    forms = right, wrong, f"{right}缔约方会议", f"{wrong}缔约方会议"
    concepts = normalize([found(form, BODY if "会议" in form else TREATY, page) for form in forms])
    slip = term(concepts, f"{wrong}缔约方会议")
    assert (slip.status, slip.type) == (Status.DEPRECATED, TermType.VARIANT)


def test_slip_without_its_first_word_is_a_slip() -> None:
    right, wrong = "联合国海龟和珊瑚规划署", "联合国海龟和珊瑚规化署"
    page = document(f"{right}。" * 5 + f"{wrong}。又及：海龟和珊瑚规化署。")
    forms = right, wrong, "海龟和珊瑚规化署"
    concepts = normalize([found(form, BODY, page) for form in forms])
    assert {term(concepts, form).status for form in forms[1:]} == {Status.DEPRECATED}
    assert term(concepts, forms[2]).note == f"slip: {right}"


def test_form_near_a_listed_name_belongs_to_it_and_says_so() -> None:
    near, short = "联合国环境规化署", "环境署"
    page = document(f"{near}。{short}。")
    concepts = normalize([found(near, BODY, page), found(short, BODY, page)])
    preferred = concepts[0].terms[0]
    assert (preferred.text, preferred.status) == (near, Status.PREFERRED)
    assert preferred.note == "the word lists have 联合国环境规划署 (化 for 划)"
    assert term(concepts, short).status is Status.ADMITTED
    (alone,) = normalize([found(near, BODY, page)])
    assert alone.terms[0].note == preferred.note
    official = document(f"{near}。联合国环境规划署。")
    both = [found(form, BODY, official) for form in (near, "联合国环境规划署")]
    assert term(normalize(both), near).status is Status.DEPRECATED


@pytest.mark.parametrize("other", ["联合国环境规划署署长", "联合国人口规划署", "环境规化署"])
def test_other_names_are_near_nothing(other: str) -> None:
    (concept,) = normalize([found(other, BODY)])
    assert concept.terms[0].note is None


def test_listed_nickname_is_a_short_form() -> None:
    page = document("政府间发展管理局。伊加特。伊加特。伊加特。")
    concepts = normalize([found(form, BODY, page) for form in ("政府间发展管理局", "伊加特")])
    assert concepts[0].terms[0].text == "政府间发展管理局"
    assert term(concepts, "伊加特").type is TermType.SHORT_FORM


def test_text_that_defines_a_short_form_is_believed_rather_than_the_lists() -> None:
    full = "关于持久性有机污染物的斯德哥尔摩公约"
    listed = "里约宣言"  # the lists know it for the declaration of 1992
    page = document(f"回顾《{full}》（《{listed}》），")
    concepts = normalize(
        [found(full, TREATY, page, defines=(listed,)), found(listed, TREATY, page)]
    )
    assert term(concepts, listed).note == f"short form, defined in A/70/1: {full}"


def test_replaced_short_form_names_its_own_successor() -> None:
    full = "关于打击海上偷运移民的议定书"
    forms = full, "偷运移民议定书", "偷运移徙者议定书"
    page = document(f"《{full}》（《偷运移民议定书》）。《{full}》（《偷运移徙者议定书》）。")
    concepts = normalize(
        [found(full, TREATY, page, defines=forms[1:])]
        + [found(form, TREATY, page) for form in forms[1:]]
    )
    assert term(concepts, "偷运移徙者议定书").note == "replaced by 偷运移民议定书"


@pytest.mark.parametrize(
    ("kind", "one", "best"),
    [
        (THEME, "海龟走私受害人", "海龟走私受害者"),
        (THEME, "渔民以及船长", "渔民和船长"),
        (THEME, "渔民的权利", "渔民权利"),
        (THEME, "海龟", "海龟"),
        (BODY, "独立海龟单位", "独立海龟股"),
    ],
)
def test_usual_and_plain_words_decide_between_equals(kind: Kind, one: str, best: str) -> None:
    assert preferred(kind, f"{one}。{best}。", *{one, best}) == best


def test_printing_without_a_gap_is_shown() -> None:
    assert preferred(THEME, "2031- 2032年海龟。2031-2032年海龟。", "2031- 2032年海龟",
                     "2031-2032年海龟") == "2031-2032年海龟"  # fmt: skip
