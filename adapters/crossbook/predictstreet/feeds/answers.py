"""What became of a subscription, by the venue's reply: what it accepts counts as accepted, and nothing else. Pure."""

from __future__ import annotations

from typing import Final, TypeAlias, get_args

import msgspec

from crossbook.predictstreet.feeds.dialects import Subscribed
from crossbook.predictstreet.feeds.wanted import Wanted
from crossbook_bindings.predictstreet.market_socket import models as market
from crossbook_bindings.predictstreet.user_socket import models as user
from crossbook_bindings.runtime import Unlisted

LASTING: Final = frozenset[str](get_args(market.RejectionCode))
"""Codes of rejections: each is about the subscription or the key, and asking again ends in the same way."""

_Rejected: TypeAlias = market.RejectedSubscription | user.RejectedSubscription


class Rejection(msgspec.Struct, frozen=True):
    """What was not accepted."""

    ids: tuple[str, ...]
    code: market.RejectionCode | Unlisted | None
    problem: str


class Answer(msgspec.Struct, frozen=True):
    """What became of one subscription."""

    wanted: Wanted
    is_accepted: bool
    """Whether the venue accepted it, in part or whole."""
    ids: tuple[str, ...]
    """Those of its ids that the venue accepted."""
    sids: tuple[int, ...]
    """The venue's numbers for it, on this connection."""
    rejections: tuple[Rejection, ...]


def read_answer(wanted: Wanted, reply: Subscribed) -> Answer:
    """Read the reply to a subscription. An id that is in neither list was not accepted."""
    accepted = [each for each in reply.accepted or () if each.channel == wanted.channel]
    named = {id_.lower() for each in accepted for id_ in each.ids or wanted.ids}
    ids = tuple(id_ for id_ in wanted.ids if id_ in named)
    left = [id_ for id_ in wanted.ids if id_ not in named]
    rejections: list[Rejection] = []
    for each in reply.rejected or ():
        if each.channel in (None, wanted.channel):
            told = None if each.ids is None else {id_.lower() for id_ in each.ids}
            mine = tuple(id_ for id_ in left if told is None or id_ in told)
            left = [id_ for id_ in left if id_ not in mine]
            if mine or (not wanted.ids and not accepted):
                rejections.append(Rejection(mine, each.code, _words(each)))
    if left or not (accepted or rejections):
        rejections.append(Rejection(tuple(left), None, "the venue's reply does not name it"))
    return Answer(
        wanted,
        is_accepted=bool(accepted) and (bool(ids) or not wanted.ids),
        ids=ids,
        sids=tuple(each.sid for each in accepted),
        rejections=tuple(rejections),
    )


def refused(wanted: Wanted, text: str) -> Answer:
    """Read a reply that is none to a subscription: no page shows how a command is refused as a whole."""
    rejection = Rejection(wanted.ids, None, f"the venue replied {text[:200]}")
    return Answer(wanted, is_accepted=False, ids=(), sids=(), rejections=(rejection,))


def _words(rejected: _Rejected) -> str:
    return rejected.message or rejected.code or "the venue gives no reason"
