"""What several tests of scale need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from termx.engines import Processes


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Processes]:
    """Two processes."""
    processes = Processes(2, tmp_path)
    try:
        yield processes
    finally:
        processes.close()
