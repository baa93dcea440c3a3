"""The errors that reach a user: one line that names the file, the place and the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class TermxError(Exception):
    """Base of every error that termx raises on purpose; its text is a complete message."""


class ReadError(TermxError):
    """A document cannot be read."""


class FormatError(TermxError):
    """A glossary file cannot be read or written."""


class ConfigError(TermxError):
    """A pipeline file or an option is wrong."""


class WorkError(TermxError):
    """Processes or machines that should do the work are lost."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that cannot be read, and why: a message that names it."""

    path: Path
    reason: str
