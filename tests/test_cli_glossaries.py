"""The commands on glossaries as a user meets them: output, exit codes, messages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from termx.cli import main
from termx.formats import load

ROOT = Path(__file__).parents[1]
FIVE = ROOT / "tests" / "data" / "formats" / "five.csv"
BITEXT = ROOT / "tests" / "data" / "bitext"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs termx in a folder with the glossary `five.csv`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERMX_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("TERMX_GLOSSARY", raising=False)
    shutil.copy(FIVE, "five.csv")

    def call(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return call


def test_convert_says_what_is_lost(run: Run) -> None:
    result = run("convert", "five.csv", "five.txt")
    assert result.exit_code == 0 and result.stdout == ""
    assert result.stderr.startswith("five.txt: 5 concepts, without 1 rejected concepts,")
    assert "2 deprecated and superseded terms" in result.stderr
    assert result.stderr.count("\n") == 1
    assert "偷运移徙者" not in Path("five.txt").read_text("utf-8")
    noted = run("convert", "five.csv", "five.txt", "--deprecated", "note", "-q")
    assert noted.stderr == ""
    assert "superseded; use 偷运移民" in Path("five.txt").read_text("utf-8")


def test_convert_there_and_back(run: Run) -> None:
    assert "without" not in run("convert", "five.csv", "five.json", "--title", "five").stderr
    run("convert", "five.json", "back.csv")
    assert Path("back.csv").read_bytes() == FIVE.read_bytes()


def test_convert_to_stdout_and_options(run: Run) -> None:
    result = run("convert", "five.csv", "-", "--to", "deepl", "--source-language", "zh-Hans",
                 "--target-language", "en")  # fmt: skip
    assert "偷运移民,smuggling of migrants\n" in result.stdout
    assert run("convert", "five.csv", "x.tbx", "--dialect", "dct").exit_code == 0
    assert 'style="dct"' in Path("x.tbx").read_text("utf-8")


def test_convert_says_what_it_does_not_read(run: Run) -> None:
    Path("x.csv").write_text("en,zh,Checked by\nUnited Nations,联合国,Li\n", "utf-8")
    result = run("convert", "x.csv", "x.json")
    assert result.stderr.splitlines()[0] == "x.csv: not read: column 'Checked by' (1)"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("five.csv", "x.doc"), "no format has the suffix .doc"),
        (("five.csv", "x"), "no format has the suffix (none)"),
        (("five.csv", "x.csv", "--to", "table"), "format table cannot be written"),
        (("five.csv", "x.csv", "--to", "nothing"), "unknown format nothing"),
        (("five.csv", "x.json", "--deprecated", "omit"), "has no option deprecated"),
        (("five.csv", "x.csv", "--to", "deepl", "--deprecated", "note"), "has no notes"),
        (("five.csv", "x.txt", "--target-language", "fr"), "no terms in fr, but in en, zh-Hans"),
        (("absent.csv", "x.txt"), "cannot read absent.csv"),
        (("five.csv",), "give IN and OUT"),
        (("five.csv", "five.csv", "x.json", "--glossary"), "a glossary is one file"),
        ((BITEXT / "sample.tmx", "x.tsv", "--title", "x"), "bitext takes no option"),
    ],
)
def test_convert_refuses(arguments: tuple[str | Path, ...], message: str, run: Run) -> None:
    result = run("convert", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not list(Path().glob("x.*"))


def test_convert_lists_its_formats(run: Run) -> None:
    lines = run("convert", "--formats").stdout.splitlines()
    assert lines[0].split()[:4] == ["json", "reads", "writes", ".json"]
    assert len(lines) > 15


def test_convert_bitext(run: Run) -> None:
    assert run("convert", BITEXT / "sample.tmx", "x.tsv").stderr == "x.tsv: 3 pairs\n"
    assert run("convert", "x.tsv", "pair").stderr.splitlines() == [
        f"pair.{lang}: 2 pairs, without 1 segments that have no counterpart"
        for lang in ("en", "zh")
    ]
    assert run("convert", "pair.en", "pair.zh", "y.tmx").stderr == "y.tmx: 2 pairs\n"
    assert run("convert", "y.tmx", "y.tsv").stderr == "y.tsv: 2 pairs\n"
    texts = [line.split("\t")[:2] for line in Path("x.tsv").read_text("utf-8").splitlines()]
    back = [line.split("\t")[:2] for line in Path("y.tsv").read_text("utf-8").splitlines()]
    assert back == [row for row in texts if all(row)]


def test_convert_knows_terms_from_sentences(run: Run) -> None:
    run("convert", "five.csv", "five.tmx")
    assert "concepts" in run("convert", "five.tmx", "back.tmx").stderr
    assert "pairs" in run("convert", "five.tmx", "back.tmx", "--bitext").stderr
    assert "concepts" in run("convert", BITEXT / "sample.tmx", "x.json").stderr
    assert "concepts" in run("convert", BITEXT / "sample.tmx", "x.tmx", "--glossary").stderr


def test_diff(run: Run) -> None:
    assert run("diff", "five.csv", FIVE).exit_code == 0
    text = FIVE.read_text("utf-8").replace("crime prevention", "crime")
    Path("five.csv").write_text(text, "utf-8")
    result = run("diff", FIVE, "five.csv")
    assert result.exit_code == 1
    assert "subject: crime prevention -> subject: crime" in result.stdout
    assert len(json.loads(run("diff", FIVE, "five.csv", "-f", "json").stdout)) == 2
    markdown = run("diff", FIVE, "five.csv", "-f", "markdown", "--exit-zero")
    assert markdown.exit_code == 0 and "### Details changed (2)" in markdown.stdout
    assert run("diff", FIVE, "absent.csv").exit_code == 2


def test_merge(run: Run) -> None:
    result = run("merge", "five.csv", FIVE, "-o", "both.csv")
    assert result.stderr == "both.csv: 5 concepts, no conflicts\n"
    assert load(Path("both.csv")).concepts == load(FIVE).concepts
    Path("x.csv").write_text("en,zh\nSecurity Council,联合国安理会\n", "utf-8")
    result = run("merge", "five.csv", "x.csv", "-o", "both.csv")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "c-security-council: perhaps the same concept: kept apart; not Security Council",
        "both.csv: 6 concepts, 1 conflict",
    ]


def test_lint(run: Run) -> None:
    assert run("lint", "five.csv").exit_code == 0
    text = FIVE.read_text("utf-8").replace(",安理会,", ",《安理会》,")
    Path("five.csv").write_text(text, "utf-8")
    result = run("lint", "five.csv")
    assert result.exit_code == 1
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "《安理会》" in row)
    column = text.splitlines()[line - 1].index("《安理会》") + 1
    assert result.stdout == (
        f"five.csv:{line}:{column}: TG107 [*] write 安理会, not 《安理会》 [c-security-council]\n"
    )
    assert result.stderr == "1 problem\n"
    assert json.loads(run("lint", "five.csv", "--output-format", "json").stdout)[0]["line"] == line
    assert run("lint", "five.csv", "--ignore", "TG107").exit_code == 0
    assert run("lint", "five.csv", "--select", "TG104,TG105").exit_code == 0
    assert run("lint", "five.csv", "--exit-zero").exit_code == 0
    assert run("lint", "five.csv", "--select", "XX").exit_code == 2
    fixed = run("lint", "five.csv", "--fix")
    assert (fixed.exit_code, fixed.stderr) == (0, "five.csv: fixed\nno problems\n")
    assert Path("five.csv").read_bytes() == FIVE.read_bytes()


def test_lint_fixes_no_file_that_would_lose_something(run: Run) -> None:
    Path("x.csv").write_text("en,zh,Checked by\nUnited  Nations,联合国,Li\n", "utf-8")
    result = run("lint", "x.csv", "--fix")
    assert result.exit_code == 2 and "only a curated CSV or JSON" in result.stderr
    assert "United  Nations" in Path("x.csv").read_text("utf-8")
    assert "TG106" in run("lint", "x.csv").stdout


def test_lint_fixes_what_is_missing(run: Run) -> None:
    text = FIVE.read_text("utf-8").replace(
        ",abbreviation,admitted,noun,", ",abbreviation,admitted,,"
    )
    Path("five.csv").write_text(text, "utf-8")
    assert "TG109 [*] 安理会 has no part of speech" in run("lint", "five.csv").stdout
    assert run("lint", "five.csv", "--fix").exit_code == 0
    assert Path("five.csv").read_bytes() == FIVE.read_bytes()


def test_lint_lists_its_rules(run: Run) -> None:
    assert "TG101 duplicate-concept" in run("lint", "--list").stdout


def test_lookup(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("lookup", "移徙", "-g", "five.csv")
    assert result.exit_code == 0
    assert result.stdout == (
        "c-smuggling-of-migrants (theme, proposed, five.csv)\n"
        "  en       smuggling of migrants\n"
        "  zh-Hans  偷运移民; 偷运移徙者 (superseded, replaced in newer documents)\n"
    )
    monkeypatch.setenv("TERMX_GLOSSARY", "five.csv")
    found = json.loads(run("lookup", "security", "council", "--json").stdout)
    assert [item["id"] for item in found] == ["c-security-council"]
    assert run("lookup", "nothing").exit_code == 1
    assert "more" in run("lookup", "o", "-n", "1").stderr


def test_lookup_without_a_glossary(run: Run) -> None:
    result = run("lookup", "x")
    assert result.exit_code == 2 and "TERMX_GLOSSARY" in result.stderr


def test_stats(run: Run) -> None:
    lines = dict(line.split(None, 1) for line in run("stats", "five.csv").stdout.splitlines())
    assert lines["concepts"] == "5"
    assert lines["reviews"] == "proposed 3, accepted 1, rejected 1"
    data = json.loads(run("stats", "five.csv", "--json").stdout)
    assert data["statuses"]["superseded"] == 1


def test_harvest_into_a_curated_glossary(run: Run) -> None:
    Path("a.zh.txt").write_text(
        "大会欢迎《联合国打击跨国有组织犯罪公约》和《珊瑚礁保护公约》缔约方会议的工作。\n", "utf-8"
    )
    result = run("harvest", "a.zh.txt", "--update", "five.csv")
    assert result.exit_code == 0 and result.stdout == ""
    assert "five.csv: 5 concepts and " in result.stderr
    old, new = (
        FIVE.read_text("utf-8").splitlines(),
        Path("five.csv").read_text("utf-8").splitlines(),
    )
    assert "珊瑚礁保护公约" in "".join(new[len(old) :])
    changed = [line for line in old if line not in new]
    assert len(changed) == 1 and "联合国打击跨国有组织犯罪公约" in changed[0]
    first = Path("five.csv").read_bytes()
    run("harvest", "a.zh.txt", "--update", "five.csv")
    assert Path("five.csv").read_bytes() == first


def test_harvest_into_a_file_that_keeps_no_decisions(run: Run) -> None:
    run("convert", "five.csv", "five.tbx")
    Path("a.zh.txt").write_text("大会欢迎《珊瑚礁保护公约》。\n", "utf-8")
    result = run("harvest", "a.zh.txt", "--update", "five.tbx")
    assert result.exit_code == 2 and "only a curated CSV or JSON" in result.stderr
