"""Language server: editors show findings while one writes (Language Server Protocol, pygls).

Diagnostics for each open draft in plain text, Markdown or a table of two languages; a quick fix for
each suggestion; hover over a known form shows its concept. Positions of the protocol count UTF-16
units unless the editor agrees to something else: `pygls` converts them, termx counts code points.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument, Workspace

from termx import __version__
from termx.check import config
from termx.check.draft import Draft
from termx.check.lexicon import Entry, Lexicon, load
from termx.check.reports import name, span
from termx.check.run import Run, run
from termx.errors import TermxError
from termx.models import Finding, Severity

_LEVELS = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_MARKS = {"preferred": "✓", "admitted": "·", "deprecated": "✗", "superseded": "✗"}
_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".tsv", ".csv"})
_LARGE = 300_000
"""A longer draft is checked when it is saved, not at every key."""
_MOST = 5000
"""So many findings of a draft are shown; an editor with more is none that one can write in."""


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


class _Text(TextDocument):
    """A draft with the lines of the protocol.

    pygls parts lines at form feeds and U+2028 as well, which text from PDF and Word has: its
    places would not be those of the editor.
    """

    @property
    def lines(self) -> Sequence[str]:
        return tuple(_LINE.findall(self.source))


class _Workspace(Workspace):
    def _create_text_document(
        self,
        doc_uri: str,
        source: str | None = None,
        version: int | None = None,
        language_id: str | None = None,
    ) -> TextDocument:
        return _Text(doc_uri, source, version, language_id, position_codec=self.position_codec)


class _Protocol(LanguageServerProtocol):
    @lsp_method(lsp.INITIALIZE)
    def lsp_initialize(
        self, params: lsp.InitializeParams
    ) -> Generator[Any, Any, lsp.InitializeResult]:
        result = yield from super().lsp_initialize(params)
        made = self.workspace
        self._workspace = _Workspace(
            made.root_uri,
            workspace_folders=list(made.folders.values()),
            position_encoding=result.capabilities.position_encoding,
        )
        return result


class _Shown(NamedTuple):
    """What an editor shows of a draft."""

    draft: Draft
    findings: tuple[Finding, ...]


class TermxServer(LanguageServer):
    """A language server with the settings and glossaries of a project."""

    def __init__(self, glossaries: Sequence[Path] = ()) -> None:
        super().__init__("termx", __version__, protocol_cls=_Protocol)
        self._glossaries = tuple(glossaries)
        self._lexicons: dict[tuple[Path, ...], Lexicon] = {}
        self._shown: dict[str, _Shown] = {}

    def check(self, uri: str) -> None:
        """Check the draft and tell the editor."""
        document = self.workspace.get_text_document(uri)
        try:
            shown = self._checked(document)
        except TermxError as error:
            self._shown.pop(uri, None)
            diagnostics = [_trouble(error)]
        else:
            if shown is None:
                self._shown.pop(uri, None)
                diagnostics = []
            else:
                self._shown[uri] = shown
                lines = document.lines
                diagnostics = [
                    _diagnostic(document, lines, finding) for finding in shown.findings[:_MOST]
                ]
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, diagnostics, document.version)
        )

    def forget(self, uri: str) -> None:
        """The draft was closed."""
        self._shown.pop(uri, None)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def reload(self) -> None:
        """Read the glossaries again when they are next asked for."""
        self._lexicons.clear()

    def _checked(self, document: TextDocument) -> _Shown | None:
        path = Path(to_fs_path(document.uri) or "draft.txt")
        text = document.source
        if path.suffix.lower() not in _SUFFIXES or not text.strip():
            return None
        found = config.find(path.parent)
        settings = config.load(found) if found else config.Settings()
        settings = settings._replace(glossary=self._glossaries or settings.glossary)
        if settings.glossary not in self._lexicons:
            self._lexicons[settings.glossary] = load(settings.glossary)
        if not settings.glossary and not settings.select:
            # Harvesting takes seconds: not while someone types.
            settings = settings._replace(ignore=(*settings.ignore, "TX11"))
        request = Run(settings, (), stdin=text.encode("utf-8", "replace"), stdin_filename=path)
        checked = run(request, self._lexicons[settings.glossary])
        return _Shown(checked[0].draft, checked[0].findings) if checked else None

    def actions(self, uri: str, where: lsp.Range) -> list[lsp.CodeAction]:
        """The quick fixes for the findings that touch `where`."""
        shown = self._shown.get(uri)
        if shown is None:
            return []
        document = self.workspace.get_text_document(uri)
        lines = document.lines
        actions = []
        for finding in shown.findings[:_MOST]:
            diagnostic = _diagnostic(document, lines, finding)
            if not _touch(diagnostic.range, where):
                continue
            for suggestion in finding.suggestions:
                edit = lsp.TextEdit(diagnostic.range, suggestion)
                actions.append(
                    lsp.CodeAction(
                        title=f"Write {suggestion}" if suggestion else "Take out",
                        kind=lsp.CodeActionKind.QuickFix,
                        diagnostics=[diagnostic],
                        edit=lsp.WorkspaceEdit(changes={uri: [edit]}),
                        is_preferred=len(finding.suggestions) == 1,
                    )
                )
        return actions

    def hover(self, uri: str, position: lsp.Position) -> lsp.Hover | None:
        """The concept of the known form at `position`."""
        shown = self._shown.get(uri)
        if shown is None:
            return None
        document = self.workspace.get_text_document(uri)
        codec = document.position_codec
        point = codec.position_from_client_units(document.lines, position)
        draft = shown.draft
        for hit in draft.hits:
            start, end = draft.squeezed.span(hit.start, hit.end)
            first, last = draft.target.place(start), draft.target.place(end - 1)
            inside = (first.number, first.column) <= (point.line + 1, point.character + 1)
            if inside and (point.line + 1, point.character + 1) <= (last.number, last.column):
                texts = [_described(entry) for entry, _ in draft.standing(hit)]
                content = lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n---\n\n".join(texts))
                return lsp.Hover(content)
        return None


def _described(entry: Entry) -> str:
    lines = [f"**{entry.preferred[0] if entry.preferred else entry.id}** — {entry.kind}", ""]
    for form in (*entry.target, *entry.source):
        state = "" if form.good else f" ({form.status})"
        lines.append(f"- {_MARKS[form.status]} {form.text}{state}")
    return "\n".join(lines)


def _diagnostic(document: TextDocument, lines: Sequence[str], finding: Finding) -> lsp.Diagnostic:
    where = span(finding)
    place = lsp.Range(
        lsp.Position(where.line - 1, where.column - 1),
        lsp.Position(where.end_line - 1, where.end_column - 1),
    )
    codec = document.position_codec
    return lsp.Diagnostic(
        range=codec.range_to_client_units(lines, place),
        severity=_LEVELS[finding.severity],
        code=finding.code,
        source="termx",
        message=f"{finding.message} ({name(finding)})",
    )


def _trouble(error: TermxError) -> lsp.Diagnostic:
    start = lsp.Position(0, 0)
    return lsp.Diagnostic(
        lsp.Range(start, start), str(error), lsp.DiagnosticSeverity.Error, source="termx"
    )


def _touch(one: lsp.Range, other: lsp.Range) -> bool:
    def point(position: lsp.Position) -> tuple[int, int]:
        return position.line, position.character

    return point(one.start) <= point(other.end) and point(other.start) <= point(one.end)


def server(glossaries: Sequence[Path] = ()) -> TermxServer:
    """The server, with `glossaries` instead of those of the settings file of each draft."""
    termx = TermxServer(glossaries)

    @termx.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        termx.check(params.text_document.uri)

    @termx.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        if len(termx.workspace.get_text_document(uri).source) <= _LARGE:
            termx.check(uri)

    @termx.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        termx.reload()
        termx.check(params.text_document.uri)

    @termx.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        termx.forget(params.text_document.uri)

    @termx.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    )
    def fixes(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        return termx.actions(params.text_document.uri, params.range)

    @termx.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        return termx.hover(params.text_document.uri, params.position)

    return termx
