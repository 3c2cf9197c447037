"""Documents to be compared that come over the network: from the venue itself, over https, and nothing but the document."""

from __future__ import annotations

from collections.abc import Generator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import https
import pytest
from mutations import DATA

from compiler.__main__ import main
from compiler.comparing.catalogue import UnreadableError
from compiler.comparing.sources import LARGEST, catalogue_at

SERVED = str(DATA / "fourcasters-served.openapi.yaml")


certificate = pytest.fixture(scope="module")(https.certificate)


class Venue(BaseHTTPRequestHandler):
    """Answers by the path that it is asked for."""

    def do_GET(self) -> None:
        status, body = {"/openapi.json": (200, Path(SERVED).read_bytes()), "/large": (200, b" " * (LARGEST + 1))}.get(self.path, (404, b""))
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/openapi.json")
        else:
            self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - named by http.server
        pass


@pytest.fixture
def venue(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[str]:
    with https.serving(certificate, Venue, monkeypatch) as address:
        yield address


def test_a_document_is_read_from_an_https_address(venue: str) -> None:
    assert catalogue_at(f"{venue}/openapi.json").exchanges == catalogue_at(SERVED).exchanges


@pytest.mark.parametrize(
    ("path", "told"), [("/moved", "redirects to '/openapi.json'"), ("/none", "answered 404"), ("/large", "larger than 16 MiB")]
)
def test_what_is_not_simply_the_document_is_refused(venue: str, path: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fidelity", venue + path]) == 3
    assert told in capsys.readouterr().err


def test_an_address_without_encryption_is_refused_before_anything_is_sent(venue: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", venue.replace("https", "http") + "/openapi.json", SERVED]) == 3
    assert "only https" in capsys.readouterr().err


def test_a_certificate_that_nobody_vouches_for_is_refused(venue: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")

    with pytest.raises(UnreadableError, match="cannot be fetched"):
        catalogue_at(f"{venue}/openapi.json")
