"""Samples of beads, and shares of what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

LEARNT = 20_000
"""The lexicon of larger bitext is learnt from so many beads."""


def sample(items: Sequence[int], size: int) -> list[int]:
    """At most `size` of `items`, evenly spread."""
    count = len(items)
    return list(items) if count <= size else [items[i * count // size] for i in range(size)]


def shares(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """`items` in their order, `size` at a time."""
    return [items[at : at + size] for at in range(0, len(items), size)]
