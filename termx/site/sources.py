"""Loading the glossaries of a site, each with its version before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from termx import formats
from termx.errors import ConfigError
from termx.site import Source


def load(paths: Sequence[Path], previous: Sequence[Path] = ()) -> list[Source]:
    """The glossaries in the files `paths`, with what was published before of those in `previous`.

    A file's stem is its name in addresses, and says what belongs together; one file and one
    `previous` belong together whatever they are called. Raises `FormatError`, and `ConfigError` if
    a file of `previous` belongs to none.
    """
    alone = len(paths) == len(previous) == 1
    before = {_name(paths[0] if alone else path): path for path in previous}
    for name, path in before.items():
        if name not in map(_name, paths):
            raise ConfigError(
                f"--previous {path}: no glossary is called {name}; give the files equal names"
            )
    return [
        Source(
            _name(path),
            formats.load(path),
            formats.load(before[_name(path)]) if _name(path) in before else None,
        )
        for path in paths
    ]


def _name(path: Path) -> str:
    """The stem of a file as part of an address and of other file names."""
    return re.sub(r"[^\w.-]+", "-", path.stem).strip("-.") or "glossary"
