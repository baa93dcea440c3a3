"""`termx lsp`: the language server, for editors."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("lsp")
@click.option(
    "-g",
    "--glossary",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Glossary instead of those of the settings file; may be repeated.",
)
def command(glossary: tuple[Path, ...]) -> None:
    """Serve an editor over standard input and output (Language Server Protocol).

    Editors start it themselves; docs/check.md says how. Needs termx[lsp].

    \b
    Example:
      termx lsp -g glossaries/un-crime.csv
    """
    from termx.errors import ConfigError

    try:
        from termx.lsp import server
    except ImportError as error:
        if not (error.name or "").startswith(("pygls", "lsprotocol")):
            raise
        raise ConfigError("the language server needs pygls: pip install 'termx[lsp]'") from None
    server(glossary).start_io()
