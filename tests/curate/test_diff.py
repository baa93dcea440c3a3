"""Differences as people speak of them."""

from __future__ import annotations

import json
from dataclasses import replace

from termx.curate.diff import Change, as_json, as_markdown, as_text, diff
from termx.models import Concept, Glossary, Kind, Review, Status, Term

UN = Concept(
    "un",
    Kind.ORGANIZATION,
    (
        Term("联合国", "zh-Hans", status=Status.PREFERRED),
        Term("United Nations", "en", status=Status.PREFERRED),
    ),
)
SDG = Concept(
    "sdg",
    Kind.THEME,
    (
        Term("可持续发展目标", "zh-Hans", status=Status.PREFERRED),
        Term("永续发展目标", "zh-Hans"),
        Term("SDGs", "en", status=Status.PREFERRED),
    ),
)


def changes(old: list[Concept], new: list[Concept]) -> list[tuple[object, ...]]:
    found = diff(Glossary("a", tuple(old)), Glossary("b", tuple(new)))
    return [(item.change, item.concept, item.lang, item.old, item.new) for item in found]


def test_nothing() -> None:
    evidence = tuple(replace(t, frequency=5, sources=("A/1",), context="x") for t in UN.terms)
    assert changes([UN, SDG], [SDG, replace(UN, terms=evidence, score=1.0)]) == []
    assert as_text(()) == "no differences\n"


def test_added_and_removed() -> None:
    assert changes([UN], [SDG]) == [
        (
            Change.ADDED,
            "sdg",
            None,
            (),
            (
                "可持续发展目标 (zh-Hans, preferred)",
                "永续发展目标 (zh-Hans, admitted)",
                "SDGs (en, preferred)",
            ),
        ),
        (
            Change.REMOVED,
            "un",
            None,
            ("联合国 (zh-Hans, preferred)", "United Nations (en, preferred)"),
            (),
        ),
    ]


def test_renamed() -> None:
    assert changes([UN], [replace(UN, id="c-un")]) == [
        (Change.RENAMED, "c-un", None, ("un",), ("c-un",))
    ]


def test_preferred_form() -> None:
    first, second, third = SDG.terms
    new = replace(
        SDG,
        terms=(
            replace(first, status=Status.ADMITTED),
            replace(second, status=Status.PREFERRED),
            third,
        ),
    )
    assert changes([SDG], [new]) == [
        (Change.PREFERRED, "sdg", "zh-Hans", ("可持续发展目标",), ("永续发展目标",))
    ]


def test_equivalents_status_review_and_details() -> None:
    first, second, third = SDG.terms
    new = replace(
        SDG,
        terms=(
            replace(first, note="2015"),
            replace(second, status=Status.DEPRECATED),
            third,
            Term("Sustainable Development Goals", "en"),
        ),
        review=Review.ACCEPTED,
        subject="development",
    )
    assert changes([SDG], [new]) == [
        (Change.EQUIVALENTS, "sdg", "en", (), ("Sustainable Development Goals",)),
        (Change.STATUS, "sdg", "zh-Hans", ("永续发展目标: admitted",), ("deprecated",)),
        (Change.REVIEW, "sdg", None, ("proposed",), ("accepted",)),
        (
            Change.DETAILS,
            "sdg",
            None,
            ("subject: none", "note of 可持续发展目标: none"),
            ("subject: development", "note of 可持续发展目标: 2015"),
        ),
    ]


def test_the_three_forms() -> None:
    new = replace(UN, terms=(*UN.terms, Term("a | b *c* <d>", "en")))
    found = diff(Glossary("a", (UN, SDG)), Glossary("b", (new,)))
    assert as_text(found).splitlines() == [
        "equivalents changed: 联合国 / United Nations [un] en: + a | b *c* <d>",
        "removed: 可持续发展目标 / SDGs [sdg]: - 可持续发展目标 (zh-Hans, preferred);"
        " 永续发展目标 (zh-Hans, admitted); SDGs (en, preferred)",
        "1 removed, 1 equivalents changed",
    ]
    assert json.loads(as_json(found))[0] == {
        "change": "equivalents changed",
        "concept": "un",
        "name": "联合国 / United Nations",
        "lang": "en",
        "old": [],
        "new": ["a | b *c* <d>"],
    }
    assert "| 联合国 / United Nations<br>(un) | en |  | a \\| b \\*c\\* &lt;d> |" in as_markdown(
        found
    )
    assert as_markdown(found).startswith("**1 removed, 1 equivalents changed**\n\n### Removed (1)")
