"""Tables as people make them: headings in two languages, titles above, a row for each term."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from termx.curate.lint import lint_file
from termx.formats import FORMATS, dump, is_curated, load
from termx.models import Concept, Glossary, Kind, Status, Term, TermType

ROOT = Path(__file__).parents[2]
SC, SC_ZH = "Security Council", "安全理事会"


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> tuple[Glossary, Counter[str]]:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode(encoding))
    passed: Counter[str] = Counter()
    return load(path, passed=passed), +passed


def forms(glossary: Glossary) -> list[list[tuple[str, str]]]:
    return [[(term.lang, term.text) for term in concept.terms] for concept in glossary.concepts]


@pytest.mark.parametrize(
    "table",
    [
        f"concept_id,term_en,term_zh\n1,{SC},{SC_ZH}\n",
        f"concept,term,translation\n1,{SC},{SC_ZH}\n",
        f"Source (English);Target (Chinese Simplified)\n{SC};{SC_ZH}\n",
        f"sep=;\nEnglish;Chinese\n{SC};{SC_ZH}\n",
        f"Terms of 2024\n\nEnglish,Chinese\n{SC},{SC_ZH}\n",
        f"英文名称\t中文名称\n{SC}\t{SC_ZH}\n",
        f"Entry ID,Language,Term\n1,en,{SC}\n1,zh-CN,{SC_ZH}\n",
        f"编号,语言,术语\n1,英文,{SC}\n1,中文,{SC_ZH}\n",
    ],
)
def test_headings_that_people_write(table: str, tmp_path: Path) -> None:
    glossary, passed = read(tmp_path, table)
    assert forms(glossary) == [[("en", SC), ("zh-Hans", SC_ZH)]]
    assert not passed


def test_short_forms_have_the_language_of_their_script(tmp_path: Path) -> None:
    glossary, _ = read(tmp_path, f"中文,英文,简称,英文缩写\n{SC_ZH},{SC},安理会,UNSC\n", "gb18030")
    terms = {term.text: (term.lang, term.type) for term in glossary.concepts[0].terms}
    assert terms["安理会"] == ("zh-Hans", TermType.SHORT_FORM)
    assert terms["UNSC"] == ("en", TermType.ACRONYM)


def test_forbidden_terms_in_a_column_of_their_own(tmp_path: Path) -> None:
    glossary, passed = read(
        tmp_path,
        "English,Chinese,Forbidden Chinese,Forbidden\n"
        "smuggling of migrants,偷运移民,偷渡; 偷运移徙者,alien smuggling\n"
        f"{SC},{SC_ZH},,no\n",
    )
    bad = [t.text for c in glossary.concepts for t in c.terms if t.status is Status.DEPRECATED]
    assert sorted(bad) == ["alien smuggling", "偷渡", "偷运移徙者"]
    assert not passed


LONG, LONG_ZH = "Convention on Crime; Cooperation of States", "犯罪公约；各国合作"


@pytest.mark.parametrize("name", ["csv-translator", "xlsx", "memoq", "matecat", "trados"])
@pytest.mark.parametrize("extra", [(), ("Crime Convention",)])
def test_a_semicolon_in_a_term_parts_nothing(
    name: str, extra: tuple[str, ...], tmp_path: Path
) -> None:
    """In the main form, in another one, alone or not, and in what is not to be used."""
    zh = (Term(LONG_ZH, "zh-Hans", status=Status.PREFERRED), Term("公约", "zh-Hans"))
    main = Term("Cybercrime; Crime", "en", status=Status.PREFERRED)
    others = [Term(text, "en") for text in (LONG, *extra)]
    bad = Term("old; form", "en", status=Status.DEPRECATED)
    concept = Concept("c", Kind.THEME, (main, *others, bad, *zh))
    path = tmp_path / f"x{FORMATS[name].suffixes[0]}"
    options = {"deprecated": "include"} if FORMATS[name].deprecated else {}
    dump(Glossary("x", (concept,)), path, format=name, **options)
    found = {term.text for item in load(path).concepts for term in item.terms}
    assert found == {term.text for term in concept.terms}


def curated() -> list[list[str]]:
    text = (ROOT / "glossaries" / "un-system.csv").read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text)))[:80]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_curated_file_that_a_spreadsheet_saved(delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "un.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(curated())
    assert is_curated(path)
    expected = load(ROOT / "glossaries" / "un-system.csv").concepts
    assert load(path).concepts[:20] == expected[:20]
    path.write_text(path.read_text("utf-8-sig").replace("安全理事会", "安全 理事会", 1), "utf-8")
    (found,) = [problem for problem in lint_file(path) if problem.rule.code == "TG106"]
    line = path.read_text("utf-8").splitlines()[(found.line or 0) - 1]
    assert line[(found.column or 0) - 1 :].startswith("安全 理事会")


def test_a_curated_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in curated():
        book.active.append([cell or None for cell in row])
    book.save(tmp_path / "un.xlsx")
    expected = load(ROOT / "glossaries" / "un-system.csv").concepts
    assert load(tmp_path / "un.xlsx").concepts[:20] == expected[:20]
