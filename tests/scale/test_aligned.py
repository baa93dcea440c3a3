"""Documents that translate each other are aligned in groups, by whoever works on them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from termx import aligned
from termx.aligned import collected, groups
from termx.clean import clean
from termx.engines import engine
from termx.errors import ReadError
from termx.formats import FORMATS
from termx.models import Bead, Document
from termx.pair.documents import Couple
from termx.pipeline import Pipeline
from termx.read import documents
from termx.run import run
from tests.scale.bilingual import NAMES, english, written

TMX = """<tmx version="1.4"><header srclang="en" adminlang="en" datatype="plaintext"
 o-tmf="x" segtype="sentence" creationtool="x" creationtoolversion="1"/><body>{}</body></tmx>"""
UNIT = "<tu><tuv xml:lang='en'><seg>{}</seg></tuv><tuv xml:lang='zh-Hans'><seg>{}</seg></tuv></tu>"


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Five documents in both languages, in groups of two."""
    found = written(tmp_path, 5)
    sizes = [path.stat().st_size for path in found]
    monkeypatch.setattr(aligned, "GROUP", sum(sizes[:4]) + min(sizes))
    monkeypatch.setattr("termx.pair.links.known", tuple)  # to learn the names takes long
    return found


def read(paths: tuple[Path, ...]) -> list[Document]:
    return [clean(document) for path in paths for document in documents(path)]


def test_groups_hold_every_couple_once(paths: tuple[Path, ...]) -> None:
    found = groups(read(paths))
    assert [len(group.places) for group in found] == [2, 2, 1]
    assert [path for group in found for path in group.paths] == list(paths)


def test_beads_are_those_of_the_documents_that_are_here(paths: tuple[Path, ...]) -> None:
    here = read(paths)
    with engine(jobs=2) as processes:
        found, warnings = collected(here, groups(here), processes, None)
    assert not warnings
    known = {id(document) for document in here}
    sides = [segment for bead in found for side in (bead.source, bead.target) for segment in side]
    assert {id(segment.document) for segment in sides} == known
    for bead in found:
        assert len({segment.document.symbol for segment in (*bead.source, *bead.target)}) == 1


def test_a_file_that_changes_or_goes_during_the_run_is_named(paths: tuple[Path, ...]) -> None:
    here = read(paths)
    some = groups(here)
    with engine() as alone:
        text = paths[3].read_text()
        paths[3].write_text(text.replace("A/RES", "One more line.\n\nA/RES"))
        with pytest.raises(ReadError, match=f"{paths[3]}: has changed"):
            collected(here, some, alone, None)
        paths[3].unlink()
        with pytest.raises(ReadError, match=f"{paths[3]}: has changed"):
            collected(here, groups(here), alone, None)


def test_a_document_that_changes_is_aligned_anew_with_its_group(
    paths: tuple[Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[list[str]] = []
    own = aligned.aligned

    def noted(couples: Sequence[Couple]) -> tuple[list[Bead], tuple[str, ...]]:
        worked.append([document.path for couple in couples for document in couple])
        return own(couples)

    monkeypatch.setattr(aligned, "aligned", noted)
    settings = Pipeline(paths, cache=tmp_path / "cache")
    first = run(settings)
    assert english(first) == NAMES
    assert len(worked) == 3
    paths[-1].write_text(paths[-1].read_text().replace("Sea Turtle Fund", "Sea Turtle Trust"))
    del worked[:]
    assert run(settings) != first
    assert worked == [[str(path) for path in paths[-2:]]]


def test_documents_of_one_file_are_found_again(paths: tuple[Path, ...], tmp_path: Path) -> None:
    units = UNIT.format("Requests the Sea Turtle Fund to report;", "请海龟基金提交报告；")
    memory = tmp_path / "memory.tmx"
    memory.write_text(TMX.format(units), encoding="utf-8")
    here = read((*paths[:2], memory))
    with engine() as alone:
        found, _ = collected(here, groups(here), alone, None)
    (bead,) = (
        bead for bead in found if bead.source and bead.source[0].document.path == str(memory)
    )
    english, chinese = here[2:]
    assert (bead.source[0].document, bead.target[0].document) == (chinese, english)
    assert (bead.source[0].text[:1], bead.target[0].text[:8]) == ("请", "Requests")


def test_the_same_with_processes_and_on_a_cluster(
    paths: tuple[Path, ...], cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    pipeline = Pipeline(paths[:6])
    expected = FORMATS["json"].dump(run(pipeline))
    assert b"Coral Reef Conservation Committee" in expected
    assert FORMATS["json"].dump(run(replace(pipeline, jobs=2))) == expected
    assert FORMATS["json"].dump(run(replace(pipeline, cluster=cluster[0]))) == expected
