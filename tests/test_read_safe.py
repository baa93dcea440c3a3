from __future__ import annotations

import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termx.errors import ReadError
from termx.models import Document
from termx.read import read
from termx.read.safe import MAX_LINE, open_zip, parse_xml
from tests.documents.make import package, paragraph

PATH = Path("a.xml")
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20}">' for n in range(1, 9))
    + "]>"
)
HOSTILE = {
    "entities": LAUGHS + "<a>&a8;</a>",
    "entities in an attribute": LAUGHS + '<a b="&a8;"/>',
    "external entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "parameter entity": '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://localhost/x">%x;]><a/>',
    "undefined entity": "<a>&x;</a>",
    "depth": "<a>" * 100_000 + "</a>" * 100_000,
    "long text": f"<a>{'x' * (MAX_LINE + 10)}</a>",
    "cut": "<a><b>",
    "empty": "",
    "no XML": "PK",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_in_one_line(name: str) -> None:
    data = HOSTILE[name].encode()
    with pytest.raises(ReadError) as caught:
        parse_xml(data, PATH)
    message = str(caught.value)
    assert message.startswith("a.xml: ")
    assert "\n" not in message
    assert len(message) < 400


def test_a_document_type_alone_is_harmless() -> None:
    data = b'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><tu>1</tu><tu>2</tu></tmx>'
    assert len(parse_xml(data, PATH)) == 2


def bomb(path: Path, size: int, *, entries: int = 1, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A Word document whose parts are `size` spaces each."""
    package(path, paragraph("海洋", properties='<w:pStyle w:val="A"/>'))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        block = b" " * 2**20
        for number in range(entries):
            with archive.open(
                "word/styles.xml" if not number else f"word/{number}.xml", "w"
            ) as part:
                for _ in range(size >> 20):
                    part.write(block)
        relations = parts["word/_rels/document.xml.rels"].decode()
        archive.writestr(
            "word/_rels/document.xml.rels",
            relations.replace(
                "</Relationships>",
                '<Relationship Id="s" Type="x/styles" Target="styles.xml"/></Relationships>',
            ),
        )
    return path


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_zip_bombs_take_little_memory(tmp_path: Path) -> None:
    path = bomb(tmp_path / "a.docx", 2**28)
    assert path.stat().st_size < 2**20
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ReadError, match="zip bomb"):
        read(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions_are_refused(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("_rels/.rels", b" " * 2**24)
    with pytest.raises(ReadError, match="compression"):
        read(path)


def test_a_lying_size_and_a_wrong_checksum_are_refused(tmp_path: Path) -> None:
    path = package(tmp_path / "a.docx", paragraph("海洋" * 99))
    data = bytearray(path.read_bytes())
    at = data.find(b"word/document.xml")
    data[at + 60] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(ReadError, match="broken"):
        read(path)


def test_a_huge_directory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 2**31, 0, 0)
    path.write_bytes(b"\0" * 99 + end)
    with pytest.raises(ReadError, match="directory"), open_zip(path):
        pass


def test_names_with_dots_touch_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = package(folder / "a.docx", paragraph("海洋"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../evil.xml", "<x/>")
        archive.writestr("/tmp/evil.xml", "<x/>")  # noqa: S108  a name in an archive
    assert read(path).text == "海洋"
    assert [item.name for item in tmp_path.rglob("*")] == ["in", "a.docx"]


def test_encrypted_parts_are_refused(tmp_path: Path) -> None:
    path = package(tmp_path / "a.docx", paragraph("海洋"))
    data = bytearray(path.read_bytes())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(ReadError, match="encrypted"):
        read(path)


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".xliff", ".tmx", ".po", ".tsv"])
def test_a_line_without_end_takes_bounded_memory(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with path.open("wb") as file:
        for _ in range(300):
            file.write(b"x" * 2**20)
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30))\n"
        "from termx.cli import main\n"
        "main(['read', sys.argv[1]])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 2, done.stderr[-500:]
    assert len(done.stderr.splitlines()) == 1
    assert str(path) in done.stderr


@given(data=st.binary(max_size=300), cut=st.integers(0, 2_000), at=st.integers(0, 2_000))
def test_any_bytes_in_a_docx(tmp_path_factory, data: bytes, cut: int, at: int) -> None:
    path = package(tmp_path_factory.getbasetemp() / "fuzz.docx", paragraph("海洋"))
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + data + whole[at + cut :])
    try:
        assert isinstance(read(path), Document)
    except ReadError as error:
        assert "\n" not in str(error)


@given(data=st.binary(max_size=200))
def test_any_bytes_in_a_part(tmp_path_factory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "part.docx"
    package(path, paragraph("海洋"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for changed in parts:
        with zipfile.ZipFile(path, "w") as archive:
            for name, part in parts.items():
                keep = zlib.crc32(data) % (len(part) + 1)
                archive.writestr(name, part[:keep] + data if name == changed else part)
        try:
            assert isinstance(read(path), Document)
        except ReadError as error:
            assert "\n" not in str(error)
