"""All formats: round trips, nasty strings, golden bytes, errors. TBX has its own file besides."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termx.formats import FORMATS, dump, load
from termx.formats.fields import xml_text
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType

DATA = Path(__file__).parent / "data" / "formats"
FIVE = load(DATA / "five.json")

# File name, format and options of everything that can be written.
WRITTEN = [
    ("x.json", "json", {}),
    ("x.csv", "csv", {}),
    ("x.tbx", "tbx", {}),
    ("x.dct.tbx", "tbx", {"dialect": "dct"}),
    ("x.2008.tbx", "tbx2008", {}),
    ("x.translator.csv", "csv-translator", {}),
    ("x.xlsx", "xlsx", {}),
    ("x.omegat.txt", "omegat", {}),
    ("x.deepl.csv", "deepl", {"source": "zh-Hans", "target": "en"}),
    ("x.matecat.xlsx", "matecat", {}),
    ("x.memoq.csv", "memoq", {}),
    ("x.trados.csv", "trados", {}),
    ("x.tmx", "tmx", {}),
    ("x.utx", "utx", {}),
    ("x.ttl", "skos", {}),
    ("x.jsonld", "skos-jsonld", {}),
    ("x.md", "markdown", {}),
]
EXACT = [row for row in WRITTEN if row[1] in ("json", "csv")]
TBX = [row for row in WRITTEN if row[1].startswith("tbx")]
TABLES = [row for row in WRITTEN if row[1] in ("csv-translator", "xlsx")]

NASTY = [
    "&amp;",
    "Use &nbsp; <b> ]]>",
    '"""',
    "'",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＠SUM",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u200b=1",
    "#N/A",
    "a\nb",
    "a\r\nb\rc",
    "\ufeffBOM",
    "𠮷野家",
    "ＦＵＬＬ　ＷＩＤＴＨ；",
    "zero\u200bwidth",
    "control\x00\x01\x08\x0b\x0c\x1b\x7f\x85",
    "\ufffe\uffff",
    "a|b\\|c\\",
    "\\\r",
    ";;,,",
    "  spaces  ",
    "\u2028line\u2029",
    "kind: theme",
    "'quoted",
    "x" * 40_000,
]


def glossary_of(text: str) -> Glossary:
    """A glossary that has `text` wherever a text can be."""
    term = Term(text, "zh-Hans", sources=(text, "A/RES/1"), context=text, note=text)
    old = replace(term, status=Status.SUPERSEDED, lang="en")
    concept = Concept("c1", Kind.THEME, (term, old), subject=text, note=text, score=0.1)
    return Glossary(title=text, concepts=(concept,), signature=text)


def kept(glossary: Glossary, row: tuple[str, str, dict[str, str]]) -> Glossary:
    """What of a glossary a readable format keeps: TBX 2008 has no score and no frequency."""
    if row[1] != "tbx2008":
        return glossary
    concepts = tuple(
        replace(
            concept, score=0.0, terms=tuple(replace(term, frequency=0) for term in concept.terms)
        )
        for concept in glossary.concepts
    )
    return replace(glossary, concepts=concepts)


def written(glossary: Glossary, row: tuple[str, str, dict[str, str]], folder: Path) -> Path:
    name, format, options = row
    if FORMATS[format].deprecated and glossary is not FIVE:
        options = {"deprecated": "include", **options}
    dump(glossary, folder / name, format=format, **options)
    return folder / name


def cells(path: Path) -> list[list[str]]:
    """The cells of a translator's table."""
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).active
        filled = (c for row in sheet.iter_rows() for c in row if c.value is not None)
        assert all(c.data_type == "s" for c in filled)
        return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    text = path.read_bytes().decode("utf-8-sig")
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""))]


def test_every_format_is_written_here() -> None:
    assert {format for _, format, _ in WRITTEN} == {
        format.name for format in FORMATS.values() if format.writable
    }


@pytest.mark.parametrize("format", FORMATS.values(), ids=str)
def test_a_format_describes_itself(format) -> None:
    assert format.name == FORMATS[format.name].name
    assert all(suffix.startswith(".") for suffix in format.suffixes)
    assert format.description and "\n" not in format.description
    assert hasattr(format.module, "load") == format.readable
    assert hasattr(format.module, "dump") == format.writable


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row[0])
def test_golden(row, tmp_path: Path) -> None:
    name = row[0].replace("x.", "five.", 1)
    if path_of_cells := {"xlsx": "five.translator.csv", "matecat": "five.matecat.csv"}.get(row[1]):
        assert cells(written(FIVE, row, tmp_path)) == cells(DATA / path_of_cells)
    else:
        assert written(FIVE, row, tmp_path).read_text("utf-8") == (DATA / name).read_text("utf-8")
        assert written(FIVE, row, tmp_path).read_bytes() == (DATA / name).read_bytes()


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row[0])
def test_same_input_same_bytes(row, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(FIVE, row, tmp_path).read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert written(FIVE, row, tmp_path).read_bytes() == first


def test_a_workbook_has_no_clock(tmp_path: Path) -> None:
    path = written(FIVE, TABLES[1], tmp_path)
    with zipfile.ZipFile(path) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = book.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    sheet = openpyxl.load_workbook(path).active
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold and not sheet["A2"].font.bold


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("row", EXACT, ids=lambda row: row[0])
def test_nasty_strings_come_back(row, text: str, tmp_path: Path) -> None:
    glossary = glossary_of(text)
    back = load(written(glossary, row, tmp_path))
    assert back.concepts == glossary.concepts
    assert row[1] == "csv" or back == glossary


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("row", TBX, ids=lambda row: row[0])
def test_nasty_strings_come_back_from_tbx(row, text: str, tmp_path: Path) -> None:
    back = load(written(glossary_of(text), row, tmp_path))
    assert back == kept(glossary_of(xml_text(text)), row)


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("row", TABLES, ids=lambda row: row[0])
def test_nasty_strings_are_harmless_in_excel(row, text: str, tmp_path: Path) -> None:
    rows = cells(written(glossary_of(text), row, tmp_path))
    head, line = rows[0], rows[1]
    assert len(rows) == 2
    value = line[head.index("Chinese")]
    assert not value.lstrip(" \u200b").startswith(tuple("=+-@＝＋－＠\t\r\n"))
    shown = xml_text(text).replace("\r\n", "\n").replace("\r", "\n")
    assert value.removeprefix("'") in (shown.removeprefix("'"), shown[:32_766] + "…")


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row[0])
def test_half_a_surrogate_pair_breaks_nothing(row, tmp_path: Path) -> None:
    path = written(glossary_of("a\ud842b"), row, tmp_path)
    if path.suffix == ".xlsx":
        assert "a\ufffdb" in cells(path)[1]
    elif row not in EXACT + TBX:
        assert "a\ud842b" not in path.read_text("utf-8")
    else:
        path.read_bytes().decode()
        assert load(path).concepts == kept(glossary_of("a\ufffdb"), row).concepts


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row[0])
def test_an_empty_glossary_can_be_written(row, tmp_path: Path) -> None:
    path = written(Glossary("nothing", ()), row, tmp_path)
    if FORMATS[row[1]].readable:
        assert load(path, format=row[1]).concepts == ()


TEXT = st.text(min_size=1, max_size=12)
XML_TEXT = TEXT.map(xml_text)


def glossaries(text: st.SearchStrategy[str]) -> st.SearchStrategy[Glossary]:
    """Glossaries whose concepts have their terms in order of language, as TBX wants them."""
    maybe = st.none() | text
    # Only what XML cannot hold is special about ids and languages; TBX refuses others.
    terms = st.builds(
        Term,
        text=text,
        lang=st.sampled_from(["en", "zh-Hans", "zh-Hant"]),
        type=st.sampled_from(TermType),
        status=st.sampled_from(Status),
        pos=st.sampled_from(["noun", "verb", "adjective", "adverb", "other"]),
        frequency=st.integers(min_value=0, max_value=10**6),
        sources=st.lists(text, max_size=3).map(tuple),
        context=maybe,
        note=maybe,
    )
    concepts = st.builds(
        Concept,
        id=st.from_regex(r"c-[a-z0-9]{1,4}", fullmatch=True),
        kind=st.sampled_from(Kind),
        terms=st.lists(terms, min_size=1, max_size=4).map(
            lambda found: tuple(sorted(found, key=lambda term: term.lang))
        ),
        subject=maybe,
        review=st.sampled_from([Review.PROPOSED, Review.ACCEPTED]),
        score=st.floats(allow_nan=False, allow_infinity=False),
        note=maybe,
    )
    return st.builds(
        Glossary,
        title=st.just("") | text,
        concepts=st.lists(concepts, max_size=3, unique_by=lambda c: c.id).map(tuple),
        signature=st.just("") | text,
    )


RELAXED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@RELAXED
@given(glossary=glossaries(TEXT))
@pytest.mark.parametrize("row", EXACT, ids=lambda row: row[0])
def test_round_trip(row, glossary: Glossary, tmp_path: Path) -> None:
    back = load(written(glossary, row, tmp_path))
    assert back.concepts == glossary.concepts
    assert row[1] == "csv" or back == glossary


@RELAXED
@given(glossary=glossaries(XML_TEXT))
@pytest.mark.parametrize("row", TBX, ids=lambda row: row[0])
def test_round_trip_of_tbx(row, glossary: Glossary, tmp_path: Path) -> None:
    assert load(written(glossary, row, tmp_path)) == kept(glossary, row)


def test_rejected_concepts_stay_where_people_curate_only(tmp_path: Path) -> None:
    for row in WRITTEN:
        path = written(FIVE, row, tmp_path)
        if path.suffix == ".xlsx":
            held = any("本届会议" in line for line in cells(path))
        else:
            held = "本届会议" in path.read_text("utf-8")
        assert held == (row in EXACT), row


def test_the_table_shows_what_to_use_instead(tmp_path: Path) -> None:
    rows = cells(written(FIVE, TABLES[1], tmp_path))
    line = dict(zip(rows[0], rows[3], strict=True))
    assert line["Chinese"] == "偷运移民"
    assert line["Chinese do not use"] == "偷运移徙者 (superseded; use 偷运移民)"
    assert line["Note"] == "偷运移徙者: replaced in newer documents"


def test_csv_with_everything_that_spreadsheets_do(tmp_path: Path) -> None:
    path = tmp_path / "curated.csv"
    path.write_bytes(
        "\ufeffterm,lang,kind,concept,review\r\n"
        "联合国,zh-Hans,organization,un,accepted\r\n"
        ",,,,\r\n"
        "United Nations,en,,un,\r\n".encode()
    )
    terms = (Term("联合国", "zh-Hans"), Term("United Nations", "en"))
    concept = Concept("un", Kind.ORGANIZATION, terms, review=Review.ACCEPTED)
    assert load(path) == Glossary("curated", (concept,))


def test_csv_keeps_a_concept_without_terms(tmp_path: Path) -> None:
    glossary = Glossary("x", (Concept("c", Kind.EVENT, (), subject="s"),))
    assert load(written(glossary, EXACT[1], tmp_path)) == glossary


def test_import_is_light() -> None:
    code = "import sys, termx.formats; print(*{'spacy', 'lxml', 'tablib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
