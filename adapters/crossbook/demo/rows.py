"""Turns what a call gave into rows to be shown. Pure."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Final, assert_never

import attrs

from crossbook import Cancelled, CancelOutcome, CancelUnknown, Evidence, NotCancelled

STILL_OPEN: Final = "still open"


class Venue(enum.StrEnum):
    """Where an order is."""

    FOURCASTERS = "4casters"
    PREDICTSTREET = "PredictStreet"


class Interface(enum.StrEnum):
    """How a venue is reached."""

    REST = "REST"
    SOCKET = "socket"


class Verdict(enum.StrEnum):
    """What the table says of an order."""

    CANCELLED = "Cancelled"
    NOT_CANCELLED = "NotCancelled"
    UNKNOWN = "?? UNKNOWN"
    ACKNOWLEDGED = "Acknowledged"
    """Of a league cancel: the venue took it in, and says nothing about any order."""


@attrs.frozen
class Order:
    """An order, or a made-up id, that the demo asks a venue to cancel."""

    venue: Venue
    order_id: str


@attrs.frozen
class Call:
    """One of the calls that cancel, under the venue's name for it."""

    venue: Venue
    interface: Interface
    name: str

    @property
    def place(self) -> str:
        """Where it is sent: the venue, and its socket where that is the way."""
        return self.venue if self.interface is Interface.REST else f"{self.venue} {self.interface}"


@attrs.frozen(kw_only=True)
class Row:
    """What became of one order."""

    order: Order
    call: Call
    verdict: Verdict
    filled: Decimal | None = None
    remaining: Decimal | None = None
    reason: str = ""
    may_be_open: bool
    evidence: str = ""
    """For an unknown one: what is known instead."""


def rows_of(call: Call, outcomes: Iterable[CancelOutcome]) -> tuple[Row, ...]:
    """Give one row for each outcome."""
    return tuple(_row(call, outcome) for outcome in outcomes)


def league_rows(call: Call, order_ids: Iterable[str], still_open: Collection[str]) -> tuple[Row, ...]:
    """Give one row for each order of a league whose cancel was only acknowledged, by what the open orders showed afterwards."""
    return tuple(
        Row(
            order=Order(call.venue, order_id),
            call=call,
            verdict=Verdict.ACKNOWLEDGED,
            reason="still among the open orders" if order_id in still_open else "gone from the open orders",
            may_be_open=order_id in still_open,
        )
        for order_id in order_ids
    )


def count_unknown(rows: Iterable[Row], shown: Mapping[Order, str]) -> str:
    """Say in one sentence what the unknown orders turned out to be."""
    unknown = [row.order for row in rows if row.verdict is Verdict.UNKNOWN]
    words = Counter(shown.get(order, "not shown") for order in unknown)
    counts = ", ".join(f"{count} {what}" for what, count in words.most_common())
    return f"Of {len(unknown)} unknown orders the venues show: {counts}."


def _row(call: Call, outcome: CancelOutcome) -> Row:
    order = Order(call.venue, outcome.order_id)
    match outcome:
        case Cancelled(filled=filled, remaining=remaining):
            return Row(order=order, call=call, verdict=Verdict.CANCELLED, filled=filled, remaining=remaining, may_be_open=False)
        case NotCancelled(reason=reason):
            words = reason.value.replace("_", " ")
            return Row(order=order, call=call, verdict=Verdict.NOT_CANCELLED, reason=words, may_be_open=outcome.may_be_open)
        case CancelUnknown(evidence=evidence):
            words = "no reply came" if evidence.received is None else "its reply settles nothing"
            return Row(order=order, call=call, verdict=Verdict.UNKNOWN, reason=words, may_be_open=True, evidence=_in_short(evidence))
        case _:
            assert_never(outcome)


def _in_short(evidence: Evidence) -> str:
    # The whole of it, with the error of the library below or the body of the reply, would fill the screen.
    return evidence.problem.partition(" (")[0] if evidence.received is None else evidence.problem.partition(" Body: ")[0].rstrip(".")
