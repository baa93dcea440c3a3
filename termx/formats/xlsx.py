"""The translator's table as an Excel workbook: a sheet of text cells, its head bold and frozen."""

from __future__ import annotations

import io
import re
import zipfile

from termx.formats.translator import table
from termx.models import Glossary

_WIDTH = 32
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def dump(glossary: Glossary) -> bytes:
    """The table of `translator` as XLSX; the same glossary gives the same bytes."""
    return _timeless(table(glossary).export("xlsx", column_width=_WIDTH))


def _timeless(book: bytes) -> bytes:
    """The workbook without the time at which it was made."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever the machine
            entry.external_attr = 0o600 << 16
            new.writestr(entry, data)
    return out.getvalue()
