"""A page that shows both languages side by side, for reading; one file, without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from termx.align.write.cells import first, kind, number, place, text
from termx.models import Bead

_DOUBTFUL = 0.9
_STYLE = """
:root { color-scheme: light dark; --line: #d5d5d5; --soft: #666; --alone: #fff3d6; --note: #f6f6f6 }
@media (prefers-color-scheme: dark) {
  :root { --line: #444; --soft: #aaa; --alone: #4a3c14; --note: #262626 }
}
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 80rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border-top: 1px solid var(--line); padding: .35rem .6rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere }
thead th { position: sticky; top: 0; background: Canvas }
.number { width: 5rem; color: var(--soft); font-weight: normal; font-size: .85rem }
.alone td, .doubtful td { background: var(--alone) }
.title td { font-weight: bold }
.footnote td { background: var(--note); font-size: .9rem }
.alone.footnote td, .doubtful.footnote td { background: var(--alone) }
p { color: var(--soft) }
"""
_NAMES = {"zh": "中文", "en": "English"}


def html(beads: Sequence[Bead], langs: tuple[str, str]) -> bytes:
    """The page; what has no counterpart or a low score is marked."""
    title = _title(beads)
    heads = "".join(
        f'<th scope="col" lang="{escape(lang)}">{_NAMES.get(lang[:2], escape(lang))}</th>'
        for lang in langs
    )
    alone = sum(not (bead.source and bead.target) for bead in beads)
    page = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{escape(title)}</h1>
<p>{len(beads)} beads, {alone} of them without a counterpart. These are marked, and doubtful ones.
</p>
<table>
<thead><tr><th scope="col" class="number">No.</th>{heads}</tr></thead>
<tbody>
{"".join(_row(bead, langs) for bead in beads)}</tbody>
</table>
</body>
</html>
"""
    return page.encode()


def _title(beads: Sequence[Bead]) -> str:
    segment = next((found for bead in beads if (found := first(bead))), None)
    return segment.document.name if segment else "Bitext"


def _row(bead: Bead, langs: tuple[str, str]) -> str:
    marks = [kind(bead)]
    if not (bead.source and bead.target):
        marks.append("alone")
    elif bead.score < _DOUBTFUL:
        marks.append("doubtful")
    cells = "".join(
        f'<td lang="{escape(lang)}" title="{escape(place(side))}">{escape(text(side))}</td>'
        for lang, side in zip(langs, (bead.source, bead.target), strict=True)
    )
    return (
        f'<tr class="{escape(" ".join(marks))}" title="{bead.score:.2f}">'
        f'<th scope="row" class="number">{escape(number(bead))}</th>{cells}</tr>\n'
    )
