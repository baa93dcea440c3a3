"""What is too large to be paired in memory gets its English from beads on disk."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from termx import aligned, collection, compose
from termx.engines import Serial
from termx.pair import places, scan
from termx.pair.beads import Kept, Read
from termx.pair.scan import standings
from termx.pipeline import Pipeline
from termx.read import bitext, slices
from termx.run import run
from tests.scale.bilingual import NAMES, english, sentences, written


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termx.pair.links.known", tuple)  # to learn the names takes long
    monkeypatch.setattr(collection, "PART", 4_000)
    monkeypatch.setattr(compose, "SIZE", 10_000)
    monkeypatch.setattr(aligned, "GROUP", 5_000)
    monkeypatch.setattr(compose, "LINES", 50)
    monkeypatch.setattr(slices, "LINES", 50)


@pytest.fixture
def documents(tmp_path: Path) -> Pipeline:
    """Six documents in both languages, and one in English alone."""
    alone = tmp_path / "A_RES_98_77.en.txt"
    alone.write_text("A/RES/98/77\n\nRequests the Whale Sanctuary Commission to report;\n" * 2)
    return Pipeline((*written(tmp_path, 6), alone), cache=tmp_path / "cache")


def test_documents(documents: Pipeline) -> None:
    found = run(documents)
    assert english(found) == NAMES
    best = next(item for item in found.concepts if item.terms[0].text == "海龟基金")
    (term,) = (term for term in best.terms if term.lang == "en")
    assert term.sources[0].startswith("A/RES/98/")
    assert len(term.sources) > 1
    assert term.context and "Sea Turtle Fund" in term.context
    assert "海龟基金" in (best.terms[0].context or "")
    assert any("Whale Sanctuary Commission" in item.terms[0].text for item in found.concepts)


def test_lines(tmp_path: Path) -> None:
    pairs = [pair for seed in range(5) for pair in sentences(seed)]
    for side, name in enumerate(("zh", "en")):
        text = "".join(pair[side] + "\n" for pair in pairs)
        (tmp_path / f"corpus.{name}").write_text(text, encoding="utf-8")
    both = tmp_path / "corpus.zh", tmp_path / "corpus.en"
    settings = Pipeline((), bitext=both)
    found = run(settings)
    assert english(found) == NAMES
    assert run(replace(settings, bitext=both[::-1])).concepts == found.concepts
    listed = english(run(replace(settings, terms=tuple(NAMES))))
    assert all(NAMES[term] in listed[term] for term in NAMES)


def test_where_terms_stand_does_not_depend_on_slices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "BEADS", 7)
    pairs = [pair for seed in range(5) for pair in sentences(seed)]
    for side, name in enumerate(("zh", "en")):
        text = "".join(pair[side] + "\n" for pair in pairs)
        (tmp_path / f"corpus.{name}").write_text(text, encoding="utf-8")
    both = tmp_path / "corpus.zh", tmp_path / "corpus.en"
    terms = ["海龟基金", "基金", "举行会议", "没有"]
    whole = standings(terms, Kept(bitext(*both)))
    divided = slices.lines(*both)
    assert divided is not None and len(divided.slices) == 4
    assert standings(terms, Read(divided, Serial())) == whole
    known = places.places(terms, [chinese for chinese, _ in pairs])
    assert [standing.beads for standing in whole] == [len(found) for found in known]
    assert all(len(standing.kept) == min(7, standing.beads) for standing in whole)
    for standing, found in zip(whole, known, strict=True):
        assert standing.places.items() <= dict(found).items()
    kept = list(islice(whole[2].places, 7))
    assert kept[-1] - kept[0] > 100, "not spread"


@pytest.mark.parametrize(
    ("data", "other"), [("海龟基金\n".encode("gb18030"), "a\n"), ("海龟\r基金\r".encode(), "a\r")]
)
def test_files_that_cannot_be_sliced_are_read_whole(
    tmp_path: Path, data: bytes, other: str
) -> None:
    (tmp_path / "a.zh").write_bytes(data)
    (tmp_path / "a.en").write_bytes(other.encode())
    assert slices.lines(tmp_path / "a.zh", tmp_path / "a.en") is None
