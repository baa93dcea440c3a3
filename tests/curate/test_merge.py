"""Two glossaries in one: by id, by terms in both languages, and nothing lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from termx.curate.merge import merge
from termx.models import Concept, Glossary, Kind, Review, Status, TermType

from .test_update import GLOSSARIES, concept, en, zh

UN = concept(
    "un",
    zh("联合国", status=Status.PREFERRED, sources=("A/1",)),
    en("United Nations", status=Status.PREFERRED),
    note="1945",
)


def merged(first: list[Concept], second: list[Concept]) -> tuple[tuple[Concept, ...], list[str]]:
    found = merge(Glossary("a", tuple(first)), Glossary("b", tuple(second)))
    return found.glossary.concepts, [str(conflict) for conflict in found.conflicts]


def test_by_id() -> None:
    other = concept(
        "un",
        en("United Nations", sources=("A/2",), frequency=3),
        en("UN", type=TermType.ACRONYM),
        note="New York",
    )
    got, conflicts = merged([UN], [other])
    assert got == (
        replace(
            UN,
            terms=(
                UN.terms[0],
                replace(UN.terms[1], sources=("A/2",), frequency=3),
                en("UN", type=TermType.ACRONYM),
            ),
            note="1945; New York",
        ),
    )
    assert conflicts == []


def test_by_terms_in_both_languages() -> None:
    other = concept("x-1", zh("聯合國"), en("united nations"), en("UN", type=TermType.ACRONYM))
    got, conflicts = merged([UN], [other])
    texts = [term.text for term in got[0].terms]
    assert texts == ["联合国", "United Nations", "聯合國", "united nations", "UN"]
    assert len(got) == 1 and conflicts == []


def test_one_language_is_not_enough_where_both_have_two() -> None:
    other = concept("x-1", zh("联合国"), en("UN System"))
    got, conflicts = merged([UN], [other])
    assert got == (UN, other)
    assert conflicts == ["un: perhaps the same concept: kept apart; not 联合国"]


def test_one_language_is_enough_for_a_list_in_one_language() -> None:
    got, conflicts = merged([UN], [concept("x-1", zh("联合国", frequency=4))])
    assert got == (replace(UN, terms=(replace(UN.terms[0], frequency=4), UN.terms[1])),)
    assert conflicts == []


def test_one_id_for_two_concepts() -> None:
    other = concept("un", zh("欧洲联盟"), en("European Union"))
    got, conflicts = merged([UN], [other])
    assert got == (UN, replace(other, id="un-2"))
    assert conflicts == ["un: one id for two concepts: un; not un-2 (renamed)"]


def test_where_they_differ_the_first_is_right_and_it_is_said() -> None:
    other = Concept(
        "un",
        Kind.ORGANIZATION,
        (
            zh("联合国", status=Status.DEPRECATED, pos="properNoun"),
            en("United Nations Organization", status=Status.PREFERRED),
        ),
        subject="organs",
        review=Review.REJECTED,
    )
    got, conflicts = merged([UN], [other])
    assert got[0].kind is Kind.THEME
    assert got[0].terms[-1] == en(
        "United Nations Organization", status=Status.ADMITTED, note="preferred in b"
    )
    assert conflicts == [
        "un: kind: theme; not organization",
        "un: review: proposed; not rejected",
        "un: status of 联合国: preferred; not deprecated",
        "un: preferred en: United Nations; not United Nations Organization",
    ]


def test_two_concepts_there_are_one_here() -> None:
    second = [concept("un", zh("联合国")), concept("x", zh("联合国"), en("United Nations"))]
    got, conflicts = merged([UN], second)
    assert len(got) == 1
    assert conflicts[-1] == "un: two concepts there are one here: un; not un and x"


@settings(max_examples=100, deadline=None)
@given(first=GLOSSARIES, second=GLOSSARIES)
def test_nothing_is_lost(first: Glossary, second: Glossary) -> None:
    got = merge(first, second).glossary
    assert len({c.id for c in got.concepts}) == len(got.concepts)
    assert len(got.concepts) >= len(first.concepts)
    held = {(t.lang, t.text) for c in got.concepts for t in c.terms}
    sources = {(t.lang, t.text, s) for c in got.concepts for t in c.terms for s in t.sources}
    for side in (first, second):
        for item in side.concepts:
            for term in item.terms:
                assert (term.lang, term.text) in held
                assert {(term.lang, term.text, s) for s in term.sources} <= sources
    again = merge(first, first)
    assert again.glossary == first
