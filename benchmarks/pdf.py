"""Time of reading PDF beside bare text extraction by pypdfium2, in one run; see README.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "data" / "pdf"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "files", nargs="*", type=Path, help="PDF files; without any, those of the tests"
    )
    parser.add_argument("--runs", type=int, default=15, help="measure so many times, take the best")
    parser.add_argument(
        "--texts", nargs="*", type=Path, default=[], help="texts to make PDF of with LibreOffice"
    )
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be positive")
    with tempfile.TemporaryDirectory(prefix="termx-benchmark-") as name:
        files = options.files + (_converted(options.texts, Path(name)) if options.texts else [])
        _compare(files or sorted(FOLDER.glob("*.pdf")), options.runs)


def _converted(texts: Sequence[Path], folder: Path) -> list[Path]:
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    form = ["--infilter=Text (encoded):UTF8,LF,,,", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run([*command, *form, *texts], check=True, capture_output=True, timeout=600)
    return sorted(folder.glob("*.pdf"))


def _compare(files: Sequence[Path], runs: int) -> None:
    from termx.errors import ReadError
    from termx.read.pdf import read_pdf

    if not files:
        sys.exit("no PDF files")
    total = [0.0, 0.0]
    for path in files:
        try:
            read_pdf(path)
        except ReadError as error:
            print(f"{path.name:<24} {error}", file=sys.stderr)
            continue
        best = [float("inf"), float("inf")]
        chars = 0
        for _ in range(runs):
            begin = time.process_time()
            chars = _bare(path)
            middle = time.process_time()
            read_pdf(path)
            end = time.process_time()
            best = [min(best[0], middle - begin), min(best[1], end - middle)]
        total = [sum(pair) for pair in zip(total, best, strict=True)]
        _report(path.name, chars, best)
    if len(files) > 1 and total[0]:
        print(f"{'all':<24} {total[1] / total[0]:.2f} x bare extraction (best of {runs})")


def _bare(path: Path) -> int:
    """The number of characters that pypdfium2 finds."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    chars = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        chars += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return chars


def _report(name: str, chars: int, best: Sequence[float]) -> None:
    bare, read = (chars / seconds / 1000 if seconds else 0.0 for seconds in best)
    ratio = best[1] / best[0] if best[0] else 0.0
    print(
        f"{name:<24} {chars:>8,} characters, bare {bare:6,.0f} kchar/s, read {read:6,.0f} kchar/s,"
        f" {ratio:.2f} x"
    )


if __name__ == "__main__":
    main()
