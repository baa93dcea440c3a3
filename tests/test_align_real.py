"""Alignment of real documents and real bitext, with floors; the benchmark that measures them."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from termx.align import AlignError, align_paragraphs
from termx.clean import clean
from termx.models import Document
from termx.read import read

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = spec_from_file_location("benchmark_align", ROOT / "benchmarks" / "align.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def documents(shared: Path, *names: str) -> list[Document]:
    return [clean(read(shared / "corpus" / name)) for name in names]


def test_a_resolution_with_its_footnotes(shared: Path, benchmark: ModuleType) -> None:
    source, target = documents(shared, "A_RES_80_229.zh.txt", "A_RES_80_229.en.pdftext.txt")
    right, there, notes, all_notes = benchmark.numbered(source, target)
    assert (there, all_notes) == (159, 61)
    assert (right, notes) == (159, 61)


def test_every_paragraph_of_a_resolution(shared: Path) -> None:
    source, target = documents(shared, "A_RES_80_229.zh.txt", "A_RES_80_229.en.txt")
    beads = align_paragraphs(source, target)
    pairs = [bead for bead in beads if bead.source and bead.target]
    assert len(target.paragraphs) == len(pairs) == 163
    assert [bead.source[0].number for bead in pairs] == [bead.target[0].number for bead in pairs]


def test_documents_of_one_subject_are_refused(shared: Path) -> None:
    *sources, target = documents(
        shared, "A_RES_63_195.zh.txt", "CTOC_COP_RES_6_1.zh.txt", "A_68_127.zh.txt",
        "A_RES_80_229.en.txt",
    )  # fmt: skip
    for source in sources:
        with pytest.raises(AlignError, match="no translations of each other"):
            align_paragraphs(source, target)


@pytest.mark.parametrize("seed", [0, 3])
def test_lines_removed_and_merged(shared: Path, benchmark: ModuleType, seed: int) -> None:
    folder = shared / "parallel"
    pairs = benchmark.pairs_of([folder / "UNv1.0.devset.zh", folder / "UNv1.0.devset.en"])
    score, _ = benchmark.aligned(benchmark.damaged(pairs[seed * 300 : seed * 300 + 150], seed))
    assert score >= 0.97


def test_lines_of_the_sample_removed_and_merged(benchmark: ModuleType) -> None:
    pairs = benchmark.pairs_of([])
    score, _ = benchmark.aligned(benchmark.damaged(pairs, 1))
    assert score >= 0.95
