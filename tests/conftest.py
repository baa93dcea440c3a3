"""Fixtures that several test modules share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is not a defect: what takes too long is for the benchmarks to say.
settings.register_profile("termx", deadline=None)
settings.load_profile("termx")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold that stands beside the project, where there is one."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared: real documents and gold, not part of the project")
    return folder


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of earlier runs is found, nothing is left behind."""
    monkeypatch.setenv("TERMX_CACHE", str(tmp_path_factory.mktemp("cache")))
