"""Following a venue: from a folder, from a repository, and from pages behind addresses."""

from __future__ import annotations

import shutil
from pathlib import Path

import https
import pytest
from followed_states import committed, documents, locked, specs
from mutations import DATA

from compiler.__main__ import main
from compiler.following.html import markdown_of
from compiler.following.lock import Locked, hash_of
from compiler.following.reading import page_of

PLACE, SOCKET = "pages/place-order.mdx", "pages/socket.mdx"


def change(path: Path, old: str, new: str) -> None:
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")


# ---- a folder


def test_a_state_as_the_lock_has_it_leaves_nothing_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, documents=locked(state))

    assert main(["--specs", str(home), "follow", "small", "--documents", str(state)]) == 0

    output = capsys.readouterr().out
    assert "4 documents as they were, 0 changed, 0 new, 0 gone, 0 never held before." in output
    assert "The specs say what the documents say." in output


def test_what_was_never_held_is_held_to_the_specs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, documents=locked(state, held=False))
    change(state / SOCKET, '"filled": 0}', '"filled": 0, "left": 4}')

    assert main(["--specs", str(home), "follow", "small", "--documents", str(state)]) == 1

    output = capsys.readouterr().out
    assert "4 never held before" in output
    assert "UNLISTED  send cancel reply data[].left [pages/socket.mdx:18]: sample: only the page has this field" in output


def test_documents_that_changed_came_and_went_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, documents=locked(state))
    change(state / PLACE, "An order rests", "Every order rests")
    state.joinpath("pages/list-orders.md").unlink()
    state.joinpath("pages/news.mdx").write_text("# News\n", encoding="utf-8")
    state.joinpath("openapi.json").write_text('{"openapi": "3.1.0", "paths": {}}', encoding="utf-8")

    main(["--specs", str(home), "follow", "small", "--documents", str(state)])

    output = capsys.readouterr().out
    assert "  changed: pages/place-order.mdx" in output
    assert "  new: openapi.json, pages/news.mdx" in output
    assert "  gone: pages/list-orders.md" in output


@pytest.mark.parametrize(
    ("edit", "code", "told"),
    [
        (("An order rests", "Every order rests"), 1, "words changed"),
        (("`open` or `done`.", "`open`, `done` or `held`."), 2, "value added"),
        (('name="left"', 'name="memo" type="string" />\n    <ResponseField name="left"'), 1, "field added"),
    ],
)
def test_with_the_old_state_at_hand_changes_are_classed(
    edit: tuple[str, str], code: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = documents(tmp_path)
    home = specs(tmp_path, documents=locked(before))
    after = tmp_path / "after"
    shutil.copytree(before, after)
    change(after / PLACE, *edit)

    assert main(["--specs", str(home), "follow", "small", "--documents", str(after), "--since", str(before)]) == code
    assert told in capsys.readouterr().out


def test_the_report_can_be_the_text_of_a_pull_request(tmp_path: Path) -> None:
    before = documents(tmp_path)
    home, after, report = specs(tmp_path, documents=locked(before)), tmp_path / "after", tmp_path / "report.md"
    shutil.copytree(before, after)
    change(after / PLACE, "`open` or `done`.", "`open`, `done` or `held`.")

    main(["--specs", str(home), "follow", "small", "--documents", str(after), "--since", str(before), "--markdown", str(report)])

    words = report.read_text(encoding="utf-8")
    assert words.startswith("# small: a state without a date, against the lock of 2026-01-01\n")
    assert "### Breaking for readers\n\n- `POST /orders 200 data.state`: value added: held\n" in words
    assert "- UNLISTED  POST /orders 200 data.state [pages/place-order.mdx:39]: value: only the page lists held" in words


def test_an_older_state_is_no_reason_to_take_something_out_of_the_specs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, documents=locked(state))
    change(state / PLACE, '    <ResponseField name="lines" type="object" />\n', "")
    arguments = ["--specs", str(home), "follow", "small", "--documents", str(state), "--date"]

    assert main([*arguments, "2025-12-31"]) == 1
    assert "0 unlisted" in capsys.readouterr().out
    assert main([*arguments, "2026-01-02"]) == 1
    assert "UNLISTED  POST /orders 200 data.lines" in capsys.readouterr().out


# ---- a repository


def test_a_repository_is_compared_with_the_commit_of_the_lock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    commit = committed(state, first=True)
    change(state / PLACE, "`open` or `done`.", "`open`, `done` or `held`.")
    now = committed(state)
    home = specs(tmp_path, repository=f"file://{state}", commit=commit, documents=locked(state))

    # What is in the working tree and in no commit does not count.
    change(state / PLACE, "An order rests", "Every order rests")
    assert main(["--specs", str(home), "follow", "small"]) == 2

    output = capsys.readouterr().out
    assert f"small: {now} of 20" in output
    assert "value added" in output
    assert "Every" not in output


def test_a_checkout_is_compared_as_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, commit=committed(state, first=True), documents=locked(state))
    change(state / PLACE, "`open` or `done`.", "`open`, `done` or `held`.")

    assert main(["--specs", str(home), "follow", "small", "--documents", str(state)]) == 2
    assert "value added" in capsys.readouterr().out


def test_a_repository_without_the_commit_of_the_lock_is_held_to_the_specs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    committed(state, first=True)
    home = specs(tmp_path, commit="0123abc", documents=locked(state))

    assert main(["--specs", str(home), "follow", "small", "--documents", f"file://{state}"]) == 0
    assert "cannot be had from here" in capsys.readouterr().out


@pytest.mark.parametrize("commit", ["--output=/tmp/x", "HEAD; rm", "main"])
def test_a_commit_that_is_no_hash_never_reaches_git(commit: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    committed(state, first=True)
    home = specs(tmp_path, commit=commit, documents=locked(state))

    assert main(["--specs", str(home), "follow", "small", "--documents", str(state)]) == 0
    assert "cannot be had from here" in capsys.readouterr().out


# ---- pages behind addresses

HTML = """<!doctype html><html><head><title>Site</title><style>p { color: red }</style></head><body>
<nav><a href="/">Home</a></nav><main><h1>List orders</h1><h2>Response</h2>
<table><thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead>
<tbody><tr><td><code>next</code></td><td>string</td><td>Where the next page begins.</td></tr>
<tr><td><code>orders</code></td><td>array</td><td>The orders.</td></tr></tbody></table>
<pre><code class="language-json">{"next": "c2", "orders": [{"id": "o1", "price": 1.5}]}</code></pre>
<ul><li><code>a</code> one</li></ul></main><script>alert(1)</script></body></html>"""


certificate = pytest.fixture(scope="module")(https.certificate)
site = pytest.fixture(https.site)


def test_pages_are_read_from_their_addresses(
    site: tuple[str, dict[str, bytes]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, contents = site
    markdown = DATA.joinpath(PLACE.replace("pages/", "pages/pages/")).read_bytes().replace(b'<Snippet file="order-fields.mdx" />\n', b"")
    contents |= {"/orders/place": markdown, "/orders/list": HTML.encode()}
    places = [Locked(where=f"{address}{path}", kind="page", seen=None, sha256=None) for path in contents]
    home = specs(tmp_path, documents=tuple(places))
    change(
        home / "small" / "rest.openapi.yaml",
        "      operationId: listOrders\n",
        f"      operationId: listOrders\n      externalDocs: {{url: '{address}/orders/list'}}\n",
    )

    assert main(["--specs", str(home), "follow", "small"]) == 0
    assert "2 never held before" in capsys.readouterr().out

    contents["/orders/list"] = contents["/orders/list"].replace(b"<code>next</code>", b"<code>after</code>")
    assert main(["--specs", str(home), "follow", "small"]) == 1
    output = capsys.readouterr().out
    assert "GET /orders/list 200 after" in output
    assert "only the page has this field" in output


def test_the_same_pages_can_be_tried_under_another_address(
    site: tuple[str, dict[str, bytes]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, contents = site
    contents["/trial/orders/list"] = HTML.encode()
    place = Locked(where="https://docs.example/orders/list", kind="page", seen=None, sha256=hash_of(HTML.encode()))
    home = specs(tmp_path, documents=(place,))

    assert main(["--specs", str(home), "follow", "small", "--documents", f"{address}/trial"]) == 0
    assert "1 documents as they were" in capsys.readouterr().out


def test_a_page_that_cannot_be_had_is_named(site: tuple[str, dict[str, bytes]], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address, _ = site
    home = specs(tmp_path, documents=(Locked(where=f"{address}/gone", kind="page", seen=None, sha256=None),))

    assert main(["--specs", str(home), "follow", "small"]) == 3
    assert f"{address}/gone: the server answered 404" in capsys.readouterr().err


def test_html_is_read_like_markdown() -> None:
    read = page_of("list", markdown_of(HTML))

    assert [field.name for field in read.groups[0].fields] == ["next", "orders"]
    assert [shown.sample.value["next"] for shown in read.samples if isinstance(shown.sample.value, dict)] == ["c2"]
    assert "alert" not in str(read.prose)
    assert "Home" not in str(read.prose)
