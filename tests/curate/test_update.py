"""A harvest into a curated glossary: what a person decided stands, evidence is refreshed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from termx.curate.terms import term_key
from termx.curate.update import PROPOSED, update
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType


def zh(text: str, **more: object) -> Term:
    return Term(text, "zh-Hans", **more)


def en(text: str, **more: object) -> Term:
    return Term(text, "en", **more)


def concept(name: str, *terms: Term, **more: object) -> Concept:
    return Concept(name, Kind.THEME, terms, **more)


def updated(curated: list[Concept], harvested: list[Concept]) -> tuple[Concept, ...]:
    return update(Glossary("g", tuple(curated)), Glossary("h", tuple(harvested))).concepts


SMUGGLING = concept(
    "c-smuggling",
    zh("偷运移民", status=Status.PREFERRED, frequency=3, sources=("A/1",), context="旧。"),
    zh("偷运移徙者", status=Status.SUPERSEDED, note="until 2000"),
    en("smuggling of migrants", status=Status.PREFERRED),
    review=Review.ACCEPTED,
    note="Protocol",
)


def test_what_is_new_is_proposed_and_last() -> None:
    new = concept("c-new", zh("贩运人口"), review=Review.ACCEPTED, score=0.5)
    assert updated([SMUGGLING], [new]) == (SMUGGLING, replace(new, review=Review.PROPOSED))


def test_evidence_is_refreshed_and_nothing_else() -> None:
    found = Concept(
        "c-other-id",
        Kind.INSTRUMENT,
        (zh("偷运移民", type=TermType.VARIANT, status=Status.ADMITTED, frequency=9,
            sources=("A/1", "A/2"), context="新。", note="x"),),
        subject="crime",
        note="other",
        score=0.9,
    )  # fmt: skip
    for review, context in ((Review.ACCEPTED, "旧。"), (Review.PROPOSED, "新。")):
        known = replace(SMUGGLING, review=review, score=0.2)
        (got,) = updated([known], [found])
        first = replace(known.terms[0], frequency=9, sources=("A/1", "A/2"), context=context)
        assert got == replace(known, terms=(first, *known.terms[1:]))


def test_other_documents_add_to_the_evidence() -> None:
    found = concept("h", zh("偷运移民", frequency=2, sources=("A/9",), context="新。"))
    (got,) = updated([SMUGGLING], [found])
    assert got.terms[0].sources == ("A/1", "A/9")
    assert got.terms[0].frequency == 3
    assert got.terms[0].context == "旧。"


def test_what_is_rejected_stays_rejected_and_untouched() -> None:
    no = concept("c-no", zh("本届会议"), zh("本次会议"), review=Review.REJECTED)
    found = concept("c-no", zh("本届会议", frequency=5, sources=("A/1",)), zh("该届会议"))
    assert updated([no], [found]) == (no,)
    assert updated([no], [replace(found, id="c-else")]) == (no,)


def test_a_rejected_variant_does_not_take_a_new_concept_with_it() -> None:
    no = concept("c-no", zh("该委员会"), review=Review.REJECTED)
    found = concept("c-hrc", zh("人权事务委员会"), zh("该委员会"))
    assert [t.text for c in updated([no], [found])[1:] for t in c.terms] == ["人权事务委员会"]


def test_what_was_merged_stays_merged() -> None:
    merged = concept("c-a", zh("可持续发展目标"), zh("永续发展目标"), review=Review.ACCEPTED)
    harvest = [concept("c-a", zh("可持续发展目标")), concept("c-b", zh("永续发展目标"))]
    assert updated([merged], harvest) == (merged,)


def test_what_was_split_stays_split() -> None:
    one = concept("c-a", zh("执行"), en("implementation"), review=Review.ACCEPTED)
    two = concept("c-b", zh("实施"), en("enforcement"), review=Review.ACCEPTED)
    harvest = [concept("c-a", zh("执行", frequency=4), zh("实施", frequency=5))]
    got = updated([one, two], harvest)
    assert [[t.text for t in c.terms] for c in got] == [["执行", "implementation"],
                                                        ["实施", "enforcement"]]  # fmt: skip
    assert [c.terms[0].frequency for c in got] == [4, 5]


def test_a_new_term_of_an_accepted_concept_says_that_it_is_proposed() -> None:
    found = concept("h", en("smuggling of migrants"), zh("移民偷运", status=Status.PREFERRED))
    (got,) = updated([SMUGGLING], [found])
    assert got.terms[-1] == zh("移民偷运", status=Status.ADMITTED, note=PROPOSED)
    assert got.terms[:-1] == SMUGGLING.terms


def test_equivalents_of_a_proposed_concept_are_added_as_they_are() -> None:
    known = concept("c", zh("难民", status=Status.PREFERRED))
    found = concept(
        "c", zh("难民", status=Status.PREFERRED), en("refugee", status=Status.PREFERRED)
    )
    assert updated([known], [found]) == (replace(known, terms=found.terms),)


def test_a_short_form_alone_does_not_make_two_concepts_one() -> None:
    known = concept("c-hrc", zh("人权委员会"), zh("委员会", type=TermType.SHORT_FORM))
    found = concept("c-ilc", zh("国际法委员会"), zh("委员会", type=TermType.SHORT_FORM))
    assert updated([known], [found]) == (known, found)


def test_a_corrected_form_is_not_added_again() -> None:
    fixed = concept("c-1", zh("联合国公约"), review=Review.ACCEPTED)
    assert updated([fixed], [concept("c-1", zh("了联合国公约"))]) == (fixed,)


def test_traditional_and_simplified_are_one_term() -> None:
    known = concept("c", zh("联合国"))
    assert updated([known], [concept("d", Term("聯合國", "zh-Hant"))]) == (known,)


def test_ids_stay_unique() -> None:
    known = concept("c-1", zh("甲"), en("a"))
    no = concept("c-2", zh("丙"), review=Review.REJECTED)
    new = [concept("c-3", zh("丁")), concept("c-3", zh("戊"))]
    ids = [c.id for c in updated([known, no], new)]
    assert ids == ["c-1", "c-2", "c-3", "c-3-2"]


TEXTS = st.sampled_from(["甲", "乙", "丙", "丁", "戊", "己"])
TERMS = st.builds(
    Term,
    text=TEXTS,
    lang=st.sampled_from(["zh-Hans", "en"]),
    type=st.sampled_from(TermType),
    status=st.sampled_from(Status),
    frequency=st.integers(0, 9),
    sources=st.lists(st.sampled_from(["A/1", "A/2"]), unique=True).map(tuple),
    note=st.none() | st.just("n"),
)
CONCEPTS = st.builds(
    Concept,
    id=st.sampled_from(["c-1", "c-2", "c-3", "c-4"]),
    kind=st.sampled_from(Kind),
    terms=st.lists(TERMS, min_size=1, max_size=3, unique_by=lambda t: (t.lang, t.text)).map(tuple),
    review=st.sampled_from(Review),
    note=st.none() | st.just("n"),
)
GLOSSARIES = st.lists(CONCEPTS, max_size=4, unique_by=lambda c: c.id).map(
    lambda found: Glossary("g", tuple(found))
)


def each_form_once(glossary: Glossary) -> Glossary:
    """As a harvest is: no form stands in two of its concepts."""
    seen: set[tuple[str, str]] = set()
    concepts = []
    for item in glossary.concepts:
        terms = tuple(term for term in item.terms if term_key(term) not in seen)
        seen.update(map(term_key, terms))
        concepts += [replace(item, terms=terms)] if terms else []
    return replace(glossary, concepts=tuple(concepts))


def decisions(item: Concept, terms: int) -> object:
    """What a person decided about a concept, for its first terms."""
    kept = [(t.text, t.lang, t.type, t.status, t.pos, t.note) for t in item.terms[:terms]]
    return item.id, item.kind, item.review, item.subject, item.note, kept


@settings(max_examples=100, deadline=None)
@given(curated=GLOSSARIES, harvested=GLOSSARIES.map(each_form_once))
def test_no_decision_is_ever_touched(curated: Glossary, harvested: Glossary) -> None:
    got = update(curated, harvested)
    assert len({item.id for item in got.concepts}) == len(got.concepts)
    for before, after in zip(curated.concepts, got.concepts, strict=False):
        assert decisions(after, len(before.terms)) == decisions(before, len(before.terms))
        if before.review is Review.REJECTED:
            assert after == before
        if before.review is Review.ACCEPTED:
            for term in after.terms[len(before.terms) :]:
                assert term.status is not Status.PREFERRED
                assert (term.note or "").startswith(PROPOSED)
    assert all(c.review is Review.PROPOSED for c in got.concepts[len(curated.concepts) :])
    assert update(got, harvested) == got
