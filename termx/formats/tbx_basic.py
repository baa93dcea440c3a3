"""The data categories of TBX-Basic, and the names of its three notations.

TBX-Basic 1.2.1 (ISO 30042:2019, styles DCA and DCT) and TBX-Basic 2008 (martif, ISO 30042:2008).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from termx.models import Status, TermType

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TBX_NS = "urn:iso:std:iso:30042:ed-2"
MODULE_NS: Mapping[str, str] = MappingProxyType(
    {
        "min": "http://www.tbxinfo.net/ns/min",
        "basic": "http://www.tbxinfo.net/ns/basic",
    }
)

STATUS_SUFFIX = "Term-admn-sts"
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "other")
PARTS_OF_SPEECH_2008 = (*PARTS_OF_SPEECH, "properNoun")

LANGUAGES_2008: Mapping[str, str] = MappingProxyType({"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"})
"""2008: its readers know regions only (translate-toolkit wants zh-CN exactly, OmegaT any zh)."""

# XML 1.0 (fifth edition), productions 4 and 4a, without the colon.
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NC_NAME = re.compile(f"[{_START}][{_START}.0-9\u00b7\u0300-\u036f\u203f\u2040-]*")
LANGUAGE_TAG = re.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Category:
    """A data category: its DCA element, its DCT module, its levels and its picklist if it has one.

    Levels are `c`oncept, `l`anguage and `t`erm.
    """

    element: str
    module: str
    levels: str
    values: tuple[str, ...] = ()


_LOCATIONS = (
    "checkBox",
    "comboBox",
    "comboBoxElement",
    "dialogBox",
    "groupBox",
    "informativeMessage",
    "interactiveMessage",
    "menuItem",
    "progressBar",
    "pushButton",
    "radioButton",
    "slider",
    "spinBox",
    "tab",
    "tableText",
    "textBox",
    "toolTip",
    "user-definedType",
)

CATEGORIES: Mapping[str, Category] = MappingProxyType(
    {
        "subjectField": Category("descrip", "min", "c"),
        "definition": Category("descrip", "basic", "cl"),
        "context": Category("descrip", "basic", "t"),
        "source": Category("admin", "basic", "clt"),
        "customerSubset": Category("admin", "min", "ct"),
        "projectSubset": Category("admin", "basic", "ct"),
        "crossReference": Category("ref", "basic", "ct"),
        "externalCrossReference": Category("xref", "min", "clt"),
        "xGraphic": Category("xref", "basic", "cl"),
        "transactionType": Category("transac", "basic", "clt", ("origination", "modification")),
        "responsibility": Category("transacNote", "basic", "clt"),
        "partOfSpeech": Category("termNote", "min", "t", PARTS_OF_SPEECH),
        "administrativeStatus": Category(
            "termNote", "min", "t", tuple(status + STATUS_SUFFIX for status in Status)
        ),
        "termType": Category("termNote", "basic", "t", tuple(TermType)),
        "geographicalUsage": Category("termNote", "basic", "t"),
        "grammaticalGender": Category(
            "termNote", "basic", "t", ("masculine", "feminine", "neuter", "other")
        ),
        "termLocation": Category("termNote", "basic", "t", _LOCATIONS),
    }
)


@dataclass(frozen=True, slots=True)
class Notation:
    """What the parts of an entry are called."""

    root: str
    header: str
    concept: str
    language: str
    term: str
    parts_of_speech: tuple[str, ...]
    languages: Mapping[str, str]
    style: str | None = None
    numbers: bool = True
    """Whether score and frequency are noted: readers of 2008 show every note to the translator."""


_V3 = ("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec", PARTS_OF_SPEECH)
DCA = Notation(*_V3, languages=MappingProxyType({}), style="dca")
DCT = Notation(*_V3, languages=MappingProxyType({}), style="dct")
MARTIF = Notation(
    *("martif", "martifHeader", "termEntry", "langSet", "tig"),
    parts_of_speech=PARTS_OF_SPEECH_2008,
    languages=LANGUAGES_2008,
    numbers=False,
)
