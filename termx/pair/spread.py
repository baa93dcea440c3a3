"""Samples of beads."""

from __future__ import annotations

from collections.abc import Sequence

LEARNT = 20_000
"""The lexicon of larger bitext is learnt from so many beads."""


def sample(items: Sequence[int], size: int) -> list[int]:
    """At most `size` of `items`, evenly spread."""
    count = len(items)
    return list(items) if count <= size else [items[i * count // size] for i in range(size)]
