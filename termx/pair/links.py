"""The links of beads, by the lexicon learnt from them and from what termx knows of the United
Nations and of the language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from termx.engines import Engine
from termx.pair import lexicon
from termx.pair.batches import Batch
from termx.pair.knowledge import Texts, known
from termx.pair.lexicon import Lexicon, Tokens
from termx.pair.sights import Links
from termx.pair.spread import sample
from termx.pair.tokens import chinese, english

CELLS = 120_000_000
"""Pairs of a Chinese and an English character, of which six are one of units, that are learnt."""


def tokenized(beads: Iterable[Texts]) -> list[Tokens]:
    return [(chinese(one), english(two)) for one, two in beads]


def learn(
    beads: Sequence[Texts], *, given: Iterable[Texts] = (), engine: Engine | None = None
) -> Lexicon:
    """The lexicon of `beads`, of a glossary that is `given` and of what is known.

    Of long beads only some are taken: memory grows with the pairs of units that stand in one.
    """
    cells = sum(len(one) * len(two) for one, two in beads)
    taken = sample(range(len(beads)), min(len(beads), CELLS * len(beads) // max(cells, 1)))
    return lexicon.learn(tokenized([*(beads[i] for i in taken), *known(), *given]), engine=engine)


def linked(beads: Sequence[Texts], learnt: Lexicon) -> Iterator[tuple[int, Links]]:
    """The index and the links of each bead with units on both sides, in no special order."""
    tokens = tokenized(beads)
    for batch in learnt.batches(learnt.numbered(tokens)):
        yield from _spread(batch, beads, tokens, learnt)


def _spread(
    batch: Batch, beads: Sequence[Texts], tokens: Sequence[Tokens], learnt: Lexicon
) -> Iterator[tuple[int, Links]]:
    """The posteriors of a batch, from units to characters of the text."""
    one, two = lexicon.posteriors(learnt, batch)
    for k, row in enumerate(batch.rows):
        units, words = tokens[row]
        shape = len(words), len(beads[row][0])
        to_chinese, to_english = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        for i, unit in enumerate(units):
            size = unit.end - unit.start
            to_chinese[:, unit.start : unit.end] = one[k, : len(words), i, None] / size
            to_english[:, unit.start : unit.end] = two[k, : len(words), i, None]
        yield row, Links(to_chinese, to_english)
