"""TX9: comments that suppress findings; `termx.check.suppress` sees what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from termx.check.draft import Draft
from termx.check.registry import Problem


def unused_suppression(draft: Draft) -> Iterator[Problem]:
    """A comment suppresses a rule that finds nothing there, or that does not exist.

    Comments look like `<!-- termx: disable=TX201 quoted from the statute -->`.
    """
    yield from ()


def unexplained_suppression(draft: Draft) -> Iterator[Problem]:
    """A comment suppresses a rule without saying why.

    Write the reason after the code: `<!-- termx: disable=TX201 quoted from the statute -->`.
    """
    yield from ()
