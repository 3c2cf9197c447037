"""Copies of the real specs, cut down to a few operations, with something changed in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeAlias

import pytest
import yaml

from compiler.documents import Document, Node, items, node, read, text
from compiler.pointers import Finding
from compiler.rules import standards
from compiler.rules.linting import lint

SPECS = Path(__file__).resolve().parents[1] / "specs"
FOURCASTERS = "fourcasters/rest.openapi.yaml"
PREDICTSTREET = "predictstreet/rest.openapi.yaml"
SOCKET = "fourcasters/orders-socket.schema.yaml"
PRICE_FEED = "fourcasters/price-feed.schema.yaml"
USER_FEED = "fourcasters/user-feed.schema.yaml"
MARKET_SOCKET = "predictstreet/market-socket.schema.yaml"

_KEPT = {
    FOURCASTERS: ("/session/cancelMultiple", "/session/lookupOrder"),
    PREDICTSTREET: ("/api/orders/cancel-all", "/api/orders/open"),
}

Edit: TypeAlias = Callable[[Node], None]


def put(path: str, value: object) -> Edit:
    """Set what stands at a path such as `info > title`."""

    def edit(content: Node) -> None:
        holder, name = _holder(content, path)
        holder[name] = value

    return edit


def drop(path: str) -> Edit:
    """Remove what stands at a path."""

    def edit(content: Node) -> None:
        holder, name = _holder(content, path)
        del holder[name]

    return edit


def both(first: Edit, second: Edit) -> Edit:
    """Change two things."""

    def edit(content: Node) -> None:
        first(content)
        second(content)

    return edit


def small(name: str, *paths: str) -> Node:
    """Read a real spec, cut down to some operations; those that most tests are about, unless paths are named."""
    return deepcopy(_small(name, paths or _KEPT.get(name, ())))


@cache
def _small(name: str, paths: tuple[str, ...]) -> Node:
    """Read a real spec and keep a few operations of it, with the components that they reach."""
    content = read(SPECS / name)
    if not paths:
        return content
    content["paths"] = {path: item for path, item in node(content["paths"]).items() if path in paths}
    components = node(content["components"])
    reached: set[str] = set()
    waiting = list(_references(content["paths"]))
    while waiting:
        reference = waiting.pop()
        if reference not in reached:
            reached.add(reference)
            _, _, section, member = reference.split("/")
            waiting.extend(_references(node(components[section])[member]))
    for section in components.keys() - {"securitySchemes"}:
        members = node(components[section])
        components[section] = {member: members[member] for member in members if f"#/components/{section}/{member}" in reached}
    return content


def write(folder: Path, name: str, content: Node) -> Path:
    """Write one spec into a folder of specs; return the folder."""
    path = folder / "specs" / name
    path.parent.mkdir(parents=True)
    write_one(path, content)
    if "x-same" in path.read_text(encoding="utf-8"):
        # What is the same as something in another spec is checked against it.
        write_one(folder / "specs" / USER_FEED, read(SPECS / USER_FEED))
    return folder / "specs"


def write_one(path: Path, content: Node) -> None:
    """Write one spec."""
    dumper = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper
    unshared = json.loads(json.dumps(content))  # What stands in two places would be written as an alias, and specs have none.
    path.write_text(yaml.dump(unshared, Dumper=dumper, sort_keys=False, allow_unicode=True), encoding="utf-8")


@contextmanager
def our_rules_alone() -> Generator[None]:
    """Leave out the standards, which take as long as all of our rules: for cases that are not about them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(standards, "standard", _nothing_wrong)
        yield


def _nothing_wrong(document: Document) -> Iterator[Finding]:
    del document
    return iter(())


def rules_broken(folder: Path, name: str, content: Node, rule: str) -> set[str]:
    """Name the rules that a spec breaks; a standard is asked where the rule is one."""
    with nullcontext() if rule in ("openapi", "metaschema") else our_rules_alone():
        faults = lint(write(Path(mkdtemp(dir=folder)), name, content))
    assert {fault.document for fault in faults} == {f"specs/{name}"}
    return {fault.rule for fault in faults}


def _holder(content: Node, path: str) -> tuple[Node, str]:
    *parts, name = path.split(" > ")
    holder = content
    for part in parts:
        word, _, index = part.removesuffix("]").partition("[")
        holder = node(items(holder[word])[int(index)] if index else holder[word])
    return holder, name


def _references(value: object) -> Iterator[str]:
    for element in items(value):
        yield from _references(element)
    for word, child in node(value).items():
        if word == "$ref":
            yield text(child)
        yield from _references(child)
