"""Alarms on official text, and mixing found in it; measured in full by the evaluation scripts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from termx.check import check, check_bitext
from termx.check.lexicon import Lexicon, compile
from termx.clean import clean
from termx.formats import load
from termx.models import Bitext, Severity
from termx.read import documents, read

SHARED = Path(__file__).parents[3] / "shared"

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="needs the gold data in ../shared"
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return compile(load(SHARED / "gold" / "check_glossary.json").concepts)


@pytest.mark.parametrize(
    "name",
    ["gold/clean_A_RES_69_197.txt", "gold/clean_A_68_127.txt", "gold/peace.zh.txt",
     "gold/mixed.zh.txt", "corpus/A_RES_80_229.zh.txt"],
)  # fmt: skip
def test_official_text_raises_few_alarms(name: str, lexicon: Lexicon) -> None:
    document = clean(read(SHARED / name))
    counts = Counter(finding.severity for finding in check(document, lexicon))
    size = len(document.text) / 10_000
    assert counts[Severity.ERROR] <= 0.5 * size
    assert counts[Severity.WARNING] <= 3 * size


def test_official_bitext_raises_few_alarms(lexicon: Lexicon) -> None:
    source, target = (clean(side) for side in documents(SHARED / "gold" / "devset.tsv"))
    counts = Counter(f.severity for f in check_bitext(Bitext(source, target), lexicon))
    size = len(target.text) / 10_000
    assert counts[Severity.ERROR] <= 0.5 * size
    assert counts[Severity.WARNING] <= 8 * size


def test_two_spellings_of_a_foreign_name_are_found_without_a_glossary() -> None:
    document = clean(read(SHARED / "corpus" / "A_68_127.zh.txt"))
    (finding,) = check(document, codes={"TX114"})
    assert {finding.occurrence.text, *finding.suggestions} == {"多维尔", "多维耶"}
