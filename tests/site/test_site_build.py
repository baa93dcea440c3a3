"""The files of a site, without a browser."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis.strategies import binary

from termx import formats, site
from termx.cli import main
from termx.errors import ConfigError, FormatError
from termx.models import Concept, Glossary, Kind, Status, Term
from termx.site import data
from termx.site.changes import Change, Entry, changes
from termx.site.scripts import simplifying
from termx.site.sources import load
from termx.site.years import since, year_of
from tests.site.site_glossaries import HOSTILE, built, crime, previous, sources, term


def call(script: bytes) -> list[object]:
    """The arguments of the one call that a script of data is."""
    match = re.fullmatch(r"termx\.data\.\w+\((.*)\);\n", script.decode(), re.DOTALL)
    assert match
    arguments: list[object] = json.loads(f"[{match[1]}]")
    return arguments


@pytest.mark.parametrize(
    ("symbol", "year"),
    [
        ("A/RES/55/25", 2000),
        ("A/68/127", 2013),
        ("A/C.3/80/L.5", 2025),
        ("A/RES/217(III)", 1948),
        ("A/RES/2200 A (XXI)", 1966),
        ("S/RES/1373(2001)", 2001),
        ("S/RES/1373 (2001)", 2001),
        ("S/2019/123", 2019),
        ("E/CN.15/2020/L.6", 2020),
        ("A/CONF.203/18", None),
        ("A/HRC/53/2", None),
        ("S/RES/1373", None),
        ("CAC/COSP/WG.2/2018", 2018),
        ("UNTERM", None),
    ],
)
def test_the_year_of_a_symbol(symbol: str, year: int | None) -> None:
    assert year_of(symbol) == year


@pytest.mark.parametrize(
    ("note", "year"),
    [
        ("replaced by 新 in documents since 2010", 2010),
        ("former name, until 1984", 1984),
        ("formal name from 2015 to 2017", 2017),
        ("former name, 1976-1979", 1979),
        ("slip", None),
    ],
)
def test_since_when_a_form_is_replaced(note: str, year: int | None) -> None:
    assert since(term("旧", "zh-Hans", note=note), term("新", "zh-Hans")) == year


def test_documents_tell_since_when() -> None:
    old = term("旧", "zh-Hans", sources=("A/55/1", "A/60/1"))
    new = term("新", "zh-Hans", sources=("A/62/1", "A/70/1"))
    assert since(old, new) == 2007
    assert since(new, old) is None


def test_characters_are_limited_to_what_is_needed() -> None:
    old, new = simplifying(["网络", "裏"])
    pairs = dict(zip(old, new, strict=True))
    assert pairs["網"] == "网"
    assert pairs["絡"] == "络"
    assert pairs["裏"] == "里"
    assert "龍" not in pairs
    assert all(len(char) == 1 for char in new)


def test_what_changed() -> None:
    found = changes(previous(), crime())
    assert found.entries["covid"] == (Entry(Change.NEW),)
    assert set(found.entries["smuggling"]) >= {
        Entry(Change.TERM_ADDED, "偷运移民", "zh-Hans", new="preferred"),
        Entry(Change.STATUS, "偷运移徙者", "zh-Hans", "preferred", "superseded"),
        Entry(Change.TERM_REMOVED, "people smuggling", "en", old="admitted"),
    }
    assert "convention" not in found.entries
    assert [concept.id for concept in found.removed] == ["gone"]


def test_nothing_changed() -> None:
    found = changes(crime(), crime())
    assert not found.entries
    assert not found.removed


def test_the_same_input_gives_the_same_bytes() -> None:
    assert site.build(sources()[:2]) == site.build(sources()[:2])


def unpacked(text: str, length: int) -> bytes:
    """The slow and obvious way back from `data.packed`."""
    forbidden = '\0\n\r"<\\'
    bits = "".join(
        f"{ord(char):07b}"
        if char < "\x80"
        else f"{ord(forbidden[ord(char) - 128 >> 7]):07b}{ord(char) & 127:07b}"
        for char in text
    )
    return bytes(int(bits[8 * at : 8 * at + 8], 2) for at in range(length))


@given(binary(max_size=1500))
def test_packing_is_text_for_a_script_and_loses_nothing(content: bytes) -> None:
    text = data.packed(content)
    assert not set(text) & set('\0\n\r"<\\')
    assert unpacked(text, len(content)) == content


def test_data_are_text_and_complete() -> None:
    made = built()
    match = re.fullmatch(
        r'termx\.data\.block\(0,0,(\d+),"(.*)"\);\n', made["data/search-0.js"].decode(), re.DOTALL
    )
    assert match
    plain = zlib.decompress(unpacked(match[2], int(match[1])), -15).decode()
    columns, *texts = plain.split("\0")
    block = json.loads(columns)
    assert block["id"][:2] == ["smuggling", "convention"]
    assert "rejected" not in block["id"]
    (meta,) = call(made["data/meta.js"])
    assert isinstance(meta, dict)
    terms = {
        "".join(letters[ord(char) - 16] for char in term)
        for letters, text in zip(meta["letters"], texts, strict=True)
        for term in text.split("\n")
    }
    assert {*HOSTILE, "偷运移民", "smuggling of migrants"} <= terms
    scripts = [made[name] for name in made if name.startswith("data/")]
    assert not any(b"<" in script for script in scripts)


def test_a_concept_is_where_its_address_says() -> None:
    made = built()
    shards = sum(name.startswith("data/concepts-") for name in made)
    assert shards > 1
    number = data.fnv("crime/smuggling") % shards
    own, concepts = call(made[f"data/concepts-{number}.js"])
    assert own == number
    assert isinstance(concepts, list)
    concept = next(item for item in concepts if item["a"] == "crime/smuggling")
    old = concept["terms"][1]
    assert (old["use"], old["since"]) == ("偷运移民", 2010)
    assert old["sources"] == [["A/RES/55/25", 2000, 1], ["A/61/178", 2006, 1]]


def test_the_page_has_no_markup_of_titles() -> None:
    page = site.build(sources(), title="<i>\"'&</i>")["index.html"].decode()
    assert "<i>" not in page
    assert "'unsafe" not in page
    assert "connect-src 'none'" in page


def test_the_page_is_small_before_the_data() -> None:
    made = built()
    first = [name for name in made if name.startswith("assets/") or name == "index.html"]
    assert sum(len(made[name]) for name in first) + len(made["data/meta.js"]) < 200_000


def test_downloads_are_what_termx_writes(tmp_path: Path) -> None:
    made = built()
    for name in ("tbx", "2008.tbx", "csv"):
        path = tmp_path / f"crime.{name}"
        path.write_bytes(made[f"downloads/crime.{name}"])
        read = formats.load(path, format="tbx2008" if "2008" in name else None)
        assert "smuggling" in {concept.id for concept in read.concepts}


def test_files_of_an_earlier_site_go_and_others_stay(tmp_path: Path) -> None:
    site.write(built(), tmp_path)
    (tmp_path / "CNAME").write_text("terms.example")
    site.write(site.build(sources()[:1]), tmp_path)
    assert not (tmp_path / "downloads" / "plans.csv").exists()
    assert not (tmp_path / "data" / "search-1.js").exists()
    assert (tmp_path / "CNAME").exists()


def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("stays")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / site.MANIFEST).write_text(f"../outside\n{tmp_path}/outside\n")
    site.write(site.build(sources()[:1]), folder)
    assert (tmp_path / "outside").exists()


def test_an_empty_glossary() -> None:
    made = site.build([site.Source("empty", Glossary("Empty", ()))])
    assert b'"count":0' in made["data/meta.js"]


def test_names_and_ids_twice() -> None:
    one = site.Source("a", crime())
    with pytest.raises(FormatError, match="two glossaries are called a"):
        site.build([one, one])
    twice = replace(crime(), concepts=crime().concepts[:1] * 2)
    with pytest.raises(FormatError, match="two concepts have the id smuggling"):
        site.build([site.Source("a", twice)])


def test_half_a_surrogate_pair() -> None:
    concept = Concept("c", Kind.THEME, (Term("坏\ud800", "zh-Hans", status=Status.PREFERRED),))
    made = site.build([site.Source("a", Glossary("A", (concept,)))])
    assert any(b"\\ud800" in script for name, script in made.items() if "concepts-" in name)


def test_previous_belongs_by_name(tmp_path: Path) -> None:
    one, two, old = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "old"
    old.mkdir()
    for path in (one, two, old / "b.json", old / "x.json"):
        formats.dump(crime(), path)
    assert [bool(source.previous) for source in load([one, two], [old / "b.json"])] == [False, True]
    assert load([one], [old / "x.json"])[0].previous
    with pytest.raises(ConfigError, match="no glossary is called x"):
        load([one, two], [old / "x.json"])


def test_the_command(tmp_path: Path) -> None:
    formats.dump(crime(), tmp_path / "crime.csv")
    run = CliRunner().invoke(
        main, ["site", str(tmp_path / "crime.csv"), "-o", str(tmp_path / "out"), "--title", "T"]
    )
    assert run.exit_code == 0, run.output
    assert "7 concepts" in run.stderr
    assert (tmp_path / "out" / "index.html").read_text().count("<title>T</title>") == 1


def test_the_command_names_what_it_cannot_read(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["site", str(tmp_path / "no.csv"), "-o", str(tmp_path / "out")])
    assert run.exit_code == 2
    assert "no.csv" in run.stderr


def test_a_site_without_downloads() -> None:
    made = site.build(sources()[:1], offer=False)
    assert not any(name.startswith("downloads/") for name in made)


def test_the_benchmark_runs() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/site.py", "--concepts", "300", "--no-browser"],
        cwd=Path(__file__).resolve().parents[2],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert re.search(r"^  page and first search +[\d.,]+ kB$", done.stdout, re.M)
