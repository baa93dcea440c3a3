"""The footnotes of a web page: links that call a text further down, which mostly links back.

Word, LibreOffice, pandoc, MediaWiki and the web pages of the UN all make them so, and agree in
little else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_MARK = re.compile(r"[\[(（【]?\s*(\d{1,3}|[ivxl]{1,6}|[*†‡§]{1,3})\s*[\])）】]?")
_BACK = re.compile(r"\W*(?:[\u21a9\u2191\u2b06\u23ce^]|back|返回)\W*", re.IGNORECASE)
# What those who call the note, or the note, are called: footnote, fn1, _ftnref1, endnote, noteref,
# sdfootnoteanc, cite_note.
_HINT = re.compile(r"foot|note|fn|ftn|edn|anc\b|cite", re.IGNORECASE)
_HINTS = ("class", "id", "name", "role", "href", "epub:type", "style")
_HOLDERS = frozenset(("li", "p", "div", "aside", "dd", "td", "section"))


@dataclass(frozen=True, slots=True)
class Notes:
    """The links that call footnotes, and the elements that hold these, with their marks."""

    calls: frozenset[etree._Element]
    texts: dict[etree._Element, str]


def mark_of(element: etree._Element) -> str | None:
    """The mark of a footnote if the element holds nothing else."""
    text = "".join(map(str, element.itertext())).strip() if len(element) < 4 else ""
    match = _MARK.fullmatch(text)
    return match[1] if match else None


def notes(page: etree._Element) -> Notes:
    """The footnotes that the links of the page show."""
    order: dict[etree._Element, int] = {}
    targets: dict[str, etree._Element] = {}
    links: list[etree._Element] = []
    for number, element in enumerate(page.iter("*")):
        order[element] = number
        for name in (element.get("id"), element.get("name")):
            if name:
                targets.setdefault(name, element)
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            links.append(element)
    calls: set[etree._Element] = set()
    texts: dict[etree._Element, str] = {}
    for link in links:
        target = targets.get((link.get("href") or "")[1:])
        mark = mark_of(link)
        if mark is None or target is None or order[target] <= order[link]:
            continue
        holder = _holder(target)
        if holder is not None and _is_call(link, target):
            calls.add(link)
            texts.setdefault(holder, mark)
    return Notes(frozenset(calls), texts)


def goes_back(element: etree._Element) -> bool:
    """Whether the link in a footnote does nothing but lead back to where it is called."""
    if element.tag != "a" or "#" not in (element.get("href") or element.get("name") or "#"):
        return False
    text = "".join(map(str, element.itertext()))
    return bool(_BACK.fullmatch(text) or _MARK.fullmatch(text.strip()))


def _is_call(link: etree._Element, target: etree._Element) -> bool:
    """Whether a link with a number is the call of a note and not that of a table of contents."""
    around = [link, *list(link), *([parent] if (parent := link.getparent()) is not None else [])]
    if any(element.tag == "sup" for element in around):
        return True
    return any(_HINT.search(element.get(name, "")) for element in (link, target) for name in _HINTS)


def _holder(target: etree._Element) -> etree._Element | None:
    """The element with the text of the note whose anchor is `target`."""
    element: etree._Element | None = target
    while element is not None and element.tag not in _HOLDERS:
        if element.tag in ("body", "table", "h1", "h2", "h3", "h4", "h5", "h6"):
            return None
        element = element.getparent()
    if element is not None and element.tag == "p":
        # <div id="ftn1"><p><a name="_ftn1">: the note may have more paragraphs.
        parent = element.getparent()
        named = parent is not None and (parent.tag == "li" or _HINT.search(parent.get("id", "")))
        if parent is not None and named and parent.tag in _HOLDERS and parent[0] is element:
            return parent
    return element
