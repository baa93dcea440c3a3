"""Bitext that `termx align` writes, read back by termx and by others; the command."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html

from termx.align.write import dump_bitext, write_bitext
from termx.cli import main
from termx.errors import FormatError
from termx.models import Bead, Document, Segment, SegmentKind
from termx.read import bitext

SAMPLE = Path(__file__).resolve().parents[1] / "pipelines" / "sample"
ZH, EN = SAMPLE / "CAC_COSP_RES_20_1.zh.md", SAMPLE / "CAC_COSP_RES_20_1.en.md"

NASTY = (
    ("甲\t乙\n丙", "one\ttwo\nthree"),
    ('"引号"', '"quoted"'),
    ("他说“不”", 'says "no" and "yes"'),
    ("<b>&amp;</b>", "<script>alert('&')</script>"),
    ("=1+1", "@sum"),
    ("𠮷\u200b字", "astral \U0001f600"),
    ("只有中文", ""),
    ("", "only English"),
)

# The elements of TMX 1.4b (LISA OSCAR, 2005) that termx writes, as its DTD declares them.
TMX_DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note|prop|ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED
  o-encoding CDATA #IMPLIED creationdate CDATA #IMPLIED creationid CDATA #IMPLIED
  changedate CDATA #IMPLIED changeid CDATA #IMPLIED>
<!ELEMENT ude EMPTY>
<!ELEMENT body (tu*)>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED xml:lang CDATA #IMPLIED>
<!ELEMENT note (#PCDATA)>
<!ELEMENT tu ((note|prop)*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED>
<!ELEMENT tuv ((note|prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""


def made(pairs: tuple[tuple[str, str], ...]) -> tuple[Bead, ...]:
    beads = []
    for chinese, english in pairs:
        sides = []
        for lang, text in (("zh-Hans", chinese), ("en", english)):
            document = Document(f"made.{lang}", text, lang)
            sides.append((Segment(document, 0, len(text), SegmentKind.BODY),) if text else ())
        beads.append(Bead(sides[0], sides[1], 0.9 if chinese and english else 0.0))
    return tuple(beads)


def flat(text: str) -> str:
    return " ".join(text.split())


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["align", *map(str, arguments)])


def read_back(path: Path, other: Path | None = None) -> list[tuple[str, str]]:
    return [
        ("".join(item.text for item in bead.source), "".join(item.text for item in bead.target))
        for bead in bitext(path, other).beads()
    ]


@pytest.mark.parametrize("pairs", [NASTY, NASTY[1:2], NASTY[2:3], NASTY[:1] + NASTY[4:6]])
def test_tsv_is_read_back(tmp_path: Path, pairs: tuple[tuple[str, str], ...]) -> None:
    (path,) = write_bitext(made(pairs), tmp_path / "beads.tsv")
    assert read_back(path) == [(flat(first), flat(second)) for first, second in pairs]
    head = path.read_text(encoding="utf-8").split("\n", 1)[0].split("\t")
    assert head[:2] == ["zh", "en"]


def test_tmx_is_valid_and_read_back(tmp_path: Path) -> None:
    (path,) = write_bitext(made(NASTY), tmp_path / "memory.tmx")
    tree = etree.parse(str(path))
    assert etree.DTD(io.StringIO(TMX_DTD)).validate(tree)
    full = [(flat(first), flat(second)) for first, second in NASTY if first and second]
    assert read_back(path) == full
    tmx = pytest.importorskip("translate.storage.tmx", reason="needs translate-toolkit")
    units = tmx.tmxfile.parsefile(str(path)).units
    assert [(unit.source, unit.target) for unit in units] == full


def test_moses_files_have_the_same_lines(tmp_path: Path) -> None:
    paths = write_bitext(made(NASTY), tmp_path / "corpus")
    assert [path.name for path in paths] == ["corpus.zh", "corpus.en"]
    assert read_back(*paths) == [(flat(a), flat(b)) for a, b in NASTY if a and b]
    assert write_bitext(made(NASTY), tmp_path / "corpus.en") == paths


def test_html_holds_the_texts_and_no_markup_of_theirs(tmp_path: Path) -> None:
    (path,) = write_bitext(made(NASTY), tmp_path / "page.html")
    page = html.fromstring(path.read_bytes())
    rows = [[flat(cell.text_content()) for cell in row] for row in page.iter("tr")]
    assert rows[0] == ["No.", "中文", "English"]
    assert [tuple(row[1:]) for row in rows[1:]] == [(flat(a), flat(b)) for a, b in NASTY]
    assert not list(page.iter("script", "b", "link", "img"))
    assert [row.get("class") for row in page.iter("tr")][-1] == "body alone"
    assert b"http" not in path.read_bytes()


def test_control_characters_are_left_out() -> None:
    data = dump_bitext(made((("甲\x01乙", "one\x0btwo\ud800"),)), "tmx")
    assert "甲乙".encode() in data


def test_unknown_formats() -> None:
    with pytest.raises(FormatError, match=r"beads\.docx: no bitext format has the suffix \.docx"):
        write_bitext((), Path("beads.docx"))
    with pytest.raises(FormatError, match="no bitext format xlsx"):
        dump_bitext((), "xlsx")


def test_nothing_to_write() -> None:
    assert dump_bitext((), "tsv").startswith(b"zh\ten\t")


def test_the_command_writes_all_formats(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("a.tsv", "a.tmx", "a.html", "a")]
    result = run(EN, ZH, *(part for name in names for part in ("-o", name)))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "pairs" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.en", "a.html", "a.tmx", "a.tsv", "a.zh",
    ]  # fmt: skip
    pairs = read_back(tmp_path / "a.tsv")
    assert [pair for pair in pairs if all(pair)] == read_back(tmp_path / "a.tmx")
    assert read_back(tmp_path / "a.tmx") == read_back(tmp_path / "a.zh", tmp_path / "a.en")


def test_the_order_of_files_is_free() -> None:
    first, second = run(ZH, EN, "-q"), run(EN, ZH, "-q")
    assert first.exit_code == second.exit_code == 0
    assert first.stdout == second.stdout
    assert first.stdout.startswith("zh\ten\t")
    assert run(ZH, EN, "--source", "en", "--paragraphs").stdout.startswith("en\tzh\t")


def test_bitext_passes_through(tmp_path: Path) -> None:
    first = tmp_path / "a.tmx"
    assert run(ZH, EN, "-q", "-o", first).exit_code == 0
    assert run(first, "-q", "-o", tmp_path / "b.tsv").exit_code == 0
    assert run(tmp_path / "b.tsv", "-q", "-o", tmp_path / "c").exit_code == 0
    assert run(tmp_path / "c.zh", tmp_path / "c.en", "-q", "-o", tmp_path / "d.tmx").exit_code == 0
    assert read_back(tmp_path / "d.tmx") == read_back(first)
    turned = run(first, "--source", "en").stdout
    assert turned.startswith("en\tzh\t")


def test_lines(tmp_path: Path) -> None:
    chinese, english = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    chinese.write_text("第3号决议\n请秘书长提交报告。\n见A/99/1。\n", encoding="utf-8")
    english.write_text(
        "Resolution 3\nRequests the Secretary-General to submit a report.\nSee A/99/1.\n",
        encoding="utf-8",
    )
    rows = run(english, chinese, "--lines", "-q").stdout.splitlines()
    assert [row.split("\t")[1] for row in rows[1:]] == english.read_text("utf-8").splitlines()


def test_mistakes_end_with_2(tmp_path: Path) -> None:
    other = SAMPLE / "A_RES_99_901.en.txt"
    cases: list[tuple[tuple[object, ...], str]] = [
        ((ZH, other), "no translations of each other"),
        ((ZH, SAMPLE / "A_RES_99_901.zh.txt"), "both are in Chinese"),
        ((ZH,), "give its version in the other language"),
        ((ZH, EN, other), "not 3 files"),
        ((ZH, tmp_path / "none.txt"), "none.txt"),
        ((ZH, EN, "-o", tmp_path / "a.docx"), "no bitext format has the suffix .docx"),
        ((ZH, EN, "-o", tmp_path / "no" / "a.tsv"), "no folder"),
    ]
    for arguments, message in cases:
        result = run(*arguments)
        assert result.exit_code == 2, arguments
        assert message in result.stderr
        assert result.stdout == ""
