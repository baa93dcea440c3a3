"""Reads real files with random damage: each must give a document or a TermxError, in bounded time.

    python tests/fuzz.py FILE... [--rounds 200] [--seed 0] [--seconds 20] [--keep FOLDER]

Bytes are changed, cut out, doubled and put in; in a zip archive also inside of its parts, so that
the damage gets past the checksums. Files are read in a process of its own with limited memory. What
breaks the promise is kept and named; then the exit code is 1. `tests/documents/make.py` makes files
to begin with.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

MEMORY = 4 * 2**30
_SPICE = (
    b"<", b">", b"&", b'"', b"\x00", b"\xff\xfe", b"]]>", b"<!--", b"&#x0;", b"</w:p>", b"<w:p>",
    b"%1", b"-1", b"999999999999", b"stream\n", b"endobj", b"\n\n", "海".encode(), b"(" * 300,
    b"<div>" * 300,
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=200, help="damaged copies of each file")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=20, help="time limit for one file")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"))
    options = parser.parse_args()
    failures = run(options.files, options.rounds, options.seed, options.seconds, options.keep)
    sys.exit(1 if failures else 0)


def run(files: Sequence[Path], rounds: int, seed: int, seconds: float, keep: Path) -> int:
    """The number of damaged files that broke the promise; they are copied to `keep`."""
    failures = 0
    with tempfile.TemporaryDirectory(prefix="termx-fuzz-") as name, _Reader(seconds) as reader:
        for path in files:
            data = path.read_bytes()
            results: Counter[str] = Counter()
            slowest = 0.0
            for number in range(rounds):
                draw = random.Random(f"{seed} {path.name} {number}")  # noqa: S311  repeatable
                damaged = Path(name) / f"{number}{path.suffix}"
                damaged.write_bytes(damage(data, draw))
                begin = time.perf_counter()
                result = reader.read(damaged)
                slowest = max(slowest, time.perf_counter() - begin)
                kept_promise = result in ("document", "error")
                results[result if kept_promise else "FAILURE"] += 1
                if not kept_promise:
                    failures += 1
                    keep.mkdir(exist_ok=True)
                    kept = keep / f"{path.stem}-{seed}-{number}{path.suffix}"
                    kept.write_bytes(damaged.read_bytes())
                    print(f"{kept}: {result}", flush=True)
                damaged.unlink()
            counts = ", ".join(f"{count} {kind}" for kind, count in sorted(results.items()))
            print(f"{path}: {counts}; slowest {slowest:.2f} s", flush=True)
    return failures


# --- damage


def damage(data: bytes, draw: random.Random) -> bytes:
    """`data` with some damage."""
    if data.startswith(b"PK\x03\x04") and draw.random() < 0.8:
        return _damaged_archive(data, draw)
    for _ in range(draw.choice((1, 1, 1, 2, 4, 16))):
        data = draw.choice(_WAYS)(data, draw)
    return data


def _damaged_archive(data: bytes, draw: random.Random) -> bytes:
    """The archive with damage inside of one part, packed anew."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        names = old.namelist()
        chosen = draw.choice([name for name in names if name.endswith((".xml", ".rels"))] or names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = b"" if draw.random() < 0.05 else damage(part, draw)
            new.writestr(name, part)
    return target.getvalue()


def _change(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data) + 1)
    return data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :]


def _insert(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data) + 1)
    return data[:at] + draw.choice(_SPICE) + data[at:]


def _cut(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data) + 1)
    return data[:at] + data[at + draw.choice((1, 9, 99, 9_999)) :]


def _end(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data) + 1)]


def _double(data: bytes, draw: random.Random) -> bytes:
    at, size, times = draw.randrange(len(data) + 1), draw.choice((9, 99, 999)), draw.choice((1, 9))
    return data[:at] + data[at : at + size] * times + data[at:]


def _move(data: bytes, draw: random.Random) -> bytes:
    first, second = sorted(draw.randrange(len(data) + 1) for _ in "ab")
    size = draw.choice((9, 99, 999))
    return data[:first] + data[second : second + size] + data[first:]


def _swap(data: bytes, draw: random.Random) -> bytes:
    """A value between quotation marks by another one: names, numbers, types."""
    pieces = data.split(b'"')
    if len(pieces) > 5:
        first, second = (draw.randrange(1, len(pieces), 2) for _ in "ab")
        pieces[first] = pieces[second]
    return b'"'.join(pieces)


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _change, _insert, _cut, _end, _double, _move, _swap,
)  # fmt: skip


# --- reading in a process of its own


class _Reader:
    """A process that reads files, ended and begun anew when one takes too long."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._start()

    def __enter__(self) -> _Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, path: Path) -> str:
        """`document`, `error`, or what went wrong."""
        self._pipe.send(path)
        try:
            if self._pipe.poll(self._seconds):
                return str(self._pipe.recv())
            problem = f"takes longer than {self._seconds:g} s"
        except EOFError:
            problem = "ends the process"
        self._stop()
        self._start()
        return problem

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def _stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(pipe: Connection) -> None:
    import resource

    from termx.clean import clean
    from termx.errors import TermxError
    from termx.read import BITEXT, bitext, read

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while True:
        path = pipe.recv()
        try:
            if path.suffix in BITEXT:
                pair = bitext(path)
                for document in (pair.source, pair.target):
                    clean(document)
            else:
                document = clean(read(path))
                document.place(len(document.text))
        except TermxError as error:
            pipe.send("error" if "\n" not in str(error) else f"message of two lines: {error}")
        except Exception:  # noqa: BLE001  any other is what is looked for
            pipe.send(traceback.format_exc().strip())
        else:
            pipe.send("document")


if __name__ == "__main__":
    main()
