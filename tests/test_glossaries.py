"""The glossaries that termx ships: what a reader may rely on, file by file."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from termx.formats import dump, load
from termx.formats.validate import problems
from termx.lang import simplified
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType

FOLDER = Path(__file__).parents[1] / "glossaries"
MINIMUM = {"un-crime": 400, "un-system": 250, "un-instruments": 200, "un-countries": 195}
LANGUAGES = ("zh-Hans", "en")
RESOLUTIONS = FOLDER.parents[1] / "shared" / "parallel" / "ga78_80.en.jsonl.gz"

# A symbol: capitals, then parts of numbers, letters and brackets.
SYMBOL = re.compile(r"[A-Z][A-Z.0-9]*(?:/[A-Z]*[A-Za-z]*[\w.-]*(?: ?\([\w ]+\)| [A-Z])*)+")
TEXTS = {
    "MultiUN",
    "UNTERM",
    "Charter of the United Nations",
    "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
    "Convention on the Elimination of All Forms of Discrimination against Women",
    "Convention on the Rights of Persons with Disabilities",
    "Convention on the Rights of the Child",
    "International Convention on the Elimination of All Forms of Racial Discrimination",
    "International Covenant on Civil and Political Rights",
    "Rome Statute of the International Criminal Court",
    "United Nations Convention on the Law of the Sea",
}

# The official names that have a bracket or a slash themselves.
MARKED = {
    "联合国促进追究达伊沙/伊拉克和黎凡特伊斯兰国罪责调查组",
    "United Nations Investigative Team to Promote Accountability for Crimes Committed by"
    " Da'esh/Islamic State in Iraq and the Levant",
    "大会1996年12月17日第51/210号决议所设特设委员会",
    "Ad Hoc Committee established by General Assembly resolution 51/210 of 17 December 1996",
    "安全理事会关于反恐怖主义的第1373(2001)号决议所设委员会",
    "Security Council Committee established pursuant to resolution 1373 (2001) concerning"
    " counter-terrorism",
    "联合国艾滋病毒/艾滋病联合规划署",
    "Joint United Nations Programme on HIV/AIDS",
    "关于艾滋病毒/艾滋病问题的承诺宣言",
    "Declaration of Commitment on HIV/AIDS",
    "关于禁止发展、生产和储存细菌(生物)及毒素武器和销毁此种武器的公约",
    "Convention on the Prohibition of the Development, Production and Stockpiling of"
    " Bacteriological (Biological) and Toxin Weapons and on Their Destruction",
    "联合国关于在发生严重干旱和/或荒漠化的国家特别是在非洲防治荒漠化的公约",
    "United Nations Convention to Combat Desertification in Those Countries Experiencing Serious"
    " Drought and/or Desertification, Particularly in Africa",
    "1958年(就业和职业)歧视公约",
    "(就业和职业)歧视公约",
    "Discrimination (Employment and Occupation) Convention, 1958",
    "Discrimination (Employment and Occupation) Convention",
    "SIDS Accelerated Modalities of Action (SAMOA) Pathway",
}


@pytest.fixture(scope="module", params=sorted(MINIMUM))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def glossary(name: str) -> Glossary:
    return load(FOLDER / f"{name}.csv")


def terms(glossary: Glossary) -> list[tuple[Concept, Term]]:
    return [(concept, term) for concept in glossary.concepts for term in concept.terms]


def test_there_are_as_many_concepts_as_promised(name: str, glossary: Glossary) -> None:
    assert len(glossary.concepts) >= MINIMUM[name]


def test_the_csv_is_as_termx_writes_it(name: str, glossary: Glossary, tmp_path: Path) -> None:
    again = tmp_path / "again.csv"
    dump(glossary, again)
    assert again.read_bytes() == (FOLDER / f"{name}.csv").read_bytes()


def test_the_tbx_is_the_conversion_of_the_csv(
    name: str, glossary: Glossary, tmp_path: Path
) -> None:
    again = tmp_path / "again.tbx"
    dump(glossary, again)
    assert again.read_bytes() == (FOLDER / f"{name}.tbx").read_bytes()
    assert problems(FOLDER / f"{name}.tbx") == ()


def test_ids_are_unique_and_in_xml(glossary: Glossary) -> None:
    ids = [concept.id for concept in glossary.concepts]
    assert len(set(ids)) == len(ids)
    assert [id for id in ids if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", id)] == []


def test_every_concept_was_decided_by_a_person(glossary: Glossary) -> None:
    assert {concept.review for concept in glossary.concepts} == {Review.ACCEPTED}
    assert [concept.id for concept in glossary.concepts if not concept.subject] == []


def test_one_form_is_preferred_in_each_language_and_stands_first(glossary: Glossary) -> None:
    for concept in glossary.concepts:
        for lang in LANGUAGES:
            statuses = [term.status for term in concept.terms if term.lang == lang]
            assert statuses[:1] == [Status.PREFERRED], (concept.id, lang)
            assert statuses.count(Status.PREFERRED) == 1, (concept.id, lang)


def test_no_form_stands_twice(glossary: Glossary) -> None:
    forms = Counter((term.lang, term.text) for _, term in terms(glossary))
    assert [form for form, times in forms.items() if times > 1] == []


def test_old_and_wrong_forms_say_why(glossary: Glossary) -> None:
    silent = [
        term.text
        for _, term in terms(glossary)
        if term.status in (Status.SUPERSEDED, Status.DEPRECATED) and not term.note
    ]
    assert silent == []


def test_there_are_no_stray_spaces_or_marks(glossary: Glossary) -> None:
    for _, term in terms(glossary):
        texts = (term.text, term.note or "", *term.sources)
        for text in texts:
            assert text == " ".join(text.split()), text
        assert not term.text.endswith((".", ",", ";", "。", "，", "；")), term.text
        assert not set(term.text) & set("《》（）「」[]［］|\\*"), term.text


def test_brackets_and_slashes_are_those_of_official_names(glossary: Glossary) -> None:
    marked = {term.text for _, term in terms(glossary) if re.search(r"[()/]", term.text)}
    assert marked - MARKED == set()


def test_scripts_are_those_of_the_languages(glossary: Glossary) -> None:
    for _, term in terms(glossary):
        assert term.lang in LANGUAGES
        if term.lang == "zh-Hans":
            assert simplified(term.text) == term.text
            assert re.search("[\u4e00-\u9fff]", term.text), term.text
        else:
            assert not re.search("[\u3000-\u9fff\uff00-\uffef]", term.text), term.text


def test_an_acronym_is_one_word_in_capitals(glossary: Glossary) -> None:
    for _, term in terms(glossary):
        if term.type is TermType.ACRONYM:
            assert re.fullmatch(r"C-\d+|(?=.*[A-Z].*[A-Z])[A-Za-z0-9-]+", term.text), term.text


def test_no_text_of_a_document_is_quoted(glossary: Glossary) -> None:
    assert [term.text for _, term in terms(glossary) if term.context] == []


def test_sources_are_symbols_or_known_texts(glossary: Glossary) -> None:
    sources = {source for _, term in terms(glossary) for source in term.sources}
    assert [s for s in sources - TEXTS if ".." in s or not SYMBOL.fullmatch(s)] == []


@pytest.fixture(scope="module")
def resolutions() -> dict[str, str]:
    """The English resolutions and drafts by symbol."""
    if not RESOLUTIONS.is_file():
        pytest.skip("needs ../shared/parallel")
    with gzip.open(RESOLUTIONS, "rt", encoding="utf-8") as file:
        data = [json.loads(line) for line in file]
    return {
        item["symbol"].replace(" ", ""): re.sub(r"[ \n]+", " ", item["text"].replace("’", "'"))
        for item in data
    }


def test_a_source_prints_the_form_and_not_a_longer_one(
    glossary: Glossary, resolutions: dict[str, str]
) -> None:
    wrong = []
    for concept, term in terms(glossary):
        longer = [other.text for other in concept.terms if term.text in other.text != term.text]
        if term.lang != "en" or not longer or term.text[0].islower():
            continue
        for source in term.sources:
            if text := resolutions.get(source):
                for other in longer:
                    text = text.replace(other, "")
                if term.text not in text:
                    wrong.append((term.text, source))
    assert wrong == []


def test_shared_concepts_have_one_preferred_form() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for name in sorted(MINIMUM):
        for concept, term in terms(load(FOLDER / f"{name}.csv")):
            if term.status is Status.PREFERRED:
                found.setdefault((concept.id, term.lang), set()).add(term.text)
    assert [item for item in found.items() if len(item[1]) > 1] == []


def test_one_name_is_one_concept_in_all_files() -> None:
    ids: dict[tuple[str, str], set[str]] = {}
    for name in sorted(MINIMUM):
        for concept, term in terms(load(FOLDER / f"{name}.csv")):
            if term.type in (TermType.FULL_FORM, TermType.VARIANT):
                form = re.sub("[〈〉]", "", term.text.lower())
                ids.setdefault((term.lang, form), set()).add(concept.id)
    assert [item for item in ids.items() if len(item[1]) > 1] == []


def test_countries_have_iso_codes() -> None:
    concepts = load(FOLDER / "un-countries.csv").concepts
    assert [c.id for c in concepts if not re.fullmatch("[A-Z]{3}", c.id)] == []
    subjects = Counter(concept.subject for concept in concepts)
    assert subjects == {"Member State": 193, "non-member observer State": 2}


def test_instruments_are_instruments() -> None:
    kinds = {concept.kind for concept in load(FOLDER / "un-instruments.csv").concepts}
    assert kinds == {Kind.INSTRUMENT}


def test_the_readme_counts_right(name: str, glossary: Glossary) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"| {row(name, glossary)} |" in readme


def row(name: str, glossary: Glossary) -> str:
    """The line of the README's table: concepts, terms, zh, en, old or wrong, with a source."""
    all_terms = [term for _, term in terms(glossary)]
    chinese = sum(term.lang == "zh-Hans" for term in all_terms)
    old = sum(term.status in (Status.SUPERSEDED, Status.DEPRECATED) for term in all_terms)
    sourced = sum(bool(term.sources) for term in all_terms)
    counts = (len(glossary.concepts), chinese, len(all_terms) - chinese, old, sourced)
    return " | ".join((f"`{name}`", *(f"{count:,}" for count in counts)))
