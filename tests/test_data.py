"""The word lists: where their knowledge comes from, and that they are as tidy as they say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from termx import data, lang
from termx.harvest.heads import heads
from termx.models import Kind

FOLDER = Path(data.__file__).parent
LISTS = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".tsv", ".txt"))
TABLES = [path for path in LISTS if path.suffix == ".tsv"]
NAMES = {kind: FOLDER / "names" / file for kind, file in data.NAME_LISTS.items()}

ONE_ROW_A_WORD = (
    "english_heads.tsv", "english_places.tsv", "heads.tsv", "normalize_alternants.tsv",
    "normalize_contrast.tsv", "normalize_replaced.tsv", "normalize_verbs.tsv", "align_words.tsv",
)  # fmt: skip

# Brackets that belong to a title: editions and years, and words that tell it from another title.
EDITION = re.compile(r"\(\d{4}(-\d{4})?年\)$|\((修订|毛主义|毛派)\)$")
DEFINITION = re.compile(rf"\([^()]*[{lang.HAN}][^()]*\)$")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows(path: Path) -> list[list[str]]:
    return [row.split("\t") for row in text(path).splitlines() if row and not row.startswith("#")]


def named(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def forms(row: list[str]) -> list[str]:
    """The Chinese forms of a row of names."""
    return [row[0], *filter(None, row[1].split("|"))]


@pytest.mark.parametrize("path", LISTS, ids=named)
def test_a_list_says_where_its_knowledge_comes_from(path: Path) -> None:
    head = []
    for line in text(path).splitlines():
        if not line.startswith("#"):
            break
        head.append(line.removeprefix("#").strip())
    source = re.search(r"\bsource: (.{20,})", " ".join(head), re.IGNORECASE)
    assert source, f"{path.name} has no “Source: …” in the comment at its top"


@pytest.mark.parametrize("path", LISTS, ids=named)
def test_a_list_is_clean_text(path: Path) -> None:
    content = text(path)
    assert content.endswith("\n")
    assert not content.endswith("\n\n")
    assert "\r" not in content
    assert unicodedata.is_normalized("NFC", content)
    odd = {char for char in content if not (char.isprintable() or char in "\n\t")}
    assert odd == set()
    spaced = [line for line in content.splitlines() if line != line.rstrip(" ")]
    assert spaced == []
    cells = [cell for row in rows(path) for cell in row]
    assert [cell for cell in cells if cell != cell.strip() or "  " in cell] == []
    parts = [part for cell in cells for part in cell.split("|")]
    assert [part for part in parts if part != part.strip()] == []


@pytest.mark.parametrize("path", LISTS, ids=named)
def test_a_list_is_in_simplified_characters(path: Path) -> None:
    lines = text(path).splitlines()
    assert [line for line in lines if lang.simplified(line) != line] == []


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_a_table_has_the_columns_of_its_header(path: Path) -> None:
    header, *body = rows(path)
    assert [row for row in body if len(row) != len(header)] == []
    assert [row for row in body if not row[0]] == []
    assert [row for row in body if any("||" in f"|{cell}|" for cell in row if cell)] == []


@pytest.mark.parametrize("path", LISTS, ids=named)
def test_no_row_stands_twice(path: Path) -> None:
    counted = Counter(map(tuple, rows(path)))
    assert [row for row, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", ONE_ROW_A_WORD)
def test_a_word_has_one_row(name: str) -> None:
    counted = Counter(row[0] for row in rows(FOLDER / name))
    assert [word for word, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", ["normalize_alternants.tsv", "normalize_contrast.tsv"])
def test_a_word_stands_once_in_its_row(name: str) -> None:
    split = [row[0].split("|") for row in rows(FOLDER / name)]
    assert [words for words in split if len(set(words)) < len(words)] == []


def test_characters_and_places_stand_once() -> None:
    (characters,) = data.lines("transliteration.txt")
    assert [char for char, count in Counter(characters).items() if count > 1] == []
    places = Counter(" ".join(data.lines("places.txt")).split())
    assert [place for place, count in places.items() if count > 1] == []


def test_words_of_terms_stand_once_in_a_section() -> None:
    counted: Counter[tuple[str, str]] = Counter()
    section = ""
    for line in data.lines("keyterms_words.txt"):
        if line.startswith("["):
            section = line[1 : line.index("]")]
        else:
            counted.update((section, word) for word in line.split())
    assert [pair for pair, count in counted.items() if count > 1] == []
    assert {char for _, word in counted for char in word if not lang.is_han(char)} == set()


def test_heads_are_kinds_of_names() -> None:
    assert {kind for kind, _ in heads().values()} == set(Kind) - {Kind.THEME}
    strengths = {strength for _, strength in heads().values()}
    assert strengths == {"strong", "national", "medium", "weak", "title"}


@pytest.mark.parametrize("kind", NAMES)
def test_names_are_chinese_and_have_an_english_name(kind: Kind) -> None:
    header, *body = rows(NAMES[kind])
    assert header == ["zh", "zh_other", "en", "acronym"]
    assert [row for row in body if not row[2]] == []
    assert [form for row in body for form in forms(row) if not lang.has_han(form)] == []
    foreign = [row[0] for row in body if lang.has_han(row[2] + row[3])]
    assert foreign == []


@pytest.mark.parametrize("kind", NAMES)
def test_names_are_printed_in_one_way(kind: Kind) -> None:
    """ASCII brackets and no spaces: so the matcher needs one form of each."""
    found = [form for row in rows(NAMES[kind])[1:] for form in forms(row)]
    assert [form for form in found if re.search(r"[（）\s]", form)] == []
    assert [form for form in found if form.startswith("《") and form.endswith("》")] == []


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_and_its_short_form_are_two_forms(kind: Kind) -> None:
    """“第二次联合国人类住区会议(人居二)” is how a text defines 人居二, and no name."""
    found = [form for row in rows(NAMES[kind])[1:] for form in forms(row)]
    wrong = [form for form in found if DEFINITION.search(form) and not EDITION.search(form)]
    assert wrong == []


def test_no_form_names_two_concepts() -> None:
    counted = Counter(
        form for path in NAMES.values() for row in rows(path)[1:] for form in forms(row)
    )
    assert [form for form, count in counted.items() if count > 1] == []


def test_names_are_those_of_the_files() -> None:
    assert len(data.names()) == sum(len(rows(path)) - 1 for path in NAMES.values())
    assert {name.kind for name in data.names()} == set(NAMES)
