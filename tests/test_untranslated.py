"""English documents without a translation give a glossary of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from termx.models import Concept, Glossary, Kind, TermType
from termx.pipeline import Pipeline
from termx.run import run

ENGLISH = (
    "The Council on River Deltas (CRD) recalled the Convention on Tidal Lagoons.\n"
    "CRD noted that a tidal lagoon was dug, and that tidal lagoons help against coastal erosion.\n"
    "It thanked the Lakes Office for its work against coastal erosion.\n"
)
CHINESE = "回顾《潟湖保护公约》，并感谢三角洲理事会的工作。\n"


def harvested(folder: Path, *paths: Path, **settings: object) -> Glossary:
    return run(Pipeline(paths, **settings))  # type: ignore[arg-type]


@pytest.fixture
def english(tmp_path: Path) -> Path:
    path = tmp_path / "deltas.en.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


def by_term(glossary: Glossary) -> dict[str, Concept]:
    return {term.text: concept for concept in glossary.concepts for term in concept.terms}


def test_an_english_document_alone(english: Path, tmp_path: Path) -> None:
    found = by_term(harvested(tmp_path, english))
    council = found["Council on River Deltas"]
    assert council.kind is Kind.ORGANIZATION
    assert found["CRD"] is council
    assert [term.type for term in council.terms] == [TermType.FULL_FORM, TermType.ACRONYM]
    assert found["Convention on Tidal Lagoons"].kind is Kind.INSTRUMENT
    assert found["coastal erosion"].kind is Kind.THEME
    assert {term.lang for concept in found.values() for term in concept.terms} == {"en"}
    assert all(term.context for term in council.terms)


def test_number_is_folded_and_both_printings_are_kept(english: Path, tmp_path: Path) -> None:
    found = by_term(harvested(tmp_path, english))
    assert found["tidal lagoon"] is found["tidal lagoons"]


def test_chinese_and_english_documents_on_their_own(english: Path, tmp_path: Path) -> None:
    chinese = tmp_path / "lagoons.zh.txt"
    chinese.write_text(CHINESE, encoding="utf-8")
    found = by_term(harvested(tmp_path, chinese, english))
    assert {"潟湖保护公约", "Lakes Office"} <= found.keys()
    assert found == by_term(harvested(tmp_path, chinese)) | by_term(harvested(tmp_path, english))


def test_settings_hold_for_english_too(english: Path, tmp_path: Path) -> None:
    assert by_term(harvested(tmp_path, english, themes=0)).keys().isdisjoint({"coastal erosion"})
    names = by_term(harvested(tmp_path, english, harvesters=("bodies",)))
    assert "Lakes Office" in names
    assert "CRD" not in names


def test_processes_do_not_change_the_result(english: Path, tmp_path: Path) -> None:
    other = tmp_path / "lakes.en.txt"
    other.write_text(ENGLISH.replace("Deltas", "Mouths"), encoding="utf-8")
    alone = harvested(tmp_path, english, other)
    assert alone == harvested(tmp_path, english, other, jobs=2)
