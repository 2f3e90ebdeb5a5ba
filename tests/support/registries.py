"""Package registries of our own: an index on this machine that speaks the real protocol, and an `npm` that answers from files."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

JSON_TYPE = "application/vnd.pypi.simple.v1+json"
FAKE_NPM = """#!{python}
import json, pathlib, sys
folder = pathlib.Path(__file__).parent
with open(folder / "calls.jsonl", "a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + chr(10))
answer = folder / (sys.argv[2].replace("/", "+") + ".json")
if not answer.exists():
    print(json.dumps({{"error": {{"code": "E404"}}}}))
    sys.exit(1)
sys.stdout.write(answer.read_text())
"""


def file(name: str, when: str | None = None, **more: Any) -> dict[str, Any]:
    """A file of a project in the form of PEP 691; ``when`` is the day of its upload."""
    dated = {"upload-time": f"{when}T12:00:00.000000Z"} if when else {}
    return {"filename": name, "url": f"files/{name}", "hashes": {}, **dated, **more}


def project(name: str, *files: dict[str, Any]) -> dict[str, Any]:
    """The page of a project in the form of PEP 691."""
    return {"meta": {"api-version": "1.1"}, "name": name, "versions": [], "files": list(files)}


@contextmanager
def index(pages: Mapping[str, Any], metadata: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of an index that serves these project pages, and core metadata by the name of their file.

    A page that is a number is the status of the answer instead; one that is text is sent as it is.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            last = self.path.rstrip("/").rpartition("/")[2]
            page = (metadata or {}).get(last.removesuffix(".metadata"), pages.get(last, 404))
            body = (page if isinstance(page, str) else json.dumps(page)).encode()
            self.send_response(page if isinstance(page, int) else 200)
            self.send_header("Content-Type", JSON_TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/simple"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def fake_npm(folder: Path, answers: Mapping[str, Any]) -> Path:
    """A folder for PATH with an `npm` that prints these answers to `npm view`; its calls are kept in ``calls.jsonl``."""
    folder.mkdir(parents=True)
    program = folder / "npm"
    program.write_text(FAKE_NPM.format(python=sys.executable))
    program.chmod(0o755)
    for name, answer in answers.items():
        text = answer if isinstance(answer, str) else json.dumps(answer)
        (folder / f"{name.replace('/', '+')}.json").write_text(text)
    return folder
