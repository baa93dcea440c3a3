"""Two passes over two lists: by what is known beforehand, then by what the first pass taught."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from termx.align.corridor import SMALL, around, corridor
from termx.align.lexicon import Lexicon, Pair
from termx.align.path import Corridor, Extra, Scorer, Step, best
from termx.align.sides import sides
from termx.align.tokens import Tokens

_SURE = 3.0
"""Beads that score less teach nothing."""


def way(
    source: Sequence[Tokens],
    target: Sequence[Tokens],
    lexicon: Lexicon,
    *,
    extra: Extra | None = None,
    before: list[Step] | None = None,
    space: Corridor | None = None,
) -> list[Step]:
    """The best beads of two lists, the source in Chinese.

    They are looked for near those of the pass `before`, or in a given `space`.
    """
    first, second = sides(source, target, lexicon)
    if space is None and before is not None and len(first) * len(second) > SMALL:
        space = around(before, len(first), len(second))
    return best(Scorer(first, second, space or corridor(first, second), extra=extra))


def lessons(
    source: Sequence[Tokens], target: Sequence[Tokens], steps: Iterable[Step]
) -> list[Pair]:
    """The words of the beads that are sure enough to learn from."""
    return [
        (_words(source, step.source), _words(target, step.target))
        for step in steps
        if step.score > _SURE
    ]


def _words(side: Sequence[Tokens], part: tuple[int, int]) -> tuple[str, ...]:
    return tuple(word for item in side[slice(*part)] for word in item.words)
