"""Every output format, read by what it is made for where that is possible."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from termx.check import check
from termx.check.reports import REPORTS
from termx.check.reports.full import excerpt, width
from termx.check.word import Comment, commented
from termx.cli import main
from termx.models import Document, Glossary, Paragraph

TEXT = "各国<必须>应对气候变迁。\n\n联合國的《甲公约。\n"
SCHEMA = Path(__file__).parents[3] / "shared" / "schemas" / "sarif-2.1.0.schema.json"


def termx(*arguments: str | Path, input: str | None = None) -> Result:
    """What `termx` does with `arguments`."""
    return CliRunner().invoke(main, [str(item) for item in arguments], input=input)


@pytest.fixture
def draft(folder: Path) -> Path:
    (folder / "a b.txt").write_text(TEXT)
    return Path("a b.txt")


def report(format: str, draft: Path) -> str:
    result = termx("check", draft, "-g", "g.json", "--output-format", format)
    assert result.exit_code == 1, result.output
    return result.stdout


def test_concise(draft: Path) -> None:
    assert report("concise", draft) == (
        "a b.txt:1:9: TX201 warning: “气候变迁” is deprecated; use 气候变化\n"
        "a b.txt:3:3: TX313 error: traditional 國; simplified 国\n"
        "a b.txt:3:5: TX311 error: title mark 《 without its partner in this paragraph\n"
        "2 errors, 1 warning in 1 file\n"
    )


def test_full(draft: Path) -> None:
    assert report("full", draft).startswith(
        "a b.txt:1:9: warning TX201 deprecated-term: “气候变迁” is deprecated; use 气候变化\n"
        "  各国<必须>应对气候变迁。\n"
        "                ^^^^^^^^\n".replace("                ^", " " * 16 + "^")
        + "  write: 气候变化\n"
    )


def test_carets_of_wide_and_narrow_characters(glossary: Glossary) -> None:
    text = f"{'前' * 30}A/64/1气候变迁{'后' * 30}"
    document = Document("a", text, "zh-Hans", paragraphs=(Paragraph(0, len(text)),))
    (finding,) = check(document, glossary)
    shown, caret = excerpt(finding)
    assert shown == f"…{'前' * 10}A/64/1气候变迁{'后' * 16}…"
    assert len(caret) == width("…" + "前" * 10 + "A/64/1气候变迁")


def test_statistics(draft: Path) -> None:
    result = termx("check", draft, "-g", "g.json", "--statistics")
    assert "     1  TX201  A deprecated term is used\n" in result.stdout


def test_json(draft: Path) -> None:
    first = json.loads(report("json", draft))[0]
    assert first == {
        "code": "TX201",
        "rule": "deprecated-term",
        "severity": "warning",
        "message": "“气候变迁” is deprecated; use 气候变化",
        "path": "a b.txt",
        "line": 1,
        "column": 9,
        "end_line": 1,
        "end_column": 13,
        "page": None,
        "paragraph": None,
        "text": "气候变迁",
        "suggestions": ["气候变化"],
        "concept": "climate",
    }


def test_github(draft: Path) -> None:
    lines = report("github", draft).splitlines()
    assert lines[0].startswith("::notice title=termx::2 errors")
    assert lines[1] == (
        "::error file=a b.txt,line=3,col=3,endLine=3,endColumn=4,"
        "title=TX313 traditional-characters::traditional 國; simplified 国 [国]"
    )


def test_gitlab(draft: Path) -> None:
    rows = json.loads(report("gitlab", draft))
    assert [row["severity"] for row in rows] == ["minor", "major", "major"]
    assert len({row["fingerprint"] for row in rows}) == 3
    assert rows[1]["location"] == {"path": "a b.txt", "lines": {"begin": 3, "end": 3}}


def test_sarif(draft: Path) -> None:
    log = json.loads(report("sarif", draft))
    (run,) = log["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["TX201", "TX313", "TX311"]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a%20b.txt"
    assert run["columnKind"] == "unicodeCodePoints"
    if not SCHEMA.exists():
        pytest.skip("needs the official schema in ../shared/schemas")
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(log, json.loads(SCHEMA.read_text()))


def test_junit(draft: Path) -> None:
    junitparser = pytest.importorskip("junitparser")
    log = junitparser.JUnitXml.fromstring(report("junit", draft).encode())
    assert (log.tests, log.failures) == (3, 3)


def test_html(draft: Path) -> None:
    page = report("html", draft)
    assert "各国&lt;必须&gt;应对" in page
    assert "<必须>" not in page
    assert '<mark class="warning TX201"' in page
    assert "default-src 'none'" in page


def test_html_of_bitext_stands_side_by_side(folder: Path) -> None:
    (folder / "p.tsv").write_text("en\tzh\nIn 2009.\t2008年。\n")
    result = termx("check", "p.tsv", "--output-format", "html", "--select", "TX403")
    assert "<td lang=en>In 2009.</td><td lang=zh-Hans>" in result.stdout


@pytest.mark.parametrize("name", [name for name, format in REPORTS.items() if not format.binary])
def test_nothing_found(folder: Path, name: str) -> None:
    (folder / "good.txt").write_text("各国必须应对气候变化。\n")
    result = termx("check", "good.txt", "-g", "g.json", "--output-format", name)
    assert result.exit_code == 0
    assert name == "github" or result.stdout


# Word


@pytest.fixture
def word(folder: Path) -> Path:
    docx = pytest.importorskip("docx", reason="python-docx makes the document")
    document = docx.Document()
    document.add_heading("关于气候变迁的报告", 1)
    paragraph = document.add_paragraph("必须应对")
    paragraph.add_run("气候").bold = True
    paragraph.add_run("变\t迁").italic = True
    paragraph.add_run("。联合國应对气候变迁和气候变迁。")
    table = document.add_table(1, 2)
    table.cell(0, 1).text = "气候变迁"
    document.add_comment(paragraph.runs[0], text="earlier", author="someone")
    document.save(folder / "draft.docx")
    return folder / "draft.docx"


def test_word_file_with_comments(word: Path) -> None:
    import docx

    result = termx(
        "check", "draft.docx", "-g", "g.json", "--output-format", "docx", "-o", "out.docx"
    )
    assert result.exit_code == 1, result.output
    before, after = docx.Document(str(word)), docx.Document(str(word.with_name("out.docx")))
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]
    said = [(comment.author, comment.text) for comment in after.comments]
    assert said[0] == ("someone", "earlier")
    assert sum("气候变迁" in text for _, text in said) == 5
    with zipfile.ZipFile(word.with_name("out.docx")) as new, zipfile.ZipFile(word) as old:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        xml = new.read("word/document.xml").decode()
    assert changed <= {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels",
                       "[Content_Types].xml"}  # fmt: skip
    marked = [
        "".join(re.findall(r"<w:(?:t|tab)\b[^>]*?/?>([^<]*)", part))
        for part in re.findall(r'<w:commentRangeStart w:id="[1-9]"/>(.*?)<w:commentRangeEnd', xml)
    ]
    assert sorted(marked) == sorted(["气候变迁"] * 5 + ["國"])
    assert "<w:rPr><w:b/></w:rPr><w:t>气候</w:t>" in xml


@pytest.mark.usefixtures("word")
def test_places_in_a_word_file_are_in_the_message() -> None:
    result = termx("check", "draft.docx", "-g", "g.json", "--output-format", "github")
    assert "::paragraph 1:3: “气候变迁”" in result.stdout
    result = termx("check", "draft.docx", "-g", "g.json", "--output-format", "gitlab")
    assert json.loads(result.stdout)[0]["description"].startswith("paragraph 1:3: ")


def test_word_file_has_the_same_bytes_each_time(word: Path) -> None:
    comments = [Comment(1, "气候", 0, ["one"]), Comment(99, "not there", 0, ["two"])]
    assert commented(word, comments) == commented(word, comments)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_the_word_file(word: Path) -> None:
    termx("check", "draft.docx", "-g", "g.json", "--output-format", "docx", "-o", "out.docx")
    profile = word.with_name("profile").as_uri()
    for suffix in ("txt:Text", "odt"):
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix,
             "out.docx"],
            check=True, capture_output=True, timeout=120, cwd=word.parent,
        )  # fmt: skip
    text = word.with_name("out.txt").read_text(encoding="utf-8-sig")
    assert "关于气候变迁的报告" in text
    with zipfile.ZipFile(word.with_name("out.odt")) as archive:
        content = archive.read("content.xml").decode()
    assert content.count("<office:annotation ") == 7


@pytest.mark.usefixtures("word")
def test_word_output_needs_a_place() -> None:
    assert termx("check", "draft.docx", "--output-format", "docx").exit_code == 2
    result = termx(
        "check", "draft.docx", "-g", "g.json", "--output-format", "docx", "-o", "checked"
    )
    assert result.exit_code == 1
    assert Path("checked/draft.docx").exists()


def test_copies_of_word_files_of_one_name_stand_beside_each_other(word: Path) -> None:
    for name in ("one", "two"):
        (word.parent / "in" / name).mkdir(parents=True)
        shutil.copy(word, word.parent / "in" / name)
    options = ("-g", "g.json", "--output-format", "docx", "-o")
    assert termx("check", "in", *options, "out").exit_code == 1
    assert Path("out/one/draft.docx").exists()
    assert Path("out/two/draft.docx").exists()
    before = word.read_bytes()
    assert termx("check", "draft.docx", *options, "draft.docx").exit_code == 2
    assert termx("check", "draft.docx", *options, ".").exit_code == 2
    assert word.read_bytes() == before


def test_formats_of_the_command_are_those_there_are() -> None:
    from termx.cli.check import _FORMATS

    assert tuple(REPORTS) == _FORMATS
