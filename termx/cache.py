"""What was worked out before, kept on disk under a key of everything that decides it.

An entry is written whole or not at all, and a damaged one counts as missing: a run that is killed
at any moment leaves nothing wrong behind, and the next one goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from secrets import token_hex

DAYS = 30
"""Entries that were not used for so long are removed."""

_LIBRARIES = ("daachorse", "jieba", "lxml", "opencc", "pypdfium2", "rapidfuzz", "rjieba", "numpy")
"""What else decides a result."""

_CHECKED = ".checked"
_MARK = b"termx\0"


def fingerprint(*parts: object) -> str:
    """A key of `parts` (their `repr`), of the code of this package and what it depends on."""
    digest = hashlib.blake2b(_package(), digest_size=20)
    for part in parts:
        digest.update(part if isinstance(part, bytes) else repr(part).encode())
        digest.update(b"\0")
    return digest.hexdigest()


@cache
def _package() -> bytes:
    root = Path(__file__).parent
    digest = hashlib.blake2b(sys.version.encode(), digest_size=20)
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            digest.update(f"{library} {version(library)}\0".encode())
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".tsv", ".txt"):
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.digest()


def content(path: Path) -> str:
    """What decides how a file is read: its name and its bytes; empty if there is no such file."""
    try:
        state = path.stat()
        return _hashed(path, state.st_mtime_ns, state.st_size)
    except OSError:
        return f"{path}"


@lru_cache(1 << 16)
def _hashed(path: Path, _modified: int, _size: int) -> str:
    with path.open("rb") as file:
        return f"{path} {hashlib.file_digest(file, _hash).hexdigest()}"


def _hash() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=20)


@dataclass(frozen=True, slots=True)
class Cache:
    """Values that can be pickled, in the folder `folder`, which is made when it is needed.

    The folder is trusted as the package itself is: loading an entry can run code.
    """

    folder: Path

    def __contains__(self, key: str) -> bool:
        return self._path(key).exists()

    def get(self, key: str) -> object | None:
        """The value under `key`, None if there is none."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            if not data.startswith(_MARK):
                return None
            value: object = pickle.loads(data[len(_MARK) :])  # noqa: S301  the user's own folder
            os.utime(path)
        except Exception:  # noqa: BLE001  whatever is wrong with an entry, it is made anew
            return None
        return value

    def put(self, key: str, value: object) -> None:
        """Keep `value` under `key`; a full or read-only disk is no error, nothing is kept then."""
        path = self._path(key)
        temporary = path.with_name(f".{token_hex(8)}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(_MARK + pickle.dumps(value, protocol=5))
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()

    def prune(self) -> None:
        """Remove what was not used for `DAYS`; looks at most once a day."""
        checked, now = self.folder / _CHECKED, time.time()
        with suppress(OSError):
            if checked.exists() and now - checked.stat().st_mtime < 86_400:
                return
            checked.touch()
            for path in self.folder.glob("*/*"):
                if now - path.stat().st_mtime > DAYS * 86_400:
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
