"""Files that the page writes for a selection: as termx writes them, and others open them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from termx import formats
from termx.formats import FORMATS
from termx.models import Glossary
from termx.site.changes import published
from tests.site.conftest import Site
from tests.site.site_glossaries import crime, hostile

SUFFIXES = {
    "csv": ".csv",
    "tbx": ".tbx",
    "tbx2008": ".2008.tbx",
    "tmx": ".tmx",
    "omegat": ".omegat.txt",
    "xlsx": ".xlsx",
}


def download(site: Site, state: str, format: str, folder: Path) -> Path:
    """The file of the selection in `format`."""
    site.open(f"{state}&v=downloads")
    with site.page.expect_download() as waiting:
        site.page.locator(f"button.file[data-format={format}]").click()
    name = waiting.value.suggested_filename
    assert name == f"termx-selection{SUFFIXES[format]}"
    waiting.value.save_as(folder / name)
    return folder / name


def as_published(glossary: Glossary) -> Glossary:
    concepts = tuple(filter(published, glossary.concepts))
    return Glossary(glossary.title, concepts, glossary.signature)


@pytest.mark.parametrize("glossary", [crime(), hostile()], ids=["crime", "hostile"])
@pytest.mark.parametrize("format", ["csv", "tbx", "tbx2008", "tmx", "omegat"])
def test_a_whole_glossary_is_what_termx_writes(
    wide: Site, tmp_path: Path, glossary: Glossary, format: str
) -> None:
    name = "crime" if "Crime" in glossary.title else "hostile"
    written = download(wide, f"glossary={name}", format, tmp_path).read_bytes()
    assert written.decode() == FORMATS[format].dump(as_published(glossary)).decode()


def test_a_selection_is_read_by_termx(wide: Site, tmp_path: Path) -> None:
    path = download(wide, "q=偷运", "tbx", tmp_path)
    (concept,) = formats.load(path).concepts
    assert concept == crime().concepts[0]


def test_selections_from_two_glossaries(wide: Site, tmp_path: Path) -> None:
    path = download(wide, "kind=theme", "csv", tmp_path)
    ids = [concept.id for concept in formats.load(path).concepts]
    assert ids[0] == "smuggling"
    assert "hostile-5" in ids


@pytest.mark.parametrize("name", ["crime", "hostile"])
def test_a_workbook_is_the_table_of_termx(wide: Site, tmp_path: Path, name: str) -> None:
    from openpyxl import load_workbook

    path = download(wide, f"glossary={name}", "xlsx", tmp_path)
    (tmp_path / "termx.xlsx").write_bytes(
        FORMATS["xlsx"].dump(as_published(crime() if name == "crime" else hostile()))
    )
    mine, theirs = (
        list(load_workbook(file).active.iter_rows(values_only=True))
        for file in (path, tmp_path / "termx.xlsx")
    )
    assert mine == theirs


def test_libreoffice_opens_the_workbook(wide: Site, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice: apt-get install libreoffice-calc")
    path = download(wide, "glossary=crime", "xlsx", tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    form = "csv:Text - txt - csv (StarCalc):44,34,76"
    command = [office, "--headless", profile, "--convert-to", form, "--outdir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    table = path.with_suffix(".csv")
    if not table.exists():
        pytest.skip("needs Calc of LibreOffice: apt-get install libreoffice-calc")
    text = table.read_text("utf-8")
    assert "smuggling of migrants,SoM,migrant smuggling" in text
    assert "偷运移徙者 (superseded; use 偷运移民)" in text


def test_whole_glossaries_are_offered(wide: Site, served: str, tmp_path: Path) -> None:
    # Of files beside it on file:// a browser shows some instead of saving them.
    wide.address = served
    wide.open("v=downloads")
    links = wide.page.locator(".offer a.file")
    assert links.count() == 3 * len(SUFFIXES)
    with wide.page.expect_download() as waiting:
        wide.page.locator("a.file[href='downloads/crime.tbx']").click()
    waiting.value.save_as(tmp_path / "crime.tbx")
    assert formats.load(tmp_path / "crime.tbx").concepts[0].id == "smuggling"
