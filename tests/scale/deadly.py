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


def stalls_once(number: int, folder: Path) -> int:
    """The square of `number`; who begins with 3 first leaves its process number and gets stuck."""
    mark = folder / "stuck"
    if number == 3 and not mark.exists():
        (folder / "stuck.part").write_text(str(os.getpid()))
        (folder / "stuck.part").rename(mark)
        time.sleep(600)
    return number**2
