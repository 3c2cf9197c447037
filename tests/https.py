"""A small web server over TLS on loopback, which serves what a test hands it."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest


def make_certificate(folder: Path) -> Path:
    """Make a certificate for 127.0.0.1, with its key; its public half alone is `certificate.pem` beside it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is needed to make a certificate")
    file = folder / "server.pem"
    arguments = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    )
    command = [openssl, *arguments.split(), "-keyout", str(file), "-out", str(file.with_name("certificate.pem"))]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a fixed command line
    file.write_text(file.read_text() + file.with_name("certificate.pem").read_text())
    return file


def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what a fixture of a module gives: one certificate for all of its servers."""
    return make_certificate(tmp_path_factory.mktemp("tls"))


def site(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[tuple[str, dict[str, bytes]]]:
    """Give an address, and what is served below it by its paths: a test fills that. Every other path is a 404."""
    contents: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = contents.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by http.server
            pass

    with serving(certificate, Handler, monkeypatch) as address:
        yield address, contents


@contextmanager
def serving(certificate: Path, handler: type[BaseHTTPRequestHandler], monkeypatch: pytest.MonkeyPatch) -> Generator[str]:
    """Answer as a handler does. Clients trust the certificate meanwhile."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_name("certificate.pem")))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
