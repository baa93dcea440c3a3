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
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    drawn = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with drawn:
        task = drawn.add_task("")

        def report(stage: str, done: int, total: int) -> None:
            drawn.update(task, description=stage, completed=done, total=total)
            if verbose:
                console.print(f"{stage} {done}/{total}", highlight=False)

        yield report
