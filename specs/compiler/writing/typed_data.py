"""Signing specs: one class for each domain and each struct of EIP-712, which knows its own type string and checks its members."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

from compiler import templating
from compiler.documents import Document, Node, items, node, text

DOMAIN_TYPES: Final = {
    "name": "string",
    "version": "string",
    "chainId": "uint256",
    "verifyingContract": "address",
}
"""Members that a domain may have, in the order that the standard hashes them in. (Its fifth, a salt, no venue uses.)"""


@attrs.frozen(kw_only=True)
class MemberRow:
    """One member of a domain or a struct."""

    name: str
    type: str
    hint: str
    words: str
    const: str | None = None
    """What the venue fixes; None where it is handed in."""
    most: int | None = None
    among: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class ClassRow:
    """One class: a domain, or a struct that is signed under some."""

    name: str
    words: str
    type_string: str
    members: tuple[MemberRow, ...]
    domains: tuple[str, ...] = ()


def compile_signing(document: Document, *, templates: Path, into: Path) -> None:
    """Write `models.py` and the package's front for one signing spec, in the folder `into`."""
    environment = templating.environment(templates)
    rows = {"domains": tuple(_domains(document)), "structs": tuple(_structs(document))}
    for name in ("signing_models.py", "socket___init__.py"):
        written = environment.get_template(f"{name}.jinja").render(document=document, parts=["models"], **rows)
        into.joinpath(name.split("_", 1)[1]).write_text(written, encoding="utf-8")


def _domains(document: Document) -> Iterator[ClassRow]:
    for name, value in node(document.content.get("domains")).items():
        about = node(value)
        given = node(about["members"])
        members = tuple(_member(word, {"type": DOMAIN_TYPES[word], **node(given[word])}) for word in DOMAIN_TYPES if word in given)
        yield ClassRow(name=name, words=_words(about), type_string=_type_string("EIP712Domain", members), members=members)


def _structs(document: Document) -> Iterator[ClassRow]:
    for name, value in node(document.content.get("structs")).items():
        about = node(value)
        members = tuple(_member(word, node(member)) for word, member in node(about["members"]).items())
        yield ClassRow(
            name=name,
            words=_words(about),
            type_string=_type_string(name, members),
            members=members,
            domains=tuple(map(text, items(about["domains"]))),
        )


def _member(name: str, about: Node) -> MemberRow:
    kind, most = text(about["type"]), about.get("maximum")
    values = node(about.get("values"))
    among = tuple(int(text(value)) for value in values)
    listed = ", ".join(f"{value} is {word}" for value, word in values.items())
    whole = "int" if kind.startswith("uint") else "str"
    return MemberRow(
        name=name,
        type=kind,
        hint=f"Literal[{', '.join(map(str, among))}]" if among else whole,
        words=" ".join(filter(None, (_words(about).partition("\n\n")[0], f"{listed}." if listed else "", _unsure(about)))),
        const=text(about["const"]) if "const" in about else None,
        most=most if isinstance(most, int) else None,
        among=among,
    )


def _type_string(name: str, members: tuple[MemberRow, ...]) -> str:
    return f"{name}({','.join(f'{member.type} {member.name}' for member in members)})"


def _words(about: Node) -> str:
    """Put together what a class is told to be: its words, what is unsure, its page."""
    page = text(about.get("docs"))
    parts = (text(about.get("description")), _unsure(about) if page else "", f"Venue page: {page}" if page else "")
    return "\n\n".join(filter(None, parts))


def _unsure(about: Node) -> str:
    return f"Unsure: {text(about['unsure'])}" if "unsure" in about else ""
