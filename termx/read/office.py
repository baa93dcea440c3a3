"""OpenDocument, RTF and old Word files: LibreOffice makes a Word document of them, which is read.

LibreOffice runs without a window, with a profile of its own, on a copy in a temporary folder; so
it neither disturbs the user's LibreOffice nor leaves lock files. Macros are off, and what a
document links to is not loaded.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from termx.errors import ReadError
from termx.models import Document
from termx.read.docx import read_docx
from termx.read.html import read_html
from termx.read.safe import MAX_FILE, open_zip

TIMEOUT = 180.0
"""Seconds that LibreOffice gets for one document."""

_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
# What a file is by its first bytes, whatever its name says: LibreOffice's filters for it.
_OLE, _ZIP, _RTF = bytes.fromhex("D0CF11E0A1B11AE1"), b"PK\x03\x04", b"{\\rtf"
_FILTERS = {_OLE: "MS Word 97", _RTF: "Rich Text Format"}
_HTML = re.compile(
    rb"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+)?html\b", re.I | re.S
)

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def read_office(path: Path, *, original: bool = False) -> Document:
    """The text of an .odt, .rtf or .doc file; places and tracked changes as in a Word document.

    Files that are something else than their name says (Word, HTML) are read as what they are.
    Raises `ReadError`, also if LibreOffice is not installed or gives up.
    """
    with path.open("rb") as file:
        head = file.read(4_096)
    if head.startswith(_ZIP):
        with open_zip(path) as archive:
            if "content.xml" not in archive.names:
                return read_docx(path, original=original)
            archive.read("content.xml")
        filter_ = "writer8"
    elif _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return read_html(path)
    else:
        found = next((name for magic, name in _FILTERS.items() if head.startswith(magic)), None)
        if found is None:
            raise ReadError(f"{path}: is no .odt, .rtf or .doc file; name it as what it is")
        filter_ = found
    with tempfile.TemporaryDirectory(prefix="termx-office-") as name:
        made = convert(path, "docx", Path(name), filter_=filter_)
        try:
            document = read_docx(made, original=original)
        except ReadError as error:
            raise ReadError(str(error).replace(str(made), str(path))) from None
    return replace(document, path=str(path))


def program() -> str | None:
    """LibreOffice's command, if it is installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def convert(path: Path, suffix: str, folder: Path, *, filter_: str | None = None) -> Path:
    """The file that LibreOffice makes of `path` in `folder`, in the format of `suffix`.

    `filter_` is LibreOffice's name of the format to take it for. Raises `ReadError`.
    """
    command = program()
    if command is None:
        raise ReadError(
            f"{path}: needs LibreOffice, which is not installed; install it or save as .docx"
        )
    if path.stat().st_size > MAX_FILE:
        raise ReadError(f"{path}: is larger than {MAX_FILE >> 20} MB; split it")
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
    source = folder / "in" / f"document{path.suffix.lower()}"
    source.parent.mkdir(exist_ok=True)
    shutil.copyfile(path, source)
    _run(
        [
            command, f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless",
            "--norestore", "--nologo", "--nodefault", "--nolockcheck",
            *([f"--infilter={filter_}"] if filter_ else []),
            "--convert-to", suffix, "--outdir", str(folder), str(source),
        ],
        folder,
        path,
    )  # fmt: skip
    made = folder / f"document.{suffix.partition(':')[0]}"
    if not made.is_file():
        raise ReadError(f"{path}: LibreOffice cannot read it; open it there and save it as .docx")
    return made


def _run(command: list[str], folder: Path, path: Path) -> None:
    """Run LibreOffice, and end all its processes if it takes too long."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    process = subprocess.Popen(  # noqa: S603  the program is LibreOffice's, the file a copy
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        raise ReadError(
            f"{path}: LibreOffice took longer than {TIMEOUT:.0f} seconds; save it as .docx"
        ) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
