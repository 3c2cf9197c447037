"""A venue that answers look-ups as a test has it: a reply for each path, or a rule for the request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from accounts import GAME, ORDER
from replies import Act, Answer, Closed, Received, Replies, said

Told: TypeAlias = Act | Callable[[dict[str, str]], Act]

REFERENCE = "quote-7"
AWAY = "66b000000000000000000001"


class Desk:
    """What a scripted server says wherever it is asked; 500 where nothing is set."""

    def __init__(self, venue: Replies) -> None:
        self._venue = venue
        self._told: dict[str, Told] = {}
        venue.otherwise = self._answer

    def tell(self, operation: str, told: Told) -> None:
        """Set what is said at the path that ends so."""
        self._told[operation] = told

    @property
    def asked(self) -> list[str]:
        """Which paths were asked for, in order."""
        return [urlsplit(request.target).path.rpartition("/")[2] for request in self._venue.requests]

    def _answer(self, received: Received) -> Act:
        url = urlsplit(received.target)
        told = next((told for path, told in self._told.items() if url.path.endswith(path)), Answer(500))
        return told(dict(parse_qsl(url.query))) if callable(told) else told


LOST = Closed()


def looked_up(*, order_id: str = ORDER, **members: Any) -> Answer:
    """Write what lookupOrder says of an order: 40 USD of 100 matched, and not cancelled, unless told otherwise."""
    order = {"id": order_id, "cancelled": False, "type": "moneyline", "participant": AWAY, "game": {"id": GAME}}
    return said({"data": {"order": order | {"matchedRisk": "40.00", "unmatchedRisk": "60.00"} | members}})


def resting(*orders: dict[str, Any]) -> Answer:
    """Write what getUnmatched says."""
    return said({"data": {"unmatched": [*orders]}})


def unmatched(order_id: str = ORDER, **members: Any) -> dict[str, Any]:
    """Write one resting order: 100 USD, of which 40 are matched."""
    order = {"id": order_id, "type": "moneyline", "bet": 100, "odds": -110, "participantID": AWAY, "filled": 40, "offered": 100}
    return (
        order | {"game": {"id": GAME, "league": "NBA"}, "userReference": REFERENCE, "wagerRequestID": "66e000000000000000000001"} | members
    )


def bet(stake: object = 40, **members: Any) -> dict[str, Any]:
    """Write one matched bet of a taker."""
    made = {"id": "670000000000000000000001", "txID": "66d000000000000000000001", "type": "moneyline", "bet": stake, "odds": -110}
    made |= {"participantID": AWAY, "userReference": REFERENCE, "origin": "wager", "risk": "40.36", "win": "36.00"}
    return made | {"game": {"id": GAME, "league": "NBA"}} | members


def buckets(
    *, resting: list[dict[str, Any]] | None = None, bets: list[dict[str, Any]] | None = None, graded: list[Any] | None = None
) -> Answer:
    """Write what getBetByUserReference says."""
    return said({"data": {"unmatched": resting or [], "matched": bets or [], "graded": graded or []}})


def matched(*bets: dict[str, Any]) -> Answer:
    """Write what getMatchedBets says."""
    return said({"data": {"matchedBets": [*bets]}})
