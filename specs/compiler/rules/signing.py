"""What a signing spec says: only what the compiler can turn into a type string, in words that it knows, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compiler.documents import Document, Node, items, node, text
from compiler.pointers import Finding, at
from compiler.rules.names import unusable
from compiler.writing.typed_data import DOMAIN_TYPES

_CLASS: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
_UINT: Final = re.compile(r"uint([1-9][0-9]*)")
_WIDEST: Final = 256
_TOP: Final = ("domains", "structs", "left-out")
_ABOUT: Final = {
    "domains": ("description", "docs", "unsure", "members"),
    "structs": ("description", "docs", "unsure", "domains", "members"),
}
_OF_A_DOMAIN: Final = ("const", "description", "unsure")
_OF_A_STRUCT: Final = ("type", "description", "unsure", "values", "maximum")
# What the template imports, or calls a part of each class.
_TAKEN: Final = frozenset(("ClassVar", "Domain", "Literal", "Member", "TypedStruct", "TYPE", "MEMBERS", "DOMAINS", "EIP712Domain"))


def signing(document: Document) -> Iterator[Finding]:
    """Rules `signing`, `class-name`, `property-name`, `description` and `docs`."""
    content = document.content
    yield from _known("", content, _TOP)
    domains, structs, left_out = (node(content.get(word)) for word in _TOP)
    yield from _class_names(content)
    for kind, named in (("domains", domains), ("structs", structs)):
        for name, value in named.items():
            yield from _about(at("", kind, name), node(value), _ABOUT[kind])
    for name, value in domains.items():
        yield from _domain(at("/domains", name), node(node(value).get("members")))
    for name, value in structs.items():
        yield from _struct(at("/structs", name), node(value), domains)
    used = {text(domain) for value in structs.values() for domain in items(node(value).get("domains"))}
    for name in domains.keys() - used:
        yield at("/domains", name), "unused", f"expected a struct that is signed under {name}"
    for name, reason in left_out.items():
        if not text(reason).strip():
            yield at("/left-out", name), "signing", "expected the reason why it is left out"


def _class_names(content: Node) -> Iterator[Finding]:
    seen: set[str] = set()
    for kind in _TOP:
        for name in node(content.get(kind)):
            if not _CLASS.fullmatch(name) or name in _TAKEN or unusable(name):
                yield at("", kind, name), "class-name", f"expected a name for a class, found {name}"
            if name in seen:
                yield at("", kind, name), "class-name", f"expected {name} once, as a domain, as a struct or left out"
            seen.add(name)


def _about(location: str, about: Node, allowed: tuple[str, ...]) -> Iterator[Finding]:
    yield from _known(location, about, allowed)
    yield from _described(location, about)
    if not text(about.get("docs")).startswith("https://"):
        yield at(location, "docs"), "docs", f"expected the venue's page, https://..., found {text(about.get('docs')) or 'none'}"
    if not node(about.get("members")):
        yield at(location, "members"), "signing", "expected members, found none"


def _domain(location: str, members: Node) -> Iterator[Finding]:
    for name, value in members.items():
        where, about = at(location, "members", name), node(value)
        if name not in DOMAIN_TYPES:
            yield where, "signing", f"expected one of the members {', '.join(DOMAIN_TYPES)}, found {name}"
            continue
        yield from _known(where, about, _OF_A_DOMAIN)
        if "const" in about:
            if DOMAIN_TYPES[name] != "string" or not isinstance(about["const"], str) or not about["const"]:
                yield at(where, "const"), "signing", f"expected a fixed text for name or version only, in quotes; found {about['const']!r}"
        else:
            yield from _described(where, about)
    order = [name for name in DOMAIN_TYPES if name in members]
    if [name for name in members if name in DOMAIN_TYPES] != order:
        yield at(location, "members"), "signing", f"expected the members in the standard's order: {', '.join(order)}"


def _struct(location: str, about: Node, domains: Node) -> Iterator[Finding]:
    under = [text(domain) for domain in items(about.get("domains"))]
    if not under or len(set(under)) != len(under):
        yield at(location, "domains"), "signing", "expected the domains that it is signed under, each once"
    for domain in under:
        if domain not in domains:
            yield at(location, "domains"), "signing", f"expected one of the domains {', '.join(domains)}, found {domain}"
    for name, value in node(about.get("members")).items():
        where, member = at(location, "members", name), node(value)
        if unusable(name) or name in _TAKEN or name.startswith("_"):
            yield where, "property-name", f"expected a name that Python can use for a field, found {name}"
        yield from _known(where, member, _OF_A_STRUCT)
        yield from _described(where, member)
        yield from _type(where, member)


def _type(where: str, member: Node) -> Iterator[Finding]:
    kind, found = text(member.get("type")), _UINT.fullmatch(text(member.get("type")))
    bits = int(found[1]) if found else 0
    if kind not in ("address", "string") and not (0 < bits <= _WIDEST and bits % 8 == 0):
        yield at(where, "type"), "signing", f"expected uint8 to uint256, address or string, found {kind or 'none'}"
        return
    maximum, values = member.get("maximum"), member.get("values")
    if maximum is not None and not (_is_whole(maximum) and 0 < int(text(maximum)) < 1 << bits):
        yield at(where, "maximum"), "signing", f"expected a whole number that {kind} can hold, found {maximum}"
    if values is not None and not (node(values) and all(_is_whole(value) and 0 <= int(text(value)) < 1 << bits for value in node(values))):
        yield at(where, "values"), "signing", f"expected whole numbers that {kind} can hold, each with its meaning"
    if maximum is not None and values is not None:
        yield where, "signing", "expected either maximum or values"


def _known(location: str, about: Node, allowed: tuple[str, ...]) -> Iterator[Finding]:
    for word in about:
        if word not in allowed:
            yield at(location, word), "signing", f"expected one of {', '.join(allowed)}, found {word}"


def _described(location: str, about: Node) -> Iterator[Finding]:
    if not text(about.get("description")).strip():
        yield at(location, "description"), "description", "expected words that say what it is"


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
