"""The lists that a user feed of 4casters is held against: what a message costs among many that were told, over one among few."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Final

from timing import Figure, best_of, each
from user_feed_world import placed_text

from crossbook.fourcasters.feeds.listing import ReplayReply
from crossbook.fourcasters.feeds.positions import Place
from crossbook.fourcasters.feeds.user_protocol import UserFeedProtocol
from crossbook.fourcasters.feeds.wants import AskReplay
from crossbook_bindings.runtime import decoder

_MANY: Final = 5_000
_FEW: Final = 50
_EVERY: Final = 60.0


def measure() -> Iterator[Figure]:
    many, few = best_of(7, each(1, partial(_check, _MANY)), each(_MANY // _FEW, partial(_check, _FEW)))
    yield Figure(
        name=f"a message of 4casters's user feed, told and found in a list of {_MANY:,}",
        ours_us=many * 1e6 / _MANY,
        base_us=few * 1e6 / _FEW,
        base=f"in a list of {_FEW}",
        limit=1.5,
    )


def _check(count: int) -> None:
    """Tell that many messages, and hold them against a list."""
    texts = [placed_text(f"{number}-0") for number in range(1, count + 1)]
    protocol = UserFeedProtocol(cursor=Place((0, 0)), most_waiting=2 * count, check_every=_EVERY)
    protocol.receive_open(0.0)
    _answer(protocol, [])
    for text in texts:
        protocol.receive_text(text)
    protocol.receive_time(_EVERY)
    _answer(protocol, texts)
    assert protocol.is_live


def _answer(protocol: UserFeedProtocol, texts: list[str]) -> None:
    (ask,) = protocol.wanted()
    assert isinstance(ask, AskReplay)
    body = json.dumps({"status": "success", "messages": [json.loads(text) for text in texts]})
    protocol.receive_replay(ask.number, decoder(ReplayReply).decode(body))
