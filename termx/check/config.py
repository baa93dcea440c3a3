"""Settings of a check: `[tool.termx]` in pyproject.toml, or termx.toml, and what options change.

Both files hold the same keys; paths and patterns in them are relative to the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from termx.check.rules import RULES
from termx.errors import ConfigError
from termx.models import Severity

_LISTS = ("glossary", "select", "ignore", "extend-select", "exclude")
_TEXTS = ("baseline", "fail-level", "output-format")
_TABLES = ("per-file-ignores", "severity")


class Settings(NamedTuple):
    """What is checked with which rules. Rules are named by code, prefix of codes, name or `all`."""

    glossary: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    severity: Mapping[str, Severity] = MappingProxyType({})
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    fail_level: Severity = Severity.INFO
    output_format: str = "full"
    root: Path = Path()
    """The folder of the file; patterns of files are relative to it."""

    def codes(self) -> frozenset[str]:
        """The rules to apply. Raises `ConfigError` for one that does not exist."""
        alone = not self.glossary
        chosen = {
            code
            for code, rule in RULES.items()
            if rule.default or (alone and rule.without_glossary)
        }
        if self.select:
            chosen = set(codes(self.select))
        return frozenset(chosen | codes(self.extend_select)) - codes(self.ignore)

    def ignored(self, path: Path) -> frozenset[str]:
        """The rules that are not applied to the file `path`."""
        found: set[str] = set()
        for pattern, names in self.per_file_ignores.items():
            if fnmatch(path.name, pattern) or _matches(path, self.root, pattern):
                found |= codes(names)
        return frozenset(found)


def _matches(path: Path, root: Path, pattern: str) -> bool:
    try:
        inner = path.resolve().relative_to(root.resolve())
    except ValueError:
        inner = path
    return fnmatch(inner.as_posix(), pattern)


def codes(names: Sequence[str], where: str = "") -> frozenset[str]:
    """The codes that `names` mean: codes, prefixes of codes, names of rules, `all`.

    Raises `ConfigError`, which begins with `where`, for a name that means none.
    """
    found: set[str] = set()
    for name in names:
        meant = {
            code
            for code, rule in RULES.items()
            if name.lower() in ("all", rule.name)
            or (name.upper().startswith("TX") and code.startswith(name.upper()))
        }
        if not meant:
            raise ConfigError(f"{where}no rule {name!r}; `termx rules` lists them")
        found |= meant
    return frozenset(found)


def find(start: Path) -> Path | None:
    """The settings file that holds in the folder `start`: its own, else that of a folder above."""
    for folder in (start, *start.parents):
        if (folder / "termx.toml").is_file():
            return folder / "termx.toml"
        project = folder / "pyproject.toml"
        if project.is_file() and _table(project) is not None:
            return project
    return None


def load(path: Path) -> Settings:
    """The settings in the file `path`. Raises `ConfigError` naming the file and the key."""
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: has no [tool.termx]; add it or use termx.toml")
    known = (*_LISTS, *_TEXTS, *_TABLES)
    values: dict[str, Any] = {"root": path.parent}
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{path}: unknown key {key!r}; the keys are {', '.join(known)}")
        values[key.replace("-", "_")] = _value(path, key, value)
    return Settings(**values)


def _value(path: Path, key: str, value: object) -> object:
    if key in _LISTS:
        texts = [value] if isinstance(value, str) and key == "glossary" else value
        if not isinstance(texts, list) or not all(isinstance(item, str) for item in texts):
            raise ConfigError(f"{path}: {key} must be a list of strings")
        if key == "glossary":
            return tuple(path.parent / item for item in texts)
        if key != "exclude":
            codes(texts, f"{path}: {key}: ")
        return tuple(texts)
    if key in _TEXTS:
        if not isinstance(value, str):
            raise ConfigError(f"{path}: {key} must be a string")
        return {"baseline": path.parent / value}.get(key) or (
            severity(value, f"{path}: {key}") if key == "fail-level" else value
        )
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: {key} must be a table")
    if key == "severity":
        return {
            code: severity(level, f"{path}: {key}")
            for name, level in value.items()
            for code in codes([name], f"{path}: {key}: ")
        }
    for names in value.values():
        if not isinstance(names, list):
            raise ConfigError(f"{path}: {key} must hold lists of rules")
        codes(names, f"{path}: {key}: ")
    return {pattern: tuple(names) for pattern, names in value.items()}


def severity(value: object, where: str) -> Severity:
    """The severity called `value`. Raises `ConfigError`, which begins with `where`."""
    if value not in list(Severity):
        raise ConfigError(f"{where}: {value!r} is none of {', '.join(Severity)}")
    return Severity(str(value))


def _table(path: Path) -> dict[str, object] | None:
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; give the path of a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not a TOML file: {error}") from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("termx")
        if table is None:
            return None
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.termx must be a table")
    return table
