"""What a rule is: a function from a draft to problems, with a code and a text that explains it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from termx.check.draft import Draft
from termx.models import Severity


class Problem(NamedTuple):
    """What a rule has found at `text[start:end]` of the target document.

    `severity` says so where a case matters less or more than others of its rule.
    """

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()
    concept: str | None = None
    severity: Severity | None = None


Check = Callable[[Draft], Iterator[Problem]]


class Rule(NamedTuple):
    """A rule; `fixable` says that a problem with exactly one suggestion may be fixed unseen.

    `where` is its module in `termx.check.rules` and its function there, which is imported when the
    rule is first applied or explained: most runs need few modules.
    """

    code: str
    severity: Severity
    where: str
    default: bool = True
    needs_source: bool = False
    needs_glossary: bool = False
    without_glossary: bool = False
    """Whether the rule applies by itself where there is no glossary, and only there."""
    fixable: bool = False

    @property
    def name(self) -> str:
        """The name of the rule: that of its function, with hyphens."""
        return self.where.partition(".")[2].replace("_", "-")

    @property
    def check(self) -> Check:
        """The function of the rule."""
        module, _, name = self.where.partition(".")
        function: Check = getattr(import_module(f"termx.check.rules.{module}"), name)
        return function

    @property
    def text(self) -> str:
        """The whole explanation, unindented."""
        lines = (self.check.__doc__ or "").strip().split("\n")
        return "\n".join([lines[0], *(line[4:] for line in lines[1:])]).strip()

    @property
    def summary(self) -> str:
        """The first line of the explanation, without its full stop."""
        return self.text.split("\n", 1)[0].removesuffix(".")

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples in the explanation: `Bad:` and `Good:` lines under `Terms:` lines."""
        terms: list[str] = []
        found: list[Example] = []
        for match in _EXAMPLE.finditer(self.text):
            if match[1] == "Terms":
                if found and terms and found[-1].terms == tuple(terms):
                    terms = []
                terms.append(match[2])
            else:
                source, bar, target = match[2].rpartition(" | ")
                found.append(
                    Example(match[1] == "Bad", target, source if bar else None, tuple(terms))
                )
        return tuple(found)


class Example(NamedTuple):
    """A text that a rule reports (`bad`) or not, its source, and the glossary it is checked with.

    In the texts `¶` parts paragraphs, and `^` begins a note.
    """

    bad: bool
    target: str
    source: str | None
    terms: tuple[str, ...]


_EXAMPLE = re.compile(r"^\s*(Terms|Bad|Good):\s*(.+)$", re.MULTILINE)
