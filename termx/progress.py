"""Progress of long work, on stderr: a bar on a terminal, nothing in a pipe or a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[str, int, int], None]
"""Takes the name of a stage, how many of its steps are done and how many there are."""


def silent(stage: str, done: int, total: int) -> None:
    """A `Report` that shows nothing."""


@contextmanager
def bar(*, quiet: bool = False, verbose: bool = False) -> Iterator[Report]:
    """A `Report` that draws a bar once the work has taken a second.

    With `verbose` every step is a line, also where there is no terminal.
    """
    if quiet:
        yield silent
        return
    drawn: Drawn | None = None

    def report(stage: str, done: int, total: int) -> None:
        nonlocal drawn
        if drawn is None:  # work that is known already reports nothing
            drawn = Drawn(verbose=verbose)
        drawn.show(stage, done, total)

    try:
        yield report
    finally:
        if drawn is not None:
            drawn.close()


class Drawn:
    """A bar that is being drawn."""

    def __init__(self, *, verbose: bool) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
        )

        console = Console(stderr=True)
        self._print = console.print if verbose else None
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._progress.start()
        self._task = self._progress.add_task("")

    def show(self, stage: str, done: int, total: int) -> None:
        """The bar says that `done` of `total` steps of a stage are done."""
        self._progress.update(self._task, description=stage, completed=done, total=total)
        if self._print is not None:
            self._print(f"{stage} {done}/{total}", highlight=False)

    def close(self) -> None:
        """The bar vanishes."""
        self._progress.stop()
