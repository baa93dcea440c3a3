"""What the READMEs show is what a user gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readme import READMES, ROOT, prepare, renewed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clone")
    prepare(folder)
    return folder


@pytest.mark.parametrize("name", READMES)
def test_outputs(name: str, folder: Path) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert renewed(text, folder) == text, "write them anew: python -m tests.readme"
