"""`termx check` as users call it: exit codes, selection, settings, baselines, fixes, comments."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from termx.cli import main

BAD = "各国必须应对气候变迁。\n\n海洋事务协调理事会审议了《甲公约的报告。\n"
GOOD = "各国必须应对气候变化。\n\n海洋事务协调理事会审议了《甲公约》的报告。\n"


def termx(*arguments: str | Path, input: str | None = None) -> Result:
    """What `termx` does with `arguments`."""
    return CliRunner().invoke(main, [str(item) for item in arguments], input=input)


def codes(output: str) -> list[str]:
    return [item["code"] for item in json.loads(output)]


def check(*arguments: str | Path, input: str | None = None) -> list[str]:
    result = termx("check", "--output-format", "json", *arguments, input=input)
    assert result.exit_code in (0, 1), result.output
    return codes(result.stdout)


@pytest.mark.usefixtures("folder")
def test_exit_codes() -> None:
    Path("bad.txt").write_text(BAD)
    Path("good.txt").write_text(GOOD)
    assert termx("check", "good.txt", "-g", "g.json").exit_code == 0
    assert termx("check", "bad.txt", "-g", "g.json").exit_code == 1
    assert termx("check", "bad.txt", "-g", "g.json", "--exit-zero").exit_code == 0
    assert termx("check", "missing.txt", "-g", "g.json").exit_code == 2
    assert termx("check", "bad.txt", "-g", "missing.json").exit_code == 2
    assert termx("check", "bad.txt", "--select", "XX1").exit_code == 2
    assert termx("check").exit_code == 2


@pytest.mark.usefixtures("folder")
def test_fail_level() -> None:
    Path("bad.txt").write_text("各国必须应对气候变迁。\n")
    assert termx("check", "bad.txt", "-g", "g.json", "--fail-level", "error").exit_code == 0
    assert termx("check", "bad.txt", "-g", "g.json", "--fail-level", "warning").exit_code == 1


@pytest.mark.usefixtures("folder")
def test_selection() -> None:
    Path("bad.txt").write_text(BAD)
    assert check("bad.txt", "-g", "g.json") == ["TX201", "TX311"]
    assert check("bad.txt", "-g", "g.json", "--select", "TX2") == ["TX201"]
    assert check("bad.txt", "-g", "g.json", "--ignore", "deprecated-term") == ["TX311"]
    assert check("bad.txt", "-g", "g.json", "--per-file-ignores", "b*.txt:TX311") == ["TX201"]
    assert check("bad.txt", "-g", "g.json", "--per-file-ignores", "c*.txt:TX3") != ["TX201"]
    Path("bad.txt").write_text("会员国, 请注意。\n")
    assert check("bad.txt", "--isolated") == []
    assert check("bad.txt", "--extend-select", "TX315", "-g", "g.json") == ["TX315"]


@pytest.mark.parametrize("name", ["termx.toml", "pyproject.toml"])
def test_settings_file(folder: Path, name: str) -> None:
    head = "[tool.termx]\n" if name == "pyproject.toml" else ""
    table = "[tool.termx.severity]\n" if head else "[severity]\n"
    (folder / name).write_text(
        f'{head}glossary = ["g.json"]\nignore = ["TX311"]\n{table}TX201 = "error"\n'
    )
    Path("bad.txt").write_text(BAD)
    result = termx("check", "bad.txt", "--output-format", "json")
    (found,) = json.loads(result.stdout)
    assert (found["code"], found["severity"]) == ("TX201", "error")
    assert check("bad.txt", "--isolated", "--select", "TX311") == ["TX311"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour = 1\n", "unknown key 'colour'"),
        ('select = ["TX999"]\n', "no rule 'TX999'"),
        ("select = 1\n", "list of strings"),
        ('fail-level = "bad"\n', "'bad' is none of"),
        ("select = [\n", "not a TOML file"),
    ],
)
def test_wrong_settings(folder: Path, text: str, says: str) -> None:
    (folder / "termx.toml").write_text(text)
    (folder / "a.txt").write_text(GOOD)
    result = termx("check", "a.txt")
    assert result.exit_code == 2
    assert says in result.stderr
    assert "termx.toml" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("folder")
def test_standard_input() -> None:
    result = termx("check", "-", "-g", "g.json", "--stdin-filename", "x/draft.txt",
                   "--output-format", "concise", input=BAD)  # fmt: skip
    assert result.stdout.startswith("x/draft.txt:1:7: TX201 warning: ")
    assert result.exit_code == 1


def test_folder(folder: Path) -> None:
    (folder / "drafts" / ".git").mkdir(parents=True)
    for name in ("b.txt", "a.md", ".git/c.txt", "picture.png", "old.txt"):
        (folder / "drafts" / name).write_text(BAD)
    (folder / "drafts" / "english.txt").write_text("The climate is changing in all regions.\n")
    (folder / "termx.toml").write_text('exclude = ["old*"]\nglossary = ["g.json"]\n')
    result = termx("check", "drafts", "--output-format", "json")
    paths = dict.fromkeys(item["path"] for item in json.loads(result.stdout))
    assert list(paths) == ["drafts/a.md", "drafts/b.txt"]


def test_a_file_that_cannot_be_read_does_not_hide_the_others(folder: Path) -> None:
    (folder / "drafts").mkdir()
    (folder / "drafts" / "a.docx").write_bytes(b"PK")
    (folder / "drafts" / "b.txt").write_text(BAD)
    result = termx("check", "drafts", "-g", "g.json", "--output-format", "json")
    assert result.exit_code == 2
    assert codes(result.stdout) == ["TX201", "TX311"]
    assert result.stderr.startswith("termx: drafts/a.docx: the archive is broken")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["a.tsv", "a.po"])
def test_two_languages_without_a_glossary(name: str) -> None:
    text = {
        "a.tsv": "en\tzh\nIn 2009.\t2008年召开了会议。\n",
        "a.po": 'msgid ""\nmsgstr "Language: zh_CN\\n"\n\nmsgid "2009"\nmsgstr "2008年召开会议"\n',
    }
    Path(name).write_text(text[name])
    assert check(name) == ["TX403"]


@pytest.mark.usefixtures("folder")
def test_where_there_is_nothing_to_check() -> None:
    Path("empty.txt").write_text("\n\n")
    Path("english.txt").write_text("The climate is changing in all regions.\n")
    result = termx("check", "empty.txt", "english.txt", "-g", "g.json")
    assert result.exit_code == 0
    assert result.stderr.startswith("termx: nothing to check")
    Path("good.txt").write_text(GOOD)
    assert termx("check", "english.txt", "--source", "good.txt").exit_code == 2


@pytest.mark.usefixtures("folder")
def test_a_report_does_not_take_the_place_of_the_draft() -> None:
    Path("bad.txt").write_text(BAD)
    assert termx("check", "bad.txt", "-g", "g.json", "-o", "./bad.txt").exit_code == 2
    assert termx("annotate", "bad.txt", "-g", "g.json", "-o", "bad.txt").exit_code == 2
    assert Path("bad.txt").read_text() == BAD


@pytest.mark.usefixtures("folder")
def test_a_glossary_without_chinese_is_refused() -> None:
    Path("good.txt").write_text(GOOD)
    Path("english.csv").write_text("one,two\nthree,four\n")
    result = termx("check", "good.txt", "-g", "english.csv")
    assert (result.exit_code, "has no Chinese terms" in result.stderr) == (2, True)


@pytest.mark.usefixtures("folder")
def test_a_traditional_draft_is_not_fixed_with_simplified_terms() -> None:
    text = "聯合國應對氣候變遷，會員國應加強合作，並鼓勵各國採取措施。\n"
    Path("a.txt").write_text(text)
    assert check("a.txt", "-g", "g.json") == ["TX201"]
    termx("check", "a.txt", "-g", "g.json", "--fix")
    assert Path("a.txt").read_text() == text


@pytest.mark.usefixtures("folder")
def test_fix_and_diff() -> None:
    text = "各国必须应对气候变迁。\n\n联合國的《甲公约》说“气候变迁”。\n\n《甲公约。\n"
    Path("bad.txt").write_text(text)
    result = termx("check", "bad.txt", "-g", "g.json", "--diff")
    assert "-各国必须应对气候变迁。\n+各国必须应对气候变化。\n" in result.stdout
    assert Path("bad.txt").read_text() == text
    result = termx("check", "bad.txt", "-g", "g.json", "--fix", "--output-format", "json")
    fixed = "各国必须应对气候变化。\n\n联合国的《甲公约》说“气候变化”。\n\n《甲公约。\n"
    assert Path("bad.txt").read_text() == fixed
    assert codes(result.stdout) == ["TX311"]
    assert termx("check", "bad.txt", "-g", "g.json", "--fix").exit_code == 1


@pytest.mark.usefixtures("folder")
def test_baseline_survives_edits_around() -> None:
    Path("bad.txt").write_text(BAD)
    termx("check", "bad.txt", "-g", "g.json", "--write-baseline", "base.json")
    assert check("bad.txt", "-g", "g.json", "--baseline", "base.json") == []
    Path("bad.txt").write_text(f"新的一段。\n\n{BAD}\n又一段气候变迁。\n")
    assert check("bad.txt", "-g", "g.json", "--baseline", "base.json") == ["TX201"]
    assert termx("check", "bad.txt", "--baseline", "g.json").exit_code == 2


def test_baseline_holds_wherever_the_check_is_called_from(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "drafts").mkdir()
    (folder / "drafts" / "bad.txt").write_text(BAD)
    (folder / "termx.toml").write_text('glossary = ["g.json"]\nbaseline = "base.json"\n')
    assert termx("check", "drafts").exit_code == 2, "there is no baseline yet"
    assert termx("check", "drafts", "--write-baseline", "base.json").exit_code == 0
    written = (folder / "base.json").read_bytes()
    assert termx("check", folder / "drafts", "--write-baseline", "base.json").exit_code == 0
    assert (folder / "base.json").read_bytes() == written, "what it knew is in it again"
    assert check("drafts") == []
    monkeypatch.chdir(folder / "drafts")
    assert check("bad.txt") == []
    assert check("--stdin-filename", "bad.txt", "-", input=BAD) == []


@pytest.mark.usefixtures("folder")
def test_a_second_equal_finding_is_new() -> None:
    Path("bad.txt").write_text("气候变迁\n")
    termx("check", "bad.txt", "-g", "g.json", "--write-baseline", "base.json")
    Path("bad.txt").write_text("气候变迁\n\n气候变迁\n")
    assert check("bad.txt", "-g", "g.json", "--baseline", "base.json") == ["TX201"]


@pytest.mark.usefixtures("folder")
def test_suppression() -> None:
    text = (
        "<!-- termx: disable=TX201 a name of 1998 -->\n各国应对气候变迁。\n\n"
        "应对气候变迁。<!-- termx: disable=deprecated-term -->\n\n"
        "没有问题。<!-- termx: disable=TX313 reason -->\n\n气候变迁又来了。\n"
    )
    Path("a.md").write_text(text)
    result = termx("check", "a.md", "-g", "g.json", "--output-format", "json")
    found = [(item["code"], item["line"]) for item in json.loads(result.stdout)]
    assert found == [("TX902", 4), ("TX901", 6), ("TX201", 8)]
    Path("a.md").write_text(
        "<!-- termx: disable-file=TX201 old terms -->\n\n气候变迁\n\n气候变迁\n"
    )
    assert check("a.md", "-g", "g.json") == []
    Path("a.md").write_text("<!-- termx: disable=TX201,TX999 why -->\n各国必须应对气候变迁。\n")
    result = termx("check", "a.md", "-g", "g.json")
    assert result.exit_code == 1
    assert "a.md:1:1: warning TX901 unused-suppression: no rule TX999" in result.stdout
    assert "1 warning in 1 file" in result.stdout


def test_places_in_a_table_are_those_of_the_file(folder: Path) -> None:
    (folder / "pairs.tsv").write_text(
        "en\tzh\nIn 2009 it met.\t2009年开会。\nIn 2010, 35 states met.\t2010年，有36国开会。\n"
    )
    result = termx("check", "pairs.tsv", "--output-format", "json", "--select", "TX4")
    (found,) = json.loads(result.stdout)
    assert (found["code"], found["line"], found["column"], found["text"]) == ("TX404", 3, 32, "36")
    assert found["suggestions"] == ["35"]


def test_source_in_another_file(folder: Path) -> None:
    english = [
        "The Coordinating Council on Ocean Affairs met in Geneva in 2009.",
        "It adopted resolution 64/12 on the protection of the sea.",
        "The report is contained in document A/64/35 of the Council.",
    ]
    chinese = [
        "海洋事务协调理事会于2009年在日内瓦开会。",
        "它通过了关于保护海洋的第64/21号决议。",
        "报告载于理事会A/64/35号文件。",
    ]
    (folder / "a.en.txt").write_text("\n\n".join(english) + "\n")
    (folder / "a.zh.txt").write_text("\n\n".join(chinese) + "\n")
    assert check("a.zh.txt", "--source", "a.en.txt", "-g", "g.json") == ["TX402"]


def test_index_is_rebuilt_when_the_glossary_changes(folder: Path) -> None:
    (folder / "a.txt").write_text("各国必须应对气候变迁。\n")
    assert check("a.txt", "-g", "g.json") == ["TX201"]
    (index,) = (folder.parent / "cache" / "check").iterdir()
    before = index.stat().st_mtime_ns
    assert check("a.txt", "-g", "g.json") == ["TX201"]
    assert index.stat().st_mtime_ns == before
    text = (folder / "g.json").read_text().replace("deprecated", "admitted")
    (folder / "g.json").write_text(text)
    assert check("a.txt", "-g", "g.json") == []
    index.write_bytes(index.read_bytes()[:-7] + b"garbage")
    assert check("a.txt", "-g", "g.json") == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_cache_that_cannot_be_written(folder: Path) -> None:
    (folder.parent / "cache").mkdir(mode=0o500)
    (folder / "a.txt").write_text(BAD)
    assert check("a.txt", "-g", "g.json") == ["TX201", "TX311"]


@pytest.mark.usefixtures("folder")
def test_fix_of_a_file_with_a_byte_order_mark_and_carriage_returns() -> None:
    Path("bad.txt").write_bytes(BAD.replace("\n", "\r\n").encode("utf-8-sig"))
    assert "1 would be fixed" in termx("check", "bad.txt", "-g", "g.json", "--diff").stderr
    termx("check", "bad.txt", "-g", "g.json", "--fix")
    fixed = BAD.replace("气候变迁", "气候变化").replace("\n", "\r\n")
    assert Path("bad.txt").read_bytes() == fixed.encode("utf-8-sig")


@pytest.mark.usefixtures("folder")
def test_findings_and_comments_are_in_the_order_of_lines() -> None:
    comment = "<!-- termx: disable=TX201 -->"
    Path("bad.txt").write_text(f"{comment}\n\n好。\n\n各国必须应对气候变迁。\n")
    assert check("bad.txt", "-g", "g.json") == ["TX901", "TX201"]
    shown = termx("check", "bad.txt", "-g", "g.json").stdout
    assert "take it out\n\nbad.txt:5" in shown


def test_what_standard_input_cannot_do() -> None:
    assert "need files" in termx("check", "-", "--watch", input=GOOD).output
    assert "need files" in termx("check", "-", "--output-format", "docx", input=GOOD).output
    assert "is checked alone" in termx("check", "-", "a.txt", input=GOOD).output


@pytest.mark.usefixtures("folder")
def test_fixed_standard_input_is_all_that_stands_on_standard_output() -> None:
    result = termx("check", "-", "--fix", "-g", "g.json", input=BAD)
    assert result.stdout == BAD.replace("气候变迁", "气候变化")
    assert "TX311" in result.stderr
    for text in ("", "The climate is changing in all regions.\n"):
        assert termx("check", "-", "--fix", "-g", "g.json", input=text).stdout == text


@pytest.mark.usefixtures("folder")
def test_an_interrupted_check_has_not_found_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    Path("a.txt").write_text(BAD)
    monkeypatch.setattr("termx.check.run.run", interrupted)
    assert termx("check", "a.txt").exit_code == 130


@pytest.mark.usefixtures("folder")
def test_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(BAD)
    turns: Iterator[Callable[[], object]] = iter(
        [lambda: Path("a.txt").write_text(GOOD), lambda: None]
    )

    def sleep(_: float) -> None:
        turn = next(turns, None)
        if turn is None:
            raise KeyboardInterrupt
        turn()

    monkeypatch.setattr(time, "sleep", sleep)
    result = termx("check", "a.txt", "-g", "g.json", "--watch")
    assert result.exit_code == 0
    assert result.stdout.count("TX201") == 1
    assert "No findings in 1 file" in result.stdout


def test_rules_command() -> None:
    result = termx("rules")
    assert "TX201  warning, fixable" in result.stdout
    assert "Bad:" in termx("rules", "near-miss").stdout
    assert {item["code"] for item in json.loads(termx("rules", "--output-format", "json").stdout)}
    assert termx("rules", "TX999").exit_code == 2


@pytest.mark.usefixtures("folder")
def test_annotate() -> None:
    Path("s.txt").write_text(
        "The Coordinating Council on Ocean Affairs discussed climate changes.\n"
    )
    result = termx("annotate", "s.txt", "-g", "g.json")
    assert result.stdout == (
        "Coordinating Council on Ocean Affairs\t海洋事务协调理事会 | 海协理事会\torganization\t1\n"
        "climate changes\t气候变化\ttheme\t1\n"
    )
    assert termx("annotate", "s.txt", "-g", "g.json", "-o", "s.html").exit_code == 0
    assert "<rt lang=zh-Hans>气候变化</rt>" in Path("s.html").read_text()
    assert termx("annotate", "s.txt", "-g", "g.json", "-o", "s.docx").exit_code == 2
    Path("p.tsv").write_text("zh\ten\n气候变化\tClimate change\n")
    assert termx("annotate", "p.tsv", "-g", "g.json").stdout.startswith("Climate change\t")


def test_without_spacy(folder: Path) -> None:
    import subprocess
    import sys

    (folder / "a.txt").write_text(BAD)
    script = (
        "import sys\nfrom termx.cli import main\n"
        "try:\n    main(['check', 'a.txt', '-g', 'g.json'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'spacy', 'jieba', 'rapidfuzz', 'tablib', 'rich'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=folder
    )
    assert done.stdout.endswith("[]\n"), done.stdout + done.stderr
