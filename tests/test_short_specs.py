"""A spec says once what every operation has: what is left out is completed, what is said again is a fault, and the sandbox agrees."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from spec_edits import FOURCASTERS, MARKET_SOCKET, PREDICTSTREET, SPECS, USER_FEED, our_rules_alone

from compiler.comparing.sources import document_at
from compiler.completing import DEFAULTS, completed, operation_of
from compiler.documents import UnreadableSpecError, as_written, items, load, node, operations, read
from compiler.rules.linting import lint
from compiler.shortening import shortened
from crossbook.sandbox.rest_spec import buckets_of
from crossbook.sandbox.specs import load as sandbox_load

RESTS = (FOURCASTERS, PREDICTSTREET)
SOCKETS = sorted(path.relative_to(SPECS).as_posix() for path in SPECS.glob("*/*.schema.yaml"))
USER_SOCKET = "predictstreet/user-socket.schema.yaml"

WRITTEN: Any = yaml.safe_load("""
security: [{key: []}]
x-defaults:
  reads: {/: [all], /me: [all, mine]}
  headers: {X-Token: {$ref: '#/components/headers/X-Token'}}
  responses: {'401': {$ref: '#/components/responses/Nobody'}, '503': {$ref: '#/components/responses/Gone'}}
  error: {$ref: '#/components/schemas/Error'}
paths:
  /me:
    get: {responses: {'200': {description: Me.}, '404': {description: Nobody.}}}
  /media:
    get: {security: [], responses: {'200': {description: All., headers: {}}, '503': null}}
  /cancel:
    post:
      x-effect: {kind: cancel, buckets: [all], statuses: {'200': acted, '409': not_acted}}
      responses: {'200': {description: Done.}, '409': {description: Over., content: {}}}
""")
BODY = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}


def operation(path: str, method: str = "get") -> Any:
    content: Any = completed(deepcopy(WRITTEN), lambda _: {})
    return content["paths"][path][method]


def test_a_get_without_an_effect_reads_and_none_of_its_replies_proves_anything() -> None:
    effect = operation("/me")["x-effect"]

    assert effect == {
        "kind": "read",
        "buckets": ["all", "mine"],
        "statuses": {"200": "not_acted", "401": "not_acted", "404": "not_acted", "503": "not_acted", "default": "not_acted"},
    }


def test_buckets_are_those_of_whole_parts_of_the_path() -> None:
    assert operation("/media")["x-effect"]["buckets"] == ["all"]


def test_replies_headers_and_the_body_of_failures_are_completed() -> None:
    replies = operation("/me")["responses"]

    assert list(replies) == ["200", "401", "404", "503"]
    assert replies["200"]["headers"] == {"X-Token": {"$ref": "#/components/headers/X-Token"}}
    assert replies["404"] == {"description": "Nobody.", "content": BODY}
    assert replies["401"] == {"$ref": "#/components/responses/Nobody"}


def test_what_an_operation_does_not_have_it_says() -> None:
    assert operation("/media")["responses"] == {"200": {"description": "All."}}
    assert operation("/cancel", "post")["responses"]["409"] == {"description": "Over."}


def test_of_a_command_only_what_the_rules_leave_no_choice_about_is_completed() -> None:
    assert operation("/cancel", "post")["x-effect"]["statuses"] == {
        "200": "acted",
        "401": "not_acted",
        "409": "not_acted",
        "503": "may_have_acted",
        "default": "may_have_acted",
    }


def test_a_command_without_an_effect_is_not_taken_for_a_read() -> None:
    content: Any = deepcopy(WRITTEN)
    del content["paths"]["/cancel"]["post"]["x-effect"]

    assert node(completed(content, lambda _: {}))["paths"]["/cancel"]["post"]["x-effect"] == {}  # type: ignore[index]


def test_a_spec_without_defaults_is_left_as_it_is() -> None:
    content = {word: value for word, value in WRITTEN.items() if word != DEFAULTS}

    assert completed(deepcopy(content), lambda _: {}) == content


@pytest.mark.parametrize("name", RESTS)
def test_what_is_completed_is_shortened_to_what_was_written(name: str) -> None:
    written = as_written(SPECS / name)
    defaults = node(written[DEFAULTS])
    tried = 0

    for method, path, short in operations(written):
        # What an operation does not have shows only in what is written.
        if not any(reply is None or {} in node(reply).values() for reply in node(short["responses"]).values()):
            full = operation_of(written, defaults, path, method, short)
            assert shortened(written, path, method, full) == short
            tried += 1
    assert tried > 30


# ---- the sandbox reads the same files, with code of its own


def _plain(value: object) -> object:
    """Write numbers alike: the sandbox keeps them exact."""
    if isinstance(value, Decimal | float):
        return float(value)
    if held := items(value):
        return [_plain(item) for item in held]
    if members := node(value):
        return {name: _plain(item) for name, item in members.items()}
    return value


@pytest.mark.parametrize("name", RESTS)
def test_the_sandbox_completes_replies_and_limits_as_the_compiler_does(name: str) -> None:
    ours, root = read(SPECS / name), sandbox_load(SPECS / name)
    theirs: Any = root
    seen = 0
    for method, path, each in operations(ours):
        other: Any = theirs["paths"][path][method]
        for status, reply in node(each["responses"]).items():
            assert _plain(node(reply).get("content")) == _plain(other["responses"][status].get("content"))
        assert node(each["responses"]).keys() == other["responses"].keys()
        effect = node(each["x-effect"])
        assert (other["x-effect"]["kind"], other["x-effect"]["buckets"]) == (effect["kind"], effect["buckets"])
        seen += len(buckets_of(root, other))
    assert seen > 10


@pytest.mark.parametrize("name", SOCKETS)
def test_the_sandbox_takes_in_definitions_of_other_sockets_as_the_compiler_does(name: str) -> None:
    ours: Any = read(SPECS / name)
    theirs: Any = sandbox_load(SPECS / name)

    assert _plain(theirs["$defs"]) == _plain(ours["$defs"])
    for message, told in ours["x-messages"].items():
        assert theirs["x-messages"][message].get("x-effect", {}).get("buckets") == told.get("x-effect", {}).get("buckets")


# ---- what is wrong with a spec is said, with its file and line


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the specs of both venues."""
    for venue in ("fourcasters", "predictstreet"):
        shutil.copytree(SPECS / venue, tmp_path / "specs" / venue)
    return tmp_path / "specs"


@pytest.fixture
def ours_alone() -> Iterator[None]:
    with our_rules_alone():
        yield


def only(specs: Path, name: str) -> Path:
    """Leave the specs of one venue without what takes long to check."""
    for path in specs.glob("*/*.yaml"):
        if path.parent.name != name.partition("/")[0] or ("openapi" in path.name and path.name != Path(name).name):
            path.unlink()
    return specs


def edited(path: Path, old: str, new: str) -> int:
    """Change a file; return the line of the change."""
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    return source[: source.index(old)].count("\n") + 1


REFERENCE = "market-socket.schema.yaml#/$defs/PingFrame"
BROKEN: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "proofs, defaults, buckets and bodies": (
        FOURCASTERS,
        [
            ("          '400': not_acted\n", "          '429': not_acted\n          '400': not_acted\n", "brief: "),
            ("x-defaults:\n", "x-defaults:\n  header: {}\n", "defaults: expected one of reads, headers"),
            ("  reads: {/: [ip]}", "  reads: {/: [pi]}", "defaults: expected a list of buckets"),
            ("  error: {$ref: '#/comp", "  error: {'ref': '#/comp", "defaults: expected a reference"),
        ],
    ),
    "an effect that follows": (
        PREDICTSTREET,
        [
            (
                "    get:\n      operationId: listTags\n",
                "    get:\n      x-effect: {buckets: [reads-ip]}\n      operationId: listTags\n",
                "brief: expected nothing here",
            )
        ],
    ),
    "another socket that is not there": (USER_SOCKET, [(REFERENCE, "nobody.schema.yaml#/$defs/PingFrame", "reference: expected")]),
    "a definition that is not there": (USER_SOCKET, [(REFERENCE, "market-socket.schema.yaml#/$defs/Nobody", "reference: expected")]),
    "a definition of its own": (USER_SOCKET, [(REFERENCE, "user-socket.schema.yaml#/$defs/PingFrame", "reference: expected")]),
    "a file of another venue": (
        USER_SOCKET,
        [(REFERENCE, "../fourcasters/user-feed.schema.yaml#/$defs/UserEvent", "reference: expected")],
    ),
    "two sockets that refer to each other": (
        MARKET_SOCKET,
        [
            (
                "  PingFrame:\n    type: object\n",
                "  PingFrame: {$ref: 'user-socket.schema.yaml#/$defs/PingFrame'}\n  Nobody:\n    type: object\n",
                "reference: expected",
            )
        ],
    ),
}


@pytest.mark.usefixtures("ours_alone")
@pytest.mark.parametrize(("name", "edits"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_named_with_file_and_line(copy: Path, name: str, edits: list[tuple[str, str, str]]) -> None:
    for old, new, _ in edits:
        edited(copy / name, old, new)
    source = copy.joinpath(name).read_text(encoding="utf-8")

    faults = lint(only(copy, name))

    for _, new, said in edits:
        line = source[: source.index(new)].count("\n") + 1
        found = [fault for fault in faults if fault.document == f"specs/{name}" and said in str(fault)]
        assert [fault for fault in found if fault.line in range(line, line + 3)], found
        assert str(found[0]).startswith(f"specs/{name}:{found[0].line} #/")


@pytest.mark.usefixtures("ours_alone")
def test_what_two_sockets_have_in_common_stands_once(copy: Path) -> None:
    kept = "  MarketType:\n    type: string\n    description: Kind of market. moneyline1x2 is the three-way market of soccer.\n"
    kept += "    enum: [moneyline, spread, total, moneyline1x2]\n"
    assert kept in copy.joinpath("fourcasters/orders-socket.schema.yaml").read_text(encoding="utf-8")
    line = edited(copy / USER_FEED, "  MarketType: {$ref: 'orders-socket.schema.yaml#/$defs/MarketType'}\n", kept)

    (fault,) = (fault for fault in lint(only(copy, USER_FEED)) if fault.rule == "brief")

    assert (fault.line, fault.message) == (line, "expected {$ref: 'orders-socket.schema.yaml#/$defs/MarketType'}: it stands there")


GARBAGE = ("null", "[]", "{}", "x", "5", "true", "[null]", "{$ref: 5}", "{kind: []}", "{/: {}}", "[[]]")


def _places(value: object, begun: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for word, inner in node(value).items():
        yield (*begun, word)
        yield from _places(inner, (*begun, word))


@pytest.mark.parametrize("garbage", GARBAGE, ids=str)
def test_whatever_stands_in_a_spec_it_can_be_completed(garbage: str) -> None:
    for steps in _places(WRITTEN):
        content: Any = deepcopy(WRITTEN)
        holder = content
        for step in steps[:-1]:
            holder = holder[step]
        holder[steps[-1]] = yaml.safe_load(garbage)
        for method, path, each in operations(completed(content, lambda _: {})):
            shortened(content, path, method, each)


def test_a_socket_without_what_it_refers_to_can_be_read(tmp_path: Path) -> None:
    alone = shutil.copy(SPECS / USER_SOCKET, tmp_path / "user-socket.schema.yaml")

    assert document_at(str(alone))["$defs"]["PingFrame"] == {"$ref": REFERENCE}  # type: ignore[index]


def test_a_socket_that_refers_to_what_cannot_be_read_is_named(copy: Path) -> None:
    copy.joinpath(MARKET_SOCKET).write_text("x-messages: ]", encoding="utf-8")

    with pytest.raises(UnreadableSpecError, match=r"market-socket\.schema\.yaml:1:13"):
        load(copy)
    with pytest.raises(UnreadableSpecError, match=r"market-socket\.schema\.yaml:1:13"):
        read(copy / USER_SOCKET)
