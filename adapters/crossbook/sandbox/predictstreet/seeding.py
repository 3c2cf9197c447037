"""What a test sets up: markets, events, matches and tags. With the names that it leaves out made up."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from attrs import field, frozen

from crossbook.sandbox.predictstreet.account_reads import FEE_BPS
from crossbook.sandbox.predictstreet.catalogue import Event, Match, Tag
from crossbook.sandbox.predictstreet.markets import OUTCOMES, MarketStatus, PredictStreetMarket, digest, slug_of, token_id
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.predictstreet.units import SCALE, units

FIRST_MARKET: Final = "NC26-BIN-83479265"
"""Symbol of the market that the documents' samples are about. It is there, and open, from the beginning."""
_A_YEAR: Final = timedelta(days=365)
_HOUR: Final = timedelta(hours=1)
_ALL: Final = 10_000
"""Basis points. More than an order may sign is possible, so that refusing it can be tried."""


@frozen(kw_only=True)
class NewMarket:
    """What a test says about a market to be."""

    symbol: str
    title: str | None = None
    slug: str | None = None
    market_id: str | None = None
    event_id: str | None = None
    condition_id: str | None = None
    token_ids: tuple[str, str] | None = None
    status: MarketStatus = "OPEN"
    fee_taker_bps: int = FEE_BPS
    makers_pay: bool = True
    neg_risk: bool = False
    tick: Decimal = field(default=Decimal("0.01"))
    initial_price: Decimal = field(default=Decimal("0.5"))
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def add_market(state: State, new: NewMarket) -> PredictStreetMarket:
    """Add a market, and an event of its own if none is named. Raises ValueError for what no market can be."""
    _check(state, new)
    now = state.clock.wall()
    opens_at = new.opens_at or now - _HOUR
    closes_at = new.closes_at or now + _A_YEAR
    title = new.title or new.symbol
    event_id = new.event_id or add_event(state, title, starts_at=closes_at).id
    market = PredictStreetMarket(
        id=new.market_id or _uuid("market", new.symbol),
        event_id=event_id,
        symbol=new.symbol,
        slug=new.slug or slug_of(new.symbol),
        title=title,
        status=new.status,
        condition_id=new.condition_id or digest("condition", new.symbol),
        question_id=digest("question", new.symbol),
        token_ids=new.token_ids or (token_id(new.symbol, 0), token_id(new.symbol, 1)),
        fee_taker_bps=new.fee_taker_bps,
        makers_pay=new.makers_pay,
        neg_risk=new.neg_risk,
        tick=new.tick,
        initial_price=new.initial_price,
        opens_at=opens_at,
        closes_at=closes_at,
        payouts=None,
        paused_at=None,
        resolved_at=None,
        created_at=now,
        updated_at=now,
    )
    state.catalogue.put(market)
    price = units(new.initial_price)
    for outcome in range(OUTCOMES):
        state.prices.begin(market.symbol, str(outcome), SCALE - price if outcome else price)
    return market


def market_or_new(state: State, symbol: str) -> PredictStreetMarket:
    """Return a market; one that is not there is added, open."""
    return state.catalogue.find(symbol) or add_market(state, NewMarket(symbol=symbol))


def add_event(
    state: State,
    title: str,
    *,
    slug: str | None = None,
    group: str | None = None,
    stage: str | None = None,
    teams: tuple[str | None, str | None] = (None, None),
    tags: tuple[str, ...] = (),
    match_id: str | None = None,
    starts_at: datetime | None = None,
) -> Event:
    """Add an event. Tags that are new are added with it. Raises KeyError for a match that is not there."""
    if match_id is not None and match_id not in state.catalogue.matches:
        raise KeyError(f"expected the id of a match of this sandbox, found {match_id!r}")
    now = state.clock.wall()
    event = Event(
        id=_uuid("event", title, str(len(state.catalogue.events))),
        slug=slug or slug_of(title),
        title=title,
        group=group,
        stage=stage,
        teams=teams,
        tags=_known(state, tags),
        match_id=match_id,
        starts_at=starts_at or now + _A_YEAR,
        created_at=now,
    )
    state.catalogue.events[event.id] = event
    return event


def add_match(
    state: State,
    title: str,
    participants: tuple[str, str],
    *,
    stage: str | None = None,
    tags: tuple[str, ...] = (),
    starts_at: datetime | None = None,
) -> Match:
    """Add a match. Tags that are new are added with it."""
    now = state.clock.wall()
    match = Match(
        id=_uuid("match", title, str(len(state.catalogue.matches))),
        slug=slug_of(title),
        title=title,
        participants=participants,
        tags=_known(state, tags),
        stage=stage,
        state="scheduled",
        starts_at=starts_at or now + _A_YEAR,
        created_at=now,
    )
    state.catalogue.matches[match.id] = match
    return match


def open_first_market(state: State) -> None:
    """Open the market that the documents' samples are about."""
    add_market(state, NewMarket(symbol=FIRST_MARKET))


def _check(state: State, new: NewMarket) -> None:
    if state.catalogue.find(new.symbol) is not None:
        raise ValueError(f"expected a symbol that no market has, found {new.symbol!r}")
    if new.event_id is not None and new.event_id not in state.catalogue.events:
        raise KeyError(f"expected the id of an event of this sandbox, found {new.event_id!r}")
    if not 0 < new.initial_price < 1 or not 0 < new.tick < 1 or units(new.initial_price) % units(new.tick):
        raise ValueError(f"expected a price on a tick, both between 0 and 1, found {new.initial_price} and {new.tick}")
    if not 0 <= new.fee_taker_bps <= _ALL:
        raise ValueError(f"expected a fee from 0 to {_ALL} basis points, found {new.fee_taker_bps}")
    for moment in (new.opens_at, new.closes_at):
        if moment is not None and moment.tzinfo is None:
            raise ValueError(f"expected a time with a zone, found {moment.isoformat()}")


def _known(state: State, tags: tuple[str, ...]) -> tuple[str, ...]:
    for slug in tags:
        state.catalogue.tags.setdefault(slug, Tag(slug, slug.replace("-", " ").title()))
    return tags


def _uuid(*parts: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, ":".join(("crossbook sandbox", *parts))))
