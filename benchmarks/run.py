"""Everything at once: harvest, pair, check, convert, lookup and site; see README.md.

Run from the root of the project: `python -m benchmarks.run`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.suite import measure, texts
from benchmarks.suite.report import Row, growth, plot, table
from benchmarks.suite.work import MANY, OPERATIONS, automaton, jieba_cut


class Sizes(NamedTuple):
    """What is measured: once the work, and how often it is taken."""

    characters: int
    pairs: int
    concepts: int
    glossary: int
    times: tuple[int, ...]
    jobs: tuple[int, ...]
    apart: bool = True


FULL = Sizes(400_000, 1_000, 1_000, 10_000, (1, 4, 16), (2, 4))
QUICK = Sizes(2_000, 30, 20, 100, (1, 4), (), apart=False)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, write table and plot to a folder."""
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--corpus",
        type=Path,
        default=texts.SAMPLE,
        help="folder with documents NAME.zh.* (and NAME.en.*) of which the text is made; default:"
        " the sample",
    )
    parser.add_argument("--quick", action="store_true", help="only whether it works: tiny texts")
    parser.add_argument("--only", nargs="*", choices=tuple(OPERATIONS), help="some operations")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("build/benchmarks"),
        help="folder for table.txt and plot.svg; default: build/benchmarks",
    )
    options = parser.parse_args(arguments)
    pairs = texts.pool(options.corpus)
    if not pairs:
        parser.error(f"{options.corpus}: no file *.zh.* in this folder")
    sizes = QUICK if options.quick else FULL
    before = measure.load()
    with tempfile.TemporaryDirectory(prefix="termx-benchmark-") as name:
        texts.write_glossary(Path(name) / "terms", sizes.glossary)
        rows = list(_rows(options.only or tuple(OPERATIONS), pairs, sizes, Path(name)))
    facts = f"{measure.machine()}; {before}, after {measure.load()}"
    report = "\n\n".join((table(rows), growth(rows), facts, measure.versions())) + "\n"
    print(report)
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "table.txt").write_text(report, encoding="utf-8")
    (options.output / "plot.svg").write_text(plot(rows, facts), encoding="utf-8")


def _rows(
    names: Sequence[str], pairs: Sequence[texts.Pair], sizes: Sizes, scratch: Path
) -> Iterator[Row]:
    """Operations on more and more work; the most work by several processes, too."""
    makers: dict[str, Callable[[Path, int], int]] = {
        "harvest": lambda folder, n: texts.write_documents(folder, pairs, n * sizes.characters),
        "check": lambda folder, n: texts.write_documents(folder, pairs, n * sizes.characters),
        "pair": lambda folder, n: texts.write_bitext(folder, pairs, n * sizes.pairs),
    }
    for name in names:
        make = makers.get(name, lambda folder, n: texts.write_glossary(folder, n * sizes.concepts))
        for times in sizes.times:
            folder = scratch / f"{name}-{times}"
            chars = make(folder, times)
            jieba, bare = (measure.baseline(item, folder) for item in (jieba_cut, automaton))
            many = sizes.jobs if name in MANY and times == sizes.times[-1] else ()
            for jobs in (1, *many):
                print(f"{name}, {times}x, {jobs} processes", file=sys.stderr, flush=True)
                found = measure.operation(name, folder, jobs, apart=sizes.apart)
                yield Row(name, times, jobs, chars, *found, jieba, bare)


if __name__ == "__main__":
    main()
