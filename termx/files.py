"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from termx.errors import FormatError


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`: afterwards the file is the new one, or untouched if that failed.

    The bytes go to a temporary file in the same folder, which then takes the place of `path`; a
    link is followed, and the permissions of a file that is replaced are kept. What is no ordinary
    file (`/dev/stdout`, a pipe) is written directly. Raises `FormatError`.
    """
    try:
        _write(path.resolve(), data)
    except IsADirectoryError:
        raise FormatError(f"cannot write {path}: it is a folder; add a file name") from None
    except (FileNotFoundError, NotADirectoryError):
        raise FormatError(
            f"cannot write {path}: there is no folder {path.parent}; make it first"
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise FormatError(
            f"cannot write {path}: {reason}; choose another place or make room there"
        ) from None


def _write(target: Path, data: bytes) -> None:
    import shutil  # not needed by those who only read
    from secrets import token_hex

    if target.is_dir():
        raise IsADirectoryError
    replaces = target.exists()
    if replaces and not target.is_file():
        target.write_bytes(data)
        return
    if replaces and not os.access(target, os.W_OK):
        raise PermissionError(None, "the file is read-only")
    # Not tempfile: its files are private (0600), and the glossary is to be as readable as any.
    temporary = target.with_name(f".termx-{token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        if replaces:
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def check_writable(path: Path) -> None:
    """Raise the `FormatError` that writing `path` would end in, as far as that can be foreseen.

    Nothing is made or written: for saying so before work that takes long.
    """
    folder = next((above for above in path.parents if above.exists()), path.parent)
    if path.is_dir():
        raise FormatError(f"cannot write {path}: it is a folder; add a file name")
    if not folder.is_dir():
        raise FormatError(f"cannot write {path}: {folder} is a file; choose another place")
    if not os.access(path if path.exists() else folder, os.W_OK):
        what = "the file" if path.exists() else f"the folder {folder}"
        raise FormatError(f"cannot write {path}: {what} is read-only; choose another place")


def make_folder(path: Path) -> None:
    """Make the folder `path` and those above it, unless they exist. Raises `FormatError`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise FormatError(f"cannot make the folder {path}: a file is in its place") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise FormatError(f"cannot make the folder {path}: {reason}; choose another") from None


def cache_folder() -> Path:
    """Where what can be made again is kept: `TERMX_CACHE`, else a folder in the user's cache."""
    if own := os.environ.get("TERMX_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "termx"
