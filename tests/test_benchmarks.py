"""The benchmark runs; what it measures is asserted nowhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("options", [[], ["--distinct"]])
def test_the_benchmark_of_harvest_runs(options: list[str]) -> None:
    command = [sys.executable, "benchmarks/harvest.py", "--megabytes", "0.05", "--runs", "1"]
    sample = ["--documents", "pipelines/sample"]
    done = subprocess.run(
        [*command, *sample, *options],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert re.search(r"^text +\d+ documents, [\d,]+ characters", done.stdout)
    for line in ("jieba.cut", "harvest"):
        assert re.search(rf"^{line} +\d+\.\d\d s +\d+ kchar/s +\d+ MB$", done.stdout, re.M)
    assert re.search(r"^ratio +\d+\.\d\d x jieba\.cut \(best of 1\)$", done.stdout, re.M)


def test_a_folder_without_documents(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/harvest.py", "--documents", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2
    assert "no file *.zh.*" in done.stderr


def test_the_benchmarks_of_reading_run() -> None:
    commands = {
        "tmx.py": (["--megabytes", "0.1"], r"^bitext +\d+\.\d\d s .*x file\)$"),
        "pdf.py": (["tests/data/pdf/columns.pdf", "--runs", "1"], r"^columns\.pdf .* \d+\.\d\d x$"),
    }
    for name, (options, pattern) in commands.items():
        done = subprocess.run(
            [sys.executable, f"benchmarks/{name}", *options],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert re.search(pattern, done.stdout, re.M)


def test_the_benchmark_of_word_documents_runs() -> None:
    pytest.importorskip("docx", reason="needs python-docx")
    done = subprocess.run(
        [sys.executable, "benchmarks/read_docx.py", "--copies", "1", "--runs", "1"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    for name in ("python-docx", "word-like"):
        assert re.search(
            rf"^{name}\.docx +[\d,]+ +\d\.\d+ s +\d\.\d+ s +\d+\.\d\d$", done.stdout, re.M
        )


def test_the_benchmark_of_check_runs() -> None:
    command = [sys.executable, "benchmarks/check.py", "--characters", "20000", "--runs", "1"]
    done = subprocess.run(
        [*command, "--concepts", "200"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert re.search(r"^start +\d+\.\d\d x import click$", done.stdout, re.M)
    assert re.search(r"^check +\d+\.\d\d Mchar/s  2\d,\d{3} characters", done.stdout, re.M)
