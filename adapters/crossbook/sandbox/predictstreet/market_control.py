"""What a test can do with the markets of the PredictStreet sandbox."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from attrs import frozen

from crossbook.sandbox.control import VenueControl
from crossbook.sandbox.predictstreet import seeding
from crossbook.sandbox.predictstreet.account_reads import FEE_BPS
from crossbook.sandbox.predictstreet.engine import PredictStreetEngine
from crossbook.sandbox.predictstreet.ledger import USDC
from crossbook.sandbox.predictstreet.markets import OUTCOMES, MarketStatus, PredictStreetMarket
from crossbook.sandbox.predictstreet.matching import Side
from crossbook.sandbox.predictstreet.sockets.channels import PLATFORM
from crossbook.sandbox.predictstreet.units import amount
from crossbook.sandbox.wire import Json

_HALF = Decimal("0.5")


@frozen
class PredictStreetBook:
    """Book of one outcome: price in USDC and quantity in outcome tokens, best first."""

    bids: tuple[tuple[Decimal, Decimal], ...]
    """What buyers give: price in USDC and quantity in outcome tokens, highest price first."""
    asks: tuple[tuple[Decimal, Decimal], ...]
    """What sellers ask: price in USDC and quantity in outcome tokens, lowest price first."""


class MarketControl(VenueControl):
    """Markets, events and matches: adding them, moving them on, ending them."""

    def __init__(self, engine: PredictStreetEngine) -> None:
        """Control an `engine`. `Sandbox` makes these."""
        super().__init__(engine)
        self._engine = engine

    def add_market(
        self,
        symbol: str,
        *,
        title: str | None = None,
        slug: str | None = None,
        market_id: str | None = None,
        event_id: str | None = None,
        condition_id: str | None = None,
        token_ids: tuple[str, str] | None = None,
        status: MarketStatus = "OPEN",
        fee_taker_bps: int = FEE_BPS,
        makers_pay: bool = True,
        neg_risk: bool = False,
        tick: Decimal = Decimal("0.01"),
        initial_price: Decimal = _HALF,
        opens_at: datetime | None = None,
        closes_at: datetime | None = None,
    ) -> PredictStreetMarket:
        """Add a market with two outcomes; its names are made from its symbol where they are left out.

        Raises ValueError for what no market can be, KeyError for an unknown event.

        Args:
            symbol: what orders name it by.
            title: what people read.
            slug: what getMarket names it by.
            market_id: its UUID.
            event_id: puts it beside others of one event: neg-risk markets of an event exclude each other.
            condition_id: its name on the chain, 32 bytes in hex.
            token_ids: ERC-1155 ids of YES and NO, decimal digits.
            status: where it stands.
            fee_taker_bps: rate of the taker's fee, in basis points.
            makers_pay: whether the maker pays at the same rate, as newer pages say (concepts/trading/fees); older ones say no.
            neg_risk: whether it is a neg-risk market, with the exchange and the rules of one.
            tick: the step between two prices, in USDC.
            initial_price: of YES, in USDC per outcome token.
            opens_at: when a PRE_MARKET one opens, with a zone; an hour ago if left out.
            closes_at: when an OPEN one closes, with a zone; a year ahead if left out.
        """
        new = seeding.NewMarket(
            symbol=symbol,
            title=title,
            slug=slug,
            market_id=market_id,
            event_id=event_id,
            condition_id=condition_id,
            token_ids=token_ids,
            status=status,
            fee_taker_bps=fee_taker_bps,
            makers_pay=makers_pay,
            neg_risk=neg_risk,
            tick=tick,
            initial_price=initial_price,
            opens_at=opens_at,
            closes_at=closes_at,
        )
        with self._engine.lock:
            return seeding.add_market(self._engine.state, new)

    def add_event(
        self,
        title: str,
        *,
        slug: str | None = None,
        group: str | None = None,
        stage: str | None = None,
        teams: tuple[str | None, str | None] = (None, None),
        tags: tuple[str, ...] = (),
        match_id: str | None = None,
        starts_at: datetime | None = None,
    ) -> str:
        """Add an event for markets to belong to; return its id (a UUID). It shows once a market of it is public.

        Raises KeyError for an unknown match.

        Args:
            title: what people read.
            slug: its name in addresses; made from the title if left out.
            group: the group of a tournament.
            stage: the stage of a tournament.
            teams: the two that play, None where one is not known.
            tags: slugs of what it can be found by; those that are new are added.
            match_id: the match that it belongs to, as `add_match` gives it.
            starts_at: when it starts, with a zone; a year ahead if left out.
        """
        with self._engine.lock:
            return seeding.add_event(
                self._engine.state,
                title,
                slug=slug,
                group=group,
                stage=stage,
                teams=teams,
                tags=tags,
                match_id=match_id,
                starts_at=starts_at,
            ).id

    def add_match(
        self,
        title: str,
        participants: tuple[str, str],
        *,
        stage: str | None = None,
        tags: tuple[str, ...] = (),
        starts_at: datetime | None = None,
    ) -> str:
        """Add a match for events to belong to; return its id (a UUID).

        Args:
            title: what people read.
            participants: the two that play.
            stage: the stage of a tournament.
            tags: slugs of what it can be found by; those that are new are added.
            starts_at: when it starts, with a zone; a year ahead if left out.
        """
        with self._engine.lock:
            return seeding.add_match(self._engine.state, title, participants, stage=stage, tags=tags, starts_at=starts_at).id

    def market(self, symbol: str) -> PredictStreetMarket:
        """Return a snapshot of a market. Raises KeyError for an unknown `symbol`."""
        with self._engine.lock:
            self._engine.state.catch_up()
            return self._engine.state.catalogue.known(symbol)

    @property
    def markets(self) -> tuple[PredictStreetMarket, ...]:
        """Every market, drafts too, in the order in which they were added."""
        with self._engine.lock:
            self._engine.state.catch_up()
            return self._engine.state.catalogue.all()

    def total_money(self) -> Decimal:
        """Count all USDC, with fees and with what outcome tokens stand for: it changes only by what is given or taken from outside."""
        with self._engine.lock:
            self._engine.state.catch_up()
            return amount(self._engine.state.ledger.counted(USDC))

    def set_market_status(self, symbol: str, status: MarketStatus) -> None:
        """Put a market into another `status`. One that is over takes its open orders with it.

        `resolve` and `void` say what a market pays besides. Raises KeyError for an unknown `symbol`, ValueError for a market
        that is over already.
        """
        with self._engine.lock:
            self._engine.state.catch_up()
            self._engine.state.move_market(symbol, status)

    def resolve(self, symbol: str, winner: int) -> None:
        """Resolve a market: a token of outcome `winner` (0 or 1) pays 1 USDC, the other nothing. Open orders end.

        Raises KeyError for an unknown `symbol`, ValueError for another outcome or a market that is over already.
        """
        if winner not in range(OUTCOMES):
            raise ValueError(f"expected outcome 0 or 1, found {winner}")
        self._pay_out(symbol, "RESOLVED", (Decimal(1 - winner), Decimal(winner)))

    def void(self, symbol: str) -> None:
        """Void a market: a token of either outcome pays half a USDC, as no page says otherwise. Open orders end.

        Raises KeyError for an unknown `symbol`, ValueError for a market that is over already.
        """
        self._pay_out(symbol, "VOIDED", (_HALF, _HALF))

    def book(self, symbol: str, outcome: str = "0") -> PredictStreetBook:
        """Return the book of one `outcome` ("0" is yes), one level for each price. Raises KeyError for an unknown `symbol`."""
        with self._engine.lock:
            self._engine.state.catch_up()
            self._engine.state.catalogue.known(symbol)
            return PredictStreetBook(self._side(symbol, outcome, "buy"), self._side(symbol, outcome, "sell"))

    def set_reply(self, operation: str, body: Json) -> None:
        """Let an `operation` reply with `body` until the sandbox is reset, whatever its state.

        For the operations whose reply no page shows, which answer 501 otherwise: `getOhlc`, `getPlatformStatus`,
        `getPortfolio` and others. Numbers are int or Decimal. Raises ValueError for an unknown operationId.
        """
        if all(known.id != operation for known in self._engine.rest.operations):
            raise ValueError(f"expected an operationId of PredictStreet, found {operation!r}")
        with self._engine.lock:
            self._engine.state.raw_replies[operation] = body

    def set_event(self, event: str, members: Json) -> None:
        """Let an `event` of the sockets carry these `members` in its data until the sandbox is reset, beside those that pages list.

        For the payloads that no page shows: `order_placed`, `trade_matched`, `ohlc_update` and others. Numbers are int or
        Decimal. Raises ValueError for an unknown event, or members that are no object.
        """
        known = {name for spec in self._engine.room.specs.values() for name in spec.pushes} - {"connected"}
        if event not in known or not isinstance(members, dict):
            raise ValueError(f"expected an event of {', '.join(sorted(known))} and an object of members, found {event!r} and {members!r}")
        with self._engine.lock:
            self._engine.room.members[event] = members

    def announce_platform_status(self, members: Json) -> None:
        """Send platform_status to whoever listens on the channel system, with these `members` as its data: no page shows them.

        Raises ValueError for members that are no object.
        """
        if not isinstance(members, dict):
            raise ValueError(f"expected an object of members, found {members!r}")  # noqa: TRY004 - like every argument that does not fit
        with self._engine.lock:
            self._engine.room.publish(PLATFORM, "system", PLATFORM, members)

    def _pay_out(self, symbol: str, status: MarketStatus, payouts: tuple[Decimal, Decimal]) -> None:
        with self._engine.lock:
            self._engine.state.catch_up()
            self._engine.state.move_market(symbol, status, payouts)

    def _side(self, symbol: str, outcome: str, side: Side) -> tuple[tuple[Decimal, Decimal], ...]:
        levels = self._engine.state.trading.book(symbol, outcome).levels(side)
        return tuple((amount(level.price), amount(level.quantity)) for level in levels)
