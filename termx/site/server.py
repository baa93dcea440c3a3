"""A site on this machine only, built anew when a glossary changes, with drafts checked.

What is sent to be checked is answered and forgotten. Other pages of the browser cannot ask: the
host must be this one (no DNS rebinding), and a draft must come from a page of this server.
"""

from __future__ import annotations

import json
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from termx import site
from termx.errors import ConfigError, ReadError, TermxError
from termx.site.sources import load

if TYPE_CHECKING:
    from termx.check import Lexicon
    from termx.models import Document

HOST = "127.0.0.1"
_LIMIT = 64_000_000
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

Report = Callable[[str], None]


@dataclass(frozen=True)
class Shown:
    """A site as it is shown, and its glossaries to check with."""

    sources: Sequence[site.Source]
    files: Mapping[str, bytes]

    @cached_property
    def version(self) -> str:
        """Changes when anything in the site does."""
        meta = self.files["data/meta.js"].decode()
        return meta.rpartition('"version":"')[2].partition('"')[0]

    @cached_property
    def lexicon(self) -> Lexicon:
        """The glossaries, compiled for the checker."""
        from termx.check import compile

        return compile(concept for source in self.sources for concept in source.glossary.concepts)

    def prepare(self) -> None:
        """Make what the first check would wait for, if it is not made yet."""
        _ = self.lexicon

    def address(self, id: str | None) -> str | None:
        """The address of the first concept with this id."""
        for source in self.sources:
            if any(concept.id == id for concept in source.glossary.concepts):
                return f"{source.name}/{id}"
        return None


@dataclass
class Workshop:
    """Builds the site from its files, again whenever one of them has changed."""

    paths: Sequence[Path]
    previous: Sequence[Path] = ()
    title: str | None = None
    shown: Shown = field(init=False)

    def __post_init__(self) -> None:
        self._seen = self._state()
        self.shown = self._built()

    def refresh(self) -> bool:
        """Build again if a file has changed. Raises `TermxError`; then the old site stays."""
        state = self._state()
        if state == self._seen:
            return False
        self._seen = state
        self.shown = self._built()
        return True

    def watch(self, report: Report, seconds: float = 1.0) -> None:
        """Look for changes for ever, and report what was done.

        What checks need is made meanwhile, so that the first draft need not wait for it.
        """
        while True:
            self.shown.prepare()
            time.sleep(seconds)
            try:
                if self.refresh():
                    report(f"built again: {_count(self.shown)} concepts")
            except TermxError as error:
                report(f"{error} (the page stays as it was)")

    def _built(self) -> Shown:
        sources = load(self.paths, self.previous)
        return Shown(sources, site.build(sources, title=self.title, live=True))

    def _state(self) -> list[tuple[int, int] | None]:
        found: list[tuple[int, int] | None] = []
        for path in (*self.paths, *self.previous):
            try:
                status = path.stat()
                found.append((status.st_mtime_ns, status.st_size))
            except OSError:
                found.append(None)
        return found


def server(workshop: Workshop, port: int) -> ThreadingHTTPServer:
    """A server of the site on the loopback interface. Raises `ConfigError` if the port is taken."""

    class Handler(_Handler):
        work = workshop

    try:
        return ThreadingHTTPServer((HOST, port), Handler)
    except OSError as error:
        raise ConfigError(
            f"--port {port}: {error.strerror}; choose another, or 0 for any"
        ) from None


def serve(workshop: Workshop, port: int, report: Report) -> None:
    """Serve the site until the user interrupts. Raises `ConfigError` if the port is taken."""
    with server(workshop, port) as running:
        Thread(target=workshop.watch, args=(report,), daemon=True).start()
        concepts = _count(workshop.shown)
        report(f"http://{HOST}:{running.server_port}/ shows {concepts} concepts; Ctrl-C ends it")
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            report("ended")


def checked(shown: Shown, request: Mapping[str, Any]) -> dict[str, object]:
    """The text of a draft and the findings in it; places count code points of the text.

    `request` holds `draft` and, if there is one, `source`, each with `name` and `data` (Base64).
    Raises `TermxError` if a document cannot be read.
    """
    from termx.check import findings
    from termx.check.inputs import of
    from termx.check.registry import Rule
    from termx.check.rules import RULES

    source = request.get("source")
    sides = _documents(request["draft"])
    draft = of(sides, shown.lexicon, _documents(source)[0] if source else None)
    if draft is None:
        raise ReadError("the draft is not in Chinese; put the English text where the source goes")
    rules: Mapping[str, Rule] = RULES
    return {
        "text": draft.text,
        "paragraphs": [[item.start, item.end] for item in draft.target.paragraphs],
        "findings": [
            {
                "code": finding.code,
                "rule": rules[finding.code].name if finding.code in rules else finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "start": finding.occurrence.start,
                "end": finding.occurrence.end,
                "suggestions": finding.suggestions,
                "address": shown.address(finding.concept),
            }
            for finding in findings(draft)
        ],
    }


def _documents(file: Mapping[str, str]) -> tuple[Document, ...]:
    from termx.check.inputs import standard_input

    name = PurePosixPath(file["name"].replace("\\", "/")).name or "draft.txt"
    return standard_input(b64decode(file["data"]), Path(name))


def _count(shown: Shown) -> int:
    return sum(len(source.glossary.concepts) for source in shown.sources)


class _Handler(BaseHTTPRequestHandler):
    work: Workshop
    server: ThreadingHTTPServer

    def do_GET(self) -> None:
        if not self._at_home():
            return
        path = unquote(urlsplit(self.path).path).lstrip("/") or "index.html"
        shown = self.work.shown
        if path == "version":
            self._send(HTTPStatus.OK, shown.version.encode(), ".txt")
        elif path in shown.files:
            self._send(HTTPStatus.OK, shown.files[path], PurePosixPath(path).suffix)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"not found\n", ".txt")

    def do_POST(self) -> None:
        if not self._at_home():
            return
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isdecimal() else _LIMIT + 1
        own = f"http://{self.headers['Host']}"
        kind = self.headers.get("Content-Type", "")
        if self.path != "/check" or self.headers.get("Origin") != own or kind != "application/json":
            self._send(HTTPStatus.FORBIDDEN, b"forbidden\n", ".txt")
        elif size > _LIMIT:
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"too large\n", ".txt")
        else:
            self._answer(self.rfile.read(size))

    def _answer(self, body: bytes) -> None:
        try:
            answer = checked(self.work.shown, json.loads(body))
        except TermxError as error:
            answer = {"error": str(error)}
        except (ValueError, KeyError, TypeError, AttributeError):
            self._send(HTTPStatus.BAD_REQUEST, b"no request to check a draft\n", ".txt")
            return
        data = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
        self._send(HTTPStatus.OK, data, ".json")

    def _at_home(self) -> bool:
        """Whether the request is for this machine by a name that cannot be another's."""
        port = self.server.server_port
        if self.headers.get("Host") in (f"{HOST}:{port}", f"localhost:{port}"):
            return True
        self._send(HTTPStatus.FORBIDDEN, b"forbidden\n", ".txt")
        return False

    def _send(self, status: HTTPStatus, data: bytes, suffix: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of what went well, and of no draft."""
        if not (args and str(args[-2 if len(args) > 1 else -1]).startswith(("2", "3"))):
            print(f"termx: {format % args}", file=sys.stderr)
