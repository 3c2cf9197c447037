"""What a server sends instead of a page is no page: an error that names what was expected, and the lock stays where it was."""

from __future__ import annotations

from pathlib import Path

import https
import pytest
from followed_states import specs
from test_follow import HTML, change

from compiler.__main__ import main
from compiler.comparing.catalogue import UnreadableError
from compiler.following.facts import Page
from compiler.following.lock import Locked
from compiler.following.reading import page_of

certificate = pytest.fixture(scope="module")(https.certificate)
site = pytest.fixture(https.site)


def project(folder: Path, address: str, *, described: bool = True) -> Path:
    """Write specs with one page at an address; `described` is whether they name it as that of an operation."""
    home = specs(folder, documents=(Locked(where=f"{address}/orders/list", kind="page", seen=None, sha256=None),))
    if described:
        change(
            home / "small" / "rest.openapi.yaml",
            "      operationId: listOrders\n",
            f"      operationId: listOrders\n      externalDocs: {{url: '{address}/orders/list'}}\n",
        )
    return home


SIGN_IN = "<!doctype html><html><body><form><h1>Sign in</h1><input type='password'></form></body></html>"
SHELL = "<!doctype html><html><body><div id='root'></div><noscript>Enable JavaScript to go on.</noscript></body></html>"
APOLOGY = "<!doctype html><html><body><main><h1>Page not found</h1><p>We looked everywhere.</p></main></body></html>"
BARE_SHELL = "<!doctype html><html><body><div id='root'></div><script>alert(1)</script></body></html>"


@pytest.mark.parametrize("described", [True, False], ids=["of an operation", "of nothing in the specs"])
@pytest.mark.parametrize(
    "content", ["", SIGN_IN, APOLOGY, BARE_SHELL, "# Just a moment...\n"], ids=["nothing", "sign in", "apology", "shell", "challenge"]
)
def test_what_came_instead_of_a_page_moves_no_lock(
    content: str, described: object, site: tuple[str, dict[str, bytes]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, contents = site
    contents["/orders/list"] = content.encode()
    home = project(tmp_path, address, described=bool(described))
    before = {path.name: path.read_bytes() for path in (home / "small").iterdir()}

    assert main(["--specs", str(home), "follow", "small", "--write"]) == 3

    assert f"{address}/orders/list: expected " in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (home / "small").iterdir()} == before


def test_a_shell_with_words_is_not_the_page_of_an_operation(
    site: tuple[str, dict[str, bytes]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, contents = site
    contents["/orders/list"] = SHELL.encode()

    assert main(["--specs", str(project(tmp_path, address)), "follow", "small"]) == 3
    assert "expected the page about GET /orders/list, found 'Enable JavaScript to go on.'" in capsys.readouterr().err


@pytest.mark.parametrize("content", [HTML, "# List\n\n`GET /orders/list` gives them all.\n"], ids=["with fields", "in words alone"])
def test_the_page_itself_is_read(content: str, site: tuple[str, dict[str, bytes]], tmp_path: Path) -> None:
    address, contents = site
    contents["/orders/list"] = content.encode()

    assert main(["--specs", str(project(tmp_path, address)), "follow", "small"]) in (0, 1)


def page(source: str) -> Page:
    return page_of("page.md", source)


@pytest.mark.parametrize("source", ["> " * 1000 + "x", "".join(f"{'  ' * depth}- x\n" for depth in range(1000))], ids=["quotes", "lists"])
def test_what_the_parser_would_pass_over_in_silence_is_an_error_of_its_line(source: str) -> None:
    with pytest.raises(UnreadableError, match=r"^line \d+: expected at most 100 lists and quotes"):
        page(source)


def test_a_table_with_one_title_over_all_columns_is_read_by_its_first_row() -> None:
    read = page("| Errors | |\n|---|---|\n| Status | Meaning |\n| `400` | Bad. |\n| `409` | Done. |\n")

    assert [status.name for status in read.statuses] == ["400", "409"]
