"""Orders and outcomes as tables for a terminal, and as JSON. What a venue or a caller wrote is shown without what a terminal would obey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crossbook import AnyOrder, Cancelled, CancelOutcome, CancelUnknown, NotCancelled
from crossbook.commands.accounts import NAMES


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
        "side": order.side,
        "price": None if price is None else str(price),
        "filled": None if order.filled is None else str(order.filled),
        "remaining": None if order.remaining is None else str(order.remaining),
        "created_at": None if order.created_at is None else order.created_at.isoformat(),
    }


def outcome_row(venue: str, outcome: CancelOutcome) -> dict[str, object]:
    """Give what became of one order."""
    row: dict[str, object] = {"venue": venue, "order_id": outcome.order_id, "may_be_open": outcome.may_be_open}
    match outcome:
        case Cancelled():
            filled, remaining = outcome.filled, outcome.remaining
            return row | {
                "outcome": "cancelled",
                "filled": None if filled is None else str(filled),
                "remaining": None if remaining is None else str(remaining),
            }
        case NotCancelled():
            return row | {"outcome": "not_cancelled", "why": outcome.reason.value, "venue_text": outcome.venue_text}
        case CancelUnknown():
            return row | {"outcome": "unknown", "why": outcome.evidence.problem}


def show_orders(console: Console, venue: str, orders: Sequence[AnyOrder]) -> None:
    """Print a table of orders that rest."""
    if not orders:
        console.print(Text(f"{NAMES[venue]}: nothing rests."))
        return
    table = Table(title=f"{NAMES[venue]}: {len(orders)} resting", title_justify="left", expand=False)
    table.add_column("order id", no_wrap=True)  # To be copied in one piece.
    for name in ("reference", "game or market", "side"):
        table.add_column(name, overflow="fold")
    for name in ("price", "remaining"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in (order_row(venue, order) for order in orders):
        cells = (row[name] for name in ("order_id", "user_reference", "where", "side", "price", "remaining"))
        table.add_row(*(Text(plain(cell)) for cell in cells))
    console.print(table)


def show_outcomes(console: Console, venue: str, outcomes: Iterable[CancelOutcome]) -> None:
    """Print a table of what became of orders."""
    table = Table(title=NAMES[venue], title_justify="left", expand=False)
    rows = [outcome_row(venue, outcome) for outcome in outcomes]
    table.add_column("order id", no_wrap=True)
    table.add_column("outcome", no_wrap=True)
    if any(row.get("why") for row in rows):
        table.add_column("why", overflow="fold")
    for row in rows:
        colour = "green" if row["outcome"] == "cancelled" else "red" if row["may_be_open"] else "yellow"
        words = " ".join(plain(each) for each in (row.get("why"), row.get("venue_text")) if each)
        cells = (Text(plain(row["order_id"])), Text(str(row["outcome"]).replace("_", " "), style=colour), Text(words))
        table.add_row(*cells[: len(table.columns)])
    if table.row_count:
        console.print(table)


def document(members: Mapping[str, object]) -> str:
    """Write one JSON document."""
    return msgspec.json.encode(members).decode()
