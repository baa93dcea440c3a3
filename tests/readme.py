"""The outputs that the READMEs show are real: `python -m tests.readme` writes them anew."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
NEEDED = ("pipelines", "glossaries", "tests/data/bitext")

_SHELL = re.compile(r"(?<=```\n)\$ (?P<command>.*)\n(?P<output>(?s:.*?))(?=```)")
_PYTHON = re.compile(
    r"```python\n(?P<code>(?s:.*?))(?P<output>(?:# .*\n)*)```\n(?:\n```\n(?P<printed>(?s:.*?))```)?"
)


def renewed(text: str, folder: Path) -> str:
    """A README with the outputs that its commands and Python blocks have today.

    Commands (`$ …` at the start of a block) run one after the other in `folder`, in which the files
    of the project are found.
    """
    text = _SHELL.sub(
        lambda block: f"$ {block['command']}\n{_shell(block['command'], folder)}", text
    )
    return _PYTHON.sub(lambda block: _python(block, folder), text)


def prepare(folder: Path) -> None:
    """Copy the files of the project to `folder`, and harvest the sample as the READMEs say."""
    for name in NEEDED:
        shutil.copytree(ROOT / name, folder / name)
    _shell("termx harvest pipelines/sample.toml", folder)


def _shell(command: str, folder: Path) -> str:
    return _run(["bash", "-c", command], folder)


def _python(block: re.Match[str], folder: Path) -> str:
    printed = _run([sys.executable, "-c", block["code"]], folder)
    if block["printed"] is None:
        comments = "".join(f"# {line}\n" for line in printed.splitlines())
        return f"```python\n{block['code']}{comments}```\n"
    return f"```python\n{block['code']}```\n\n```\n{printed}```"


def _run(command: list[str], folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True
    )
    return done.stdout + done.stderr


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        for name in READMES:
            path = ROOT / name
            path.write_text(renewed(path.read_text("utf-8"), Path(folder)), "utf-8")


if __name__ == "__main__":
    main()
