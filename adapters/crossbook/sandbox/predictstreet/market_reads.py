"""What everybody may read: markets, books, the tape, prices, events, matches, tags, the leaderboard, contracts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from crossbook.sandbox.clock import timestamp
from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.predictstreet.books import book_hash
from crossbook.sandbox.predictstreet.cancels import is_uuid
from crossbook.sandbox.predictstreet.catalogue import Event
from crossbook.sandbox.predictstreet.markets import STATUSES, PredictStreetMarket
from crossbook.sandbox.predictstreet.matching import Level
from crossbook.sandbox.predictstreet.pages import limit_of, moment, to_milliseconds, word
from crossbook.sandbox.predictstreet.prices import RANGES
from crossbook.sandbox.predictstreet.refusals import bad_request, invalid, refusal
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.predictstreet.units import plain
from crossbook.sandbox.wire import Json, JsonObject

_MOST_MARKETS: Final = 500
_SORTS: Final = ("trending", "ending_soon", "starting_soon", "live")
_OUTCOMES: Final = ("0", "1")


def markets(state: State, query: Mapping[str, str]) -> Answer:
    """List markets, the first 500 and no more.

    A page says "all non-draft markets (OPEN/PAUSED/PROPOSED/PRE_MARKET)"; taken as examples, so those that are over are here.
    """
    status = word(query, "status", STATUSES)
    found = [market for market in state.catalogue.public() if status in (None, market.status)]
    return Answer(200, {"markets": [market.as_json() for market in found[:_MOST_MARKETS]]})


def market(state: State, slug: str) -> Answer:
    """Show one market by its slug; a symbol is no slug."""
    found = state.catalogue.by_slug(slug)
    if found is None:
        raise refusal(404, "market_not_found")
    return Answer(200, found.as_json(lambda outcome: state.prices.now(found.symbol, outcome)))


def orderbook(state: State, symbol: str, query: Mapping[str, str]) -> Answer:
    """Show the book of one outcome, one level for each price."""
    found = _market(state, symbol)
    # That YES is meant where none is named is an inference, from the sample.
    outcome = word(query, "outcome", _OUTCOMES) or "0"
    # Bounds and default were not seen; the sample has 20.
    depth = _positive(query, "depth", 20)
    book = state.trading.book(found.symbol, outcome)
    bids, asks = book.levels("buy", depth), book.levels("sell", depth)
    return Answer(
        200,
        {
            "marketId": found.symbol,
            "outcome": outcome,
            "bids": [_level(level) for level in bids],
            "asks": [_level(level) for level in asks],
            "seq": book.sequence,
            "hash": book_hash(bids, asks),
            "ts": timestamp(state.clock.wall()),
        },
    )


def tape(state: State, symbol: str, query: Mapping[str, str]) -> Answer:
    """List the latest trades of a market, but for those that failed; both bounds of time are excluded."""
    found = _market(state, symbol)
    limit = limit_of(query, most=200, default=50)
    before, after = moment(query, "before"), moment(query, "after")
    # `after` is heeded with sort=time only. No other word was seen, so any other leaves the order as it is.
    after = after if query.get("sort", "time") == "time" else None
    rows = [
        trade.as_tape_row()
        for trade in reversed(state.trading.trades)
        if trade.market_id == found.symbol
        and trade.status != "settlement_failed"
        and (before is None or to_milliseconds(trade.created_at) < before)
        and (after is None or to_milliseconds(trade.created_at) > after)
    ]
    return Answer(200, {"symbol": found.symbol, "trades": [*rows[:limit]]})


def price_history(state: State, symbol: str, query: Mapping[str, str]) -> Answer:
    """List prices of one outcome over a range, without gaps. Which range is taken where none is named was not seen."""
    found = _market(state, symbol)
    reach, outcome = word(query, "range", RANGES) or "1d", word(query, "outcome", _OUTCOMES) or "0"
    return Answer(200, {"points": state.prices.points(found.symbol, outcome, reach)})


def events(state: State, query: Mapping[str, str]) -> Answer:
    """List events. What they are wrapped in was not seen; `events` is how matches and markets would have it."""
    sort, tag = word(query, "sort", _SORTS), query.get("tag")
    now = state.clock.wall()
    orders: dict[str | None, Callable[[Event], tuple[Json, ...]]] = {
        None: lambda event: (timestamp(event.starts_at), event.title, event.id),
        "trending": lambda event: (-_volume(state, event), event.title, event.id),
        "ending_soon": lambda event: (min(timestamp(market.closes_at) for market in state.catalogue.public(event.id)), event.id),
        "starting_soon": lambda event: (timestamp(event.starts_at), event.id),
        "live": lambda event: (timestamp(event.starts_at), event.id),
    }
    found = [event for event in state.catalogue.events.values() if tag is None or tag in event.tags]
    found = [event for event in found if state.catalogue.public(event.id)]
    if sort == "starting_soon":
        found = [event for event in found if event.starts_at > now]
    if sort == "live":
        found = [event for event in found if event.starts_at <= now]
    return Answer(200, {"events": [state.catalogue.event_json(event) for event in sorted(found, key=orders[sort])]})


def event(state: State, event_id: str) -> Answer:
    """Show one event with its markets."""
    found = state.catalogue.events.get(_uuid(event_id))
    shown = None if found is None else state.catalogue.event_json(found)
    if shown is None:
        raise refusal(404, "event_not_found")
    return Answer(200, shown)


def matches(state: State, query: Mapping[str, str]) -> Answer:
    """List matches with their events."""
    tag = query.get("tag")
    found = [state.catalogue.match_json(match) for match in state.catalogue.matches.values() if tag is None or tag in match.tags]
    return Answer(200, {"matches": [match for match in found if match is not None]})


def match(state: State, match_id: str) -> Answer:
    """Show one match with its events."""
    found = state.catalogue.matches.get(_uuid(match_id))
    shown = None if found is None else state.catalogue.match_json(found)
    if shown is None:
        raise refusal(404, "match_not_found")
    return Answer(200, shown)


def tags(state: State) -> Answer:
    """List tags. Whether in an object or bare was not seen: bare here."""
    return Answer(200, [tag.as_json() for tag in state.catalogue.tags.values()])


def _market(state: State, symbol: str) -> PredictStreetMarket:
    found = state.catalogue.find(symbol)
    if found is None or not found.is_public:
        raise refusal(404, "market_not_found")
    return found


def _uuid(text: str) -> str:
    """Check an id that the page says is a UUID; what such a page answers to another one was not seen."""
    if not is_uuid(text):
        raise invalid("id must be a UUID")
    return text.lower()


def _positive(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(10**9)) or int(text) < 1:
        raise bad_request(f"{name} must be an integer >= 1")
    return int(text)


def _level(level: Level) -> JsonObject:
    return {"price": plain(level.price), "quantity": plain(level.quantity)}


def _volume(state: State, event: Event) -> int:
    symbols = {market.symbol for market in state.catalogue.public(event.id)}
    return sum(trade.price * trade.quantity for trade in state.trading.trades if trade.market_id in symbols)
