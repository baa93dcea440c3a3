"""The same text in all formats: documents that LibreOffice and python-docx made of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from termx.clean import clean
from termx.errors import ReadError
from termx.formats import FORMATS
from termx.models import Document, SegmentKind, Unit
from termx.pipeline import Pipeline
from termx.read import office, read
from termx.run import run
from tests.documents.make import ROOT, converted, plain, written

STEM = "A_99_902.zh"
CONVERTED = ("odt", "rtf", "doc", "html", "pdf")

needs_office = pytest.mark.skipif(
    office.program() is None, reason="needs LibreOffice (soffice), which is not installed"
)


@pytest.fixture(scope="module")
def text() -> Document:
    return clean(read(ROOT / "pipelines" / "sample" / f"{STEM}.txt"))


@pytest.fixture(scope="module")
def documents(text: Document, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The sample text in all formats, by suffix."""
    folder = tmp_path_factory.mktemp("documents")
    return converted(written(text, folder / f"{STEM}.docx"), folder, CONVERTED)


def paragraphs(document: Document) -> list[tuple[str, SegmentKind, str | None]]:
    return [
        (document.text[item.start : item.end], item.kind, item.number)
        for item in document.paragraphs
    ]


def glossary(path: Path) -> bytes:
    """The glossary, without the name of the file it was made of."""
    return FORMATS["json"].dump(run(Pipeline((path,), themes=100)))


def test_a_written_document_gives_the_same_paragraphs(text: Document, tmp_path: Path) -> None:
    again = clean(read(written(text, tmp_path / f"{STEM}.docx")))
    assert paragraphs(again) == paragraphs(text)
    assert (again.symbol, again.date, again.lang) == (text.symbol, text.date, text.lang)


@needs_office
@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf", "doc", "html"])
def test_all_formats_give_the_same_paragraphs(
    text: Document, documents: Mapping[str, Path], suffix: str
) -> None:
    assert paragraphs(clean(read(documents[suffix]))) == paragraphs(text)


@needs_office
@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf", "doc", "html", "pdf"])
def test_all_formats_give_the_same_glossary(documents: Mapping[str, Path], suffix: str) -> None:
    assert glossary(documents[suffix]) == glossary(ROOT / "pipelines" / "sample" / f"{STEM}.txt")


@needs_office
@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf", "doc"])
def test_places_are_the_paragraphs_of_the_document(
    documents: Mapping[str, Path], text: Document, suffix: str
) -> None:
    document = clean(read(documents[suffix]))
    for count, item in enumerate(document.paragraphs, 1):
        place = document.place(item.start)
        assert place.unit is Unit.PARAGRAPH
        if item.kind is not SegmentKind.FOOTNOTE:
            assert (place.number, place.column) == (count, 1)


@needs_office
def test_a_file_is_read_as_what_it_is(documents: Mapping[str, Path], tmp_path: Path) -> None:
    for suffix in ("docx", "html", "rtf"):
        path = tmp_path / f"{suffix}.doc"
        path.write_bytes(documents[suffix].read_bytes())
        assert read(path).text
    assert sorted(item.name for item in tmp_path.iterdir()) == ["docx.doc", "html.doc", "rtf.doc"]


def test_without_libreoffice_the_error_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 sea}")
    with pytest.raises(ReadError, match=r"needs LibreOffice.*install"):
        read(path)


@pytest.mark.parametrize("suffix", [".odt", ".rtf", ".doc"])
def test_what_is_no_office_document(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"The law of the sea.")
    with pytest.raises(ReadError, match=r"is no \.odt, \.rtf or \.doc file"):
        read(path)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_an_office_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = tmp_path / "soffice"
    hanging.write_text("#!/bin/sh\nsleep 60\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(hanging))
    monkeypatch.setattr(office, "TIMEOUT", 0.2)
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 sea}")
    with pytest.raises(ReadError, match="took longer"):
        read(path)


@pytest.mark.parametrize("name", ["A_68_127", "A_RES_69_197"])
@pytest.mark.parametrize("kind", ["docx", "python-docx", "html", "pdf"])
def test_documents_of_the_gold_texts(shared: Path, tmp_path: Path, name: str, kind: str) -> None:
    gold = shared / "gold" / f"clean_{name}.txt"
    if not gold.exists():
        pytest.skip(f"needs {gold.name}")
    path = tmp_path / f"{name}.docx"
    if kind == "python-docx":
        pytest.importorskip("docx", reason="needs python-docx")
        plain(gold.read_text(encoding="utf-8").splitlines(), path)
    else:
        written(clean(read(gold)), path)
    if kind in ("html", "pdf"):
        if office.program() is None:
            pytest.skip("needs LibreOffice (soffice), which is not installed")
        path = converted(path, tmp_path, [kind])[kind]
    command = tmp_path / "termx"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m termx "$@"\n')
    command.chmod(0o755)
    done = subprocess.run(
        [sys.executable, str(shared / "eval" / "score.py"), "clean", str(path), str(gold)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TERMX": str(command), "PYTHONPATH": str(ROOT)},
    )
    assert float(done.stdout.split("clean")[-1].strip(" =:\t").split()[0]) >= 0.97, done.stdout
