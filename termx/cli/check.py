"""`termx check`: what is wrong with names, terms, figures and references in a draft."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termx.garbage import no_collections

if TYPE_CHECKING:
    from termx.check.config import Settings
    from termx.check.reports import Checked, Report
    from termx.check.run import Run
    from termx.errors import TermxError

_PATH = click.Path(path_type=Path)
_FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif", "junit", "html", "docx")
_LEVELS = ("error", "warning", "info")


@click.command("check")
@click.argument("paths", nargs=-1, type=_PATH)
@click.option("--source", type=_PATH, help="The English document that the draft translates.")
@click.option("-g", "--glossary", multiple=True, type=_PATH, help="Glossary; may be repeated.")
@click.option("--select", metavar="RULES", help="Only these: codes, prefixes (TX4), names, all.")
@click.option("--extend-select", metavar="RULES", help="These as well.")
@click.option("--ignore", metavar="RULES", help="Not these.")
@click.option(
    "--per-file-ignores",
    metavar="PATTERN:RULES",
    multiple=True,
    help="Not these in files that match: 'annex*.docx:TX311,TX4'.",
)
@click.option("--output-format", type=click.Choice(_FORMATS), help="Default: full.")
@click.option("-o", "--output", type=_PATH, help="Where to write; needed for docx.")
@click.option("--statistics", is_flag=True, help="How often each rule found something.")
@click.option("--fix", is_flag=True, help="Write what is certain into the files.")
@click.option("--diff", is_flag=True, help="Show what --fix would write.")
@click.option("--baseline", type=_PATH, help="Leave out what this file knows.")
@click.option("--write-baseline", type=_PATH, help="Write today's findings to this file.")
@click.option("--stdin-filename", type=_PATH, help="Name of what comes on standard input (-).")
@click.option("--config", type=_PATH, help="Settings instead of termx.toml or pyproject.toml.")
@click.option("--isolated", is_flag=True, help="No settings from a file.")
@click.option("--fail-level", type=click.Choice(_LEVELS), help="Exit 1 from this on; info.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
def command(paths: tuple[Path, ...], **options: Any) -> None:
    """Check drafts: names, terms, figures and references, alone or against their source.

    PATHS are documents, translation files, folders, or - for standard input. A translation file
    (XLIFF, TMX, PO, a table with columns en and zh) is checked against its own source. Exit 0:
    nothing found, 1: findings, 2: wrong use or a file that cannot be read.

    \b
    Examples:
      termx check draft.zh.docx --source draft.en.docx -g glossaries/un-crime.csv
      termx check drafts/ -g un.csv --output-format docx -o checked/
      termx check draft.zh.txt -g un.csv --fix
    """
    try:
        with no_collections():
            code = _command(paths, options)
    except KeyboardInterrupt:
        code = 130  # as shells have it; 1 would mean findings
    sys.exit(code)


def _command(paths: tuple[Path, ...], options: dict[str, Any]) -> int:
    """Do what the command line asks for; the exit code."""
    from termx.check.run import Run

    settings = _settings(options)
    standard = paths == (Path("-"),) or (not paths and options["stdin_filename"] is not None)
    if not paths and not standard:
        raise click.UsageError("give files or folders to check, or - for standard input")
    if not standard and Path("-") in paths:
        raise click.UsageError("- is checked alone, without other files")
    if standard and (options["output_format"] == "docx" or options["watch"]):
        raise click.UsageError("--output-format docx and --watch need files, not standard input")
    request = Run(
        settings,
        () if standard else paths,
        options["source"],
        sys.stdin.buffer.read() if standard else None,
        options["stdin_filename"] or Path("draft.txt"),
    )
    if options["watch"]:
        gc.enable()
        return _watch(request, options)
    return _once(request, options)


def _settings(options: dict[str, Any]) -> Settings:
    """The settings of the file that holds here, changed by the options."""
    from termx.check import config

    found = options["config"] or (None if options["isolated"] else config.find(Path.cwd()))
    settings = config.load(found) if found else config.Settings()
    changes: dict[str, Any] = {}
    for name in ("select", "extend_select", "ignore"):
        if options[name]:
            changes[name] = tuple(part.strip() for part in options[name].split(",") if part.strip())
    if options["glossary"]:
        changes["glossary"] = options["glossary"]
    for name in ("baseline", "output_format"):
        if options[name]:
            changes[name] = options[name]
    if options["fail_level"]:
        changes["fail_level"] = config.severity(options["fail_level"], "--fail-level")
    if options["per_file_ignores"]:
        ignores = dict(settings.per_file_ignores)
        for entry in options["per_file_ignores"]:
            pattern, _, names = entry.rpartition(":")
            if not pattern:
                raise click.UsageError(f"--per-file-ignores {entry}: write PATTERN:RULES")
            ignores[pattern] = (*ignores.get(pattern, ()), *names.split(","))
        changes["per_file_ignores"] = ignores
    if options["write_baseline"]:  # of all findings, also those that an older one knows
        changes["baseline"] = None
    settings = settings._replace(**changes)
    if settings.output_format not in _FORMATS:
        raise click.UsageError(f"no output format {settings.output_format}: {', '.join(_FORMATS)}")
    return settings


def _once(request: Run, options: dict[str, Any]) -> int:
    """Check, print and write what the options ask for; the exit code."""
    from termx.check.reports import REPORTS, Report
    from termx.check.run import failed, run

    refused: list[TermxError] = []
    checked = run(request._replace(refused=refused.append))
    for error in refused:
        click.echo(f"termx: {error}", err=True)
    if not checked:
        if refused:
            return 2
        click.echo("termx: nothing to check: no Chinese text in what was given", err=True)
        if request.stdin is not None and options["fix"]:
            sys.stdout.buffer.write(request.stdin)
        if options["source"]:
            return 2
    if options["write_baseline"]:
        _write_baseline(options["write_baseline"], checked)
        return 2 if refused else 0
    if options["fix"] or options["diff"]:
        checked = _fix(request, checked, options)
    output = options["output"]
    color = output is None and request.settings.output_format == "full" and sys.stdout.isatty()
    report = Report(checked, options["statistics"], color)
    format = REPORTS[request.settings.output_format]
    if options["diff"]:
        pass
    elif format.binary:
        _write_copies(report, output)
    elif output is not None:
        from termx.files import write_whole

        _refuse_draft(output, report)
        write_whole(output, format.render(report))
    else:
        # Standard output has the text, where that came from standard input and was fixed.
        stream = sys.stderr if request.stdin is not None and options["fix"] else sys.stdout
        stream.buffer.write(format.render(report))
        stream.buffer.flush()
    if refused:
        return 2
    return int(failed(checked, request.settings) and not options["exit_zero"])


def _write_baseline(path: Path, checked: tuple[Checked, ...]) -> None:
    from termx.check.baseline import dump
    from termx.files import write_whole

    found = [(file.path, finding) for file in checked for finding in file.findings]
    write_whole(path, dump(found, path.parent))
    click.echo(f"{path}: {len(found)} findings", err=True)


def _fix(
    request: Run, checked: tuple[Checked, ...], options: dict[str, Any]
) -> tuple[Checked, ...]:
    """Fix the files, or show how; what is left to report."""
    from codecs import BOM_UTF8

    from termx.check.fix import SUFFIXES, diff, fixable, fixed
    from termx.files import write_whole

    left = []
    count = 0
    for file in checked:
        path = Path(file.path)
        if path.suffix.lower() not in SUFFIXES:
            if any(map(fixable, file.findings)):
                click.echo(f"{path}: only plain text is fixed; left as it is", err=True)
            left.append(file)
            continue
        data = request.stdin if request.stdin is not None else path.read_bytes()
        # A byte order mark stays, and does not count as a column.
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        try:
            old = data.removeprefix(mark).decode("utf-8")
        except UnicodeDecodeError:
            click.echo(f"{path}: not in UTF-8, left as it is", err=True)
            left.append(file)
            continue
        new, done = fixed(old, file.findings)
        if options["diff"]:
            click.echo(diff(file.path, old, new), nl=False)
        elif request.stdin is not None:
            sys.stdout.buffer.write(mark + new.encode("utf-8"))
        elif done:
            write_whole(path, mark + new.encode("utf-8"))
        count += len(done)
        if not options["diff"]:
            file = file._replace(findings=tuple(f for f in file.findings if f not in done))
        left.append(file)
    click.echo(f"{count} {'would be ' * bool(options['diff'])}fixed", err=True)
    return tuple(left)


def _write_copies(report: Report, output: Path | None) -> None:
    """A copy with comments of each Word file: to the file `output`, or into the folder."""
    from termx.check.reports import REPORTS
    from termx.check.reports.docx import SUFFIXES
    from termx.files import make_folder, write_whole

    if output is None:
        raise click.UsageError("--output-format docx writes copies: say where with -o")
    files = [file for file in report.files if Path(file.path).suffix.lower() in SUFFIXES]
    if not files:
        raise click.UsageError("--output-format docx needs .docx drafts")
    if len(files) > 1 or output.suffix.lower() not in SUFFIXES:
        paths = [Path(file.path).absolute() for file in files]
        common = Path(os.path.commonpath([path.parent for path in paths]))
        targets = [output / path.relative_to(common) for path in paths]
    else:
        targets = [output]
    for file, target in zip(files, targets, strict=True):
        _refuse_draft(target, report)
        make_folder(target.parent)
        write_whole(target, REPORTS["docx"].render(report._replace(files=(file,))))
        click.echo(f"{target}: {len(file.findings)} comments", err=True)


def _refuse_draft(output: Path, report: Report) -> None:
    """A report is not to take the place of a draft."""
    if output.resolve() in [Path(file.path).resolve() for file in report.files]:
        raise click.UsageError(f"{output} is a draft itself; choose another name or folder for -o")


def _watch(request: Run, options: dict[str, Any]) -> int:
    """Check whenever a file changes, until the user stops it."""
    import time

    from termx.errors import TermxError

    seen: list[tuple[str, int, int]] = []
    try:
        while True:
            state = _state(request)
            if state != seen:
                seen = state
                click.clear()
                try:
                    _once(request, options)
                except TermxError as error:  # a file that is being saved is broken for a moment
                    click.echo(f"termx: {error}", err=True)
                click.echo("Watching; stop with Ctrl-C", err=True)
                seen = _state(request)
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0


def _state(request: Run) -> list[tuple[str, int, int]]:
    """Size and time of all files that a check reads."""
    from contextlib import suppress

    from termx.check.inputs import files
    from termx.errors import TermxError

    found = []
    inputs = [*request.settings.glossary, *([request.source] if request.source else [])]
    with suppress(TermxError):
        inputs += files(request.paths, request.settings.exclude)
    for path in inputs:
        with suppress(OSError):
            status = path.stat()
            found.append((str(path), status.st_size, status.st_mtime_ns))
    return found
