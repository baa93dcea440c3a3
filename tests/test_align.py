"""Alignment of invented texts: paragraphs, footnotes, sentences."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from termx.align import align, align_paragraphs, align_segments
from termx.clean import clean
from termx.models import Bead, Document, Segment
from termx.read import read

SAMPLE = Path(__file__).resolve().parents[1] / "pipelines" / "sample"
STEMS = ("A_RES_99_901.{}.txt", "A_99_902.{}.txt", "CAC_COSP_RES_20_1.{}.md")


def sample(stem: str) -> tuple[Document, Document]:
    source, target = (clean(read(SAMPLE / stem.format(lang))) for lang in ("zh", "en"))
    return source, target


@pytest.mark.parametrize("stem", STEMS)
def test_the_paragraphs_of_the_sample_are_pairs(stem: str) -> None:
    source, target = sample(stem)
    beads = align_paragraphs(source, target)
    shapes = Counter((len(bead.source), len(bead.target)) for bead in beads)
    # What only one masthead has, and date and meeting, which the languages print in turn.
    assert shapes[1, 1] >= sum(shapes.values()) - 1
    assert all(bead.source[0].number == bead.target[0].number for bead in beads if bead.target)


@pytest.mark.parametrize("stem", STEMS)
def test_every_sentence_is_in_one_bead(stem: str) -> None:
    source, target = sample(stem)
    for first, second in ((source, target), (target, source)):
        beads = align(first, second)
        for document, side in ((first, "source"), (second, "target")):
            found: list[Segment] = [item for bead in beads for item in getattr(bead, side)]
            assert [(item.start, item.end) for item in found] == sorted(
                {(item.start, item.end) for item in found}
            )
            text = "".join(item.text for item in found)
            assert "".join(text.split()) == "".join(document.text.split())


def test_the_order_of_the_documents_changes_nothing() -> None:
    source, target = sample(STEMS[0])
    turned = tuple(Bead(bead.target, bead.source, bead.score) for bead in align(target, source))
    assert turned == align(source, target)


def test_no_segments() -> None:
    assert align_segments((), ()) == ()
