from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termx.clean import clean
from termx.errors import ReadError
from termx.models import Document, Place, SegmentKind, Unit
from termx.read import read
from termx.read.office import program
from termx.read.pdf.columns import columns
from termx.read.pdf.extract import extract
from termx.read.pdf.pages import compose
from termx.read.pdf.rows import Page, Row
from tests.documents.make import converted, written

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).parent / "data" / "pdf"
SAMPLE = ROOT / "pipelines" / "sample"


def texts(document: Document) -> list[str]:
    cleaned = clean(document)
    return [cleaned.text[item.start : item.end] for item in cleaned.paragraphs]


def agreement(found: list[str], expected: list[str]) -> float:
    """The share of the characters of `expected` in paragraphs that were found, spaces aside."""
    have = {"".join(text.split()) for text in found}
    wanted = ["".join(text.split()) for text in expected]
    return sum(len(text) for text in wanted if text in have) / sum(map(len, wanted))


@pytest.mark.parametrize(
    ("name", "original", "least"),
    [
        ("notes.pdf", "A_RES_99_901.zh.txt", 0.99),
        # Two hyphens at line ends belong to words that the text has only there.
        ("columns.pdf", "A_RES_99_901.en.txt", 0.94),
    ],
)
def test_the_paragraphs_of_the_text_come_back(name: str, original: str, least: float) -> None:
    assert agreement(texts(read(DATA / name)), texts(read(SAMPLE / original))) >= least


def test_what_is_known_about_the_document() -> None:
    document = read(DATA / "notes.pdf")
    assert (document.lang, document.symbol, document.date) == (
        "zh-Hans",
        "A/RES/99/901",
        "2044-12-19",
    )


def test_running_heads_and_feet_are_gone_and_footnotes_behind() -> None:
    document = read(DATA / "columns.pdf")
    assert "44-14304" not in document.text
    kinds = [item.kind for item in clean(document).paragraphs]
    first = kinds.index(SegmentKind.FOOTNOTE)
    assert set(kinds[first:]) == {SegmentKind.FOOTNOTE}
    numbers = [item.number for item in clean(document).paragraphs[first:]]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_places_are_pages_and_lines() -> None:
    document = clean(read(DATA / "notes.pdf"))
    pages = extract(DATA / "notes.pdf")
    for word in ("海洋和海洋法", "着重指出"):
        place = document.place(document.text.index(word))
        assert place.unit is Unit.PAGE
        assert place.line is not None
        rows = sorted(pages[place.number - 1].rows, key=lambda row: row.y)
        assert word in rows[place.line - 1].text
    assert str(Place(Unit.PAGE, 3, 5, 12)) == "page 3, line 12:5"


# --- pages that are written by hand: ten points high, six a letter


def row(text: str, left: float, y: float, size: float = 10.0) -> Row:
    return Row(text, left, left + 6 * len(text), y, size)


def test_columns_are_read_one_after_the_other() -> None:
    left = [row(f"left line number {at:02}", 50, 100 + 12 * at) for at in range(6)]
    right = [row(f"right line number {at}", 200, 101 + 12 * at) for at in range(6)]
    wide = row("a title that goes over both of the two columns", 50, 80)
    mixed = [wide, *(item for pair in zip(right, left, strict=True) for item in pair)]
    found = columns(mixed)
    assert [column.only for column in found] == [True, False, False]
    assert [item for column in found for item in column.rows] == [wide, *left, *right]


def test_short_lines_are_no_columns() -> None:
    rows = [row("Distr.: General", 300, 80), row("Item 7", 50, 100), row("of the agenda", 50, 112)]
    assert [item for column in columns(rows) for item in column.rows] == rows


def test_what_is_repeated_at_the_edge_of_pages_is_left_out() -> None:
    pages = [
        Page(
            600,
            (row("A/99/1", 50, 20), row(f"text of page {word}", 50, 60), row(f"{at}/3", 50, 800)),
        )
        for at, word in enumerate(("one", "two", "three"), 1)
    ]
    text, source = compose(pages)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert lines[0] == "text of page one"
    assert lines[1::2] == ["Page 2", "Page 3"]
    assert lines[2::2] == ["text of page two", "text of page three"]
    assert source.place(text.index("two")) == Place(Unit.PAGE, 2, 14, 2)


def test_footnotes_stand_under_a_rule_with_raised_marks() -> None:
    body = [row("a line of the text that is long " * 2, 50, 60 + 12 * at) for at in range(4)]
    notes = ("5See A/99/4.", "6See A/99/5, which", "goes on.", "* Ibid.")
    rows = [row(text, 50, 690 + 10 * at, 8.0) for at, text in enumerate(notes)]
    text, _ = compose([Page(600, (*body, *rows))])
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert lines[4:] == ["_" * 20, "⁵See A/99/4.", "⁶See A/99/5, which", "goes on.", "* Ibid."]


def test_a_footnote_that_goes_on_overleaf_is_kept_together() -> None:
    pages = [
        [row(f"a line of page {word} that is long " * 2, 50, 60 + 12 * at) for at in range(4)]
        for word in ("one", "two")
    ]
    first = row("1See A/99/4, which", 50, 690, 8.0)
    second = row("goes on.", 50, 690, 8.0)
    text, source = compose([Page(600, (*pages[0], first)), Page(600, (*pages[1], second))])
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert lines[4:8] == ["_" * 20, "¹See A/99/4, which", "goes on.", "Page 2"]
    assert source.place(text.index("goes")).number == 2


def test_gaps_indents_and_early_ends_are_shown() -> None:
    full = " ".join(["word"] * 12)
    rows = (
        row(full, 70, 100),
        row(full, 50, 112),
        row("short", 50, 124),
        row(full, 70, 150),
        row(full, 50, 162),
    )
    text, _ = compose([Page(600, rows)])
    assert text.split("\n") == [f" {full}", full, "short ", "", f" {full}", full, ""]


# --- files that cannot be read


def test_a_scan_and_a_locked_file() -> None:
    with pytest.raises(ReadError, match=r"scan\.pdf: has pages but no text.*OCR"):
        read(DATA / "scan.pdf")
    with pytest.raises(ReadError, match=r"locked\.pdf: is encrypted"):
        read(DATA / "locked.pdf")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_file_that_is_cut_off(tmp_path: Path, share: float) -> None:
    data = (DATA / "columns.pdf").read_bytes()
    path = tmp_path / "a.pdf"
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ReadError, match="is cut off"):
        read(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is no PDF"),
        (b"plain text", "is no PDF"),
        (b"%PDF-1.7\n%%EOF\n", "is no PDF or a broken one"),
        (b"%PDF-1.7\n" + b"x" * 5_000_000 + b"\n%%EOF\n", "is no PDF or a broken one"),
    ],
)
def test_what_is_no_pdf(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=words):
        read(path)


@pytest.mark.skipif(sys.platform != "linux", reason="counts open files in /proc")
def test_files_are_closed() -> None:
    read(DATA / "columns.pdf")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208  /proc is no ordinary folder
    for _ in range(3):
        read(DATA / "columns.pdf")
        for name in ("scan.pdf", "locked.pdf"):
            with pytest.raises(ReadError):
                read(DATA / name)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_damaged_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311  not for secrets
    content = bytearray((DATA / "columns.pdf").read_bytes())
    for _ in range(draw.randint(1, 20)):
        start = draw.randrange(len(content))
        content[start : start + draw.choice((0, 1, 4))] = draw.randbytes(draw.choice((0, 1, 4)))
    path = tmp_path_factory.mktemp("damaged") / "a.pdf"
    path.write_bytes(bytes(content))
    try:
        document = read(path)
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        cleaned = clean(document)
        for at in range(0, len(cleaned.text), 50):
            assert cleaned.place(at).number >= 1


@pytest.mark.parametrize("name", ["clean_A_68_127.txt", "clean_A_RES_69_197.txt"])
def test_pdf_by_libreoffice(shared: Path, tmp_path: Path, name: str) -> None:
    if program() is None:
        pytest.skip("needs LibreOffice")
    original = shared / "gold" / name
    docx = written(clean(read(original)), tmp_path / "a.docx")
    made = converted(docx, tmp_path, ["pdf"])["pdf"]
    expected = original.read_text(encoding="utf-8").splitlines()
    assert agreement(texts(read(made)), [line for line in expected if line.strip()]) >= 0.97
