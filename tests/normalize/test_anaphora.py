"""Short forms that only their documents explain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from termx.models import Candidate, Concept, Document, Kind, SourceMap
from termx.normalize import normalize
from tests.test_normalize import document, found, grouped, term

BODY, TREATY, BOOK = Kind.ORGANIZATION, Kind.INSTRUMENT, Kind.PUBLICATION
PLAN = "联合国海龟养护全球行动计划"


def concepts_of(pages: Sequence[Document], kind: Kind, *forms: str) -> tuple[Concept, ...]:
    """The concepts of `forms`, the longest first; a form inside of a longer one is not found."""
    candidates: list[Candidate] = []
    for form in forms:
        one = found(form, kind, *pages)
        taken = [place for other in candidates for place in other.occurrences]
        free = [
            place
            for place in one.occurrences
            if not any(
                other.segment.document.path == place.segment.document.path
                and other.start <= place.start < other.end
                for other in taken
            )
        ]
        candidates.append(replace(one, occurrences=tuple(free)))
    return normalize(candidates)


def linked(kind: Kind, full: str, short: str, *texts: str) -> bool:
    pages = [
        replace(document(text), path=f"{number}.txt", symbol=f"A/70/{number}")
        for number, text in enumerate(texts)
    ]
    return grouped(concepts_of(pages, kind, full, short), full, short)


@pytest.mark.parametrize(
    ("kind", "full", "short", "text"),
    [
        (TREATY, PLAN, "全球行动计划", "欢迎《{}》，执行《{}》。"),
        (BOOK, "海龟贩运对策评估指南", "评估指南", "印发了《{}》。《{}》载有措施。"),
        (BOOK, "海龟贩运对策评估指南", "评估指南", "包括《{}》，《{}》载有措施。"),
        (BODY, "非洲海龟和象牙养护论坛", "非洲论坛", "{}举行了会议。作为{}的后续行动，"),
        (BODY, "改进海龟事务独立专家工作组", "海龟事务独立专家工作组", "设立{}。请{}提出报告。"),
        (BODY, "联合国不限成员名额工作组", "不限成员名额工作组", "设立{}。在{}会议上，"),
    ],
)
def test_names_are_shortened_after_their_full_form(
    kind: Kind, full: str, short: str, text: str
) -> None:
    assert linked(kind, full, short, text.format(full, short))
    assert not linked(kind, full, short, text.format(short, full))


def test_every_document_must_name_the_full_form() -> None:
    text = f"欢迎《{PLAN}》，执行《全球行动计划》。"
    assert linked(TREATY, PLAN, "全球行动计划", text, text)
    assert not linked(TREATY, PLAN, "全球行动计划", text, "执行《全球行动计划》。")


def test_order_is_that_of_the_file_where_occurrences_stand_in_excerpts() -> None:
    pages = [
        replace(document(text), source=SourceMap(origins=(origin,)))
        for text, origin in (
            ("执行《全球行动计划》。", 900),
            (f"另外，会员国欢迎《{PLAN}》。", 100),
        )
    ]
    assert grouped(concepts_of(pages, TREATY, PLAN, "全球行动计划"), PLAN, "全球行动计划")


def test_a_title_without_marks_is_no_title() -> None:
    assert not linked(TREATY, PLAN, "全球行动计划", f"欢迎《{PLAN}》，拟订全球行动计划。")


def test_two_plans_make_the_short_title_ambiguous() -> None:
    other = "海洋垃圾问题全球行动计划"
    page = document(f"欢迎《{PLAN}》和《{other}》，执行《全球行动计划》。")
    assert len(concepts_of([page], TREATY, PLAN, other, "全球行动计划")) == 3


def test_bodies_of_other_matters_are_others() -> None:
    full, text = "反腐败独立专家工作组", "设立{}。请{}提出报告。"
    assert not linked(BODY, full, "独立专家工作组", text.format(full, "独立专家工作组"))
    full = "渔业和海龟事务工作组"
    assert not linked(BODY, full, "海龟事务工作组", text.format(full, "海龟事务工作组"))
    full = "沿海国最高法院"
    assert not linked(BODY, full, "最高法院", text.format(full, "最高法院"))


def test_a_protocol_is_called_by_its_year() -> None:
    page = document("加入《关于海龟地位的公约》及其1967年议定书。另见《关于海龟地位的议定书》。")
    forms = "关于海龟地位的议定书", "1967年议定书", "关于海龟地位的公约"
    concepts = normalize([found(form, TREATY, page) for form in forms])
    assert grouped(concepts, *forms[:2])
    assert not grouped(concepts, *forms[1:])
    assert term(concepts, "1967年议定书").note == "called by its year: 关于海龟地位的议定书"
