"""The command line as a user meets it: whole output, exit codes, one line for every mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from termx import __version__
from termx.cli import COMMANDS, main
from termx.files import write_whole

ROOT = Path(__file__).parents[1]
TEXT = "大会欢迎《珊瑚礁保护公约》缔约方会议以及联合国环境规划署（环境署）的工作。\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs termx in an empty folder, and lets nothing but a clean exit pass."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return call


def tree() -> dict[str, bytes | None]:
    """Every path below the working folder, with the bytes of files."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in Path().rglob("*")}


def complaint(result: Result) -> str:
    """The one line of a run that failed with exit code 2 and printed nothing else."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("termx: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("termx: ").rstrip()


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_shows_an_example(run: Run, name: str, flag: str) -> None:
    result = run(name, flag)
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"  termx {name}" in result.stdout


def test_help_lists_every_command_with_a_sentence(run: Run) -> None:
    lines = run("-h").stdout.partition("Commands:")[2].split("\n")
    assert [line.split()[0] for line in lines if line.strip()] == sorted(COMMANDS)
    assert all(len(line.split()) > 2 for line in lines if line.strip())
    assert run("--version").stdout == f"termx, version {__version__}\n"


def test_help_starts_without_heavy_imports() -> None:
    code = "import sys, termx.cli; print(sorted({'spacy', 'jieba', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("arguments", [(), ("weave",), ("harvest",), ("read",), ("read", "-x")])
def test_wrong_use(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr + result.stdout


BAD_INPUTS = {
    "missing.txt": (None, "missing.txt: no such file; check the name"),
    "folder": (Path, "folder: is a directory; name the files in it"),
    "folder.docx": (Path, "folder.docx: is a directory; name the files in it"),
    "empty.txt": (b"", "empty.txt: holds no text; give a file with text"),
    "blank.md": (b" \n\n\t\n", "blank.md: holds no text; give a file with text"),
    "empty.docx": (b"", "empty.docx: "),
    "empty.pdf": (b"", "empty.pdf: "),
    "empty.tmx": (b"", "empty.tmx: "),
    "binary.txt": (bytes(range(256)) * 20, "binary.txt: is not text but binary data; give a text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.txt: is not text but binary data"),
    "japanese.txt": (
        "決議を採択した".encode("euc-jp") + b"\x80\xff",
        "japanese.txt: the encoding is not known; save the file as UTF-8",
    ),
    "broken.txt": (
        TEXT.encode()[:40] + b"\xff\xfe\x80" + TEXT.encode()[42:],
        "broken.txt: the encoding is not known; save the file as UTF-8",
    ),
    "text.docx": (TEXT.encode(), "text.docx: the archive is broken or encrypted"),
    "text.pdf": (TEXT.encode(), "text.pdf: "),
    "text.tmx": (TEXT.encode(), "text.tmx: "),
    "table.xlsx": (b"PK", "table.xlsx: unknown format; termx reads .txt, .md"),
    "README": (TEXT.encode(), "README: unknown format; termx reads .txt, .md"),
}


@pytest.mark.parametrize("command", ["read", "harvest"])
@pytest.mark.parametrize("name", BAD_INPUTS)
def test_what_cannot_be_read_is_named_in_one_line(run: Run, command: str, name: str) -> None:
    content, expected = BAD_INPUTS[name]
    if content is Path:
        Path(name).mkdir()
    elif isinstance(content, bytes):
        Path(name).write_bytes(content)
    line = complaint(run(command, name))
    assert line.startswith(expected)
    assert ";" in line  # what is wrong; what to do


@pytest.mark.parametrize("command", ["read", "harvest"])
def test_a_name_with_a_line_break_is_one_line(run: Run, command: str) -> None:
    assert complaint(run(command, "a\nb.txt")) == "a b.txt: no such file; check the name"


def test_one_bad_input_of_several_leaves_nothing_behind(run: Run) -> None:
    Path("good.txt").write_text(TEXT, encoding="utf-8")
    before = tree()
    line = complaint(run("harvest", "good.txt", "missing.txt", "-o", "new/deep", "-o", "x.csv"))
    assert line.startswith("missing.txt: ")
    assert tree() == before


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("file", "cannot write file/glossary.json: file is a file; choose another place"),
        ("file/a.json", "cannot write file/a.json: file is a file; choose another place"),
        ("file/b/a.json", "cannot write file/b/a.json: file is a file; choose another place"),
        ("a.doc", "a.doc: no format has the suffix .doc; use .json, .csv, .tbx, .xlsx"),
        ("a.JSONL", "a.JSONL: no format has the suffix .JSONL; use .json"),
    ],
)
def test_an_output_that_cannot_be_written_is_refused_first(
    run: Run, monkeypatch: pytest.MonkeyPatch, output: str, expected: str
) -> None:
    Path("good.txt").write_text(TEXT, encoding="utf-8")
    Path("file").write_text("mine")
    before = tree()
    monkeypatch.setattr("termx.run.run", lambda *_, **__: pytest.fail("the work has begun"))
    line = complaint(run("harvest", "good.txt", "-o", "good.json", "-o", output))
    assert line.startswith(expected)
    assert tree() == before


def make_read_only(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Makes `paths` read-only, for the superuser too, whom the system lets write everywhere."""
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    allowed = os.access
    denied = {path.resolve() for path in paths}
    monkeypatch.setattr(
        os, "access", lambda path, mode: Path(path).resolve() not in denied and allowed(path, mode)
    )


def test_read_only_places(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("good.txt").write_text(TEXT, encoding="utf-8")
    Path("old.json").write_text("mine")
    Path("closed").mkdir()
    before = tree()
    make_read_only(monkeypatch, Path("old.json"), Path("closed"))
    line = complaint(run("harvest", "good.txt", "-o", "old.json"))
    assert line == "cannot write old.json: the file is read-only; choose another place"
    line = complaint(run("harvest", "good.txt", "-o", "closed/new/a.tbx"))
    assert "cannot write closed/new/a.tbx: the folder closed is read-only" in line
    assert tree() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("read", "good.txt"), ("harvest", "-q", "good.txt")])
def test_output_that_the_system_refuses(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "termx", *arguments],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("termx: output: No space left on device; ")
    assert b"Traceback" not in done.stderr


def test_a_file_is_replaced_whole_or_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "glossary.json"
    path.write_text("mine")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert [(item.name, item.read_text()) for item in tmp_path.iterdir()] == [(path.name, "mine")]


def test_harvest_writes_json_to_stdout(run: Run) -> None:
    Path("good.zh.txt").write_text(TEXT, encoding="utf-8")
    result = run("harvest", "good.zh.txt")
    assert result.exit_code == 0
    assert result.stderr == ""
    terms = [
        term["text"] for item in json.loads(result.stdout)["concepts"] for term in item["terms"]
    ]
    assert {"珊瑚礁保护公约", "联合国环境规划署", "环境署"} <= set(terms)
    assert sorted(tree()) == ["good.zh.txt"]


def test_harvest_writes_what_is_asked_for(run: Run) -> None:
    Path("good.zh.txt").write_text(TEXT, encoding="utf-8")
    result = run("harvest", "good.zh.txt", "-o", "new/deep", "-o", "mine.tbx", "--title", "Corals")
    assert (result.exit_code, result.stdout) == (0, "")
    names = ["new/deep/glossary.json", "new/deep/glossary.tbx"]
    names += ["new/deep/glossary.csv", "new/deep/glossary.xlsx", "mine.tbx"]
    lines = result.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == names
    assert len({line.split(": ")[1] for line in lines}) == 1
    assert all(Path(name).stat().st_size for name in names)
    assert json.loads(Path(names[0]).read_text(encoding="utf-8"))["title"] == "Corals"
    assert run("harvest", "-q", "good.zh.txt", "-o", "mine.tbx").stderr == ""


def test_a_document_that_is_named_twice_counts_once(run: Run) -> None:
    Path("good.zh.txt").write_text(TEXT, encoding="utf-8")
    once = run("harvest", "good.zh.txt").stdout
    assert run("harvest", "good.zh.txt", "good.zh.txt").stdout == once


def test_verbose_names_every_document(run: Run) -> None:
    Path("good.zh.txt").write_text(TEXT, encoding="utf-8")
    result = run("harvest", "-v", "good.zh.txt", "-o", "a.json")
    assert "reading good.zh.txt" in result.stderr


def test_read_prints_one_paragraph_a_line(run: Run) -> None:
    text = "大会，\n\n1. 欢迎设立基金；¹\n\n2. 决定休会。\n"
    Path("good.zh.txt").write_text(text, encoding="utf-8")
    result = run("read", "good.zh.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "大会，\n1. 欢迎设立基金；\n2. 决定休会。\n"


def test_output_is_utf_8_whatever_the_system_says(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "termx", "read", "good.txt"],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"},
        check=True,
    )
    assert done.stdout.decode("utf-8") == TEXT


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    sample = sorted((ROOT / "pipelines" / "sample").glob("A_RES*"))
    for seed in ("0", "1"):
        subprocess.run(
            [sys.executable, "-m", "termx", "harvest", "-q", *sample, "-o", tmp_path / seed],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            check=True,
        )
    first, second = ((tmp_path / seed).iterdir() for seed in ("0", "1"))
    made = {path.name: path.read_bytes() for path in first}
    assert len(made) == 4
    assert made == {path.name: path.read_bytes() for path in second}


def test_a_broken_document_among_others_is_named_at_the_end(run: Run) -> None:
    Path("good.txt").write_text(TEXT, encoding="utf-8")
    Path("broken.docx").write_bytes(b"PK\x03\x04 broken")
    result = run("harvest", "good.txt", "broken.docx", "-o", "a.json")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("termx: left out: broken.docx: ")
    assert Path("a.json").stat().st_size > 100
    strict = run("harvest", "--strict", "good.txt", "broken.docx", "-o", "b.json")
    assert complaint(strict).startswith("broken.docx: ")
    assert not Path("b.json").exists()


def test_several_processes_give_the_same_bytes(run: Run) -> None:
    for number in range(3):
        Path(f"{number}.zh.txt").write_text(TEXT * (number + 1), encoding="utf-8")
    files = sorted(map(str, Path().glob("*.zh.txt")))
    run("harvest", *files, "-o", "one.json")
    run("harvest", *files, "--jobs", "2", "--no-cache", "-o", "two.json")
    run("harvest", *files, "-o", "again.json")
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()
    assert Path("one.json").read_bytes() == Path("again.json").read_bytes()
