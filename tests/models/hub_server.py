"""A model hub on loopback: the part of Hugging Face's protocol that a download uses.

It serves a repository's listing, and its files with ranges, large ones through a redirect as the
hub does. On demand it is as unpleasant as a network can be.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

REPO = "someone/some-model"  # what tests call their repository
COMMIT = "0123456789abcdef0123456789abcdef01234567"
LARGE = 1000  # bytes from which on a file is stored outside of git
_CHUNK = 64 * 1024


@dataclass
class Hub:
    """What the server holds and how it behaves; tests change it as they go.

    Attributes:
        files: content by "owner/name" and path.
        gated: repositories that want a token.
        cut_after: break the connection after so many bytes of each file's answer.
        silent: accept requests and answer nothing.
        stall_after: send so many bytes of a file, then nothing more.
        corrupt: change the first byte of what is sent.
        extra: bytes that are sent after a file's own.
        portal: answer every request with a sign-in page, as the network of a hotel does.
        ignore_ranges: answer 200 with the whole file to a request for a part.
        asked: the Range of each request for a file's content, in order; "" for none.
        headers: of each request, names in lower case.
        paths: of each request.
        released: set at the end, so that silent answers end.
    """

    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    gated: set[str] = field(default_factory=set)
    cut_after: int | None = None
    silent: bool = False
    stall_after: int | None = None
    corrupt: bool = False
    extra: bytes = b""
    portal: bool = False
    ignore_ranges: bool = False
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    released: Event = field(default_factory=Event)
    url: str = ""


def git_oid(content: bytes) -> str:
    """The name that git gives to a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def sibling(path: str, content: bytes) -> dict[str, Any]:
    """A file as the hub lists it."""
    entry: dict[str, Any] = {"rfilename": path, "size": len(content), "blobId": git_oid(content)}
    if len(content) >= LARGE:
        digest = hashlib.sha256(content).hexdigest()
        entry["lfs"] = {"size": len(content), "sha256": digest, "pointerSize": 130}
    return entry


class _Handler(BaseHTTPRequestHandler):
    hub: Hub

    def log_message(self, *args: object) -> None:
        pass

    def do_HEAD(self) -> None:
        if self.hub.silent:
            self.hub.released.wait()
        self.send_response(200)
        self.end_headers()

    def do_GET(self) -> None:
        self.hub.headers.append({name.lower(): value for name, value in self.headers.items()})
        path = unquote(urlsplit(self.path).path)
        self.hub.paths.append(path)
        if self.hub.silent:
            self.hub.released.wait()
        elif self.hub.portal:
            self._answer(b"<html>Welcome to our hotel</html>", "text/html")
        elif match := re.fullmatch(r"/api/models/(.+)/revision/([^/]+)", path):
            self._list(*match.groups())
        elif match := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path):
            self._resolve(*match.groups())
        elif match := re.fullmatch(r"/storage/([^/]+/[^/]+)/(.+)", path):
            self._send(self.hub.files[match[1]][match[2]])
        else:
            self._refuse(404, "RepoNotFound")

    def _list(self, repo: str, revision: str) -> None:
        if repo not in self.hub.files:
            self._refuse(404, "RepoNotFound")
        elif revision not in ("main", COMMIT):
            self._refuse(404, "RevisionNotFound")
        else:
            files = [sibling(path, data) for path, data in self.hub.files[repo].items()]
            body = json.dumps({"id": repo, "sha": COMMIT, "siblings": files}).encode()
            self._answer(body, "application/json")

    def _answer(self, body: bytes, content_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _resolve(self, repo: str, revision: str, path: str) -> None:
        content = self.hub.files[repo].get(path)
        if repo in self.hub.gated and "Authorization" not in self.headers:
            self._refuse(401, "GatedRepo")
        elif content is None or revision != COMMIT:  # a download must stay at one commit
            self._refuse(404, "EntryNotFound")
        elif len(content) < LARGE:
            self._send(content)
        else:
            self.send_response(302)
            self.send_header("Location", f"/storage/{repo}/{path}")
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _send(self, content: bytes) -> None:
        wanted = "" if self.hub.ignore_ranges else self.headers.get("Range", "")
        self.hub.asked.append(self.headers.get("Range", ""))
        start = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
        if self.hub.corrupt:
            content = bytes([content[0] ^ 1]) + content[1:]
        content += self.hub.extra
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(content) - start))
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        self._write(content[start:])

    def _write(self, content: bytes) -> None:
        limits = [n for n in (self.hub.cut_after, self.hub.stall_after) if n is not None]
        try:
            for at in range(0, min([len(content), *limits]), _CHUNK):
                self.wfile.write(content[at : min([at + _CHUNK, len(content), *limits])])
        except OSError:
            return  # the client has gone, as in a cancelled download
        if self.hub.stall_after is not None:
            self.hub.released.wait()

    def _refuse(self, status: int, code: str) -> None:
        self.send_response(status)
        self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def serve(hub: Hub) -> Iterator[Hub]:
    """Run `hub` on a free port of loopback; its `url` is set."""
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield hub
    finally:
        hub.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
