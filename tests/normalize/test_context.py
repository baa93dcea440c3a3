"""The stretch of text that shows a term."""

from __future__ import annotations

import re

import pytest

from termx.models import Candidate, Document, Kind, Occurrence, Segment, SegmentKind
from termx.normalize.context import Contexts, cut
from termx.normalize.forms import forms

FILLER = "各国代表在会上就此项议题广泛交换了意见"


def context(form: str, *texts: tuple[str, SegmentKind, str]) -> str | None:
    """The context of `form` in paragraphs, each of a kind and in a document of its own date."""
    places = []
    for number, (text, kind, date) in enumerate(texts):
        document = Document(f"{number}.txt", text, "zh-Hans", f"A/{number}", date)
        segment = Segment(document, 0, len(text), kind)
        places += [Occurrence(segment, *match.span()) for match in re.finditer(form, text)]
    (found,) = forms([Candidate(form, "zh-Hans", Kind.THEME, tuple(places))])
    return Contexts().of(found)


BODY, NOTE, TITLE = SegmentKind.BODY, SegmentKind.FOOTNOTE, SegmentKind.TITLE


def test_a_short_sentence_is_shown_as_it_is() -> None:
    text = f"12. {FILLER}。委员会审查了珊瑚礁保护方案的进展。{FILLER}。"
    assert context("珊瑚礁", (text, BODY, "2015-01-01")) == "委员会审查了珊瑚礁保护方案的进展。"


def test_the_number_of_a_paragraph_is_left_out() -> None:
    text = "(a) 请秘书处就珊瑚礁的保护提出报告；"
    assert context("珊瑚礁", (text, BODY, "2015-01-01")) == "请秘书处就珊瑚礁的保护提出报告"


def test_running_text_comes_first_then_the_newest_document() -> None:
    old = "委员会欢迎珊瑚礁保护方案的进展。", BODY, "2010-01-01"
    new = "大会赞赏地注意到珊瑚礁的保护情况。", BODY, "2020-01-01"
    note = "见关于珊瑚礁状况的最新评估报告。", NOTE, "2024-01-01"
    assert context("珊瑚礁", old, note, new) == new[0]


def test_a_title_alone_is_the_last_choice() -> None:
    title = "珊瑚礁的保护", TITLE, "2020-01-01"
    body = "委员会欢迎珊瑚礁保护方案的进展。", BODY, "2010-01-01"
    assert context("珊瑚礁的保护", title) == title[0]
    assert context("珊瑚礁", title, body) == body[0]


def test_a_long_sentence_is_cut_at_clauses() -> None:
    text = f"{'，'.join([FILLER] * 6)}，并强调珊瑚礁的价值，{'，'.join([FILLER] * 6)}。"
    shown = context("珊瑚礁", (text, BODY, "2015-01-01"))
    assert shown is not None
    assert len(shown) <= 122
    assert shown.startswith(f"…{FILLER}")
    assert shown.endswith("…")
    assert "，并强调珊瑚礁的价值" in shown
    assert shown.strip("…") in text


@pytest.mark.parametrize("longest", [20, 40, 80])
def test_cuts_keep_the_term_and_the_length(longest: int) -> None:
    text = f"{FILLER}（甲，乙，丙，珊瑚礁，丁，戊）{FILLER}、{FILLER}"
    start = text.index("珊瑚礁")
    shown = cut(text, start, start + 3, longest)
    assert "珊瑚礁" in shown
    assert len(shown) <= longest + 2


def test_a_term_that_is_longer_than_a_context_is_shown_in_full() -> None:
    form = FILLER * 8
    assert context(form, (f"秘书处注意到{form}的重要性。", BODY, "2015-01-01")) == f"…{form}…"


def test_a_form_without_a_place_has_no_context() -> None:
    assert context("珊瑚礁", ("委员会", BODY, "2015-01-01")) is None
