"""Every character of a clean document has a place in the file, where it is found again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termx.clean import clean
from termx.errors import ReadError
from termx.models import Document, Unit
from termx.read import bitext, read
from tests.documents.make import package, paragraph

WORDS = st.sampled_from(
    ["大会", "《湖滨规则》", "通过", "，", "12", " ", "the Rules", "of 2044", "A/RES/99/1", "“海”"]
)  # fmt: skip
TEXTS = st.lists(
    st.lists(WORDS, min_size=1, max_size=12).map(lambda words: "海" + "".join(words) + "。"),
    min_size=1,
    max_size=6,
)

PDF = Path(__file__).parent / "data" / "pdf"


def found_again(document: Document, text_of: Callable[[int, int], str]) -> None:
    """Each word of the document stands at its place; `text_of` gives a line from a column on."""
    for match in re.finditer(r"[^\W_]{2,}", document.text):
        word = match[0]
        place = document.place(match.start())
        there = text_of(place.number, place.column)
        squeezed = re.sub(r"\s+", "", there)
        assert squeezed.startswith(word[:2]), (word, str(place), there)


def _txt(texts: list[str], path: Path) -> Path:
    path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    return path


def _docx(texts: list[str], path: Path) -> Path:
    return package(path, "".join(paragraph(text[:3], text[3:]) for text in texts))


def _html(texts: list[str], path: Path) -> Path:
    body = "\n".join(f"<p>{text}</p>" for text in texts)
    path.write_text(f'<html lang="zh"><body>\n{body}\n</body></html>', encoding="utf-8")
    return path


@given(texts=TEXTS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_places_in_text(tmp_path: Path, texts: list[str]) -> None:
    path = _txt(texts, tmp_path / "a.txt")
    lines = path.read_text(encoding="utf-8").split("\n")
    document = clean(read(path))
    found_again(document, lambda number, column: lines[number - 1][column - 1 :])
    assert document.place(0).unit is Unit.LINE


@given(texts=TEXTS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_places_in_word_documents(tmp_path: Path, texts: list[str]) -> None:
    document = clean(read(_docx(texts, tmp_path / "a.docx")))
    found_again(document, lambda number, column: texts[number - 1].strip()[column - 1 :])
    assert document.place(0).unit is Unit.PARAGRAPH


@given(texts=TEXTS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_places_in_web_pages(tmp_path: Path, texts: list[str]) -> None:
    document = clean(read(_html(texts, tmp_path / "a.html")))
    for item in document.paragraphs:  # columns count the text of the line, not its tags
        place = document.place(item.start)
        assert place.unit is Unit.LINE
        wanted = re.sub(r"\s", "", texts[place.number - 2])
        assert wanted.startswith(re.sub(r"\s", "", document.text[item.start : item.end])[:4])


@pytest.mark.parametrize("name", ["notes.pdf", "columns.pdf"])
def test_places_in_pdf(name: str) -> None:
    """On the page that the place names the words stand, in the order of its lines."""
    pdfium = pytest.importorskip("pypdfium2")
    pages = pdfium.PdfDocument(PDF / name)
    shown = [re.sub(r"\s+", "", page.get_textpage().get_text_range()) for page in pages]
    pages.close()
    document = clean(read(PDF / name))
    checked = 0
    for match in re.finditer(r"[^\W\d_]{4,}", document.text):
        place = document.place(match.start())
        assert place.unit is Unit.PAGE
        assert place.line is not None
        last = document.place(match.end() - 1)
        if (place.number, place.line) == (last.number, last.line):
            assert match[0] in shown[place.number - 1]
            checked += 1
    assert checked > 100


FILES: Mapping[str, Callable[[list[tuple[str, str]]], str]] = {
    "a.tsv": lambda rows: "en\tzh\n" + "".join(f"{a}\t{b}\n" for a, b in rows),
    "a.tmx": lambda rows: (
        '<tmx version="1.4"><header/><body>\n'
        + "".join(
            f'<tu><tuv xml:lang="en"><seg>{a}</seg></tuv>\n'
            f'<tuv xml:lang="zh"><seg>{b}</seg></tuv></tu>\n'
            for a, b in rows
        )
        + "</body></tmx>"
    ),
    "a.xlf": lambda rows: (
        '<xliff version="1.2"><file source-language="en" target-language="zh"><body>\n'
        + "".join(
            f'<trans-unit id="{at}"><source>{a}</source>\n<target>{b}</target></trans-unit>\n'
            for at, (a, b) in enumerate(rows)
        )
        + "</body></file></xliff>"
    ),
    "a.po": lambda rows: "".join(
        f"msgid {json.dumps(a, ensure_ascii=False)}\nmsgstr {json.dumps(b, ensure_ascii=False)}\n\n"
        for a, b in rows
    ),
}


@pytest.mark.parametrize("name", sorted(FILES))
@given(texts=TEXTS)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_places_in_translation_files(tmp_path: Path, name: str, texts: list[str]) -> None:
    path = tmp_path / name
    rows = [(f"Rules {at} of the lake", text) for at, text in enumerate(texts)]
    path.write_text(FILES[name](rows), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").split("\n")
    try:
        both = bitext(path)
    except ReadError:
        return
    for side in (clean(both.source), clean(both.target)):
        found_again(side, lambda number, column: lines[number - 1][column - 1 :])
