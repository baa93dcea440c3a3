"""UTX 1.20 (Universal Terminology eXchange, AAMT): source, target and status, parted by tabs.

Lines end in CR LF, as readers of UTX want them. The creation date that the first line asks for is
fixed, so that the same glossary gives the same bytes. A term status is one of the standard's:
`approved` is the pair of main terms of an accepted concept, `provisional` any pair of a proposed
one, `forbidden` a pair whose target is not to be used, `non-standard` every other.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from termx.errors import FormatError
from termx.formats import languages, table
from termx.formats.entries import Row, concepts
from termx.formats.features import AVOID, Feature, Keeps
from termx.formats.fields import utf8
from termx.formats.pairs import SOURCE, TARGET, Pair, pairs
from termx.formats.tbx_basic import LANGUAGES_2008
from termx.models import Glossary, Review, Status, Term

KEEPS: Keeps = {
    Feature.SYNONYMS: "",
    Feature.DEPRECATED: "as forbidden, in the target language",
    Feature.ID: "",
    Feature.REVIEW: "accepted: as approved",
    Feature.STATUS: "of the target",
    Feature.POS: "of the source",
    Feature.CONCEPT_NOTE: "in the comment",
    Feature.NOTE: "in the comment",
}

_DATE = "1970-01-01T00:00:00Z"
_COLUMNS = ("src", "tgt", "src:pos", "term status", "concept ID", "comment")
_BREAK = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TAG = "[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*"
_HEAD = re.compile(rf"#UTX\S*\s[^;]*;\s*({_TAG})\s*/\s*({_TAG})\s*(?:;|$)", re.IGNORECASE)
_STATUSES = {
    "approved": Status.PREFERRED,
    "forbidden": Status.DEPRECATED,
    "rejected": Status.DEPRECATED,
    "obsolete": Status.SUPERSEDED,
}


def dump(glossary: Glossary, source: str = SOURCE, target: str = TARGET) -> bytes:
    """A line for each pair of terms. Raises `FormatError` if a language is not in the glossary."""
    codes = "/".join(LANGUAGES_2008.get(lang, lang) for lang in (source, target))
    lines = [f"#UTX 1.20; {codes}; {_DATE}; creator: termx", "#" + "\t".join(_COLUMNS)]
    seen: set[str] = set()
    for pair in pairs(glossary, source, target):
        notes = dict.fromkeys((pair.concept.note, pair.source.note, pair.target.note))
        status = _status(pair, main=pair.concept.id not in seen)
        seen.add(pair.concept.id)
        texts = (pair.source.text, pair.target.text, pair.source.pos, status, pair.concept.id)
        cells = [_BREAK.sub(" ", text).strip() for text in (*texts, "; ".join(filter(None, notes)))]
        if cells[0] and cells[1]:
            cells[0] = f" {cells[0]}" if cells[0].startswith("#") else cells[0]
            lines.append("\t".join(cells).rstrip("\t"))
    return utf8("\r\n".join(lines) + "\r\n")


def _status(pair: Pair, *, main: bool) -> str:
    if pair.target.status in AVOID:
        return "forbidden"
    if pair.concept.review is not Review.ACCEPTED:
        return "provisional"
    return "approved" if main else "non-standard"


def load(path: Path, passed: Counter[str]) -> Glossary:
    """The glossary in a UTX file of any version. Raises `FormatError` naming the line."""
    lines = table.text_of(path).split("\n")
    head = _HEAD.match(lines[0])
    if head is None:
        raise FormatError(f"{path}:1: no UTX: the first line is to be #UTX version; source/target")
    langs = languages.tag(head[1]), languages.tag(head[2])
    names = ["src", "tgt"]
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#src"):
            names = [name.strip().lower() for name in line[1:].split("\t")]
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2:
            raise FormatError(f"{path}:{number}: a line is to have a source, a tab and a target")
        values = dict(zip(names, cells, strict=False))
        rows.append(_row(values, langs))
        passed.update(
            f"column {name!r}" for name, value in values.items() if value and name not in _KNOWN
        )
    return Glossary(path.stem, concepts(rows))


_KNOWN = frozenset(name.lower() for name in (*_COLUMNS, "tgt:pos"))


def _row(values: dict[str, str], langs: tuple[str, str]) -> Row:
    status = values.get("term status", "").lower()
    pos = values.get("src:pos", "").lower() or "noun"
    said = _STATUSES.get(status, Status.ADMITTED)
    return Row(
        terms=(
            Term(values.get("src", ""), langs[0], pos=pos,
                 status=said if said is Status.PREFERRED else Status.ADMITTED),
            Term(values.get("tgt", ""), langs[1], status=said,
                 pos=values.get("tgt:pos", "").lower() or pos),
        ),
        id=values.get("concept id", ""),
        note=values.get("comment") or None,
        review=Review.ACCEPTED if status == "approved" else Review.PROPOSED,
    )  # fmt: skip
