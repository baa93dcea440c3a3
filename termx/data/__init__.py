"""Word lists: plain text, tab-separated, `#` comments that say where the knowledge comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from termx.models import Kind

NAME_LISTS = {
    Kind.ORGANIZATION: "organizations.tsv",
    Kind.INSTRUMENT: "instruments.tsv",
    Kind.PROGRAMME: "programmes.tsv",
    Kind.EVENT: "events.tsv",
    Kind.PUBLICATION: "publications.tsv",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the lists know: Chinese forms (the first is the full one), English, acronyms."""

    kind: Kind
    zh: tuple[str, ...]
    en: tuple[str, ...]
    acronyms: tuple[str, ...]


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, without comments and blank lines."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, without its header."""
    return tuple(tuple(line.split("\t")) for line in lines(name)[1:])


@cache
def names() -> tuple[Name, ...]:
    """Every name of the lists in `data/names/`, in the order of the files."""
    result: list[Name] = []
    for kind, file in NAME_LISTS.items():
        for row in table(f"names/{file}"):
            zh, other, en, acronym = (*row, "", "", "")[:4]
            forms = (zh, *filter(None, other.split("|")))
            result.append(Name(kind, forms, _split(en), _split(acronym)))
    return tuple(result)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
