"""TBX-Basic 2008 (martif): what OmegaT, Weblate, Okapi and other readers of today really take.

Chinese is `zh-CN` and `zh-TW` here, and score and frequency are left out. There is no DOCTYPE: a
Java reader would look for the DTD.
"""

from __future__ import annotations

from termx.formats.features import Feature, Keeps
from termx.formats.tbx import KEEPS as KEEPS_V3
from termx.formats.tbx import write
from termx.formats.tbx_basic import MARTIF
from termx.formats.tbx_reader import load
from termx.models import Glossary

__all__ = ["KEEPS", "dump", "load"]

KEEPS: Keeps = {
    feature: how
    for feature, how in KEEPS_V3.items()
    if feature not in (Feature.SCORE, Feature.FREQUENCY)
}


def dump(glossary: Glossary) -> bytes:
    """TBX-Basic 2008.

    Raises `FormatError` if a concept's id is no XML name or a language no BCP 47 tag.
    """
    return write(glossary, MARTIF)
