"""A pair of files of which line *i* of one is the translation of line *i* of the other (Moses)."""

from __future__ import annotations

from collections.abc import Sequence

from termx.align.write.cells import text
from termx.models import Bead


def moses(beads: Sequence[Bead]) -> tuple[bytes, bytes]:
    """The file of the source and that of the target; what has no counterpart is left out."""
    pairs = [(text(bead.source), text(bead.target)) for bead in beads]
    pairs = [pair for pair in pairs if all(pair)]
    source, target = ("".join(f"{pair[side]}\n" for pair in pairs).encode() for side in (0, 1))
    return source, target
