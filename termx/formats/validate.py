"""What the official schemas of TBX-Basic let pass, and their picklists, without a schema.

The core RNG checks neither types nor picklists; no schema notices two sections of one language, an
empty term or a term without part of speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from termx.formats.tbx_basic import (
    CATEGORIES,
    LANGUAGE_TAG,
    MODULE_NS,
    NC_NAME,
    PARTS_OF_SPEECH_2008,
    TBX_NS,
    XML_LANG,
)
from termx.formats.tbx_reader import local, parse

_LEVELS = {
    "conceptEntry": "c",
    "termEntry": "c",
    "langSec": "l",
    "langSet": "l",
    "termSec": "t",
    "tig": "t",
}
_LEVEL_NAMES = {"c": "the concept", "l": "the language", "t": "the term"}
_TYPED = {known.element for known in CATEGORIES.values()}


def problems(path: Path) -> tuple[str, ...]:
    """What is wrong in a TBX file (v3 DCA or DCT, 2008), each with its line, in their order.

    Raises `FormatError` naming line and column where the file is no XML.
    """
    root = parse(path)
    found: list[tuple[int, str]] = []
    if local(root) in ("tbx", "martif"):
        for element in root.iter("{*}*"):
            found += ((_line(element), message) for message in _element(element, root))
        found += _ids(root)
        if not any(_LEVELS.get(local(element)) == "c" for element in root.iter("{*}*")):
            found.append((_line(root), "there is no entry"))
    else:
        found.append((_line(root), f"<{local(root)}> is no TBX: <tbx> or <martif> is needed"))
    return tuple(f"{path}:{line}: {message}" for line, message in sorted(found))


def _line(element: etree._Element) -> int:
    return element.sourceline or 0


def _element(element: etree._Element, root: etree._Element) -> Iterator[str]:
    level = _LEVELS.get(local(element))
    if level == "c":
        yield from _entry(element)
    elif level == "l":
        lang = element.get(XML_LANG) or ""
        if not LANGUAGE_TAG.fullmatch(lang):
            yield f"{lang!r} is no language tag"
    elif level == "t":
        yield from _term(element)
    else:
        yield from _field(element, root)


def _entry(entry: etree._Element) -> Iterator[str]:
    if not entry.get("id"):
        yield "the entry has no id"
    seen: set[str] = set()
    for section in entry:
        if _LEVELS.get(local(section)) != "l":
            continue
        lang = (section.get(XML_LANG) or "").lower()
        if lang in seen:
            yield f"entry {entry.get('id')} has two sections of the language {lang}"
        seen.add(lang)
    if not seen:
        yield f"entry {entry.get('id')} has no language"


def _term(section: etree._Element) -> Iterator[str]:
    # `iter` reaches into groups (termNoteGrp, termGrp); a term is not nested in another.
    terms = [child for child in section.iter("{*}*") if local(child) == "term"]
    if not terms or not "".join(terms[0].itertext()).strip():
        yield "the term is empty"
    for name in ("partOfSpeech", "administrativeStatus", "termType"):
        count = sum(name in (local(c), c.get("type")) for c in section.iter("{*}*"))
        if count > 1:
            yield f"the term has {count} values of {name}"
        if count == 0 and name == "partOfSpeech":
            yield "the term has no partOfSpeech"


def _field(element: etree._Element, root: etree._Element) -> Iterator[str]:
    namespace = etree.QName(element).namespace
    if namespace in (None, TBX_NS):
        if local(element) not in _TYPED:
            return
        name = element.get("type") or ""
        known = CATEGORIES.get(name)
        if not known or known.element != local(element):
            yield f'<{local(element)} type="{name}"> is not in TBX-Basic'
            return
        if root.get("style") == "dct":
            yield f"<{local(element)}> is DCA, but the file says that its style is dct"
    else:
        name = local(element)
        known = CATEGORIES.get(name)
        if not known or MODULE_NS[known.module] != namespace:
            yield f"<{element.prefix}:{name}> is not in TBX-Basic"
            return
        if root.get("style") != "dct":
            yield f"<{element.prefix}:{name}> is DCT, but the file does not say style dct"
    level = _level(element)
    if level not in known.levels:
        where = " or ".join(_LEVEL_NAMES[allowed] for allowed in known.levels)
        yield f"{name} belongs to {where}"
    values = known.values
    if name == "partOfSpeech" and local(root) == "martif":
        values = PARTS_OF_SPEECH_2008
    value = "".join(element.itertext())
    if values and value not in values:
        yield f"{name} is {value!r}, but must be one of {', '.join(values)}"


def _level(element: etree._Element) -> str:
    """The level at which a field stands, alone or in its group."""
    parent = element.getparent()
    while parent is not None and local(parent).endswith("Grp"):
        parent = parent.getparent()
    return _LEVELS.get(local(parent), "-") if parent is not None else "-"


def _ids(root: etree._Element) -> Iterator[tuple[int, str]]:
    first: dict[str, int] = {}
    for element in root.iter("{*}*"):
        name = element.get("id")
        if name is None:
            continue
        if not NC_NAME.fullmatch(name):
            yield _line(element), f"id {name!r} is no XML name"
        if name in first:
            yield _line(element), f"id {name!r} is also on line {first[name]}"
        first.setdefault(name, _line(element))
