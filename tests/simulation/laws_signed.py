"""What must be true of placements at PredictStreet, whatever happened on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from crossbook import NotPlaced, NotPlacedReason, NotSent, Placed, PlaceUnknown, Refused
from simulation.exchanges import Exchange
from simulation.laws_resolving import was_killed
from simulation.seen import Seen
from simulation.venue import Creation

_OK: Final = 200
_BATCH: Final = "/api/orders/place-batch"


def raised(seen: Seen) -> Iterator[str]:
    """Hold what placing raises to what happened."""
    error = seen.ended.error
    sent = [exchange for exchange in seen.exchanges if exchange.path == _BATCH and exchange.left is not None]
    match error:
        case NotSent() if any(exchange.status is None or exchange.status == 200 for exchange in sent):
            yield "NotSent, although orders left"
        case Refused() if not seen.was_refused:
            yield "Refused, and nobody refused it"
        case NotSent() | Refused():
            pass
        case _:
            yield f"placing raises {type(error).__name__}"
    if error is not None and error.safe_to_repeat and seen.acted:
        yield "safe_to_repeat, although the venue acted"


def of_each(names: Sequence[str], handed_in: Sequence[bool], seen: Seen) -> Iterator[str]:
    """Hold the outcomes of a call to what happened: one for each order, in the order asked."""
    outcomes = seen.ended.listed
    if len(outcomes) != len(names):
        yield f"one outcome for each order: {len(outcomes)} for {len(names)}"
        return
    own = [exchange.number for exchange in seen.exchanges]
    made = [creation for creation in seen.venue.created if creation.exchange in own]
    if any(creation.name not in names for creation in made):
        yield "an order was made that nobody asked for"
    yield from _went_on(seen)
    for name, was_prepared, outcome in zip(names, handed_in, outcomes, strict=True):
        ever = [creation for creation in seen.venue.created if creation.name == name]
        if len(ever) > 1:
            yield "one placement made two orders"
        mine = [creation for creation in made if creation.name == name]
        match outcome:
            case Placed() | NotPlaced() | PlaceUnknown() if outcome.user_reference != name:
                yield "an outcome carries the name of another order"
            case Placed():
                yield from _placed(outcome, ever, seen)
            case NotPlaced():
                yield from _not_placed(outcome, name, ever if was_prepared else mine, seen)
            case PlaceUnknown():
                if not was_prepared and name not in seen.shared and not _in_doubt(name, seen):
                    yield f"unknown, although nothing is in doubt: {outcome.evidence.problem}"
            case _:
                yield f"no outcome of a placement: {outcome!r}"


def _went_on(seen: Seen) -> Iterator[str]:
    """Say what was sent after orders of which nobody knows what became."""
    unknown = {outcome.user_reference for outcome in seen.ended.listed if isinstance(outcome, PlaceUnknown)}
    lost: set[str] = set()
    for exchange in seen.exchanges:
        if exchange.path != _BATCH or exchange.left is None:
            continue
        names = set(seen.venue.names(exchange))
        if lost - names:
            yield "orders were sent after others of which nobody knows what became"
        lost = names & unknown if exchange.status is None or exchange.status >= 500 else set[str]()


def _placed(outcome: Placed, made: Sequence[Creation], seen: Seen) -> Iterator[str]:
    if not made:
        # Of a name that was used before, the venue tells what became of the older order.
        yield "Placed, and it is an older order of that name" if outcome.user_reference in seen.shared else "Placed, and nothing was"
        return
    order = None if made[0].order_id is None else seen.order(made[0].order_id)
    if order is None or outcome.order_id != order.order_id:
        yield f"Placed as another order: {outcome!r} for {made[0]!r}"
        return
    if was_killed(made[0], seen):
        yield "Placed, and it was killed"
    staked = sum(fill.quantity or 0 for fill in outcome.fills)
    states: list[tuple[int, int]] = []
    if order.ended > made[0].moment and order.ended >= seen.ended.began:
        states.append((order.remaining, made[0].taken))
    if order.ended <= seen.ended.at:
        filled = order.filled + order.remaining if order.how == "filled" else order.filled
        states.append((0, filled))
    if not any(outcome.resting == resting and staked == taken for resting, taken in states):
        yield f"Placed with other amounts: {outcome.resting} and {staked} for {states}"


def _not_placed(outcome: NotPlaced, name: str, made: Sequence[Creation], seen: Seen) -> Iterator[str]:
    left = [exchange for exchange in seen.naming(name) if exchange.path == _BATCH]
    own = [exchange.number for exchange in seen.exchanges]
    if outcome.reason is NotPlacedReason.NOT_SENT and any(exchange.status is None or exchange.status == 200 for exchange in left):
        yield "NOT_SENT, although it left"
    if outcome.reason is NotPlacedReason.REFUSED and not any(400 <= (exchange.status or 0) < 500 for exchange in left):
        yield "REFUSED, and nobody refused it"
    for creation in made:
        if outcome.reason is not NotPlacedReason.KILLED and creation.moment > seen.ended.at and creation.exchange not in own:
            # An earlier call had sent it, and nobody knew that it would still arrive: all others say what became of it in this one.
            continue
        order = None if creation.order_id is None else seen.order(creation.order_id)
        if outcome.reason is not NotPlacedReason.KILLED:
            yield f"{outcome.reason.name}, although it was placed"
        elif order is None or order.ended > creation.moment or creation.taken:
            yield "KILLED, although it rested or was matched"
    if outcome.reason is NotPlacedReason.KILLED and not made and name not in seen.shared:
        yield "KILLED, and there never was such an order"


def _in_doubt(name: str, seen: Seen) -> bool:
    """Say whether the venue may have taken an order for all that its caller can know."""
    return any(_is_in_doubt(exchange, seen.ended.at) for exchange in seen.naming(name) if exchange.path == _BATCH)


def _is_in_doubt(exchange: Exchange, moment: float) -> bool:
    return not (exchange.clear and exchange.told is not None and exchange.told <= moment)
