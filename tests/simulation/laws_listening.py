"""What must be true of user feeds, and of a ledger that is kept with the place of its feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from decimal import Decimal

from crossbook import Ledger
from crossbook.feeds import Connected, Gap, Live, Replayed
from crossbook.fourcasters import OrderEvent, RestingOrders, UnlistedEvent
from crossbook.fourcasters.feeds.positions import position_of
from crossbook.predictstreet import OrderFilled as Fill
from crossbook.predictstreet import RestingOrders as Rests
from simulation.changes import What
from simulation.gateways import UserGateway
from simulation.keeping import Kept
from simulation.orders import Order
from simulation.processes import Heard, Process
from simulation.streams_fourcasters import Message, Position, UserStream


def all_heard(processes: Sequence[Process]) -> list[Heard]:
    """Give what each feed told, one after the other."""
    return [heard for process in processes for heard in process.heard]


def of_the_words(processes: Sequence[Process], log: Sequence[Message] = ()) -> Iterator[str]:
    """Hold each feed to its words: what was missed comes between a connection and `Live`, and behind a gap comes what rests."""
    was_open: Gap | None = None
    """A gap that the feed before had told of when it was ended, and not yet what rests: nobody has made up for it."""
    told = set[Position]()
    """What later feeds have told since."""
    for heard in all_heard(processes):
        if was_open is not None and _makes_up_for(was_open, heard, log, told):
            was_open = None
        if was_open is not None and any(isinstance(event, Live) for event in heard.events):
            yield "a feed goes on behind a gap that nobody has made up for"
        gap = yield from _of_one(heard)
        told = told.union(told_by(heard)) if gap is None else set[Position]()
        was_open = gap or was_open


def _of_one(heard: Heard) -> Generator[str, None, Gap | None]:
    """Hold one feed to its words. Gives the gap that is left open at its end."""
    has_caught_up, has_gap = True, False
    open_gap: Gap | None = None
    for event in heard.events:
        match event:
            case Connected():
                has_caught_up, has_gap = False, False
            case Gap():
                open_gap, has_gap = event, True
            case Replayed():
                has_caught_up = True
            case RestingOrders() | Rests():
                if isinstance(event, Rests) and not has_caught_up and not has_gap:
                    yield "a connection begins without a Gap, at a venue that replays nothing"
                has_caught_up, open_gap = True, None
            case Live() if not has_caught_up or open_gap is not None:
                yield "a feed says that it is live before what was missed was told"
            case _:
                pass
    return open_gap


def _makes_up_for(gap: Gap, heard: Heard, log: Sequence[Message], told: set[Position]) -> bool:
    """Say whether a later feed tells of a gap itself, or has all of it replayed after all.

    A feed that begins behind the beginning of the gap has that only if later feeds have told everything before its own beginning.
    """
    if any(isinstance(event, Gap) for event in heard.events):
        return True
    since = None if gap.since is None else position_of(gap.since)
    if since is None or heard.cursor is None:
        return False
    if any(since < each.position <= heard.cursor.after and each.position not in told for each in log):
        return False
    return any(isinstance(event, Replayed) for event in heard.events)


def told_by(heard: Heard) -> list[Position]:
    """Give the places of the messages that a feed told."""
    named = [event.message_id for event in heard.events if isinstance(event, OrderEvent | UnlistedEvent)]
    return [position for name in named if name is not None and (position := position_of(name)) is not None]


def _are_only_late(heard: Heard, stream: UserStream) -> bool:
    """Say whether nothing is out of order but what was sent before a connection that began behind a `Gap`.

    Where no replay could be relied on, nobody knows whether anything was missed. If a later look finds something, it is told: late, but
    in its own order, and behind what the feed had told of the time before that connection.
    """
    sent = {message.position: message.moment for message in stream.log}
    told: list[Position] = []
    opened, since, until = 0.0, None, 0.0
    for event in heard.events:
        match event:
            case Connected():
                opened = heard.opened[event.connection - 1]
            case Gap():
                is_unread = event.since is not None and "does not replay" in event.problem
                since, until = position_of(event.since or "") if is_unread else None, opened
            case OrderEvent() | UnlistedEvent() if (place := position_of(event.message_id or "")) is not None:
                later = [each for each in told if each > place]
                is_late = since is not None and place > since and sent.get(place, until + 1) <= until
                if later and not (is_late and all(sent.get(each, 0.0) > until for each in later)):
                    return False
                told.append(place)
            case _:
                pass
    return True


def of_messages(stream: UserStream, processes: Sequence[Process], start: str | None, *, forgets: bool, is_unruly: bool) -> Iterator[str]:
    """Hold what was told to what happened: everything that the venue has, once by each feed, and no gap without a `Gap`."""
    told = set[Position]()
    gaps: list[Gap] = []
    for heard in all_heard(processes):
        own = told_by(heard)
        told.update(own)
        gaps += [event for event in heard.events if isinstance(event, Gap)]
        if len(own) != len(set(own)):
            yield "a message is told twice by one feed"
        elif not is_unruly and own != sorted(own) and not _are_only_late(heard, stream):
            yield "messages are told in another order than they came in"
    known = {message.position for message in stream.log}
    if not told <= known:
        yield "a message is told that there never was"
    for message in stream.log:
        missing = message.position
        if missing in told:
            continue
        around = [gap for gap in gaps if gap.since is None or (position_of(gap.since) or missing) < missing]
        if not around:
            yield "a message is missing, and there is no Gap"
        elif missing > stream.forgotten and not any("no cursor" in gap.problem or "does not replay" in gap.problem for gap in around):
            yield "a message is missing that the venue still has"
    if start is not None and not forgets:
        yield from ("there is a Gap, although the venue has everything" for gap in gaps if "does not replay" not in gap.problem)


def of_the_ledger(stream: UserStream, processes: Sequence[Process], kept: Kept, twin: Ledger) -> Iterator[str]:
    """Hold ledgers that hear nothing but the feed to what happened, and one that was killed to one that was not."""
    gaps = [event for heard in all_heard(processes) for event in heard.events if isinstance(event, Gap)]
    if len(gaps) > 1 or any("no cursor" not in gap.problem for gap in gaps):
        return  # What was told before a gap, and not kept, is not told again.
    orders = {message.change.order.order_id: message.change.order for message in stream.log if message.change.order is not None}
    for order_id in orders:
        one, other = kept.feed_alone.order("fourcasters", order_id), twin.order("fourcasters", order_id)
        if one != other:
            yield f"a ledger that was killed ends in another way: {one!r}, and not {other!r}"
    if kept.feed_alone.exposure() != twin.exposure():
        yield "a ledger that was killed tells another exposure"
    if gaps:
        return
    placed = [message.change.order for message in stream.log if message.change.what is What.PLACED]
    for order in placed:
        assert order is not None
        yield from _of_an_order(twin, order, processes[-1].books.now)


def _of_an_order(ledger: Ledger, order: Order, now: float) -> Iterator[str]:
    known = ledger.order("fourcasters", order.order_id)
    if known is None:
        yield "an order was told of, and the ledger does not know it"
        return
    rests = order.rests(now)
    if known.may_be_open != rests:
        yield f"all was told of an order, and the ledger does not say whether it rests: {known!r} of {order!r}"
    if rests and known.resting != order.remaining:
        yield f"all was told of an order, and the ledger says that {known.resting} of {order.remaining} rest"
    taken = sum(part.amount for part in order.taken())
    if known.filled != taken:
        yield f"all was told of an order, and the ledger says that {known.filled} of {taken} were matched"
    if known.contradictions:
        yield f"all was told of an order, and it does not fit together: {known.contradictions}"


def of_fills(gateway: UserGateway, processes: Sequence[Process], *, killed: bool) -> Iterator[str]:
    """Hold what was told of fills to what was matched: each once by each feed, and none missing since it was live first."""
    told = set[str]()
    for heard in all_heard(processes):
        own = _fills_of(heard)
        told.update(own)
        if any(count > 1 for count in own.values()):
            yield "a fill is told twice by one feed"
    if not told <= {trade.name for order in gateway.orders for trade in gateway.trades_of(order)}:
        yield "a fill is told that there never was"
    live_at = next((moment for heard in all_heard(processes) for moment in _lives(heard)), None)
    if killed or live_at is None:
        return  # Another process knows no time from which to read fills.
    if any(trade.moment > live_at and trade.name not in told for trade in gateway.trades):
        yield "a fill is missing"
    ledger: Ledger = processes[-1].ledger
    for order in {id(trade.order): trade.order for trade in gateway.trades}.values():
        mine = [trade for trade in gateway.trades_of(order) if trade.name in told]
        known = ledger.order("predictstreet", order.order_id)
        if known is not None and len(mine) == len(gateway.trades_of(order)) and known.filled != Decimal(sum(each.amount for each in mine)):
            yield f"all fills were told, and the ledger says otherwise: {known.filled} of {order!r}"


def _fills_of(heard: Heard) -> Counter[str]:
    """Count how often each fill was told."""
    own = Counter[str]()
    for event in heard.events:
        match event:
            case Fill(trade_id=trade):
                own[trade] += 1
            case Rests(fills=fills):
                own.update(fill.trade_id or "" for fill in fills)
            case _:
                pass
    return own


def _lives(heard: Heard) -> Iterator[float]:
    return (moment for moment, event in zip(heard.moments, heard.events, strict=True) if isinstance(event, Live))
