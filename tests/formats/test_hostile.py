"""Damaged and hostile glossary files: one line that says so, never a traceback."""

from __future__ import annotations

import csv
import random
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from termx.errors import FormatError
from termx.formats import FORMATS, dump, load
from termx.models import Concept, Glossary, Kind, Term

DATA = Path(__file__).parents[1] / "data" / "formats"
FILES = sorted(path for path in DATA.iterdir() if path.suffix != ".md")
PIECES = [
    *(b'"', b",", b";", b"\t", b"\n", b"|", b"<", b">", b"&", b"{", b"]", b"@", b"'=", b"\x00"),
    *(b"\xff", b"</term>", b"<tig>", b"<langSet>", b"<!--", b"<?x?>", b"concept", b"zh", b"en"),
    *(b"null", b"1e999", b"\xef\xbb\xbf"),
]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """`data` with pieces put in, left out and repeated."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(found) + 1)
        kind = chance.random()
        if kind < 0.3:
            del found[at : at + chance.randint(0, 30)]
        elif kind < 0.8:
            found[at:at] = chance.choice(PIECES)
        else:
            other = chance.randrange(len(found) + 1)
            found[at:at] = found[other : other + chance.randint(1, 200)]
    return bytes(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_damaged_file_gives_a_glossary_or_one_line(path: Path, tmp_path: Path) -> None:
    chance = random.Random(path.name)  # noqa: S311
    target = tmp_path / path.name
    for _ in range(40):
        target.write_bytes(damaged(path.read_bytes(), chance))
        for format in (None, "table") if path.suffix in (".csv", ".txt") else (None,):
            try:
                glossary = load(target, format=format)
                for name in ("json", "tbx", "omegat", "tmx", "markdown", "xlsx", "skos"):
                    FORMATS[name].dump(glossary)
            except FormatError as error:
                assert "\n" not in str(error)


def test_a_workbook_that_expands_without_end(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 100_000_000)
    with pytest.raises(FormatError, match="a zip bomb"):
        load(path)


def test_a_cell_far_away_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "xl/worksheets/sheet1.xml",
            '<worksheet xmlns="x"><row><c r="A1" t="inlineStr"><is><t>联合国</t></is></c>'
            '<c r="ZZZ1" t="s"><v>99999999999</v></c></row></worksheet>',
        )
    assert [t.text for c in load(path).concepts for t in c.terms] == ["联合国"]


def test_a_language_that_linked_data_cannot_name(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("concept,kind,lang,term\nc,theme,zh_Hans,联合国\n", "utf-8")
    with pytest.raises(FormatError, match="'zh_Hans' is no language tag"):
        dump(load(tmp_path / "x.csv"), tmp_path / "x.ttl")


@pytest.mark.parametrize("name", ["deepl", "memoq", "trados", "matecat"])
@pytest.mark.parametrize(
    "text", ["=SUM(1)", "+a", "-a", "@SUM(A1)", "＝a", "\t=a", " =a", "\u200b=a"]
)
def test_no_cell_is_a_formula(name: str, text: str, tmp_path: Path) -> None:
    terms = (Term(text, "en", note=text, context=text), Term("公约", "zh-Hans"))
    concept = Concept("c-1", Kind.THEME, terms, subject=text, note=text)
    path = tmp_path / f"x{FORMATS[name].suffixes[0]}"
    dump(Glossary("x", (concept,)), path, format=name)
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).active
        cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    else:
        lines = path.read_text("utf-8-sig").splitlines()
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert not any(re.match(r"[\s\u200b]*[=+\-@＝]", cell) for cell in cells)
    assert any(text.strip(" \t\u200b") in cell for cell in cells)
    back = load(path, format=name)
    assert text.strip() in {term.text for c in back.concepts for term in c.terms}


def test_without_rdflib_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(FormatError, match=re.escape('pip install "termx[skos]"')):
        dump(Glossary("x", ()), tmp_path / "x.ttl")
