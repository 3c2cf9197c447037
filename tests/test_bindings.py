"""What the generated operations make of the specs: the path they ask for, and what they take out of a reply."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from importlib import import_module
from operator import attrgetter
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import quote

import attrs
import msgspec
import pytest
from families import every
from real_specs import DOCUMENTS

from compiler.documents import JSON, node, operations, resolve, text
from compiler.naming import snake
from crossbook_bindings.fourcasters.rest import cancel_multiple, get_graded_since, get_me
from crossbook_bindings.predictstreet.rest import list_open_orders, list_order_history, place_batch, release_expired
from crossbook_bindings.runtime import PagedRequest, Request

AWKWARD = "a/b?c=\u00e9 %2e.."
"""Each of these characters would ask for another path if it were not encoded."""
LISTED = 3


@attrs.frozen
class Case:
    """One operation of a spec and the function that was generated for it."""

    venue: str
    path: str
    operation: dict[str, Any]
    examples: tuple[object, ...]
    """Successful replies, as the spec has them."""

    def __str__(self) -> str:
        return f"{self.venue}.{self.operation['operationId']}"

    def request(self) -> Request[str, Any, Any]:
        """Call the function with something awkward for everything that it needs."""
        made = getattr(import_module(f"crossbook_bindings.{self.venue}.rest"), snake(self.operation["operationId"]))
        hints = get_type_hints(made)
        needed = [name for name, parameter in inspect.signature(made).parameters.items() if parameter.default is parameter.empty]
        request: Request[str, Any, Any] = made(**{name: awkward(hints[name]) for name in needed})
        return request


def awkward(hint: Any) -> Any:
    """Make the most awkward value of a type."""
    arguments = get_args(hint)
    if hint is str:
        return AWKWARD
    if get_origin(hint) is Literal:
        return arguments[0]
    if get_origin(hint) is tuple:
        return (awkward(arguments[0]),) * LISTED
    if arguments:
        return awkward(arguments[0])
    if attrs.has(hint):
        hints = get_type_hints(hint)
        needed = [field.name for field in attrs.fields(hint) if field.default is attrs.NOTHING]
        return hint(**{name: awkward(hints[name]) for name in needed})
    return {Decimal: Decimal("-0.10"), int: -1, bool: False}[hint]


def cases() -> Iterator[Case]:
    for document in DOCUMENTS:
        for _, path, operation in operations(document.content):
            replies = [reply for status, reply in node(operation["responses"]).items() if status.startswith("2")]
            bodies = [node(node(resolve(document.content, reply).get("content")).get(JSON)) for reply in replies]
            found = [body["example"] for body in bodies if "example" in body]
            found += [node(example)["value"] for body in bodies for example in node(body.get("examples")).values()]
            yield Case(document.venue, path, operation, tuple(found))


CASES = list(cases())
SAID = {word: [case for case in CASES if word in case.operation and case.examples] for word in ("x-payload", "x-page", "x-positional")}


def at(path: str, reply: object) -> object:
    """Give what stands at a path; the reply itself at an empty one."""
    return attrgetter(path)(reply) if path else reply


@pytest.mark.parametrize("case", [case for case in CASES if "{" in case.path], ids=str)
def test_what_stands_in_a_path_cannot_lead_to_another(case: Case) -> None:
    assert case.request().path == re.sub(r"{\w+}", quote(AWKWARD, safe=""), case.path)


def test_a_path_parameter_is_called_as_the_venue_calls_it() -> None:
    assert release_expired(opId="op 1").path == "/api/dual-signed-ops/op%201/release-expired"


def test_every_kind_of_reading_is_among_the_examples() -> None:
    assert {word: len(found) > minimum for (word, found), minimum in zip(SAID.items(), (20, 5, 2), strict=True)} == dict.fromkeys(
        SAID, True
    )


def test_every_example_of_a_reply_is_read_and_its_payload_taken_out() -> None:
    def check(case: Case) -> None:
        request = case.request()
        for example in case.examples:
            reply = request.decode(json.dumps(example).encode())
            assert request.unwrap(reply) is at(text(case.operation.get("x-payload")), reply)

    every([case for case in CASES if case.examples], check)


@pytest.mark.parametrize("case", SAID["x-page"], ids=str)
def test_every_example_of_a_page_gives_its_entries_and_where_the_next_one_begins(case: Case) -> None:
    request, words = case.request(), case.operation["x-page"]
    assert isinstance(request, PagedRequest)
    assert (request.cursor, request.first_page_only) == (words["cursor"], tuple(words[word] for word in ("replaces",) if word in words))
    for example in case.examples:
        reply = request.decode(json.dumps(example).encode())
        assert request.items(reply) is at(words["items"], reply)
        following = reduce(lambda value, step: node(value).get(step), words["next"].split("."), example)
        assert request.next_cursor(reply) == (following if "more" not in words or at(words["more"], reply) else None)


@pytest.mark.parametrize("case", SAID["x-positional"], ids=str)
def test_a_reply_that_answers_entry_by_entry_is_counted(case: Case) -> None:
    request = case.request()
    assert (request.sent, request.answered is None) == (LISTED, False)
    for example in case.examples:
        reply = request.decode(json.dumps(example).encode())
        listed: Any = at(case.operation["x-positional"]["reply"], reply)
        assert request.answered is not None
        assert request.answered(reply) == len(listed) > 0


def test_no_other_request_counts_or_has_pages() -> None:
    for case in CASES:
        request = case.request()
        assert (request.answered is not None) == (request.sent is not None) == ("x-positional" in case.operation), case
        assert isinstance(request, PagedRequest) == ("x-page" in case.operation), case


def test_a_list_without_entries_is_counted_too() -> None:
    assert cancel_multiple(sessionIDs=()).sent == 0
    assert place_batch(orders=()).sent == 0


def test_a_later_page_is_the_same_request_elsewhere() -> None:
    first = list_open_orders(marketId="M", limit=2, x_user_wallet="0x1")
    second = first.page_at("c/1")
    assert (first.target, second.target) == ("/api/orders/open?marketId=M&limit=2", "/api/orders/open?marketId=M&limit=2&cursor=c%2F1")
    assert second.page_at("c/2").target == "/api/orders/open?marketId=M&limit=2&cursor=c%2F2"
    assert msgspec.structs.replace(second, query=first.query) == first
    assert second.headers == (("X-User-Wallet", "0x1"),)


def test_a_later_page_leaves_out_what_its_cursor_stands_for() -> None:
    first = get_graded_since(since="2026-08-01T00:00:00.000Z")
    assert first.query == (("since", "2026-08-01T00:00:00.000Z"),)
    assert first.page_at("c").query == (("cursor", "c"),)


def test_a_page_says_where_the_next_begins_only_where_there_is_one() -> None:
    graded = get_graded_since()
    data: dict[str, object] = {"graded": [], "cursor": "c", "settledThrough": "2026-08-21T00:00:00.000Z"}
    for more, following in ((True, "c"), (False, None)):
        assert graded.next_cursor(graded.decode(json.dumps({"data": data | {"hasMore": more}}).encode())) == following
    orders = list_open_orders()
    for body, following in ((b'{"orders":[],"nextCursor":"n"}', "n"), (b'{"orders":[],"nextCursor":null}', None), (b'{"orders":[]}', None)):
        assert orders.next_cursor(orders.decode(body)) == following


def test_a_parameter_called_like_a_word_of_python_goes_out_under_its_own_name() -> None:
    assert list_order_history(from_="2026-01-01", to="2026-02-01").target == "/api/orders/history?from=2026-01-01&to=2026-02-01"


def test_what_was_asked_for_is_taken_out_of_its_envelope() -> None:
    me = get_me()
    reply = me.decode(b'{"data":{"user":{"username":"somebody"}}}')
    assert me.unwrap(reply).username == "somebody"
