"""The six cancels of 4casters' REST interface, with the synchronous client."""

from __future__ import annotations

from decimal import Decimal

from crossbook.demo.bets import bets, new_game
from crossbook.demo.ledger import Ledger
from crossbook.demo.rows import Call, Interface, Venue, league_rows
from crossbook.fourcasters import Fourcasters
from crossbook.sandbox import FourcastersSandbox


def cancel_in_every_way(venue: FourcastersSandbox, ledger: Ledger) -> tuple[str, ...]:
    """Place orders and cancel them through all six calls; give what there is to say beside the table."""
    with Fourcasters(token=venue.token, base_url=venue.url) as client:
        _one(client, venue, ledger)
        _half_failed_batch(client, venue, ledger)
        _by_reference(client, ledger)
        _game(client, ledger)
        remark = _league(client, venue, ledger)
        _everything(client, ledger)
    return (remark,)


def call(name: str) -> Call:
    """Name a REST call of 4casters."""
    return Call(Venue.FOURCASTERS, Interface.REST, name)


def _one(client: Fourcasters, venue: FourcastersSandbox, ledger: Ledger) -> None:
    (order_id,) = ledger.add_placed(client.place_orders(bets(1)))
    venue.fill(order_id, Decimal(40))
    ledger.record(call("cancel"), client.cancel_order(order_id))


def _half_failed_batch(client: Fourcasters, venue: FourcastersSandbox, ledger: Ledger) -> None:
    ours = ledger.add_placed(client.place_orders(bets(6)))
    _, matched_in_part, cancelled, filled, expired, graded = ours
    venue.fill(matched_in_part, Decimal("12.5"))
    venue.cancel_elsewhere(cancelled)
    venue.fill(filled, venue.order(filled).remaining)
    venue.expire(expired)
    venue.grade(graded)
    with Fourcasters(token=venue.other_token, base_url=venue.url) as somebody_else:
        theirs = ledger.add_placed(somebody_else.place_orders(bets(1)))
    made_up = ledger.add(Venue.FOURCASTERS, new_game(), "bad-id")
    ledger.record(call("cancelMultiple"), *client.cancel_orders([*ours, *theirs, *made_up]))


def _by_reference(client: Fourcasters, ledger: Ledger) -> None:
    game = new_game()
    ledger.add_placed(client.place_orders(bets(2, game_id=game, user_reference="quote-17")))
    ledger.record(call("cancelByReference"), *client.cancel_by_reference(game, ["quote-17"]))


def _game(client: Fourcasters, ledger: Ledger) -> None:
    game = new_game()
    ledger.add_placed(client.place_orders(bets(2, game_id=game)))
    ledger.record(call("cancelAllOrdersForGame"), *client.cancel_game_orders(game))


def _league(client: Fourcasters, venue: FourcastersSandbox, ledger: Ledger) -> str:
    ours = ledger.add_placed(client.place_orders(bets(2)))
    acknowledged = client.cancel_league_orders("NBA")
    at_once = _open_among(client, ours)
    venue.complete_league_cancels()
    later = _open_among(client, ours)
    ledger.rows += league_rows(call("cancelAllForLeague"), ours, later)
    return (
        f"The venue only acknowledges a cancel of the league {acknowledged.league}, names no orders, and does it later. Open orders "
        f"showed {len(at_once)} of the {len(ours)} right after the acknowledgement, and {len(later)} once the venue was done."
    )


def _everything(client: Fourcasters, ledger: Ledger) -> None:
    ledger.add_placed(client.place_orders(bets(2)))
    ledger.record(call("cancelAllOrders"), *client.cancel_all_orders())


def _open_among(client: Fourcasters, order_ids: tuple[str, ...]) -> set[str]:
    return {order.order_id for order in client.open_orders()}.intersection(order_ids)
