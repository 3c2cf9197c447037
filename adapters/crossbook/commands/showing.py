"""Orders and outcomes as lines for a terminal, and as JSON. What a venue or a caller wrote is shown without what a terminal would obey."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from crossbook import AnyOrder, Cancelled, CancelOutcome, CancelUnknown, NotCancelled
from crossbook.commands.accounts import NAMES
from crossbook.commands.order_words import amount, broken, order_words, place_words


def plain(value: object) -> str:
    """Give a text without characters that a terminal would obey."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in ("" if value is None else str(value)))


def order_row(venue: str, order: AnyOrder) -> dict[str, object]:
    """Give what both venues tell of an order."""
    price: object = getattr(order, "odds", None) if venue == "fourcasters" else getattr(order, "price", None)
    where: object = getattr(order, "game_id" if venue == "fourcasters" else "market_id", None)
    return {
        "venue": venue,
        "order_id": order.order_id,
        "user_reference": order.user_reference,
        "where": where,
        "market_type": getattr(order, "market_type", None),
        "side": order.side,
        "outcome": getattr(order, "outcome", None),
        "line": _exact(getattr(order, "line", None)),
        "price": _exact(price),
        "filled": _exact(order.filled),
        "remaining": _exact(order.remaining),
        "created_at": None if order.created_at is None else order.created_at.isoformat(),
    }


def outcome_row(venue: str, outcome: CancelOutcome) -> dict[str, object]:
    """Give what became of one order."""
    row: dict[str, object] = {"venue": venue, "order_id": outcome.order_id, "may_be_open": outcome.may_be_open}
    match outcome:
        case Cancelled():
            return row | {"outcome": "cancelled", "filled": _exact(outcome.filled), "remaining": _exact(outcome.remaining)}
        case NotCancelled():
            return row | {"outcome": "not_cancelled", "why": outcome.reason.value, "venue_text": outcome.venue_text}
        case CancelUnknown():
            return row | {"outcome": "unknown", "why": outcome.evidence.problem}


def _exact(value: object) -> str | None:
    return None if value is None else str(value)


def show_orders(console: Console, venue: str, orders: Sequence[AnyOrder], nothing: str = "nothing rests") -> None:
    """Print orders that rest, one or two lines for each; where there are none, say that `nothing` is, of whatever was looked for."""
    say(console, f"{NAMES[venue]}: {len(orders)} resting" if orders else f"{NAMES[venue]}: {nothing}.")
    for order in orders:
        say(console, f"{order.order_id}: {order_words(order)}", indent=2)
        where = place_words(order)
        if where:
            say(console, where, indent=4)


def others_rest(number: int) -> str:
    """Say how many orders rest beside those that were looked for."""
    return {0: "nothing else does", 1: "1 other does"}.get(number, f"{number} others do")


def show_outcomes(console: Console, venue: str, outcomes: Sequence[CancelOutcome]) -> None:
    """Print what became of orders, a line for each."""
    if outcomes:
        say(console, NAMES[venue])
    for outcome in outcomes:
        colour = "green" if isinstance(outcome, Cancelled) else "red" if outcome.may_be_open else "yellow"
        say(console, f"{outcome.order_id}: {_became(outcome)}", indent=2, style=colour)


def _became(outcome: CancelOutcome) -> str:
    match outcome:
        case Cancelled(filled=filled, remaining=remaining):
            told = {"of it were matched": filled, "were left": remaining}
            return ", ".join(["cancelled", *(f"{amount(value)} {words}" for words, value in told.items() if value is not None)])
        case NotCancelled(reason=reason, venue_text=text):
            return f"not cancelled: {reason.value}" + (f" ({text})" if text else "")
        case CancelUnknown(evidence=evidence):
            return f"unknown: {evidence.problem}"


def say(console: Console, text: str, *, indent: int = 0, style: str = "") -> None:
    """Print a text, broken between words where the terminal is narrower."""
    for each in broken(plain(text), console.width, indent):
        console.print(Text(each, style=style), no_wrap=True, overflow="ignore", crop=False)
