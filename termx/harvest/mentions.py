"""What a harvester reports: a form seen at a place."""

from __future__ import annotations

from dataclasses import dataclass

from termx.models import Kind, Occurrence


@dataclass(frozen=True, slots=True)
class Mention:
    """A form, its kind, one place where it stands, and how far the kind can be trusted.

    `short_for` is the form that the text defines this one as short for.
    """

    form: str
    kind: Kind
    occurrence: Occurrence
    weight: int = 1
    short_for: str | None = None
