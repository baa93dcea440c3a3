"""Two line-aligned files of any size, some lines at a time."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from pathlib import Path

from termx.errors import ReadError
from termx.models import Document
from termx.read.head import symbol_of
from termx.read.moses import language_by
from termx.read.pairs import BREAK
from termx.read.safe import MAX_LINE

LINES = 20_000
"""Lines of a slice."""

_BOM = b"\xef\xbb\xbf"
_SAMPLE = 100


@dataclass(frozen=True, slots=True)
class Slice:
    """Lines of two files from line `first` on, counted from 0: where they begin and how many bytes
    they have.
    """

    paths: tuple[Path, Path]
    first: int
    starts: tuple[int, int]
    sizes: tuple[int, int]

    def pairs(self) -> list[tuple[str, str]]:
        """The texts of the lines. Raises `ReadError` if a file has changed meanwhile."""
        sides = []
        for path, start, size in zip(self.paths, self.starts, self.sizes, strict=True):
            with path.open("rb") as file:
                file.seek(start)
                data = file.read(size).replace(b"\r\n", b"\n")
            sides.append(BREAK.sub(" ", data.decode("utf-8")).removesuffix("\n").split("\n"))
        if len(sides[0]) != len(sides[1]):
            raise ReadError(f"{self.paths[0]}, {self.paths[1]}: have changed; start again")
        return list(zip(*sides, strict=True))


@dataclass(frozen=True, slots=True)
class Lines:
    """Two line-aligned files, the Chinese one first, in slices; `names` are those of documents."""

    slices: tuple[Slice, ...]
    names: tuple[str, str]
    count: int


def lines(path: Path, other: Path) -> Lines | None:
    """The slices of two files of UTF-8; None for other encodings, and for old line ends.

    Raises `ReadError` as `termx.read.bitext` does, and `OSError` as files do.
    """
    found = _measured(path, other)
    if found is None:
        return None
    starts, count = found
    heads = [_head(item) for item in (path, other)]
    langs = [language_by(item, head) for item, head in zip((path, other), heads, strict=True)]
    if (langs[0] == "en") == (langs[1] == "en"):
        raise ReadError(
            f"{path}, {other}: one must be in Chinese and one in English; call them .zh and .en"
        )
    order = (1, 0) if langs[0] == "en" else (0, 1)
    paths = (path, other)
    ordered = (paths[order[0]], paths[order[1]])
    slices = tuple(
        Slice(
            ordered,
            number * LINES,
            (here[order[0]], here[order[1]]),
            (there[order[0]] - here[order[0]], there[order[1]] - here[order[1]]),
        )
        for number, (here, there) in enumerate(pairwise(starts))
    )
    names = tuple(Document(str(item), "", symbol=symbol_of("", item)).name for item in ordered)
    return Lines(slices, (names[0], names[1]), count)


def _measured(path: Path, other: Path) -> tuple[list[tuple[int, int]], int] | None:
    """Where in both files slices begin and the last one ends, and the number of lines."""
    with ExitStack() as stack:
        files = [stack.enter_context(item.open("rb")) for item in (path, other)]
        at = [len(_BOM) if file.read(len(_BOM)) == _BOM else 0 for file in files]
        for file, start in zip(files, at, strict=True):
            file.seek(start)
        starts: list[tuple[int, int]] = []
        counts = [0, 0]
        for number, both in enumerate(zip_longest(*files)):
            if number % LINES == 0:
                starts.append((at[0], at[1]))
            for side, line in enumerate(both):
                if line is not None:
                    if not _plain(line):
                        return None
                    at[side] += len(line)
                    counts[side] += 1
    if counts[0] != counts[1]:
        raise ReadError(f"{path} has {counts[0]} lines and {other} {counts[1]}; align them first")
    if not counts[0]:
        raise ReadError(f"{path}: holds no segments with text; check the file")
    return [*starts, (at[0], at[1])], counts[0]


def _plain(line: bytes) -> bool:
    """Whether a line is UTF-8 that ends as lines do nowadays."""
    if (
        len(line) > MAX_LINE
        or b"\0" in line
        or b"\r" in line.removesuffix(b"\n").removesuffix(b"\r")
    ):
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _head(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig") as file:
        return [line for line, _ in zip(file, range(_SAMPLE), strict=False)]
