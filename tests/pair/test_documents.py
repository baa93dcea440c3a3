"""Documents and bitext become concepts in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from termx.cli import main
from termx.models import Document
from termx.pair.documents import couples

from .bitext import PAIRS, TERMS


def document(path: str, lang: str, symbol: str | None = None) -> Document:
    return Document(path, "x", lang=lang, symbol=symbol)


def test_documents_with_one_symbol_or_one_name_are_a_couple() -> None:
    one, two = document("a.txt", "zh-Hans", "A/1/1"), document("b.txt", "en", "A/1/1")
    three, four = document("x/c.zh.docx", "zh-Hans"), document("x/c.en.docx", "en")
    five = document("d.txt", "zh-Hans")
    assert couples([one, three, four, two, five]) == [(one, two), (three, four)]


def test_two_documents_are_a_couple_whatever_they_are_called() -> None:
    one, two = document("a.txt", "zh-Hans"), document("b.txt", "en")
    assert couples([two, one]) == [(one, two)]
    assert couples([one]) == []


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for side, name in enumerate(("some.zh", "some.en")):
        text = "".join(pair[side] + "\n" for pair in PAIRS)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "terms.txt").write_text("\n".join(TERMS), encoding="utf-8")
    return [str(tmp_path / name) for name in ("some.zh", "some.en", "terms.txt")]


def english(data: bytes) -> dict[str, str]:
    """Chinese form -> preferred English form of a glossary."""
    found = {}
    for concept in json.loads(data)["concepts"]:
        forms = [term["text"] for term in concept["terms"] if term["lang"] == "en"]
        for term in concept["terms"]:
            if forms and term["lang"] != "en":
                found[term["text"]] = forms[0].lower()
    return found


def test_a_list_of_terms(files: list[str]) -> None:
    done = CliRunner().invoke(main, ["harvest", "--bitext", *files[:2], "--terms", files[2]])
    assert done.exit_code == 0, done.stderr
    assert english(done.stdout_bytes) == TERMS


def test_bitext_without_a_list_is_harvested_on_both_sides(files: list[str]) -> None:
    done = CliRunner().invoke(main, ["harvest", "--bitext", *files[:2]])
    assert done.exit_code == 0, done.stderr
    found = english(done.stdout_bytes)
    assert found.get("沿海社区") == "coastal communities"


def test_a_glossary_helps_to_pair(files: list[str], tmp_path: Path) -> None:
    path = tmp_path / "known.tsv"
    path.write_text("zh\ten\n渔业\tfisheries\n", encoding="utf-8")
    arguments = ["harvest", "--bitext", *files[:2], "--terms", files[2], "--lexicon", str(path)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.stderr
    assert english(done.stdout_bytes)["渔业"] == "fisheries"


@pytest.mark.parametrize("arguments", [[], ["--terms", "x"], ["a.txt", "--terms", "x"]])
def test_options_that_do_not_fit(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, ["harvest", *arguments]).exit_code == 2


def test_documents_that_do_not_translate_each_other_are_named(tmp_path: Path) -> None:
    texts = {
        "a.zh.txt": "\n".join(chinese for chinese, _ in PAIRS[:20]),
        "a.en.txt": "The weather was fine and the cat slept.\n" * 20,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in texts]
    done = CliRunner().invoke(main, ["harvest", *files, "--no-cache"])
    assert done.exit_code == 0
    assert "not paired: " in done.stderr
    assert "no translations of each other" in done.stderr
    done = CliRunner().invoke(main, ["harvest", *files, "--no-cache", "-q"])
    assert "not paired" not in done.stderr
