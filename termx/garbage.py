"""Python's garbage collector: most runs make next to no cycles, and looking for them takes time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = 50_000, 20, 100


def collect_seldom() -> None:
    """Look for garbage less often: each look at what stays anyway costs a fifth of a large run."""
    gc.set_threshold(*_THRESHOLDS)


@contextmanager
def few_collections() -> Iterator[None]:
    """The same for a block."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def no_collections() -> Iterator[None]:
    """No looking for garbage in a block: it takes a sixth of the start of a short run."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
