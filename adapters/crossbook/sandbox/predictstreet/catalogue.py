"""Markets, the events they belong to, the matches events belong to, and tags; with what is looked up in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from heapq import heappop, heappush

from attrs import evolve, field, frozen

from crossbook.sandbox.clock import timestamp
from crossbook.sandbox.predictstreet.markets import MarketStatus, PredictStreetMarket
from crossbook.sandbox.wire import JsonObject


@frozen
class Tag:
    """One word that events can be filtered by."""

    slug: str
    name: str
    color: str | None = None
    icon_url: str | None = None

    def as_json(self) -> JsonObject:
        shown: JsonObject = {"slug": self.slug, "name": self.name}
        return {**shown, **{name: value for name, value in (("color", self.color), ("iconUrl", self.icon_url)) if value is not None}}


@frozen(kw_only=True)
class Event:
    """One or more markets on the same happening."""

    id: str
    slug: str
    title: str
    group: str | None
    stage: str | None
    teams: tuple[str | None, str | None]
    tags: tuple[str, ...]
    match_id: str | None
    starts_at: datetime
    created_at: datetime


@frozen(kw_only=True)
class Match:
    """One match with its events."""

    id: str
    slug: str
    title: str
    participants: tuple[str, str]
    tags: tuple[str, ...]
    stage: str | None
    state: str
    """Words were not seen; `scheduled` is this sandbox's."""
    starts_at: datetime
    created_at: datetime


@frozen(order=True)
class _Due:
    """A change of state that a market's times promise."""

    at: datetime
    symbol: str
    status: MarketStatus = field(eq=False)


class Catalogue:
    """What there is to trade. Public only as far as the venue would show it."""

    def __init__(self) -> None:
        self.tags: dict[str, Tag] = {}
        self.events: dict[str, Event] = {}
        self.matches: dict[str, Match] = {}
        self._markets: dict[str, PredictStreetMarket] = {}
        self._slugs: dict[str, str] = {}
        self._tokens: dict[str, tuple[str, int]] = {}
        self._due: list[_Due] = []

    def put(self, market: PredictStreetMarket) -> None:
        """Add a market or replace what is known of it. Raises ValueError for a slug that another market has."""
        owner = self._slugs.setdefault(market.slug, market.symbol)
        if owner != market.symbol:
            raise ValueError(f"expected a slug of its own, found that of {owner}: {market.slug!r}")
        if market.symbol not in self._markets:
            heappush(self._due, _Due(market.opens_at, market.symbol, "OPEN"))
            heappush(self._due, _Due(market.closes_at, market.symbol, "CLOSED"))
        self._markets[market.symbol] = market
        self._tokens |= {token: (market.symbol, outcome) for outcome, token in enumerate(market.token_ids)}

    def due(self, now: datetime) -> Iterator[tuple[datetime, str, MarketStatus]]:
        """Give every change of state whose time has come and that the market's state allows, and forget it."""
        while self._due and self._due[0].at <= now:
            change = heappop(self._due)
            before: MarketStatus = "PRE_MARKET" if change.status == "OPEN" else "OPEN"
            if self._markets[change.symbol].status == before:
                yield change.at, change.symbol, change.status

    def moved(
        self, symbol: str, status: MarketStatus, now: datetime, payouts: tuple[Decimal, Decimal] | None = None
    ) -> PredictStreetMarket:
        """Put a market into another state. Raises ValueError for one that is over."""
        market = self.known(symbol)
        if market.is_terminal:
            raise ValueError(f"expected a market that is not over, found {market.status}")
        changed = evolve(
            market,
            status=status,
            payouts=payouts,
            paused_at=now if status == "PAUSED" else None,
            resolved_at=now if status in ("RESOLVED", "VOIDED") else None,
            updated_at=now,
        )
        self._markets[symbol] = changed
        return changed

    def find(self, symbol: str) -> PredictStreetMarket | None:
        return self._markets.get(symbol)

    def known(self, symbol: str) -> PredictStreetMarket:
        """Return a market. Raises KeyError for a symbol that nobody added."""
        market = self._markets.get(symbol)
        if market is None:
            raise KeyError(f"expected the symbol of a market of this sandbox, found {symbol!r}")
        return market

    def all(self) -> tuple[PredictStreetMarket, ...]:
        return tuple(self._markets.values())

    def by_slug(self, slug: str) -> PredictStreetMarket | None:
        symbol = self._slugs.get(slug)
        market = self._markets.get(symbol) if symbol is not None else None
        return market if market is not None and market.is_public else None

    def by_token(self, token_id: str) -> tuple[PredictStreetMarket, int] | None:
        """Say which market and outcome a token is of."""
        found = self._tokens.get(token_id)
        return None if found is None else (self._markets[found[0]], found[1])

    def public(self, event_id: str | None = None) -> tuple[PredictStreetMarket, ...]:
        """List markets that everybody may see, in the order in which they were added."""
        return tuple(market for market in self._markets.values() if market.is_public and (event_id is None or market.event_id == event_id))

    def basket(self, market: PredictStreetMarket) -> tuple[PredictStreetMarket, ...]:
        """List the neg-risk markets of a market's event: the outcomes that exclude each other, by index."""
        return tuple(other for other in self._markets.values() if other.neg_risk and other.event_id == market.event_id)

    def event_json(self, event: Event) -> JsonObject | None:
        """Write an event with its markets; None if none of them is public."""
        markets = self.public(event.id)
        if not markets:
            return None
        return {
            "id": event.id,
            "slug": event.slug,
            "title": event.title,
            "group": event.group,
            "stage": event.stage,
            "teamA": event.teams[0],
            "teamB": event.teams[1],
            "tags": [self.tags[slug].as_json() for slug in event.tags],
            "eventStartTime": timestamp(event.starts_at),
            "createdAt": timestamp(event.created_at),
            "updatedAt": timestamp(max(market.updated_at for market in markets)),
            "markets": [market.as_json() for market in markets],
        }

    def match_json(self, match: Match) -> JsonObject | None:
        """Write a match with its events; None if no market of theirs is public."""
        events = [shown for event in self.events.values() if event.match_id == match.id and (shown := self.event_json(event)) is not None]
        if not events:
            return None
        return {
            "id": match.id,
            "slug": match.slug,
            "title": match.title,
            "participantA": match.participants[0],
            "participantB": match.participants[1],
            "tags": [self.tags[slug].as_json() for slug in match.tags],
            "stage": match.stage,
            "startTime": timestamp(match.starts_at),
            "state": match.state,
            "createdAt": timestamp(match.created_at),
            "updatedAt": timestamp(match.created_at),
            "events": list(events),
        }
