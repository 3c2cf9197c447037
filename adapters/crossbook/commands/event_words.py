"""An event of a feed in a few words, for a terminal. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, NamedTuple, cast

from crossbook import fourcasters, predictstreet
from crossbook.commands.order_words import amount, order_words
from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Gap, Live, Lost, Replayed

_MOST_SIDES: Final = 4
"""Sides of a book that are told of one change; of more, only how many there are."""
_LONG: Final = 40
"""Digits from which on an id is shown by its ends."""
_UNSAID: Final = ("source", "venue_event", "cursor", "message_id")
_MARKET: Final = {"moneyline": "moneyline", "spread": "spread", "total": "total", "moneyline1x2": "1x2"}


class Words(NamedTuple):
    """What is shown of an event."""

    title: str
    lines: tuple[str, ...]
    colour: str


def words(event: object) -> Words:
    """Say what an event tells."""
    return Words(_title(event), tuple(_lines(event)), _colour(event))


def _colour(event: object) -> str:
    match event:
        case Live() | Replayed() | BookRebuilt() | Connected():
            return "green"
        case Gap() | BookInvalid() | Disconnected():
            return "yellow"
        case Lost():
            return "red"
        case fourcasters.OrderEvent() | predictstreet.OrderPlaced() | predictstreet.OrderCancelled() | predictstreet.OrderFilled():
            return "cyan"
        case _:
            return ""


def _title(event: object) -> str:
    spaced = re.sub(r"(?<!^)(?=[A-Z])", " ", type(event).__name__)
    return spaced.capitalize()


def _lines(event: object) -> Iterator[str]:  # noqa: C901, PLR0912 - one case for each kind of event
    match event:
        case Connected(connection=number):
            yield f"connection {number}"
        case Disconnected(problem=problem, attempt=attempt, in_seconds=seconds):
            yield f"{problem}; attempt {attempt} in {seconds:.1f} s"
        case Gap(problem=problem, since=since):
            yield problem if since is None else f"{problem}; since {since}"
        case Lost(problem=problem, cursor=cursor):
            yield problem if cursor is None else f"{problem}; to go on from {cursor}"
        case Replayed(count=count):
            yield f"missed, and told now: {_count(count, 'message')}"
        case Live():
            yield "what happens is told as it happens"
        case BookInvalid(market=market, problem=problem):
            yield f"{_short(market)}: {problem}"
        case BookRebuilt(market=market):
            yield _short(market)
        case fourcasters.OrderEvent():
            yield from _own(event)
        case fourcasters.BookChanged():
            yield from _book(event)
        case fourcasters.RestingOrders(orders=orders):
            yield f"{_count(len(orders), 'order')} of the account rest"
            yield from (f"  {order.order_id} {order_words(order)}" for order in orders)
        case fourcasters.GameChanged(conflated=conflated):
            start = "" if event.starts_at is None else f", starts {_moment(event.starts_at)}"
            yield f"{event.game_id} {event.league or ''}: {event.why or 'changed'}{start}{_skipped(conflated)}"
        case fourcasters.VolumeChanged(conflated=conflated):
            yield f"{event.game_id}: {amount(event.matched_volume)} USD matched{_skipped(conflated)}"
        case fourcasters.SubscriptionSent(games=games, leagues=leagues, sports=sports):
            named = {"games": games, "leagues": leagues, "sports": sports}
            yield "; ".join(f"{what} {', '.join(names)}" for what, names in named.items() if names) or "nothing"
        case predictstreet.OrderFilled(order_id=order_id, side=side, quantity=quantity, token_id=token, price=price):
            yield f"{order_id}: {side} {amount(quantity)} of {_short(token)} at {amount(price)}"
        case predictstreet.OrderPlaced(user_reference=None) | predictstreet.OrderCancelled(user_reference=None):
            yield "which one, the venue does not tell"
        case predictstreet.BookChanged():
            yield from _token_book(event)
        case predictstreet.RestingOrders(orders=resting, fills=fills):
            yield f"{_count(len(resting), 'order')} of the wallet rest; missed: {_count(len(fills), 'fill')}"
            yield from (f"  {order.order_id} {order_words(order)}" for order in resting)
        case _:
            yield ", ".join(_fields(event))


def _own(event: fourcasters.OrderEvent) -> Iterator[str]:
    line = None if event.line is None else f"{event.line:f}"
    named = (_MARKET.get(event.market_type, event.market_type), event.market, event.side, line, f"{event.odds:+f}")
    order, what = _what_of(event)
    yield f"{order}: {what}"
    reference = f", reference {event.user_reference}" if event.user_reference else ""
    yield f"  {' '.join(filter(None, named))}, game {event.game_id}{reference}"


def _what_of(event: fourcasters.OrderEvent) -> tuple[str, str]:
    match event:
        case fourcasters.OrderPlaced(order_id=order_id, risk=risk, remaining=remaining):
            return order_id, f"{amount(risk)} USD at risk, {amount(remaining)} rest"
        case fourcasters.OrderFilled(order_id=order_id, stake=stake, win=win, remaining=remaining):
            return order_id, f"{amount(stake)} USD matched to win {amount(win)}, {amount(remaining)} rest"
        case fourcasters.OrderCancelled(order_id=order_id, filled=filled):
            return order_id, f"off the market; {amount(filled)} USD of it were matched before"
        case fourcasters.BetTaken(fill_id=fill_id, stake=stake, win=win):
            return fill_id, f"{amount(stake)} USD staked to win {amount(win)}"
        case _:
            return event.wager_request_id, ", ".join(_fields(event))


def _book(event: fourcasters.BookChanged) -> Iterator[str]:
    offers = _count(sum(len(side.offers) for side in event.book.sides), "offer")
    yield f"{event.game_id}: {offers} on {_count(len(event.book.sides), 'side')}{_skipped(event.conflated)}"
    if len(event.changed) > _MOST_SIDES:
        yield f"  {len(event.changed)} sides are new"
        return
    for side in event.changed:
        found = event.book.offers(side)
        sign = "+" if side.market_type == "spread" else ""
        line = "" if side.line is None else format(side.line, f"{sign}f")
        named = (_MARKET.get(side.market_type, side.market_type), side.market or "", side.side, line)
        rests = "nothing" if not found else f"{found[0].odds} for {amount(found[0].stake)} USD, {len(found)} in all"
        yield f"  {' '.join(filter(None, named))}: {rests}"


def _token_book(event: predictstreet.BookChanged) -> Iterator[str]:
    levels = {"bid": event.best_bid, "ask": event.best_ask}
    best = [f"{what} {amount(level.price)} x {amount(level.quantity)}" for what, level in levels.items() if level is not None]
    told = ", ".join(best) or ("it has changed; no levels are told" if event.bids is None else "nothing rests")
    yield f"{_short(event.token_id)}: {told}{_skipped(event.conflated)}"


def _fields(event: object) -> Iterator[str]:
    for name in cast("tuple[str, ...]", getattr(type(event), "__struct_fields__", ())):
        value: object = getattr(event, name)
        if value not in (None, ()) and name not in _UNSAID:
            yield f"{name.replace('_', ' ')} {_shown(value)}"
    unlisted = getattr(event, "venue_event", None)
    if isinstance(unlisted, str):
        yield unlisted


def _shown(value: object) -> str:
    match value:
        case Decimal():
            return amount(value)
        case datetime():
            return _moment(value)
        case tuple():
            return " ".join(map(_shown, cast("tuple[object, ...]", value)))
        case str():
            return _short(value)
        case _:
            return str(value)


def _short(name: str) -> str:
    """Show the ends of a token's id: its 78 digits fill a terminal, and nobody reads them."""
    return f"{name[:6]}\N{HORIZONTAL ELLIPSIS}{name[-6:]}" if name.isdecimal() and len(name) > _LONG else name


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _skipped(conflated: int) -> str:
    return "" if not conflated else f" ({conflated} before it not told)"


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%SZ")
