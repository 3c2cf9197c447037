"""Reads at sight what REST answers to nearly every cancel of a list: successes, as the pages show them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Final, Generic, TypeVar, cast

import msgspec

from crossbook.fourcasters.orders.entries import OverRest, Verdicts

EntryT = TypeVar("EntryT", bound=OverRest)


class _Plain(OverRest, frozen=True, gc=False, forbid_unknown_fields=True):
    """An entry for an order that was cancelled, as the samples show it: all of this, and nothing else.

    What decides has the types of `Verdict`. What does not is a float, which is decoded in the least time.
    """

    success: bool
    sessionID: str  # noqa: N815 - the venue's names
    odds: float
    filled: Decimal
    offered: float
    remaining: Decimal
    gameID: str  # noqa: N815
    userReference: ClassVar[None] = None  # noqa: N815
    reason: ClassVar[None] = None
    error: ClassVar[None] = None


class _Labelled(OverRest, frozen=True, gc=False, forbid_unknown_fields=True):
    """The same with the caller's name for the order and a label, which the schema of the venue has too."""

    success: bool
    sessionID: str  # noqa: N815
    description: str
    odds: float
    filled: Decimal
    offered: float
    remaining: Decimal
    gameID: str  # noqa: N815
    userReference: str  # noqa: N815
    reason: ClassVar[None] = None
    error: ClassVar[None] = None


class _Reply(msgspec.Struct, Generic[EntryT], frozen=True, forbid_unknown_fields=True):
    data: tuple[EntryT, ...]


_KINDS: Final[Mapping[int, msgspec.json.Decoder[_Reply[OverRest]]]] = {
    len(_Plain.__struct_fields__): cast("msgspec.json.Decoder[_Reply[OverRest]]", msgspec.json.Decoder(_Reply[_Plain])),
    len(_Labelled.__struct_fields__): cast("msgspec.json.Decoder[_Reply[OverRest]]", msgspec.json.Decoder(_Reply[_Labelled])),
}
"""By how many members an entry has, all of them required."""


def successes(body: bytes, orders: int) -> Verdicts | None:
    """Read a reply of so many entries, all of one of these kinds. None for any other.

    Each member has a colon, however it is written. So there are no more members than their kind requires, and none stands twice;
    and all are read, so none holds anything that is no UTF-8, or in which JSON is nested. What is read is what `Verdicts` would say.
    """
    members, rest = divmod(body.count(b":") - 1, orders)
    of_kind = _KINDS.get(members)
    if rest or of_kind is None:
        return None
    try:
        reply = of_kind.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    # It has the members that are read, under the same names.
    return cast("Verdicts", reply) if len(reply.data) == orders else None
