"""A glossary and drafts for the tests of the checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from termx.formats import dump
from termx.models import Concept, Glossary, Kind, Status, Term, TermType

CLIMATE = Concept(
    "climate",
    Kind.THEME,
    (
        Term("气候变化", "zh-Hans", status=Status.PREFERRED),
        Term("气候变迁", "zh-Hans", status=Status.DEPRECATED),
        Term("climate change", "en", status=Status.PREFERRED),
    ),
)
COUNCIL = Concept(
    "council",
    Kind.ORGANIZATION,
    (
        Term("海洋事务协调理事会", "zh-Hans", status=Status.PREFERRED),
        Term("海协理事会", "zh-Hans", TermType.SHORT_FORM),
        Term("Coordinating Council on Ocean Affairs", "en", status=Status.PREFERRED),
        Term("CCOA", "en", TermType.ACRONYM),
    ),
)


@pytest.fixture
def glossary() -> Glossary:
    return Glossary("test", (CLIMATE, COUNCIL))


@pytest.fixture
def folder(tmp_path: Path, glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with `g.json`, and a cache of its own."""
    monkeypatch.setenv("TERMX_CACHE", str(tmp_path / "cache"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    dump(glossary, work / "g.json")
    return work
