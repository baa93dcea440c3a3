"""Glossary files that cannot be read or written: one line that helps, and nothing half-written."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from termx.errors import FormatError
from termx.formats import dump, load

FIVE = load(Path(__file__).parent / "data" / "formats" / "five.json")

HEAD = "concept,kind,lang,term,status,score,review,frequency\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", "", ":1: no column concept, kind, lang, term"),
        ("x.csv", "concept;lang;term\n", ":1: no column kind; a glossary has the columns"),
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
        ("x.csv", b"concept,lang,term,\xff\n", ": byte 18 is not UTF-8; save"),
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
        ("x.xlsx", "", "the archive is broken"),
        ("x.csv", "3,4\n1,2\n", ":1: no column holds terms in a known language"),
        ("x.csv", b"\x00\xff\x00\xff\xff", "x.csv: "),
        ("x.tmx", "<tbx/>", ":1: <tbx> is no TMX"),
        ("x.utx", "a\tb\n", ":1: no UTX"),
        ("x.utx", "#UTX 1.20; en/zh;\nalone\n", ":2: a line is to have a source"),
        ("x.ttl", "<a> <b>", ": no turtle: "),
        ("x.jsonld", '{"@context": "https://example.org/c"}', "its @context is a web address"),
        ("x.md", "# x", "format markdown cannot be read; termx reads json, csv, tbx"),
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
