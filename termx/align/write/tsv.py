"""TSV: a line for each bead, the text of either language under its tag.

Cells are not quoted, as tools for bitext expect; tabs and line breaks become spaces. A cell that
begins with a quotation mark and ends with one would be taken as quoted by readers of RFC 4180
where all quotation marks of a file are such: a file of which that is true has no bare ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from termx.align.write.cells import identity, kind, number, place, state, text
from termx.models import Bead


def tsv(beads: Sequence[Bead], langs: tuple[str, str]) -> bytes:
    """Both texts, number and kind of the paragraph, score, places; ids and states if there are."""
    codes = [lang[:2] for lang in langs]
    places = [f"place_{code}" for code in codes]
    known = {"id": identity, "state": state}
    known = {name: cell for name, cell in known.items() if any(map(cell, beads))}
    rows = [[*codes, "paragraph", "kind", "score", *places, *known]]
    quoted = _needs_quotes(beads)
    for bead in beads:
        sides = [text(side) for side in (bead.source, bead.target)]
        if quoted:
            sides = [_quoted(cell) for cell in sides]
        rows.append(
            [
                *sides,
                number(bead),
                kind(bead),
                f"{bead.score:.4f}",
                place(bead.source),
                place(bead.target),
                *(cell(bead) for cell in known.values()),
            ]
        )
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def _needs_quotes(beads: Sequence[Bead]) -> bool:
    """Whether a cell looks quoted, so that readers could take its quotation marks away."""
    cells = (text(side) for bead in beads for side in (bead.source, bead.target))
    return any(cell.startswith('"') for cell in cells)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell
