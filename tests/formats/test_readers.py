"""What other programs read in our files, term by term.

OmegaT and LibreOffice run without a screen; each test is skipped where its program is not installed
(Debian: `omegat`, `default-jdk-headless`, `libreoffice-calc-nogui`). What needs one start of a
program is one test: starting takes longer than all checks.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from termx.formats import dump, load
from termx.models import Glossary, Review, Term

HERE = Path(__file__).parent
FIVE = load(HERE.parent / "data" / "formats" / "five.json")
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")

CONVENTION = "United Nations Convention against Transnational Organized Crime"
OFFICE = "United Nations Office on Drugs and Crime"
USABLE = [
    (CONVENTION, "联合国打击跨国有组织犯罪公约"),
    (CONVENTION, "有组织犯罪公约"),
    (OFFICE, "联合国毒品和犯罪问题办公室"),
    ("UNODC", "毒品和犯罪问题办公室"),
    ("smuggling of migrants", "偷运移民"),
    ("Security Council", "安全理事会"),
    ("Security Council", "安理会"),
]
AVOIDED = [(CONVENTION, "联合国打击跨国组织犯罪公约"), ("smuggling of migrants", "偷运移徙者")]

Read = dict[str, list[tuple[str, str, str]]]


def omegat(folder: Path) -> tuple[Read, Read]:
    """What OmegaT's own readers find in our files, into Chinese and into English."""
    if not OMEGAT.is_file() or not shutil.which("javac"):
        pytest.skip("needs OmegaT and a JDK (apt-get install omegat default-jdk-headless)")
    for name, format, options in (
        ("omit.txt", "omegat", {}),
        ("note.txt", "omegat", {"deprecated": "note"}),
        ("include.utf8", "omegat", {"deprecated": "include"}),
        ("deepl.csv", "deepl", {}),
        ("all.tbx", "tbx2008", {}),
        ("omit.tbx", "tbx2008", {"deprecated": "omit"}),
        ("note.tbx", "tbx2008", {"deprecated": "note"}),
    ):
        dump(FIVE, folder / name, format=format, **options)
    turned = {"source": "zh-Hans", "target": "en"}
    dump(FIVE, folder / "turned.txt", format="omegat", **turned)
    program = ["javac", "-encoding", "UTF-8", "-cp", str(OMEGAT), "-d", str(folder)]
    subprocess.run([*program, str(HERE / "omegat" / "Glossaries.java")], check=True, timeout=120)
    names = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".utf8", ".csv",
                                                                          ".tbx"))  # fmt: skip
    return (
        _entries(folder, "en", "zh-CN", [n for n in names if not n.name.startswith("turned")]),
        _entries(folder, "zh-CN", "en", [n for n in names if n.stem in ("turned", "omit")]),
    )


def _entries(folder: Path, source: str, target: str, paths: list[Path]) -> Read:
    classes = f"{OMEGAT}:{folder}"
    done = subprocess.run(
        ["java", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp", classes, "Glossaries",
         source, target, *map(str, paths)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found: Read = defaultdict(list)
    for line in done.stdout.decode().splitlines():
        name, first, second, comment = line.split("\t")
        found[name].append((first, second, comment))
    return found


def pairs(entries: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [entry[:2] for entry in entries]


def omegat_reads_its_own_format(omegat: tuple[Read, Read]) -> None:
    entries = omegat[0]["omit.txt"]
    assert pairs(entries) == USABLE
    assert entries[0][2] == "adopted in Palermo; in force since 2003"
    assert entries[4][2] == ""


def omegat_reads_deprecated_terms_with_a_note(omegat: tuple[Read, Read]) -> None:
    entries = omegat[0]["note.txt"]
    assert sorted(pairs(entries)) == sorted(USABLE + AVOIDED)
    comments = {entry[1]: entry[2] for entry in entries}
    assert "deprecated; use 联合国打击跨国有组织犯罪公约" in comments["联合国打击跨国组织犯罪公约"]
    assert comments["偷运移徙者"] == "superseded; use 偷运移民; replaced in newer documents"
    assert sorted(pairs(omegat[0]["include.utf8"])) == sorted(USABLE + AVOIDED)


def omegat_reads_the_other_direction(omegat: tuple[Read, Read]) -> None:
    assert sorted(pairs(omegat[1]["turned.txt"])) == sorted((b, a) for a, b in USABLE)


def omegat_reads_two_columns(omegat: tuple[Read, Read]) -> None:
    assert pairs(omegat[0]["deepl.csv"]) == [
        (CONVENTION, "联合国打击跨国有组织犯罪公约"),
        (OFFICE, "联合国毒品和犯罪问题办公室"),
        ("UNODC", "毒品和犯罪问题办公室"),
        ("smuggling of migrants", "偷运移民"),
        ("Security Council", "安全理事会"),
    ]


def omegat_reads_tbx_2008(omegat: tuple[Read, Read]) -> None:
    """Every source with every target term, of all that begins with zh."""
    product = {
        (a.text, b.text)
        for concept in FIVE.concepts
        if concept.review is not Review.REJECTED
        for a in concept.terms
        for b in concept.terms
        if a.lang == "en" and b.lang.startswith("zh")
    }
    avoided = {target for _, target in AVOIDED}
    assert set(pairs(omegat[0]["all.tbx"])) == product
    assert set(pairs(omegat[0]["note.tbx"])) == product
    assert set(pairs(omegat[0]["omit.tbx"])) == {p for p in product if p[1] not in avoided}
    assert any("deprecated; use 联合国打击" in entry[2] for entry in omegat[0]["note.tbx"])
    turned = {(b, a) for a, b in product if b not in avoided}
    assert set(pairs(omegat[1]["omit.tbx"])) == turned


def test_omegat(tmp_path: Path) -> None:
    found = omegat(tmp_path)
    omegat_reads_its_own_format(found)
    omegat_reads_deprecated_terms_with_a_note(found)
    omegat_reads_the_other_direction(found)
    omegat_reads_two_columns(found)
    omegat_reads_tbx_2008(found)


def english_first() -> Glossary:
    """Two languages, English first: bilingual readers of TBX take the first for the source."""
    concepts = [
        replace(
            concept,
            terms=tuple(
                sorted((t for t in concept.terms if t.lang != "zh-Hant"), key=lambda t: t.lang)
            ),
        )
        for concept in FIVE.concepts
    ]
    return replace(FIVE, concepts=tuple(concepts))


def test_translate_toolkit(tmp_path: Path) -> None:
    tbx = pytest.importorskip("translate.storage.tbx")
    path = tmp_path / "x.tbx"
    dump(english_first(), path, format="tbx2008")
    units = tbx.tbxfile.parsefile(str(path)).units
    assert [(str(unit.source), str(unit.target)) for unit in units] == [
        USABLE[0],
        USABLE[2],
        USABLE[4],
        USABLE[5],
    ]
    assert "adopted in Palermo; in force since 2003" in units[0].getnotes()
    assert not any(unit.isobsolete() for unit in units)


@pytest.mark.parametrize(
    ("module", "reader", "format", "name"),
    [
        ("tmx", "tmxfile", "tmx", "x.tmx"),
        ("omegat", "OmegaTFile", "omegat", "x.txt"),
        ("utx", "UtxFile", "utx", "x.utx"),
    ],
)
def test_translate_toolkit_reads_pairs(
    module: str, reader: str, format: str, name: str, tmp_path: Path
) -> None:
    storage = pytest.importorskip(f"translate.storage.{module}")
    dump(FIVE, tmp_path / name, format=format, deprecated="omit")
    units = getattr(storage, reader).parsefile(str(tmp_path / name)).units
    assert [(str(unit.source), str(unit.target)) for unit in units] == USABLE
    assert units[0].getnotes() == "adopted in Palermo; in force since 2003"


def calc(folder: Path) -> None:
    """Fills a folder with our tables, and `out` in it with these as LibreOffice saves them."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice Calc (apt-get install libreoffice-calc-nogui)")
    for glossary, name, format in (
        (FIVE, "five.xlsx", "xlsx"),
        (FIVE, "matecat.xlsx", "matecat"),
        (FIVE, "translator.csv", "csv-translator"),
        (FIVE, "memoq.csv", "memoq"),
        (FIVE, "trados.csv", "trados"),
        (hostile(), "hostile.csv", "csv-translator"),
    ):
        dump(glossary, folder / name, format=format)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    utf8 = "44,34,76,1"
    for target, infilter, paths in (
        (f"csv:Text - txt - csv (StarCalc):{utf8}", None, folder.glob("*.xlsx")),
        ("xlsx", f"Text - txt - csv (StarCalc):{utf8}", folder.glob("*.csv")),
    ):
        names = sorted(map(str, paths))
        options = [] if infilter is None else [f"--infilter={infilter}"]
        done = subprocess.run(
            [program, home, "--headless", *options, "--convert-to", target,
             "--outdir", str(folder / "out"), *names],
            capture_output=True, timeout=180, check=False,
        )  # fmt: skip
        if not all((folder / "out" / Path(n).stem).with_suffix(
            ".xlsx" if infilter else ".csv").is_file() for n in names):  # fmt: skip
            pytest.skip(f"LibreOffice has no Calc: {done.stderr.decode()[:80]}")


def hostile() -> Glossary:
    """A glossary whose terms are formulas to a spreadsheet."""
    formulas = ("=1+1", "+1", "-1", "@SUM(1)", "\t=2", "=HYPERLINK(1)")
    concepts = tuple(
        replace(FIVE.concepts[0], id=f"c-{n}", terms=(Term(text, "en"), Term("公约", "zh-Hans")))
        for n, text in enumerate(formulas)
    )
    return Glossary("x", concepts)


def rows(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    sheet = openpyxl.load_workbook(path).active
    return [["" if cell.value is None else str(cell.value) for cell in row]
            for row in sheet.iter_rows()]  # fmt: skip


def test_libreoffice(tmp_path: Path) -> None:
    calc(tmp_path)
    for ours, theirs in (
        ("five.xlsx", "five.csv"),
        ("matecat.xlsx", "matecat.csv"),
        ("translator.csv", "translator.xlsx"),
        ("memoq.csv", "memoq.xlsx"),
        ("trados.csv", "trados.xlsx"),
    ):
        assert rows(tmp_path / "out" / theirs) == rows(tmp_path / ours)
    libreoffice_runs_no_formula(tmp_path / "out" / "hostile.xlsx")
    for name in ("five.csv", "translator.xlsx", "trados.xlsx", "memoq.xlsx"):
        what_libreoffice_saved_comes_back(tmp_path / "out" / name)


def libreoffice_runs_no_formula(path: Path) -> None:
    sheet = openpyxl.load_workbook(path).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert all(cell.data_type in ("s", "inlineStr") for cell in cells)
    assert sheet["A2"].value.lstrip("'") == "=1+1"


def what_libreoffice_saved_comes_back(path: Path) -> None:
    back = load(path)
    kept = [c for c in FIVE.concepts if c.review is not Review.REJECTED]
    wanted = terms(Glossary("x", tuple(kept)))
    if path.name in ("trados.xlsx", "memoq.xlsx"):
        wanted -= {("zh-Hans", target) for _, target in AVOIDED}
    else:
        assert [(c.id, c.kind, c.review) for c in back.concepts] == [
            (c.id, c.kind, c.review) for c in kept
        ]
    assert terms(back) == wanted


def terms(glossary: Glossary) -> set[tuple[str, str]]:
    return {(t.lang, t.text) for c in glossary.concepts for t in c.terms}
