"""What became of a placement at 4casters, judged by what carries its reference. Pure.

References need not be unique there. One that carries more than one placement can have made decides nothing, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from crossbook.core.resolving import undecided
from crossbook.core.sightings import is_amount, words_for
from crossbook.core.times import moment
from crossbook.evidence import Proof
from crossbook.fourcasters.identifiers import is_object_id, same
from crossbook.fourcasters.orders.fitting import FORGIVEN
from crossbook.fourcasters.orders.fitting_sightings import Bet, is_of_a_maker, is_of_a_taker, problem_of
from crossbook.fourcasters.orders.new_order import ALL_OR_NOTHING, KILL_TYPES, NewOrder
from crossbook.fourcasters.orders.sightings import Name, Sightings
from crossbook.place_outcomes import Fill, NotPlaced, NotPlacedReason, Placed, PlaceOutcome, PlaceUnknown
from crossbook_bindings.fourcasters import rest as bindings

_CENT: Final = Decimal("0.01")
"""The documents' samples of one amount differ by up to that."""
_SLACK: Final = timedelta(minutes=5)
"""How far a clock may be off, and how long one attempt may take."""


def name_of(unknown: PlaceUnknown) -> Name | None:
    """Say under which name a placement can be looked up; None where it has none."""
    order = unknown.order
    if not isinstance(order, NewOrder) or not order.user_reference:
        return None
    return order.game_id.lower(), order.user_reference


def judged(
    unknown: PlaceUnknown,
    seen: Sightings,
    *,
    settled: bool,
    replaces: str | None = None,
    comes_from: str | None = None,
    shares_name: bool = False,
    left_on: datetime | None = None,
) -> PlaceOutcome:
    """Say what became of it.

    `settled` is whether the place can no longer have been on its way when this was seen. `replaces` is the order that it was to
    take the place of, which may carry the same reference, and `comes_from` the game of that, where it is known; `shares_name` is
    whether another unknown placement has its name; `left_on` is at what time of day it had left.
    """
    order, name = unknown.order, name_of(unknown)
    if name is None or not isinstance(order, NewOrder):
        return undecided(unknown, "it has no reference to be looked up by")
    if comes_from is not None and is_object_id(comes_from) and same(comes_from) != name[0]:
        # The venue takes the game from the old order, whatever the caller takes it for.
        return undecided(unknown, "the order that it was to replace is of another game than the one that was looked in")
    by_name = seen.names.get(name)
    if not isinstance(by_name, bindings.BetBuckets):
        return undecided(unknown, "nobody has looked" if by_name is None else words_for(by_name))
    if is_behind(name, seen):
        return undecided(unknown, "a list holds its reference on what a look-up of the reference does not show")
    resting = tuple(entry for entry in by_name.unmatched if replaces is None or same(entry.id) != same(replaces))
    bets = _distinct(by_name)
    if not resting and not bets:
        return _absent(unknown, seen, settled=settled)
    if shares_name:  # No bet tells to which of them it belongs.
        return undecided(unknown, "it is not the only placement here that has its reference, and something carries it")
    if replaces is not None and bets:
        return undecided(unknown, "bets carry its reference, and may be those of the order that it was to replace")
    if left_on is not None and any(_is_older(each, left_on - _SLACK) for each in (*resting, *bets)):
        return undecided(
            unknown, f"something carries its reference that was created before it was sent, at about {left_on:%Y-%m-%d %H:%M} UTC"
        )
    doubt = _doubt(order, resting, bets) or ("" if resting else _doubt_of_nothing(order, bets, seen, settled=settled))
    return undecided(unknown, doubt) if doubt else _placed(order, next(iter(resting), None), bets)


def _is_older(entry: bindings.UnmatchedOrder | Bet, than: datetime) -> bool:
    created = moment(entry.createdAt)
    return created is not None and created < than


def is_behind(name: Name, seen: Sightings) -> bool:
    """Say whether a list that was read later holds something of a name that the look-up of the name does not."""
    by_name = seen.names.get(name)
    if not isinstance(by_name, bindings.BetBuckets):
        return False
    listed = seen.resting if isinstance(seen.resting, tuple) else ()
    bets = seen.bets if isinstance(seen.bets, tuple) else ()
    orders = {same(order.id) for order in by_name.unmatched}
    fills = {bet.txID for bet in by_name.matched} | {bet.txID for bet in by_name.graded}
    if any(carries(name, order) and same(order.id) not in orders for order in listed):
        return True
    return any(carries(name, bet) and bet.txID not in fills for bet in bets)


def carries(name: Name, listed: bindings.UnmatchedOrder | bindings.MatchedBet) -> bool:
    """Say whether an entry of a list carries a name."""
    return listed.userReference == name[1] and listed.game is not None and (listed.game.id or "").lower() == name[0]


def _distinct(found: bindings.BetBuckets) -> tuple[Bet, ...]:
    """Give each bet once: one that was graded while the reply was written may stand in both lists."""
    graded = {bet.txID for bet in found.graded if bet.txID is not None}
    return (*(bet for bet in found.matched if bet.txID is None or bet.txID not in graded), *found.graded)


def _absent(unknown: PlaceUnknown, seen: Sightings, *, settled: bool) -> PlaceOutcome:
    if not settled:
        return undecided(unknown, "nothing carries its reference, but the place may still arrive")
    for listed in (seen.resting, seen.bets):
        if not isinstance(listed, tuple):
            return undecided(unknown, "nobody has looked everywhere" if listed is None else words_for(listed))
    return NotPlaced(reason=NotPlacedReason.NOT_FOUND, user_reference=unknown.user_reference, proof=Proof.ABSENCE)


def _doubt(order: NewOrder, resting: Sequence[bindings.UnmatchedOrder], bets: Sequence[Bet]) -> str:
    """Say why what was found cannot be one placement of this order; nothing where it can."""
    if len(resting) > 1:
        return f"its reference was found more than once: {len(resting)} orders that rest carry it"
    if (problem := next((found for entry in (*resting, *bets) if (found := problem_of(order, entry))), None)) is not None:
        return f"its reference was found on {problem}"
    fills = [bet.txID for bet in bets if bet.txID is not None]
    if len(set(fills)) != len(fills):
        return "one fill stands twice in what carries its reference"
    # Of a maker's bet no page says whether its size is that of the fill or of the order. A taker's is what it staked.
    taken = [bet.bet for bet in bets if is_of_a_taker(bet)]
    amounts = [amount for amount in (*taken, *(entry.bet for entry in resting)) if amount is not None]
    told = [amount for bet in bets for amount in (bet.bet, bet.risk, bet.win) if amount is not None]
    if not all(map(is_amount, (*amounts, *told))):
        return "what carries its reference holds an amount that is no number, or is less than nothing"
    if sum(amounts) > Decimal(order.risk) + _CENT * len(amounts):
        return f"its reference was found more than once: {sum(amounts)} USD carry it, and {order.risk} were sent"
    return _doubt_of_too_little(order, resting, bets)


def _doubt_of_too_little(order: NewOrder, resting: Sequence[bindings.UnmatchedOrder], bets: Sequence[Bet]) -> str:
    """Say whether what was found is less than the order; nothing where it is all of it, or where nobody can say how much it is.

    Where nothing rests any more, what was not matched may have been cancelled since.
    """
    taken = [bet.bet if is_of_a_taker(bet) else None for bet in bets if not is_of_a_maker(bet)]
    # `bet` is what an order was of, and so is `offered`: the documents' samples have the same in both.
    sizes = [min((size for size in (entry.bet, entry.offered) if size is not None), default=None) for entry in resting]
    amounts = [amount for amount in (*taken, *sizes) if amount is not None]
    if len(amounts) < len(taken) + len(sizes) or not all(map(is_amount, amounts)):
        return ""
    if Decimal(order.risk) - sum(amounts) - _CENT * len(amounts) <= FORGIVEN or not (resting or order.order_type == ALL_OR_NOTHING):
        return ""
    return f"its reference was found on {sum(amounts)} USD, and {order.risk} were sent"


def _doubt_of_nothing(order: NewOrder, bets: Sequence[Bet], seen: Sightings, *, settled: bool) -> str:
    """Say why it is not certain that nothing rests beside these bets; nothing where it is."""
    if not isinstance(seen.resting, tuple):
        return "bets carry its reference, and whether anything of it rests could not be read"
    matched = sum((bet.bet for bet in bets if is_amount(bet.bet)), Decimal(0))
    if settled or order.order_type in KILL_TYPES or matched >= Decimal(order.risk):
        return ""
    return "bets carry its reference; whether anything of it will rest is not certain yet"


def _placed(order: NewOrder, resting: bindings.UnmatchedOrder | None, bets: Sequence[Bet]) -> Placed:
    remaining: Decimal | None = Decimal(0)
    if resting is not None:
        # The venue's `remaining` is win by its text and risk by its sample.
        offered, filled = resting.offered, resting.filled
        remaining = offered - filled if is_amount(offered) and is_amount(filled) and filled <= offered else None
    return Placed(
        order_id=None if resting is None else resting.id,
        resting=remaining,
        fills=_fills(bets),
        wager_request_id=None if resting is None else resting.wagerRequestID,
        user_reference=order.user_reference,
        proof=Proof.LOOK_UP if resting is not None else Proof.BETS,
    )


def _fills(bets: Sequence[Bet]) -> tuple[Fill, ...]:
    return tuple(Fill(fill_id=bet.txID, stake=bet.bet, odds=bet.odds, risk=bet.risk, win=bet.win) for bet in bets)
