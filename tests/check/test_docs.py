"""The page about checking names the rules and formats that there are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from click.testing import CliRunner

from termx.check import RULES, config
from termx.check.reports import REPORTS
from termx.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")


def test_rules_of_the_page_are_those_of_the_code() -> None:
    table = CliRunner().invoke(main, ["rules", "--output-format", "markdown"]).stdout
    found = re.search(r"<!-- rules -->\n(.*?)<!-- end of rules -->", PAGE, re.DOTALL)
    assert found is not None
    assert found[1] == table, "`termx rules --output-format markdown` makes the table"


def test_formats_of_the_page_are_those_of_the_code() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(REPORTS)


def test_settings_of_the_page_are_right(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(glossary = .*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 1
    path = tmp_path / "termx.toml"
    path.write_text(blocks[0], encoding="utf-8")
    assert config.load(path).codes() < set(RULES)


def test_hooks_and_action_name_options_that_there_are() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    known = {option for item in main.get_command(None, "check").params for option in item.opts}  # type: ignore[arg-type, union-attr]
    lines = [line for line in (hooks + action).splitlines() if "termx check" in line]
    used = {word for line in lines for word in re.findall(r"(?<=\s)--[a-z-]+", line)}
    assert used <= known
    assert "--output-format" in used


def test_extras_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(re.findall(r"termx\[(\w+)\]", PAGE)) <= set(project["optional-dependencies"])
