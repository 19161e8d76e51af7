"""The load that the telemetry benchmark puts on a server."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts.benchmarks.telemetry.load import CONNECTIONS, post


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    status = 201
    seen: list[bytes]

    def do_POST(self) -> None:
        self.seen.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self.status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{")  # in two pieces, as servers do
        self.wfile.flush()
        self.wfile.write(b"}")

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def serve():
    servers = []

    def start(status: int) -> tuple[tuple[str, int], list[bytes]]:
        seen: list[bytes] = []
        handler = type("Seeing", (Handler,), {"status": status, "seen": seen})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return ("127.0.0.1", server.server_port), seen

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("rate", [None, 200.0])
def test_each_answer_is_of_one_request(serve, rate) -> None:
    address, seen = serve(201)
    load = post(address, "/", [b"one", b"other"], seconds=0.5, rate=rate)
    assert load.answers == len(seen) >= CONNECTIONS
    assert set(seen) == {b"one", b"other"}
    assert load.per_second <= (rate or float("inf")) * 1.1


def test_a_refusal_is_an_error(serve) -> None:
    address, _ = serve(429)
    with pytest.raises(RuntimeError, match="429"):
        post(address, "/", [b"one"], seconds=0.5)
