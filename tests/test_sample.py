"""The sample of the README and what is expected of it agree with each other and with `clean`."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from termx.clean import clean
from termx.models import Kind, SegmentKind
from termx.read import read

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "pipelines" / "sample"
DATA = Path(__file__).parent / "data" / "sample"
FILES = {
    "A/RES/99/901": "A_RES_99_901.{}.txt",
    "A/99/902": "A_99_902.{}.txt",
    "CAC/COSP/RES/20/1": "CAC_COSP_RES_20_1.{}.md",
}
NUMBER = re.compile(r"[（(]?(\d+|[a-c])[.)）]")


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def clean_text(symbol: str) -> str:
    name = Path(FILES[symbol].format("zh")).stem
    return (DATA / f"clean_{name}.txt").read_text(encoding="utf-8")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("symbol", FILES)
def test_clean_text_is_the_expected_one(symbol: str) -> None:
    document = clean(read(SAMPLE / FILES[symbol].format("zh")))
    found = [document.text[p.start : p.end] for p in document.paragraphs]
    assert found == clean_text(symbol).splitlines()


def shape(symbol: str, lang: str) -> list[tuple[str, str]]:
    """Kind and number of each numbered paragraph."""
    document = clean(read(SAMPLE / FILES[symbol].format(lang)))
    found = []
    for paragraph in document.paragraphs:
        number = NUMBER.match(document.text[paragraph.start : paragraph.end])
        if paragraph.kind is SegmentKind.FOOTNOTE:
            found.append(("footnote", document.text[paragraph.start : paragraph.end].split()[0]))
        elif number:
            found.append(("paragraph", number[1]))
    return found


@pytest.mark.parametrize("symbol", FILES)
def test_both_languages_have_the_same_numbers(symbol: str) -> None:
    chinese = shape(symbol, "zh")
    assert len(chinese) > 30
    assert chinese == shape(symbol, "en")


def test_expected_names_stand_in_their_text() -> None:
    rows = table("expected_names.tsv")
    texts = {symbol: squeezed(clean_text(symbol)) for symbol in FILES}
    assert [r for r in rows if squeezed(r["form"]) not in texts[r["document"]]] == []
    assert {kind for r in rows for kind in r["kind"].split("|")} <= set(Kind)
    assert {r["flag"] for r in rows} == {"", "context", "optional"}


def test_expected_names_hold_every_title_in_marks() -> None:
    listed = {(r["document"], r["form"]) for r in table("expected_names.tsv")}
    titles = {(s, t) for s in FILES for t in re.findall("《([^《》]*)》", squeezed(clean_text(s)))}
    assert titles - listed == set()


def test_variants_stand_in_their_text_and_are_not_kept_apart() -> None:
    texts = {symbol: squeezed(clean_text(symbol)) for symbol in FILES}
    rows = table("expected_variants.tsv")
    for row in rows:
        for form in (row["form"], row["other"]):
            assert squeezed(form) in texts[row["document"]], form
    apart = table("must_not_merge.tsv")
    for row in apart:
        for form in (row["form"], row["other"]):
            assert any(squeezed(form) in text for text in texts.values()), form
    together = {frozenset((r["form"], r["other"])) for r in rows}
    assert together.isdisjoint(frozenset((r["form"], r["other"])) for r in apart)
