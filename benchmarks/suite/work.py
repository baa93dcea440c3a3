"""What is timed: each function does one operation in a folder and returns nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

TERMS = 200
"""So many terms are looked for in bitext."""
QUERIES = 100


def jieba_cut(folder: Path) -> Callable[[], None]:
    """Words of the lines; the dictionary is loaded before."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    lines = (folder / "clean.txt").read_text(encoding="utf-8").splitlines()

    def work() -> None:
        for line in lines:
            for _ in jieba.cut(line):
                pass

    return work


def automaton(folder: Path) -> Callable[[], None]:
    """The names that termx knows, in the lines: longest matches, nothing is done with them."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    from termx import data

    forms = sorted({form for name in data.names() for form in name.zh})
    patterns = CharwiseDoubleArrayAhoCorasick(forms, MATCH_KIND_LEFTMOST_LONGEST)
    lines = (folder / "clean.txt").read_text(encoding="utf-8").splitlines()

    def work() -> None:
        for line in lines:
            patterns.find(line)

    return work


def harvest(folder: Path, jobs: int) -> None:
    """`termx harvest` of the documents, without cache and output."""
    from termx.pipeline import Pipeline
    from termx.run import run

    run(Pipeline(tuple(sorted(folder.glob("*.zh.*"))), jobs=jobs))


def pair(folder: Path, jobs: int) -> None:
    """`termx harvest --bitext --terms`: names that stand in the bitext, as a list."""
    from termx import data
    from termx.pipeline import Pipeline
    from termx.run import run

    text = (folder / "clean.txt").read_text(encoding="utf-8")
    terms = tuple(name.zh[0] for name in data.names() if name.zh[0] in text)[:TERMS]
    run(Pipeline((), bitext=(folder / "clean.txt", folder / "b.en"), terms=terms, jobs=jobs))


def check(folder: Path, jobs: int) -> None:
    """The rules of `termx check` over all lines as one draft, with a glossary."""
    from termx.check import check as checked
    from termx.check.lexicon import load
    from termx.clean import clean
    from termx.read import read

    checked(clean(read(folder / "clean.txt")), load([folder.parent / "terms" / "glossary.json"]))


def convert(folder: Path, jobs: int) -> None:
    """`termx convert`: JSON to TBX."""
    from termx import formats

    formats.dump(formats.load(folder / "glossary.json"), folder / "out.tbx")


def lookup(folder: Path, jobs: int) -> None:
    """The index of a glossary is made, then a hundred of its terms are looked up in it."""
    from termx.lookup import lookup as looked

    queries = (folder / "clean.txt").read_text(encoding="utf-8").splitlines()
    for query in queries[:: max(1, len(queries) // QUERIES)][:QUERIES]:
        looked(query, (folder / "glossary.json",))


def site(folder: Path, jobs: int) -> None:
    """`termx site`: the page of a glossary, with all downloads."""
    from termx import formats
    from termx import site as page

    source = page.Source("synthetic", formats.load(folder / "glossary.json"))
    page.write(page.build([source]), folder / "public")


OPERATIONS: Mapping[str, Callable[[Path, int], None]] = {
    "harvest": harvest,
    "pair": pair,
    "check": check,
    "convert": convert,
    "lookup": lookup,
    "site": site,
}
MANY = ("harvest", "pair")
"""Operations that several processes can do."""
