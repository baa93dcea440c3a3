"""Tasks that kill the process that does them; a module of their own, for workers import it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def dies_once(number: int, state: tuple[Path, frozenset[int]]) -> int:
    """The square of `number`; for some numbers the process is killed at the first try."""
    folder, deadly = state
    mark = folder / f"died-{number}"
    if number in deadly and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number**2


def dies(number: int, folder: Path) -> int:
    """`number`, of which 5 kills its process always."""
    if number == 5:
        with (folder / "tries").open("a") as file:
            file.write("x")
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def slow(number: int, folder: Path) -> int:
    """The square of `number`; who begins to work on it signs a list."""
    with (folder / f"begun-{number}").open("a") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(0.2)
    return number**2
