"""XLIFF 1.2 (with what Trados and memoQ add to it) and XLIFF 2.

Inline elements that hold code of the original format are left out, those that mark text are
transparent; words go on across both. Suggestions of memories and what a reviser deleted are no
text of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path

from termx.errors import ReadError
from termx.read.events import Event, events
from termx.read.pairs import Gathered, Pair, Side, couple

_TEXTS = frozenset({"source", "seg-source", "target"})
_TRANSPARENT = frozenset({"g", "mrk", "pc"})
_SKIPPED = frozenset(
    {"alt-trans", "note", "notes", "header", "skeleton", "bin-unit", "originalData", "ignorable"}
)
_LINE_BREAK = frozenset({"lb", "x-lb", "xlf:lb"})
_DELETED = "x-sdl-deleted"
_STATUS = " status"
"""End of the attribute in which memoQ keeps the state: `{MQXliff}status`."""
_SDL_SEGMENT = "http://sdl.com/FileTypes/SdlXliff/1.0 seg"
_SDL_SEGMENTS = "http://sdl.com/FileTypes/SdlXliff/1.0 seg-defs"


@dataclass(slots=True)
class _Unit:
    """A unit while it is read: the texts of each field by the ids of their segments."""

    path: Path
    attributes: Mapping[str, str]
    texts: dict[str, dict[str, Gathered]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    sdl: bool = False

    def add(self, name: str, segment: str, event: Event, text: str) -> None:
        segments = self.texts.setdefault(name, {})
        if segment not in segments:
            segments[segment] = Gathered(self.path)
        segments[segment].add(text, event.line, event.column)

    def open(self, name: str, segment: str) -> None:
        self.texts.setdefault(name, {}).setdefault(segment, Gathered(self.path))

    def pairs(self, source: str, target: str) -> Iterator[Pair]:
        """The segments, or the whole where the sides are not segmented alike."""
        sources = self.texts.get("seg-source") or self.texts.get("source") or {}
        targets = self.texts.get("target") or {}
        segmented = any(sources) and (any(targets) or not self._has_text(targets))
        if not segmented:
            sources, targets = self.texts.get("source") or {}, {"": self._whole(targets)}
            if any(self.texts.get("source") or {}):
                sources = {"": self._whole(sources)}
        for segment in dict.fromkeys((*sources, *targets)):
            if segmented and not segment:  # spaces between segments
                continue
            sides = tuple(
                texts[segment].side(lang) if segment in texts else Side(lang, ())
                for texts, lang in ((sources, source), (targets, target))
            )
            if any(side.text.strip() for side in sides):
                state = self.states.get(segment) or self.states.get("")
                yield Pair(self._id(segment), state, *sides)

    def _has_text(self, texts: Mapping[str, Gathered]) -> bool:
        return any(text.side("").text.strip() for text in texts.values())

    def _whole(self, texts: Mapping[str, Gathered]) -> Gathered:
        whole = Gathered(self.path)
        for text in texts.values():
            for piece in text.side("").pieces:
                whole.add(*piece)
        return whole

    def _id(self, segment: str) -> str:
        unit = self.attributes.get("id", "")
        if not segment:
            return unit
        return segment if self.sdl else f"{unit}/{segment}"


def read_xliff(path: Path) -> Iterator[Pair]:
    """The segments of the file, translated or not; units that are not to be translated are left.

    The id is that of the unit and, behind a slash, of the segment (in sdlxliff the number of the
    segment alone, as Trados shows it). The state is that of the target (1.2), of the segment (2),
    or the one that Trados or memoQ keeps; `approved` is added to it. Raises `ReadError`.
    """
    with closing(events(path, texts=_TEXTS)) as found:
        stream = starmap(Event, found)
        root = next(stream)
        if root.name != "xliff":
            raise ReadError(f"{path}: is no XLIFF file but <{root.name[:40]}>; check the suffix")
        version = root.attributes.get("version", "")
        read = _read_two if version.startswith("2") else _read_one
        for number, pair in enumerate(read(path, stream, root), 1):
            yield pair if pair.id else pair._replace(id=str(number))


def _read_one(path: Path, stream: Iterator[Event], _: Event) -> Iterator[Pair]:
    """XLIFF 1.0 to 1.2."""
    langs = ("", "")
    unit: _Unit | None = None
    for event in _without_skipped(stream):
        if event.name == "file" and event.kind == "start":
            named = event.attributes.get
            langs = couple(path, named("source-language", ""), named("target-language", ""))
        elif event.name == "trans-unit":
            if event.kind == "start":
                unit = _Unit(path, event.attributes)
            elif unit is not None:
                if unit.attributes.get("translate") != "no":
                    _approve(unit)
                    yield from unit.pairs(*langs)
                unit = None
        elif unit is None or event.kind != "start":
            continue
        elif event.name in _TEXTS:
            if event.name == "target" and (state := event.attributes.get("state")):
                unit.states[""] = state
            _read_text(unit, event, stream, "")
        elif event.name == _SDL_SEGMENT:
            unit.sdl = True
            if state := event.attributes.get("conf"):
                unit.states[event.attributes.get("id", "")] = state


def _approve(unit: _Unit) -> None:
    """Adds to the state of the unit what its own attributes say."""
    for name, value in unit.attributes.items():
        if name.endswith(_STATUS):
            unit.states.setdefault("", value)
    if unit.attributes.get("approved") == "yes":
        unit.states[""] = f"{unit.states.get('', '')} approved".strip()


def _read_two(path: Path, stream: Iterator[Event], root: Event) -> Iterator[Pair]:
    """XLIFF 2.0 and 2.1."""
    langs = couple(path, root.attributes.get("srcLang", ""), root.attributes.get("trgLang", ""))
    unit: _Unit | None = None
    segment = ""
    count = 0
    for event in _without_skipped(stream):
        if event.name == "unit":
            if event.kind == "start":
                unit, count = _Unit(path, event.attributes), 0
            elif unit is not None:
                if unit.attributes.get("translate") != "no":
                    yield from unit.pairs(*langs)
                unit = None
        elif unit is None or event.kind != "start":
            continue
        elif event.name == "segment":
            count += 1
            segment = event.attributes.get("id") or str(count)
            state = " ".join(
                event.attributes[name] for name in ("state", "subState") if name in event.attributes
            )
            if state:
                unit.states[segment] = state
        elif event.name in _TEXTS:
            _read_text(unit, event, stream, segment)


def _without_skipped(stream: Iterator[Event]) -> Iterator[Event]:
    """The events outside of elements that hold no text of the document.

    Those of other namespaces are passed over with all that is in them, but for Trados's list of
    segments; XLIFF 2 keeps suggestions in such an element.
    """
    for event in stream:
        if event.kind == "start" and _is_skipped(event):
            _skip(stream)
        else:
            yield event


def _is_skipped(event: Event) -> bool:
    foreign = " " in event.name and event.name not in (_SDL_SEGMENT, _SDL_SEGMENTS)
    return foreign or event.name in _SKIPPED


def _skip(stream: Iterator[Event]) -> None:
    """Leaves `stream` behind the end of the element that has just begun."""
    depth = 1
    for event in stream:
        if event.kind != "text":
            depth += 1 if event.kind == "start" else -1
            if not depth:
                return


def _read_text(unit: _Unit, field: Event, stream: Iterator[Event], segment: str) -> None:
    """Reads a source or target up to its end."""
    name = field.name
    unit.open(name, segment)
    segments = [segment]
    for event in stream:
        if event.kind == "text":
            unit.add(name, segments[-1], event, event.name)
        elif event.kind == "end":
            segments.pop()
            if not segments:
                return
        elif event.name in _TRANSPARENT and event.attributes.get("mtype") != _DELETED:
            inner = segments[-1]
            if event.attributes.get("mtype") == "seg" and (mid := event.attributes.get("mid")):
                inner = mid
                unit.open(name, inner)
            segments.append(inner)
        else:
            subtype = event.attributes.get("ctype") or event.attributes.get("subType")
            if subtype in _LINE_BREAK:
                unit.add(name, segments[-1], event, " ")
            _skip(stream)
