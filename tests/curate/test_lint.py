"""Each rule of `termx lint` finds its fault and nothing else; places; what is fixed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from termx.curate.lint import fixed, lint, lint_file, selected
from termx.curate.rules import RULES
from termx.errors import ConfigError
from termx.formats import dump, load
from termx.formats.csv import places
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType

from .test_update import GLOSSARIES, concept, en, zh

DOCS = Path(__file__).parents[2] / "docs" / "curate.md"

UN = concept(
    "un",
    zh("联合国", status=Status.PREFERRED),
    en("United Nations", status=Status.PREFERRED),
    en("UN", type=TermType.ACRONYM),
)
WHO = concept(
    "who",
    zh("世界卫生组织", status=Status.PREFERRED),
    en("World Health Organization", status=Status.PREFERRED),
)


def codes(*concepts: Concept) -> list[str]:
    return [problem.rule.code for problem in lint(Glossary("g", concepts))]


def with_terms(*terms: Term, **more: object) -> Concept:
    """The concept of WHO with more terms."""
    return replace(WHO, terms=(*WHO.terms, *terms), **more)


def test_codes_are_unique_and_sorted() -> None:
    names = [rule.code for rule in RULES]
    assert names == sorted(set(names))
    assert all(rule.summary for rule in RULES)


def test_nothing_is_found_in_a_clean_glossary() -> None:
    assert codes(UN, WHO) == []


@pytest.mark.parametrize(
    ("code", "concepts"),
    [
        ("TG101", (UN, concept("x", zh("聯合國"), en("united nations")))),
        ("TG102", (UN, with_terms(zh("世卫组织"), zh(" 世卫组织")))),
        ("TG103", (UN, with_terms(), concept("x", zh("联合国", status=Status.PREFERRED), en("x")))),
        ("TG104", (UN, with_terms(zh("世卫组织", status=Status.PREFERRED)))),
        ("TG105", (UN, with_terms(zh("联合国", status=Status.DEPRECATED)))),
        ("TG106", (UN, with_terms(zh("世卫 组织")))),
        ("TG106", (UN, with_terms(en("World  Health")))),
        ("TG106", (UN, with_terms(en("World\u200b Health")))),
        ("TG107", (UN, with_terms(zh("《世卫组织》")))),
        ("TG107", (UN, with_terms(en("World Health,")))),
        ("TG108", (UN, with_terms(zh("世衛組織")))),
        ("TG108", (UN, with_terms(zh("World Health")))),
        ("TG108", (UN, with_terms(en("世卫组织")))),
        ("TG108", (UN, with_terms(Term("世界卫生组织署", "zh-Hant")))),
        ("TG109", (UN, with_terms(en("World Health", pos="pronoun")))),
        ("TG110", (UN, with_terms(en("World Health Body (WHO)")))),
        ("TG110", (UN, with_terms(zh("世卫组织/世卫")))),
        ("TG111", (UN, with_terms(en("UN", type=TermType.ACRONYM)))),
        ("TG112", (UN, WHO, concept("x", zh("难民")))),
    ],
)
def test_a_rule_finds_its_fault(code: str, concepts: tuple[Concept, ...]) -> None:
    assert code in codes(*concepts)


@pytest.mark.parametrize(
    "item",
    [
        with_terms(zh("第1325(2000)号决议")),
        with_terms(en("Iran (Islamic Republic of)")),
        with_terms(zh("伊朗(伊斯兰共和国)")),
        with_terms(en("HIV/AIDS")),
        with_terms(zh("艾滋病毒/艾滋病")),
        with_terms(en("A/RES/80/229")),
        with_terms(en("Convention on Bacteriological (Biological) Weapons")),
        replace(with_terms(en("Da'esh/Islamic State")), kind=Kind.ORGANIZATION),
        with_terms(zh("关于《宪章》的说明")),
        with_terms(zh("“十年”中期审查")),
        with_terms(zh("WHO", type=TermType.ACRONYM)),
        with_terms(zh("UNESCO")),
        with_terms(zh("COVID-19大流行")),
        with_terms(Term("世界衛生組織", "zh-Hant")),
        with_terms(zh("联合国", status=Status.DEPRECATED, note="in this sense only")),
        with_terms(en("UN", type=TermType.ACRONYM, note="unknown")),
        with_terms(en("World  Health"), review=Review.REJECTED),
    ],
)
def test_a_rule_leaves_alone_what_is_right(item: Concept) -> None:
    assert codes(UN, item) == []


def test_selection() -> None:
    assert [rule.code for rule in selected(["TG10"], ["TG101", "wrong-script"])] == [
        *("TG102", "TG103", "TG104", "TG105", "TG106", "TG107", "TG109")
    ]
    with pytest.raises(ConfigError, match="no rule TX1; there are TG101, "):
        selected([], ["TX1"])


HEAD = "concept,kind,note,lang,term,pos\n"


def test_places_of_a_curated_csv(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        HEAD
        + 'a,theme,"two\nlines, ""quoted""",en, World,noun\r\n'
        + "a,theme,,zh-Hans,世界,\n"
        + 'a,theme,"",en,"world, wide ",noun',
        encoding="utf-8-sig",
        newline="",
    )
    found = [(p.line, p.column, p.rule.code, p.text) for p in lint_file(path)]
    assert found == [
        (3, 23, "TG106", " World"),
        (4, 18, "TG109", "世界"),
        (5, 15, "TG106", "world, wide "),
    ]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(glossary=GLOSSARIES)
def test_places_are_those_of_the_terms(glossary: Glossary, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    dump(glossary, path)
    lines = path.read_text("utf-8").split("\n")
    found = places(path)
    for item in load(path).concepts:
        for number, term in enumerate(item.terms):
            place = found[item.id, number]
            assert lines[place.line - 1][place.column - 1 :].startswith(term.text)


def test_what_is_fixed() -> None:
    messy = with_terms(
        zh(" 《世卫 组织》，", frequency=2, sources=("A/1",)),
        zh("世卫组织", frequency=3, sources=("A/2",), note="n"),
        en("World\u00a0 Health", pos=""),
    )
    rejected = replace(messy, id="no", review=Review.REJECTED)
    better, same = fixed(Glossary("g", (messy, rejected))).concepts
    assert same == rejected
    assert better.terms[2:] == (
        zh("世卫组织", frequency=5, sources=("A/1", "A/2"), note="n"),
        en("World Health", pos="noun"),
    )


@settings(max_examples=60, deadline=None)
@given(glossary=GLOSSARIES)
def test_nothing_fixable_is_left(glossary: Glossary) -> None:
    better = fixed(glossary)
    fixable = [rule for rule in RULES if rule.fixable and rule.code != "TG109"]
    assert lint(better, fixable) == ()
    assert fixed(better) == better


def test_the_documentation_has_the_rules() -> None:
    """With the environment variable TERMX_WRITE_DOCS this writes them."""
    made = "| code | name | finds |\n|---|---|---|\n" + "".join(
        f"| {rule.code}{'*' * rule.fixable} | {rule.name} | {rule.summary} |\n" for rule in RULES
    )
    before, start, rest = DOCS.read_text("utf-8").partition("<!-- rules -->\n")
    found, end, after = rest.partition("<!-- end -->\n")
    if os.environ.get("TERMX_WRITE_DOCS"):
        DOCS.write_text(before + start + made + end + after, "utf-8")
    else:
        assert found == made, "run this test with TERMX_WRITE_DOCS=1"
