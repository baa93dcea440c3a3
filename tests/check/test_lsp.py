"""The language server, driven over standard input and output as an editor does it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="needs termx[lsp]")

TEXT = "𠮷 各国必须应对气候变迁。\n"


class Editor:
    """A client that speaks the protocol's framing."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "termx", "lsp", "-g", "g.json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        self.number = 0

    def send(self, method: str, params: object, *, answer: bool = False) -> Any:
        message: dict[str, object] = {"jsonrpc": "2.0", "method": method, "params": params}
        if answer:
            self.number += 1
            message["id"] = self.number
        data = json.dumps(message).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()
        return self.wait(id=self.number)["result"] if answer else None

    def wait(self, **fields: object) -> Any:
        """The next message with these fields."""
        while True:
            message = self.read()
            if all(message.get(key) == value for key, value in fields.items()):
                return message

    def read(self) -> Any:
        stream = self.process.stdout
        assert stream is not None
        size = 0
        while line := stream.readline().strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.partition(b":")[2])
        assert size, "the server has stopped"
        return json.loads(stream.read(size))

    def diagnostics(self) -> list[dict[str, Any]]:
        message = self.wait(method="textDocument/publishDiagnostics")
        found: list[dict[str, Any]] = message["params"]["diagnostics"]
        return found


@pytest.fixture
def editor(folder: Path) -> Iterator[Editor]:
    client = Editor(folder)
    client.send(
        "initialize",
        {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}},
        answer=True,
    )
    client.send("initialized", {})
    yield client
    client.send("shutdown", None, answer=True)
    client.send("exit", None)
    assert client.process.wait(10) == 0
    for stream in (client.process.stdin, client.process.stdout):
        assert stream is not None
        stream.close()


def test_diagnostics_fixes_and_hover(editor: Editor, folder: Path) -> None:
    uri = (folder / "draft.txt").as_uri()
    document = {"uri": uri, "languageId": "plaintext", "version": 1, "text": TEXT}
    editor.send("textDocument/didOpen", {"textDocument": document})
    (found,) = editor.diagnostics()
    # UTF-16: the first character takes two units.
    place = {"start": {"line": 0, "character": 9}, "end": {"line": 0, "character": 13}}
    assert found["code"] == "TX201"
    assert found["severity"] == 2
    assert found["range"] == place

    request = {"textDocument": {"uri": uri}, "range": place, "context": {"diagnostics": [found]}}
    (action,) = editor.send("textDocument/codeAction", request, answer=True)
    assert action["kind"] == "quickfix"
    assert action["edit"]["changes"] == {uri: [{"range": place, "newText": "气候变化"}]}

    at = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 10}}
    hover = editor.send("textDocument/hover", at, answer=True)
    assert "climate change" in hover["contents"]["value"]
    assert "✗ 气候变迁 (deprecated)" in hover["contents"]["value"]
    outside = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 3}}
    assert editor.send("textDocument/hover", outside, answer=True) is None

    change = {
        "textDocument": {"uri": uri, "version": 2},
        "contentChanges": [{"range": place, "text": "气候变化"}],
    }
    editor.send("textDocument/didChange", change)
    assert editor.diagnostics() == []
    editor.send("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert editor.diagnostics() == []


def test_lines_are_those_of_the_protocol(editor: Editor, folder: Path) -> None:
    uri = (folder / "draft.txt").as_uri()
    text = "第一页\x0c第二页\u2028𠮷\r\n各国必须应对气候变迁。\n\n"
    document = {"uri": uri, "languageId": "plaintext", "version": 1, "text": text}
    editor.send("textDocument/didOpen", {"textDocument": document})
    (found,) = editor.diagnostics()
    assert found["range"]["start"] == {"line": 1, "character": 6}

    def edit(line: int, first: int, last: int, text: str) -> dict[str, object]:
        ends = {"line": line, "character": first}, {"line": line, "character": last}
        return {"range": dict(zip(("start", "end"), ends, strict=True)), "text": text}

    changes = [
        edit(0, 8, 10, "《甲公约"),  # instead of the character of two units
        edit(1, 6, 10, "气候变化"),
        edit(3, 0, 0, "应对𠮷气候变迁"),  # behind the last line break
    ]
    change = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": changes}
    editor.send("textDocument/didChange", change)
    places = [(item["code"], item["range"]["start"]) for item in editor.diagnostics()]
    assert places == [
        ("TX311", {"line": 0, "character": 8}),
        ("TX201", {"line": 3, "character": 4}),
    ]


def test_a_draft_full_of_findings_does_not_take_long(editor: Editor, folder: Path) -> None:
    uri = (folder / "draft.txt").as_uri()
    document = {"uri": uri, "languageId": "plaintext", "version": 1, "text": "气候变迁\n" * 5_500}
    begin = time.monotonic()
    editor.send("textDocument/didOpen", {"textDocument": document})
    assert len(editor.diagnostics()) == 5_000
    assert time.monotonic() - begin < 30


def test_a_broken_settings_file_is_told(editor: Editor, folder: Path) -> None:
    (folder / "termx.toml").write_text("colour = 1\n")
    uri = (folder / "draft.txt").as_uri()
    document = {"uri": uri, "languageId": "plaintext", "version": 1, "text": TEXT}
    editor.send("textDocument/didOpen", {"textDocument": document})
    (found,) = editor.diagnostics()
    assert "unknown key 'colour'" in found["message"]
