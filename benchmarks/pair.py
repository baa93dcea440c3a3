"""Speed and memory of finding the equivalents of a list of terms in bitext."""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

_SYLLABLES = [*map("".join, zip("bdfgklmnprstvxz", "aeioua" * 3, strict=False))]
_FIRST, _LAST = 0x4E00, 0x5800


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=100_000, help="pairs of lines")
    parser.add_argument("--terms", type=int, default=500, help="terms of the list")
    parser.add_argument("--jobs", type=int, default=4, help="processes")
    options = parser.parse_args()
    if min(options.pairs, options.terms, options.jobs) < 1:
        parser.error("all numbers must be positive")
    with tempfile.TemporaryDirectory(prefix="termx-benchmark-") as name:
        folder = Path(name)
        write(folder, options.pairs, options.terms)
        command = [sys.executable, "-m", "termx", "harvest", "-q", "--jobs", str(options.jobs)]
        command += ["--bitext", str(folder / "b.zh"), str(folder / "b.en")]
        command += ["--terms", str(folder / "terms.txt"), "-o", str(folder / "out.csv")]
        start = time.perf_counter()
        subprocess.run(command, check=True)
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(
        f"{options.pairs:,} pairs, {options.terms} terms: {seconds:.1f} s, {peak:.2f} GB a process"
    )


def write(folder: Path, pairs: int, terms: int) -> None:
    """Bitext of made-up words, 23 a sentence, as frequent as Zipf says, in slightly other order."""
    chance = random.Random(1)  # noqa: S311
    words = [(_chinese(chance), _english(chance)) for _ in range(20_000)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    with (folder / "b.zh").open("w") as one, (folder / "b.en").open("w") as two:
        for _ in range(pairs):
            chosen = chance.choices(words, cum_weights=weights, k=23)
            one.write("".join(chinese for chinese, _ in chosen) + "。\n")
            at = chance.randrange(20)
            chosen[at], chosen[at + 2] = chosen[at + 2], chosen[at]
            two.write(" ".join(english for _, english in chosen) + ".\n")
    (folder / "terms.txt").write_text("\n".join(dict(words[:terms])) + "\n")


def _chinese(chance: random.Random) -> str:
    return "".join(chr(chance.randrange(_FIRST, _LAST)) for _ in range(2))


def _english(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randrange(2, 5)))


if __name__ == "__main__":
    main()
