"""Pipeline files: what they may say, and the error for what they may not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from termx import pipeline
from termx.errors import ConfigError, FormatError
from termx.harvest import ALL
from termx.models import Kind
from termx.run import run

ROOT = Path(__file__).parents[1]
TEXT = "大会欢迎《珊瑚礁保护公约》秘书处的工作。各国保护珊瑚礁，研究珊瑚礁，恢复珊瑚礁。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.zh.txt", "b.zh.txt", "b.en.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


def written(folder: Path, text: str) -> Path:
    path = folder / "run.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", sorted((ROOT / "pipelines").glob("*.toml")), ids=lambda p: p.name)
def test_pipelines_of_the_project_load(path: Path) -> None:
    settings = pipeline.load(path)
    assert settings.inputs
    assert settings.outputs
    assert set(tomllib.loads(path.read_text(encoding="utf-8")).get("harvesters", ALL)) <= set(ALL)


def test_the_sample_holds_three_texts_in_two_languages() -> None:
    inputs = pipeline.load(ROOT / "pipelines" / "sample.toml").inputs
    stems = [path.name.partition(".")[0] for path in inputs]
    assert len(inputs) == 6
    assert all(stems.count(stem) == 2 for stem in stems)


def test_paths_are_relative_to_the_file_and_named_once(folder: Path) -> None:
    settings = pipeline.load(written(folder, 'inputs = ["b.??.txt", "*.zh.txt"]'))
    assert [path.name for path in settings.inputs] == ["b.en.txt", "b.zh.txt", "a.zh.txt"]
    assert {path.parent for path in settings.inputs} == {folder}
    assert settings.title == "run"
    assert [(path.name, name) for path, name in settings.outputs] == [
        ("run.json", "json"), ("run.tbx", "tbx"), ("run.csv", "csv"), ("run.xlsx", "xlsx"),
    ]  # fmt: skip


def test_everything_can_be_said(folder: Path) -> None:
    text = """
    title = "Corals"
    inputs = ["a.zh.txt"]
    subject = "sea"
    harvesters = ["titles"]
    themes = 3
    [outputs]
    folder = "out"
    formats = ["tbx2008"]
    """
    settings = pipeline.load(written(folder, text))
    assert (settings.title, settings.subject, settings.themes) == ("Corals", "sea", 3)
    assert settings.harvesters == ("titles",)
    assert settings.outputs == ((folder / "out" / "run.tbx", "tbx2008"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "has no inputs; list file names or globs relative to the file"),
        ("inputs = []", "has no inputs; list"),
        ('inputs = ["a.zh.txt"]\nthemse = 3', "unknown key 'themse'; the keys are title, inputs"),
        ('inputs = "a.zh.txt"', "inputs must be of type list"),
        ("inputs = [1]", "inputs must be a list of strings"),
        ('inputs = ["a.zh.txt", "c*.txt"]', "inputs: no file matches 'c*.txt'; globs are relative"),
        ('inputs = ["/etc/*"]', "inputs: '/etc/*' is not a glob relative to the file"),
        ('inputs = [""]', "inputs: '' is not a glob"),
        ('inputs = ["a.zh.txt"]\nthemes = "3"', "themes must be of type int"),
        ('inputs = ["a.zh.txt"]\nthemes = true', "themes must be of type int"),
        ('inputs = ["a.zh.txt"]\nthemes = -1', "themes must not be negative; 0 means none"),
        ('inputs = ["a.zh.txt"]\nharvesters = ["title"]', "no harvester 'title'; choose from titl"),
        (
            'inputs = ["a.zh.txt"]\n[outputs]\nformats = ["doc"]',
            "no format 'doc'; choose from",
        ),
        ('inputs = ["a.zh.txt"]\n[outputs]\nformats = []', "formats is empty; choose from json"),
        ('inputs = ["a.zh.txt"]\n[outputs]\nfile = "x"', "unknown key 'file'; the keys are folder"),
        ("inputs = [", "not a TOML file ("),
    ],
)
def test_what_is_wrong_is_named_with_the_remedy(folder: Path, text: str, expected: str) -> None:
    path = written(folder, text)
    with pytest.raises(ConfigError, match=re.escape(f"{path}: {expected}")) as error:
        pipeline.load(path)
    assert "\n" not in str(error.value)


def test_what_is_no_pipeline_file(folder: Path) -> None:
    (folder / "binary.toml").write_bytes(b"\xf4\x00\xff")
    with pytest.raises(ConfigError, match=r"binary.toml: is not UTF-8 text; save it as UTF-8"):
        pipeline.load(folder / "binary.toml")
    with pytest.raises(ConfigError, match=r"none.toml: No such file .*; give the path"):
        pipeline.load(folder / "none.toml")
    with pytest.raises(ConfigError, match=r"Is a directory; give the path"):
        pipeline.load(folder)


def test_themes_are_limited_and_names_are_not(folder: Path) -> None:
    settings = pipeline.load(written(folder, 'inputs = ["a.zh.txt"]\nthemes = 0'))
    kinds = [concept.kind for concept in run(settings).concepts]
    assert kinds
    assert Kind.THEME not in kinds


def test_the_signature_tells_the_settings(folder: Path) -> None:
    settings = pipeline.load(written(folder, 'inputs = ["*.zh.txt"]\nthemes = 7'))
    signature = run(settings).signature
    assert "termx:" in signature
    assert "themes:7" in signature
    assert "documents:2" in signature


def test_outputs_are_checked_before_and_made_after(folder: Path) -> None:
    settings = pipeline.load(
        written(folder, 'inputs = ["a.zh.txt"]\n[outputs]\nfolder = "x/y"\nformats = ["json"]')
    )
    pipeline.check_outputs(settings)
    assert not (folder / "x").exists()
    (made,) = pipeline.write(run(settings), settings)
    assert made == folder / "x" / "y" / "run.json"
    assert made.stat().st_size
    made.unlink()
    made.mkdir()
    with pytest.raises(FormatError, match=r"run.json: it is a folder; add a file name"):
        pipeline.check_outputs(settings)


def test_a_folder_means_four_formats() -> None:
    chosen = pipeline.targets([Path("out"), Path("a.TBX")])
    assert [(str(path), name) for path, name in chosen] == [
        ("out/glossary.json", "json"), ("out/glossary.tbx", "tbx"), ("out/glossary.csv", "csv"),
        ("out/glossary.xlsx", "xlsx"), ("a.TBX", "tbx"),
    ]  # fmt: skip
