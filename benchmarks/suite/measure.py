"""Time and memory of a function, in a process of its own; versions and machine."""

from __future__ import annotations

import multiprocessing
import os
import platform
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from benchmarks.suite.work import OPERATIONS

PACKAGES = ("termx", "jieba", "rjieba", "daachorse", "rapidfuzz", "opencc", "numpy", "distributed")


class Measured(NamedTuple):
    """Seconds, and the peak memory in bytes of the largest process."""

    seconds: float
    peak: int


def operation(name: str, folder: Path, jobs: int = 1, *, apart: bool = True) -> Measured:
    """One operation, imports and loading of word lists included.

    It has a process of its own if it is measured `apart`.
    """
    return _apart(_operation, name, folder, jobs) if apart else _operation(name, folder, jobs)


def baseline(prepare: Callable[[Path], Callable[[], None]], folder: Path) -> float:
    """The seconds of what `prepare` returns, the best of two."""
    work = prepare(folder)
    return min(_timed(work) for _ in range(2))


def _operation(name: str, folder: Path, jobs: int) -> Measured:
    os.environ["TERMX_CACHE"] = str(folder / "cache")
    seconds = _timed(lambda: OPERATIONS[name](folder, jobs))
    return Measured(seconds, max(_peak(resource.RUSAGE_SELF), _peak(resource.RUSAGE_CHILDREN)))


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _apart(function: Callable[..., Measured], *arguments: object) -> Measured:
    # Not a pool: its processes must not have children.
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(there, function, arguments))
    process.start()
    there.close()
    try:
        return Measured(*here.recv())
    except EOFError:
        raise SystemExit(f"{arguments[0]}: failed, see above") from None
    finally:
        process.join()


def _send(target: object, function: Callable[..., Measured], arguments: tuple[object, ...]) -> None:
    target.send(function(*arguments))  # type: ignore[attr-defined]


def _peak(who: int) -> int:
    peak = resource.getrusage(who).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def machine() -> str:
    """Processor, memory, system."""
    cpu = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", cpu.read_text()) if cpu.exists() else None
    name = model[1] if model else platform.processor() or platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{name}, {os.cpu_count()} processors, {memory:.0f} GB, {platform.platform()}"


def load() -> str:
    """What else the machine does."""
    return "load " + " ".join(f"{value:.2f}" for value in os.getloadavg())


def versions() -> str:
    """Of Python, termx and what it is made with."""
    return ", ".join((f"Python {platform.python_version()}", *_versions()))


def _versions() -> Iterator[str]:
    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"no {package}"
