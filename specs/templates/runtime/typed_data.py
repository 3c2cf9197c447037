"""Typed data of EIP-712 as values: domains, and the structs that are signed under them. Nothing here hashes or signs."""

from __future__ import annotations

import re
from typing import ClassVar, Final, Generic, NamedTuple, TypeVar

from msgspec import Struct

from crossbook_bindings.runtime.checks import InvalidField

_ADDRESS: Final = re.compile(r"0x[0-9a-fA-F]{40}")
_LARGEST: Final = {f"uint{bits}": (1 << bits) - 1 for bits in range(8, 257, 8)}
_LONGEST: Final = 90


class Member(NamedTuple):
    """One member of a domain or of a struct."""

    name: str
    type: str
    """uint8 to uint256, address or string."""
    most: int | None = None
    """Where the venue takes less than the type could hold."""
    among: tuple[int, ...] = ()
    """Where only these are taken."""


class Hashed(Struct, frozen=True, kw_only=True):
    """What is hashed member by member, in the order of its members."""

    TYPE: ClassVar[str]
    """What is hashed as its type: name, and type and name of each member."""
    MEMBERS: ClassVar[tuple[Member, ...]]
    """Its members, in the order in which they are hashed."""


class Domain(Hashed, frozen=True, kw_only=True):
    """Where a signature counts: made for one domain, it is worth nothing in another."""


DomainT = TypeVar("DomainT", bound=Domain)


class TypedStruct(Hashed, Generic[DomainT], frozen=True, kw_only=True):
    """What a signature is about. It is signed under one of its domains, and under no other."""

    DOMAINS: ClassVar[tuple[type[Domain], ...]]
    """The domains that it may be signed under."""


def conform_typed(value: Hashed) -> None:
    """Check every member, as the last step of being built. Raises InvalidField. No float, no bool and no text passes for a number."""
    for member in value.MEMBERS:
        found: object = getattr(value, member.name)
        if not _fits(member, found):
            shown = repr(found)
            shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."
            raise InvalidField(f"{type(value).__name__}.{member.name}", _expected(member), f"{shown} ({type(found).__name__})")


def _fits(member: Member, found: object) -> bool:
    match member.type:
        case "address":
            return isinstance(found, str) and _ADDRESS.fullmatch(found) is not None
        case "string":
            return isinstance(found, str)
        case _:
            if not isinstance(found, int) or isinstance(found, bool):
                return False
            return found in member.among if member.among else 0 <= found <= _most(member)


def _most(member: Member) -> int:
    return _LARGEST.get(member.type, -1) if member.most is None else member.most


def _expected(member: Member) -> str:
    match member.type:
        case "address":
            return "an address (0x and 40 hexadecimal digits)"
        case "string":
            return "text"
        case _ if member.among:
            return f"one of {', '.join(map(str, member.among))} (int)"
        case _:
            return f"a whole number from 0 to {member.most if member.most is not None else f'the largest {member.type}'} (int)"
