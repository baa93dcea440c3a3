"""Lookup: any part of a term, both scripts; the order; an index that is never stale."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from termx.errors import FormatError
from termx.formats import dump
from termx.lookup import cache_folder, lookup
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType


def concept(name: str, *terms: Term, **more: object) -> Concept:
    return Concept(name, Kind.INSTRUMENT, terms, **more)


CRIME = concept(
    "crime",
    Term("联合国打击跨国有组织犯罪公约", "zh-Hans", status=Status.PREFERRED),
    Term("有组织犯罪公约", "zh-Hans", type=TermType.SHORT_FORM),
    Term("United Nations Convention against Transnational Organized Crime", "en",
         status=Status.PREFERRED),
)  # fmt: skip
ORGANIZED = concept(
    "organized",
    Term("有组织犯罪", "zh-Hans", status=Status.PREFERRED),
    Term("organized crime", "en", status=Status.PREFERRED),
    Term("organised crime", "en", status=Status.DEPRECATED),
)
DISORGANIZED = concept("dis", Term("无组织犯罪", "zh-Hans"), Term("disorganized crime", "en"))
NO = concept("no", Term("有组织", "zh-Hans"), review=Review.REJECTED)


@pytest.fixture
def glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMX_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "g.csv"
    dump(Glossary("g", (DISORGANIZED, CRIME, ORGANIZED, NO)), path)
    return path


def found(query: str, *paths: Path, limit: int = 20) -> list[str]:
    matches, _ = lookup(query, paths, limit=limit)
    return [str(match.concept["id"]) for match in matches]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("有组织犯罪", ["organized", "crime"]),
        ("有組織犯罪公約", ["crime"]),
        ("ORGANIZED CRIME", ["organized", "crime", "dis"]),
        ("ｏｒｇａｎｉｚｅｄ　ｃｒｉｍｅ", ["organized", "crime", "dis"]),
        ("crime convention", ["crime"]),
        ("跨国", ["crime"]),
        ("organised", ["organized"]),
        ("《有组织犯罪公约》", ["crime"]),
        ("100%_", []),
        ("。", []),
        ("", []),
    ],
)
def test_any_part_of_a_term(query: str, ids: list[str], glossary: Path) -> None:
    assert found(query, glossary) == ids


def test_words_that_begin_come_before_parts_of_words(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    cyber = concept("cyber", Term("Convention on Cybercrime", "en", status=Status.PREFERRED))
    dump(Glossary("g", (cyber, CRIME)), path)
    assert found("convention crime", path) == ["crime", "cyber"]


def test_accents_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    dump(Glossary("g", (concept("ci", Term("Côte d'Ivoire", "en")),)), path)
    assert found("cote d’ivoire", path) == found("COTE", path) == found("Côte", path) == ["ci"]


def test_what_is_misspelt_shows_the_nearest(glossary: Path) -> None:
    for query in ("orgnized crime", "有组织犯最"):
        matches, count = lookup(query, [glossary])
        assert (matches[0].concept["id"], count) == ("organized", 0)
    assert lookup("something else", [glossary]) == ((), 0)


def test_a_concept_of_two_glossaries_is_shown_once(glossary: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    dump(Glossary("o", (ORGANIZED, replace(CRIME, terms=CRIME.terms[1:]))), other)
    matches, count = lookup("有组织犯罪", [glossary, other])
    assert [(match.concept["id"], match.path, match.also) for match in matches] == [
        ("organized", glossary, (other,)),
        ("crime", glossary, ()),
        ("crime", other, ()),
    ]
    assert count == 3


def test_the_term_that_fits_and_the_number_of_concepts(glossary: Path) -> None:
    matches, count = lookup("organised", [glossary])
    assert (matches[0].term, count) == (2, 1)
    matches, count = lookup("crime", [glossary], limit=1)
    assert (len(matches), count) == (1, 3)


def test_a_glossary_that_changes(glossary: Path) -> None:
    assert found("难民", glossary) == []
    dump(Glossary("g", (concept("refugee", Term("难民", "zh-Hans")),)), glossary)
    assert found("难民", glossary) == ["refugee"]
    assert found("犯罪", glossary) == []


def test_several_glossaries_and_formats(glossary: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tbx"
    dump(Glossary("o", (replace(ORGANIZED, id="other"),)), other)
    assert found("有组织犯罪", glossary, other) == ["organized", "other", "crime"]


def test_the_index_is_made_once(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found("犯罪", glossary)
    monkeypatch.setattr("termx.formats.load", None)
    assert found("犯罪", glossary) == ["organized", "crime", "dis"]


def test_a_broken_index_is_made_again(glossary: Path) -> None:
    found("犯罪", glossary)
    (index,) = (cache_folder() / "lookup").iterdir()
    index.write_bytes(b"no database")
    assert found("犯罪", glossary)
    index.unlink()
    sqlite3.connect(index).close()
    assert found("犯罪", glossary)


def test_without_a_cache(glossary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TERMX_CACHE", str(tmp_path / "file" / "cache"))
    assert found("跨国", glossary) == ["crime"]


def test_a_glossary_that_is_not_there(glossary: Path, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"cannot read .*absent\.csv"):
        lookup("x", [tmp_path / "absent.csv"])
    (tmp_path / "bad.csv").write_text("concept,lang,term\n")
    with pytest.raises(FormatError, match="no column kind"):
        lookup("x", [tmp_path / "bad.csv"])
    assert not list(cache_folder().glob(".*.tmp"))


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TERMX_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "termx"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("HOME", os.fspath(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "termx"
