"""All formats: round trips, nasty strings, golden bytes, errors. TBX has its own file besides."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termx.errors import FormatError
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


def written(glossary: Glossary, row: tuple[str, str, dict[str, str]], folder: Path) -> Path:
    name, format, options = row
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
    assert {format for _, format, _ in WRITTEN} == set(FORMATS)


@pytest.mark.parametrize("format", FORMATS.values(), ids=str)
def test_a_format_describes_itself(format) -> None:
    assert format.name == FORMATS[format.name].name
    assert all(suffix.startswith(".") for suffix in format.suffixes)
    assert format.description and "\n" not in format.description
    assert hasattr(format.module, "load") == format.readable


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row[0])
def test_golden(row, tmp_path: Path) -> None:
    name = row[0].replace("x.", "five.", 1)
    if row[1] == "xlsx":
        assert cells(written(FIVE, row, tmp_path)) == cells(DATA / "five.translator.csv")
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
    path = written(FIVE, WRITTEN[-1], tmp_path)
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
    assert back == glossary_of(xml_text(text))


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
    if row in TABLES:
        assert "a\ufffdb" in cells(path)[1]
    else:
        path.read_bytes().decode()
        assert load(path).concepts == glossary_of("a\ufffdb").concepts


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row[0])
def test_an_empty_glossary_can_be_written(row, tmp_path: Path) -> None:
    path = written(Glossary("nothing", ()), row, tmp_path)
    if FORMATS[row[1]].readable:
        assert load(path).concepts == ()


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
    assert load(written(glossary, row, tmp_path)) == glossary


def test_rejected_concepts_stay_where_people_curate_only(tmp_path: Path) -> None:
    for row in WRITTEN:
        path = written(FIVE, row, tmp_path)
        if row in TABLES:
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


HEAD = "concept,kind,lang,term,status,score,review,frequency\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", "", ":1: no column concept, kind, lang, term"),
        ("x.csv", "concept;kind;lang;term\n", ":1: no column"),
        ("x.csv", HEAD.replace("score", "skore"), ":1: unknown column 'skore'"),
        ("x.csv", HEAD.replace("score", "term"), ":1: a column twice"),
        ("x.csv", HEAD + "c,theme,en,x\n", ":2: 4 cells, but the file has 8"),
        ("x.csv", HEAD + ",theme,en,x,,,,\n", ":2: the row names no concept"),
        ("x.csv", HEAD + "c,theme,en,,,,,\n", ":2: lang and term must both be filled"),
        ("x.csv", HEAD + "c,theme,en,x,bad,,,\n", ":2: 'bad' is not one of preferred, "),
        ("x.csv", HEAD + "c,treaty,en,x,,,,\n", ":2: 'treaty' is not one of instrument, "),
        ("x.csv", HEAD + "c,theme,en,x,,nan,,\n", ":2: 'nan' is no number"),
        ("x.csv", HEAD + "c,theme,en,x,,,,-1\n", ":2: frequency '-1' is no whole number"),
        (
            "x.csv",
            HEAD + "c,theme,en,x,,,accepted,\nc,theme,en,y,,,rejected,\n",
            ":3: review of concept c is 'rejected' here and 'accepted' above",
        ),
        ("x.csv", HEAD + 'c,theme,en,"x,,,,\n', ": no CSV: "),
        ("x.csv", b"\xff\xfe", ": byte 0 is not UTF-8"),
        ("x.json", "{", ":1:2: no JSON"),
        ("x.json", "[]", "an object {…} is needed"),
        ("x.json", '{"title": "t"}', '"concepts" is missing'),
        ("x.json", '{"concepts": [{"id": "c"}]}', 'concept 1: "terms" is missing'),
        ("x.json", '{"concepts": [1]}', "concept 1: an object {…} is needed"),
        (
            "x.json",
            '{"concepts": [{"id": "c", "kind": "theme", "terms": [{"text": "x", "lang": 1}]}]}',
            'concept 1, term 1: "lang" has a wrong value: 1',
        ),
        (
            "x.json",
            '{"concepts": [{"id": "c", "kind": "theme", "score": 1e999, "terms": []}]}',
            "concept 1: inf is no number",
        ),
        ("x.json", "9" * 5000, "no glossary"),
        ("x.tbx", "<tbx>\n<a></b></tbx>", ":2:8: no XML"),
        ("x.tbx", "", ": no XML"),
        ("x.tbx", "<html/>", ":1: <html> is no TBX"),
        ("x.xlsx", "", "format xlsx cannot be read; termx reads json, csv, tbx, tbx2008"),
        ("x.doc", "", "no format has the suffix .doc; use .json, .csv, .tbx, .xlsx"),
    ],
)
def test_a_bad_file_gives_one_line_that_helps(name, content, message, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FormatError) as error:
        load(path)
    assert message in str(error.value)
    assert name in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["absent.json", "absent.csv", "absent.tbx", "folder.csv"])
def test_a_file_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(FormatError, match=f"cannot read .*{name}"):
        load(tmp_path / name)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("folder.json", "it is a folder; add a file name"),
        ("absent/x.json", "there is no folder .*absent; make it first"),
        ("old.json/x.json", "there is no folder .*old.json; make it first"),
        ("x" * 300 + ".json", "File name too long"),
    ],
)
def test_a_place_that_cannot_be_written(place: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "old.json").write_text("old")
    with pytest.raises(FormatError, match=message) as error:
        dump(FIVE, tmp_path / place)
    assert "\n" not in str(error.value)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["folder.json", "old.json"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_or_file(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text("old")
    old.chmod(0o400)
    with pytest.raises(FormatError, match="the file is read-only"):
        dump(FIVE, old)
    tmp_path.chmod(0o500)
    with pytest.raises(FormatError, match="Permission denied"):
        dump(FIVE, tmp_path / "x.json")
    tmp_path.chmod(0o700)


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.json"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", full)
        with pytest.raises(FormatError, match=r"cannot write .*: No space left on device"):
            dump(FIVE, path)
    with monkeypatch.context() as broken:
        broken.setattr("termx.formats.json.dump", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            dump(FIVE, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    dump(FIVE, path)
    assert load(path) == FIVE


@pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
def test_the_file_is_what_the_user_expects(tmp_path: Path) -> None:
    plain = tmp_path / "plain.json"
    old = os.umask(0o022)
    try:
        dump(FIVE, plain)
    finally:
        os.umask(old)
    assert plain.stat().st_mode & 0o777 == 0o644
    plain.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(plain)
    dump(FIVE, link)
    assert link.is_symlink()
    assert plain.stat().st_mode & 0o777 == 0o640
    assert load(plain) == FIVE


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="no /dev/null")
def test_a_device_stays_a_device() -> None:
    dump(FIVE, Path("/dev/null"), format="json")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("x.json", {"format": "word"}, "unknown format word; termx has json, csv"),
        ("x", {}, r"no format has the suffix \(none\)"),
        ("x.json", {"dialect": "dct"}, "format json has no option dialect; it takes none"),
        ("x.tbx", {"color": "red"}, "format tbx has no option color; it takes only dialect"),
        ("x.tbx", {"dialect": "dcx"}, "no dialect dcx; use dca or dct"),
    ],
)
def test_wrong_use(name: str, options: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=message):
        dump(FIVE, tmp_path / name, **options)
    assert not list(tmp_path.iterdir())


def test_ids_are_unique(tmp_path: Path) -> None:
    concept = FIVE.concepts[0]
    with pytest.raises(FormatError, match=f"two concepts have the id {concept.id}"):
        dump(replace(FIVE, concepts=(concept, concept)), tmp_path / "x.json")


def test_import_is_light() -> None:
    code = "import sys, termx.formats; print(*{'spacy', 'lxml', 'tablib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
