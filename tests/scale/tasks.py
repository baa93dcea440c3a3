"""Tasks that tell who did them; a module of their own, for workers import it."""

from __future__ import annotations

import os
import time


def who(seconds: float, _: None) -> int:
    """The number of the process that does this, which takes some time."""
    time.sleep(seconds)
    return os.getpid()


def fails(number: int, _: None) -> int:
    """`number`, of which 3 is an error."""
    if number == 3:
        raise ValueError("no threes")
    return number
