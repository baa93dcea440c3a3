"""What the formats share about text: reading a file, checking a value, what a file cannot hold."""

from __future__ import annotations

import re
from enum import StrEnum
from hashlib import blake2s
from math import isfinite
from pathlib import Path
from typing import TypeVar

from termx.errors import FormatError
from termx.formats.tbx_basic import NC_NAME

Choice = TypeVar("Choice", bound=StrEnum)

_SURROGATE = re.compile("[\ud800-\udfff]")
# XML 1.0, production 2 (Char): all other characters break the file.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_text(path: Path) -> str:
    """The text of the file, UTF-8 with or without BOM, line ends as they are."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(
            f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from None
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}; check the name") from None


def utf8(text: str) -> bytes:
    """`text` in UTF-8; half of a surrogate pair, which has no UTF-8 form, becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text).encode()


def xml_text(text: str) -> str:
    """`text` with every character that XML 1.0 cannot hold as U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def content_id(text: str) -> str:
    """An id for what has none: an XML name that depends on `text` alone."""
    return "c-" + blake2s(text.encode("utf-8", "replace"), digest_size=6).hexdigest()


def id_from(name: str) -> str:
    """`name` where it is an XML name, else one made from it (`12` becomes `c-12`)."""
    if NC_NAME.fullmatch(name):
        return name
    made = "c-" + re.sub(r"[^\w.-]+", "-", name.strip()).strip("-")
    return made if made != "c-" and NC_NAME.fullmatch(made) else content_id(name)


def choice(values: type[Choice], text: str, place: str) -> Choice:
    """The member of `values` that `text` names; `place` begins the message if there is none."""
    try:
        return values(text)
    except ValueError:
        raise FormatError(f"{place}: {text!r} is not one of {', '.join(values)}") from None


def known(text: str | None, default: Choice) -> Choice:
    """The member of the list of `default` that `text` names, else `default`."""
    return next((value for value in type(default) if value == text), default)


def finite(value: str | float, place: str) -> float:
    """`value` as a number; `place` begins the message if it is none."""
    try:
        number = float(value)
    except (ValueError, OverflowError):
        number = float("nan")
    if not isfinite(number):
        raise FormatError(f"{place}: {value!r} is no number")
    return number
