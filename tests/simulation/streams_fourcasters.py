"""The user feed of the model of 4casters, and its replay, written from the venue's page on it. Imports nothing of ours."""

from __future__ import annotations

from functools import partial
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qs

import msgspec

from simulation.changes import Change, Changes, What
from simulation.exchanges import Exchange, Said
from simulation.fourcasters_reads import taken_at_once, taken_later
from simulation.orders import Order, Orders
from simulation.venue import Creation, Deployment
from simulation.wires import Line

Position: TypeAlias = tuple[int, int]

BEGINNING: Final[Position] = (1, 0)
"""A place before everything that happens."""


class Message(msgspec.Struct, frozen=True):
    """One message, and what it is about."""

    position: Position
    change: Change
    text: str
    moment: float


class UserStream:
    """Tells whoever listens what happens to the account's orders, and keeps it for a while."""

    def __init__(self, orders: Orders, created: list[Creation], here: Deployment, *, takes_up: float) -> None:
        self._here = here
        self._changes = Changes(orders, created)
        self._changes.of_before(here.timeline.now)
        self._takes_up = takes_up
        """Seconds after its opening until a connection is told of anything."""
        self.log: list[Message] = []
        self.forgotten: Position = BEGINNING
        """The newest message that cannot be replayed any more."""
        self._lines: dict[Line, None] = {}
        self.routes = {("GET", "/v2/user/messages"): self._replay}

    def notice(self) -> None:
        """Tell of whatever has happened."""
        for change in self._changes.since(self._here.timeline.now):
            self._tell(change)

    @property
    def told_at(self) -> float:
        """When it told something last."""
        return self.log[-1].moment if self.log else 0.0

    def forget(self, keep: int) -> None:
        """Let all messages but the newest few age out."""
        aged = self.log[: max(0, len(self.log) - keep)]
        if aged:
            self.forgotten = max(self.forgotten, aged[-1].position)

    # ---- connections

    def opened(self, line: Line) -> None:
        if self._takes_up:
            self._here.timeline.at(self._here.timeline.now + self._takes_up, partial(self._take_up, line))
        else:
            self._take_up(line)

    def _take_up(self, line: Line) -> None:
        if not line.is_over:
            self._lines[line] = None

    def heard(self, line: Line, text: str) -> None:
        raise AssertionError(text)  # Nothing is said on this feed.

    def gone(self, line: Line) -> None:
        self._lines.pop(line, None)

    # ---- messages

    def _tell(self, change: Change) -> None:
        milliseconds = int(self._here.timeline.now * 1000)
        last = self.log[-1].position if self.log else BEGINNING
        position = (milliseconds, 0) if milliseconds > last[0] else (last[0], last[1] + 1)
        body = _body(change)
        order, creation = change.order, change.creation
        game = order.scope["gameID"] if order is not None else creation.game if creation is not None else ""
        body |= {
            "gameID": game,
            "parentGameID": None,
            "league": "NBA",
            "createdAt": f"{self._here.timeline.today():%Y-%m-%dT%H:%M:%S.000Z}",
            "messageID": f"{position[0]}-{position[1]}",
        }
        text = msgspec.json.encode(body).decode()
        self.log.append(Message(position, change, text, self._here.timeline.now))
        for line in [*self._lines]:
            line.push(text)

    def _replay(self, exchange: Exchange) -> Said:
        milliseconds, _, sequence = parse_qs(exchange.target.partition("?")[2])["afterID"][0].partition("-")
        after = (int(milliseconds), int(sequence))
        found = [msgspec.Raw(each.text.encode()) for each in self.log if each.position > max(after, self.forgotten)]
        if after >= self.forgotten:
            return Said(status=200, payload={"status": "success", "messages": found}, form="replay")
        return Said(status=200, payload={"status": "cache_expired", "availableMessages": found}, form="replay")


def _body(change: Change) -> dict[str, Any]:
    order, creation = change.order, change.creation
    match change.what:
        case What.AT_ONCE:
            assert creation is not None
            return {"unmatched": None, "matched": _matched_at_once(creation, change.amount), "origin": "wager"}
        case What.PLACED:
            assert order is not None
            size = order.filled + order.remaining
            return {"unmatched": _rests(order, 0, size, size), "matched": None, "origin": "offer"}
        case What.FILLED:
            assert order is not None
            # What was left behind this part: parts may be told of together.
            later = sum(part.amount for part in order.taken()[change.place + 1 :])
            left = later + (0 if order.how == "filled" and order.ended < float("inf") else order.remaining)
            fill = taken_later(order.order_id, change.place)
            whole = order.filled + order.remaining
            return {
                "unmatched": _rests(order, change.amount, whole, left),
                "matched": {
                    **_about(order),
                    "txID": fill,
                    "amount": change.amount,
                    "risk": change.amount,
                    "win": change.amount,
                    "userReference": order.scope["reference"] or None,
                },
                "origin": "offer",
            }
        case What.OVER:
            assert order is not None
            return {"unmatched": _rests(order, order.filled, 0, 0), "matched": None, "origin": "offer"}


def _about(order: Order) -> dict[str, Any]:
    about: dict[str, Any] = {
        "orderID": order.order_id,
        "wagerRequestID": order.scope.get("wager", f"66ee{order.order_id[4:]}"),
        "type": order.scope["type"],
        "side": order.scope["side"],
        "odds": int(order.scope.get("odds", "165")),
    }
    if "number" in order.scope:
        about["number"] = float(order.scope["number"])
    return about


def _rests(order: Order, filled: int, offered: int, remaining: int) -> dict[str, Any]:
    named = {"userReference": order.scope["reference"]} if order.scope["reference"] else {}
    return {**_about(order), "filled": filled, "offered": offered, "remaining": remaining, **named}


def _matched_at_once(creation: Creation, amount: int) -> dict[str, Any]:
    return {
        "txID": taken_at_once(creation.exchange, creation.place),
        "orderID": f"66f{creation.place:021x}",
        "wagerRequestID": f"66e{creation.exchange:017x}{creation.place:04x}",
        "amount": amount,
        "risk": amount,
        "win": amount,
        "odds": -110,
        "type": creation.kind,
        "side": "66b000000000000000000001",
        "userReference": creation.name or None,
    }
