"""What the formats write of a bead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from termx.models import Bead, Segment

_SPACE = re.compile(r"\s+")
# What XML 1.0 cannot hold, and lone surrogates, which UTF-8 cannot.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(side: Sequence[Segment]) -> str:
    """The text of one side on one line: English sentences are put together with spaces."""
    if not side:
        return ""
    space = "" if (side[0].document.lang or "").startswith("zh") else " "
    joined = space.join(segment.text for segment in side)
    return _FORBIDDEN.sub("", _SPACE.sub(" ", joined)).strip()


def first(bead: Bead) -> Segment | None:
    """The first segment of a bead, of the source if it has one."""
    return next(iter((*bead.source, *bead.target)), None)


def number(bead: Bead) -> str:
    """The number of the paragraph that the bead is in."""
    segment = first(bead)
    return (segment.number or "") if segment else ""


def kind(bead: Bead) -> str:
    """The kind of the paragraph that the bead is in."""
    segment = first(bead)
    return segment.kind.value if segment else ""


def identity(bead: Bead) -> str:
    """The id that the segments have in a translation file; segments of documents have none."""
    segment = first(bead)
    return _line(segment.id) if segment else ""


def state(bead: Bead) -> str:
    """Their state in the words of that file."""
    segment = first(bead)
    return _line(segment.state) if segment else ""


def _line(value: str | None) -> str:
    return _FORBIDDEN.sub("", _SPACE.sub(" ", value or "")).strip()


def place(side: Sequence[Segment]) -> str:
    """Where in its file a side begins."""
    return str(side[0].document.place(side[0].start)) if side else ""
