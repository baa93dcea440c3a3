"""TMX 1.4, the exchange format of translation memories; versions 1.1 to 1.3 too.

What stands in `bpt`, `ept`, `ph`, `it` and `ut` is code of the original format, a `sub` in it
another text: both are left out, and words go on across them. `hi` only marks text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from termx.errors import ReadError
from termx.read.events import XML_LANG, events
from termx.read.pairs import Gathered, Pair, Side, language

_TEXTS = frozenset({"seg", "prop"})
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_LINE_BREAK = frozenset({"lb", "x-lb", "br"})
_STATES = ("confirmationlevel", "status", "state")
"""How the types of the properties end that tell the state of a segment."""


@dataclass(slots=True)
class _Unit:
    """A `tu` while it is read."""

    number: int
    attributes: Mapping[str, str]
    sides: list[Side] = field(default_factory=list)
    lang: str = ""
    state: str = ""

    def pair(self, source: str) -> Pair | None:
        """The Chinese and the English side, simplified characters first, if there is one."""
        chinese = [side for side in self.sides if side.lang.startswith("zh")]
        chinese.sort(key=lambda side: side.lang == "zh-Hant")
        english = [side for side in self.sides if side.lang == "en"]
        if not chinese and not english:
            return None
        sides = [
            english[0] if english else Side("en", ()),
            chinese[0] if chinese else Side("zh", ()),
        ]
        if source.startswith("zh"):
            sides.reverse()
        number = self.attributes.get("tuid") or str(self.number)
        return Pair(number, self.state or None, *sides)


def read_tmx(path: Path) -> Iterator[Pair]:
    """The Chinese and English segments of each unit, in bounded memory; a side may be missing.

    The state is that of a property such as Trados's `x-ConfirmationLevel`. Raises `ReadError`, also
    if no segment is in Chinese or none in English.
    """
    source = ""
    seen: dict[str, None] = {}
    for unit in _units(path):
        if isinstance(unit, str):
            source = language(unit) or ""
            continue
        seen.update((side.lang, None) for side in unit.sides)
        if not source and unit.sides:
            source = unit.sides[0].lang
        if pair := unit.pair(source):
            yield pair
    found = {lang[:2] for lang in seen}
    if not {"zh", "en"} <= found:
        names = ", ".join(sorted(seen)) or "no language"
        raise ReadError(f"{path}: is in {names}; termx pairs Chinese and English")


def _units(path: Path) -> Iterator[_Unit | str]:
    """The source language that the header names, then the units."""
    unit: _Unit | None = None
    text: Gathered | None = None
    prop: list[str] | None = None
    codes = number = 0
    root = True
    with closing(events(path, texts=_TEXTS)) as found:
        for kind, name, attributes, line, column in found:
            if root:
                if name != "tmx":
                    raise ReadError(f"{path}: is no TMX file but <{name[:40]}>; check the suffix")
                root = False
            elif kind == "text":
                if text is not None and not codes:
                    text.add(name, line, column)
                elif prop is not None:
                    prop.append(name)
            elif name in _CODES and text is not None:
                codes += 1 if kind == "start" else -1
                if kind == "start" and attributes.get("type") in _LINE_BREAK:
                    text.add(" ", line, column)
            elif kind == "start":
                if name == "header":
                    yield attributes.get("srclang", "")
                elif name == "tu":
                    number += 1
                    unit = _Unit(number, attributes)
                elif name == "tuv" and unit is not None:
                    unit.lang = _lang(attributes)
                elif name == "prop" and attributes.get("type", "").lower().endswith(_STATES):
                    prop = []
                elif name == "seg":
                    text, codes = Gathered(path), 0
            elif name == "seg" and text is not None:
                if unit is not None:
                    unit.sides.append(text.side(language(unit.lang) or unit.lang))
                text = None
            elif name == "prop":
                if unit is not None and prop:
                    unit.state = "".join(prop).strip()
                prop = None
            elif name == "tu" and unit is not None:
                yield unit
                unit = None


def _lang(attributes: Mapping[str, str]) -> str:
    return attributes.get(XML_LANG) or attributes.get("lang") or ""
