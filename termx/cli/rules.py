"""`termx rules`: what `termx check` looks for."""

from __future__ import annotations

import click


@click.command("rules")
@click.argument("names", nargs=-1, metavar="[RULES]...")
@click.option("--output-format", type=click.Choice(["text", "json", "markdown"]), default="text")
def command(names: tuple[str, ...], output_format: str) -> None:
    """List the rules of `termx check`, or explain RULES (codes, prefixes of codes, names).

    \b
    Examples:
      termx rules
      termx rules TX201
      termx rules TX4 --output-format markdown
    """
    from termx.check.config import codes
    from termx.check.rules import RULES

    chosen = codes(names) if names else RULES
    rules = [rule for code, rule in RULES.items() if code in chosen]
    if output_format == "json":
        import json

        data = [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity,
                "default": rule.default,
                "needs_source": rule.needs_source,
                "needs_glossary": rule.needs_glossary,
                "fixable": rule.fixable,
                "summary": rule.summary,
                "explanation": rule.text,
            }
            for rule in rules
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    if output_format == "markdown":
        click.echo("| code | rule | | finds |\n|---|---|---|---|")
    for rule in rules:
        traits = [str(rule.severity)]
        traits += ["off"] if not rule.default and not rule.without_glossary else []
        traits += ["without a glossary"] if rule.without_glossary else []
        traits += ["source"] if rule.needs_source else []
        traits += ["fixable"] if rule.fixable else []
        if output_format == "markdown":
            click.echo(f"| {rule.code} | {rule.name} | {', '.join(traits)} | {rule.summary} |")
        elif names:
            click.echo(f"{rule.code} {rule.name} ({', '.join(traits)})\n\n{rule.text}\n")
        else:
            click.echo(f"{rule.code}  {', '.join(traits):<24}  {rule.summary}")
