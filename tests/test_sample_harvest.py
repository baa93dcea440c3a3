"""What harvest and normalize make of the sample, beside what was expected by hand."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from termx import lang
from termx.models import Concept, Glossary, Kind
from termx.pipeline import Pipeline
from termx.run import run

SAMPLE = Path(__file__).parents[1] / "pipelines" / "sample"
DATA = Path(__file__).parent / "data" / "sample"
FILES = {
    "A/RES/99/901": "A_RES_99_901.zh.txt",
    "A/99/902": "A_99_902.zh.txt",
    "CAC/COSP/RES/20/1": "CAC_COSP_RES_20_1.zh.md",
}


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def harvested(*symbols: str) -> Glossary:
    return run(Pipeline(tuple(SAMPLE / FILES[symbol] for symbol in symbols)))


def concepts(symbols: tuple[str, ...]) -> dict[str, set[str]]:
    """Key of a form -> ids of the concepts that hold it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for concept in harvested(*symbols).concepts:
        for term in concept.terms:
            found[lang.key(term.text)].add(concept.id)
    return found


def is_name(concept: Concept) -> bool:
    return concept.kind is not Kind.THEME


def test_names_are_found_and_not_invented() -> None:
    expected = table("expected_names.tsv")
    hits = wanted = right = offered = 0
    for symbol in FILES:
        rows = [row for row in expected if row["document"] == symbol]
        required = {lang.key(row["form"]) for row in rows if not row["flag"]}
        neutral = {lang.key(row["form"]) for row in rows} - required
        found = {
            lang.key(term.text)
            for concept in filter(is_name, harvested(symbol).concepts)
            for term in concept.terms
        }
        hits, wanted = hits + len(required & found), wanted + len(required)
        right, offered = right + len(required & found), offered + len(found - neutral)
    assert right / offered >= 0.9
    assert hits / wanted >= 0.9


def test_variants_are_grouped() -> None:
    rows = table("expected_variants.tsv")
    missed = []
    for row in rows:
        known = concepts((row["document"],))
        if not known[lang.key(row["form"])] & known[lang.key(row["other"])]:
            missed.append((row["form"], row["other"], row["reason"]))
    assert 1 - len(missed) / len(rows) >= 0.88, missed


def test_different_things_are_kept_apart() -> None:
    for symbols in (*((symbol,) for symbol in FILES), tuple(FILES)):
        known = concepts(symbols)
        merged = [
            (row["form"], row["other"])
            for row in table("must_not_merge.tsv")
            if known[lang.key(row["form"])] & known[lang.key(row["other"])]
        ]
        assert merged == []
