"""Shows rows as tables, in narrow terminals and wide ones, with colours and without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crossbook.demo.moments import UNKNOWN, Moment
from crossbook.demo.rows import STILL_OPEN, Order, Row, Verdict

_STYLES = {
    Verdict.CANCELLED: "green",
    Verdict.NOT_CANCELLED: "yellow",
    Verdict.UNKNOWN: "bold red",
    Verdict.ACKNOWLEDGED: "cyan",
}
_OF_A_MOMENT = {
    UNKNOWN: "bold red",
    "-": "dim",
    "CancelledNotReplaced": "yellow",
    "NotCancelled": "yellow",
    "NotPlaced": "yellow",
    "NotEdited": "yellow",
}
_NARROW = 100
"""Columns. Below that, gaps are small: 80 are just enough for the longest name of a call."""
_SHOWN_OF_AN_ID = 8


def show_outcomes(console: Console, title: str, rows: Sequence[Row]) -> None:
    """Print one line for each order, with a gap between calls. What is the same or missing in all of them has no column."""
    table = _table(console, title)
    places = len({row.call.place for row in rows}) > 1
    amounts = any(row.filled is not None or row.remaining is not None for row in rows)
    for name in ("order", *(["venue"] if places else []), "call", "outcome"):
        table.add_column(name, no_wrap=True)
    for name in ("filled", "remaining") if amounts else ():
        table.add_column(name, no_wrap=True, justify="right")
    table.add_column("reason")
    for call, group in groupby(rows, key=lambda row: row.call):
        for row in group:
            style = _STYLES[row.verdict]
            table.add_row(
                short(row.order.order_id),
                *([call.place] if places else []),
                call.name,
                Text(row.verdict, style),
                *([amount(row.filled), amount(row.remaining)] if amounts else []),
                Text(row.reason, style),
            )
        table.add_section()
    console.print(table)


def show_life(console: Console, title: str, moments: Iterable[Moment]) -> None:
    """Print one line for each moment of an order's life, with what is on the market then."""
    table = _table(console, title)
    table.add_column("", no_wrap=True, min_width=11)
    table.add_column("what is done", min_width=33)
    for name in ("outcome", "order", "on the market"):
        table.add_column(name, no_wrap=True)
    for moment in moments:
        style = _OF_A_MOMENT.get(moment.verdict, "green")
        listed = Text(moment.listed, "dim" if moment.listed == "nothing" else "")
        table.add_row(moment.name, moment.done, Text(moment.verdict, style), short(moment.order_id), listed)
    console.print(table)


def show_unknown(console: Console, title: str, rows: Iterable[Row], shown: Mapping[Order, str]) -> None:
    """Print what each unknown order turned out to be, beside what the caller could know."""
    table = _table(console, title)
    for name in ("order", "venue"):
        table.add_column(name, no_wrap=True)
    table.add_column("what the caller saw")
    table.add_column("the venue shows", no_wrap=True)
    for row in rows:
        if row.verdict is Verdict.UNKNOWN:
            words = shown.get(row.order, "nothing")
            style = "bold red" if words == STILL_OPEN else ""
            table.add_row(short(row.order.order_id), row.call.place, Text(row.evidence), Text(words, style))
    console.print(table)


def short(order_id: str) -> str:
    """Show the end of an id: enough to tell the orders of one run apart."""
    return order_id[-_SHOWN_OF_AN_ID:]


def amount(value: Decimal | None) -> str:
    """Write an amount without an exponent; a dash where the venue does not tell."""
    return "-" if value is None else f"{value:f}"


def _table(console: Console, title: str) -> Table:
    gap = 0 if console.width < _NARROW else 1
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, gap, 0, 0),
    )
