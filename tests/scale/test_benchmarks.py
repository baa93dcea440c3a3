"""The benchmarks of everything run, and make a table and a plot."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest
from lxml import etree

from benchmarks import run
from benchmarks.suite import texts
from benchmarks.suite.report import Row, growth, plot, table


def test_a_quick_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("termx.pair.links.known", tuple)  # to learn the names takes long
    monkeypatch.setenv("TERMX_CACHE", os.environ.get("TERMX_CACHE", ""))  # the run sets it
    run.main(["--quick", "-o", str(tmp_path)])
    shown = capsys.readouterr().out
    assert (tmp_path / "table.txt").read_text(encoding="utf-8") + "\n" == shown
    for name in ("harvest", "pair", "check", "convert", "lookup", "site"):
        assert sum(line.startswith(name) for line in shown.splitlines()) == 3, name
    assert "jieba 0." in shown
    etree.parse(tmp_path / "plot.svg")


def test_the_text_is_the_same_in_every_run_and_repeats_little() -> None:
    pool = texts.pool()
    one, two = (list(islice(texts.drawn(pool), 400)) for _ in range(2))
    assert one == two
    assert len({chinese for chinese, _ in one}) > 300
    assert sum(bool(english) for _, english in one) > 100


def test_what_is_reported_is_what_was_measured() -> None:
    rows = [
        Row("harvest", 1, 1, 1_000_000, 2.0, 200_000_000, 3.0, 0.01),
        Row("harvest", 4, 1, 4_000_000, 8.0, 220_000_000, 12.0, 0.04),
        Row("harvest", 4, 2, 4_000_000, 5.0, 210_000_000, 12.0, 0.04),
    ]
    first = table(rows).splitlines()[2].split()
    assert first == ["harvest", "1x", "1", "1,000", "2.00", "500", "1.50", "0.0050", "200"]
    assert growth(rows).split("\n") == [
        "harvest    4x the work 4.0x the time and 1.10x the memory",
        "           2 processes 1.60x as fast",
    ]
    assert plot(rows, "a < b").count("<circle") == 2 + 2
