"""Speed, memory and accuracy of aligning sentences; see README.md in this folder."""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from termx.align import align, align_paragraphs, align_segments
from termx.clean import clean
from termx.models import Bead, Document, Paragraph, Segment, SegmentKind
from termx.read import bitext, read
from termx.segment import paragraphs

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "pipelines" / "sample"
Link = tuple[tuple[int, ...], tuple[int, ...]]
Lines = list[tuple[tuple[int, ...], str]]


class Damaged(NamedTuple):
    """Lines of both sides with the numbers of the pairs that they come from, and the true beads."""

    source: Lines
    target: Lines
    beads: set[Link]


def damaged(pairs: Sequence[tuple[str, str]], seed: int, share: float = 0.05) -> Damaged:
    """`pairs` after removing a share of the lines of one side and merging a share of one side.

    The seed also says which side is which: all four combinations come in turn.
    """
    chance = random.Random(seed)  # noqa: S311 - not for security
    sides: list[Lines] = [[((at,), pair[side]) for at, pair in enumerate(pairs)] for side in (0, 1)]
    count = max(int(len(pairs) * share), 1)
    gone = set(chance.sample(range(len(pairs)), count))
    sides[seed % 2] = [line for at, line in enumerate(sides[seed % 2]) if at not in gone]
    merged = seed // 2 % 2
    lines = sides[merged]
    firsts = set(chance.sample(range(len(lines) - 1), count))
    result: Lines = []
    for at, (numbers, text) in enumerate(lines):
        if at - 1 in firsts and len(result[-1][0]) == 1:
            before, start = result[-1]
            result[-1] = (before + numbers, start + (" " if merged else "") + text)
        else:
            result.append((numbers, text))
    sides[merged] = result
    return Damaged(sides[0], sides[1], _truth(sides[0], sides[1]))


def _truth(source: Lines, target: Lines) -> set[Link]:
    """The beads with two sides: lines that share a pair belong together."""
    places = {number: at for at, (numbers, _) in enumerate(target) for number in numbers}
    own = {number: at for at, (numbers, _) in enumerate(source) for number in numbers}
    beads: set[Link] = set()
    for at, (numbers, _) in enumerate(source):
        columns = {places[number] for number in numbers if number in places}
        rows = {own[n] for column in columns for n in target[column][0] if n in own} | {at}
        columns = {places[n] for row in rows for n in source[row][0] if n in places}
        if columns:
            beads.add((tuple(sorted(rows)), tuple(sorted(columns))))
    return beads


def segments(lang: str, texts: Sequence[str]) -> tuple[Segment, ...]:
    """Texts as segments of a document."""
    at, items = 0, []
    for text in texts:
        items.append(Paragraph(at, at + len(text)))
        at += len(text) + 1
    document = Document(f"lines.{lang}", "\n".join(texts), lang, paragraphs=tuple(items))
    return paragraphs(document)


def aligned(case: Damaged) -> tuple[float, float]:
    """F1 over the beads with two sides, counted only where they are exactly right; seconds."""
    source = segments("zh-Hans", [text for _, text in case.source])
    target = segments("en", [text for _, text in case.target])
    begin = time.perf_counter()
    beads = align_segments(source, target)
    seconds = time.perf_counter() - begin
    found: set[Link] = set()
    row = column = 0
    for bead in beads:
        rows, columns = len(bead.source), len(bead.target)
        if rows and columns:
            found.add((tuple(range(row, row + rows)), tuple(range(column, column + columns))))
        row, column = row + rows, column + columns
    return 2 * len(found & case.beads) / max(len(found) + len(case.beads), 1), seconds


def numbered(source: Document, target: Document) -> tuple[int, int, int, int]:
    """Paragraphs found and there, footnotes found and there.

    The truth is what a resolution shows: operative paragraphs and footnotes have numbers, the
    paragraphs of the preamble go in the same order.
    """
    beads = align_paragraphs(source, target)
    found = {(bead.source[0].start, bead.target[0].start) for bead in beads if _single(bead)}
    truth = [_labels(document) for document in (source, target)]
    counts = [0, 0, 0, 0]
    for name, start in truth[0].items():
        if name in truth[1]:
            at = 2 if name[0] == SegmentKind.FOOTNOTE else 0
            counts[at] += (start, truth[1][name]) in found
            counts[at + 1] += 1
    return counts[0], counts[1], counts[2], counts[3]


def _single(bead: Bead) -> bool:
    return len(bead.source) == len(bead.target) == 1


def _labels(document: Document) -> dict[tuple[str, str], int]:
    labels: dict[tuple[str, str], int] = {}
    preamble = 0
    for item in paragraphs(document):
        number = item.number
        if item.kind is SegmentKind.PREAMBLE:
            preamble += 1
            number = str(preamble)
        if number is not None:
            labels.setdefault((item.kind, number), item.start)
    return labels


def pairs_of(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """Pairs of lines: of bitext, else of the sentences of the sample."""
    if paths:
        beads: Sequence[Bead] = list(bitext(*paths).beads())
    else:
        beads = []
        for name in ("A_RES_99_901.{}.txt", "A_99_902.{}.txt", "CAC_COSP_RES_20_1.{}.md"):
            source, target = (clean(read(SAMPLE / name.format(lang))) for lang in ("zh", "en"))
            beads = [*beads, *align(source, target)]
    texts = (
        ("".join(item.text for item in bead.source), " ".join(item.text for item in bead.target))
        for bead in beads
        if bead.source and bead.target
    )
    return [pair for pair in texts if all(pair)]


def _measure(pairs: list[tuple[str, str]], size: int, seed: int) -> tuple[float, float, int]:
    begin = seed * size % max(len(pairs) - size + 1, 1)
    score, seconds = aligned(damaged(pairs[begin : begin + size], seed))
    return score, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bitext", nargs="*", type=Path, help="A TMX or TSV file, or two of lines.")
    parser.add_argument("--sizes", nargs="*", type=int, default=[100, 200, 400, 0], help="0: all.")
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--documents", nargs=2, type=Path, metavar=("ZH", "EN"))
    options = parser.parse_args()
    if options.documents:
        source, target = (clean(read(path)) for path in options.documents)
        begin = time.perf_counter()
        right, there, notes, all_notes = numbered(source, target)
        seconds = time.perf_counter() - begin
        print(f"paragraphs {right} of {there}, footnotes {notes} of {all_notes}, {seconds:.1f} s")
        return
    pairs = pairs_of(options.bitext)
    print(f"{len(pairs)} pairs, {options.seeds} seeds")
    context = multiprocessing.get_context("spawn")
    for size in dict.fromkeys(min(size or len(pairs), len(pairs)) for size in options.sizes):
        with context.Pool(1, maxtasksperchild=1) as pool:
            work = [(pairs, size, seed) for seed in range(options.seeds)]
            runs = pool.starmap(_measure, work, chunksize=1)
        scores, times, peaks = zip(*runs, strict=True)
        print(
            f"{size:6} lines  F1 {sum(scores) / len(scores):.4f} (least {min(scores):.4f})"
            f"  {min(times):6.1f} s  {max(peaks) / 1e6:6.0f} MB"
        )


if __name__ == "__main__":
    main()
