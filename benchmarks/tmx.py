"""Memory and speed of reading a large translation memory; see README.md in this folder."""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en" segtype="sentence" datatype="xml"/><body>
"""
UNIT = """<tu tuid="{number}"><prop type="x-ConfirmationLevel">Translated</prop>
<tuv xml:lang="en"><seg>The Committee takes note of <bpt i="1">&lt;i></bpt>report {number}<ept
i="1"/> of the Secretary-General on the work of the Lakeside Centre &amp; its partners.</seg></tuv>
<tuv xml:lang="zh-CN"><seg>委员会注意到秘书长关于湖滨中心及其伙伴工作的<bpt i="1">&lt;i></bpt>第
{number}号报告<ept i="1"/>。</seg></tuv></tu>
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=200, help="size of the memory")
    options = parser.parse_args()
    if options.megabytes <= 0:
        parser.error("--megabytes must be positive")
    with tempfile.TemporaryDirectory(prefix="termx-benchmark-") as name:
        path = Path(name) / "memory.tmx"
        units = write(path, options.megabytes * 1e6)
        size = path.stat().st_size
        print(f"file      {size / 1e6:,.0f} MB, {units:,} units")
        nothing = _apart(_import, path)[1]
        print(f"import    {nothing / 1e6:38,.0f} MB")
        for label, function in (("pairs", _pairs), ("bitext", _bitext)):
            seconds, peak = _apart(function, path)
            speed = size / 1e6 / seconds
            more = (peak - nothing) / size
            print(
                f"{label:<9} {seconds:8.2f} s {speed:8.1f} MB/s {peak / 1e6:12,.0f} MB"
                f"  (over import: {more:.2f} x file)"
            )


def write(path: Path, size: float) -> int:
    """Write a translation memory of `size` bytes; the number of its units."""
    number = written = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        while written < size:
            number += 1
            unit = UNIT.format(number=number)
            written += len(unit.encode())
            file.write(unit)
        file.write("</body></tmx>\n")
    return number


def _apart(function: Callable[[Path], None], path: Path) -> tuple[float, int]:
    """Seconds and peak memory of `function` in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (function, path))


def _measure(function: Callable[[Path], None], path: Path) -> tuple[float, int]:
    begin = time.perf_counter()
    function(path)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, peak if sys.platform == "darwin" else peak * 1024


def _import(_: Path) -> None:
    import termx.read  # noqa: F401  only its memory is of interest


def _pairs(path: Path) -> None:
    from termx.read import pairs

    for _ in pairs(path):
        pass


def _bitext(path: Path) -> None:
    from termx.read import bitext

    for _ in bitext(path).beads():
        pass


if __name__ == "__main__":
    main()
