"""Bilingual (Chinese–English) terminology: harvest, normalize, emit, check."""

__version__ = "0.1.0"
