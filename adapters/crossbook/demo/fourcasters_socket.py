"""The four cancels of 4casters' orders socket."""

from __future__ import annotations

import asyncio

from crossbook.demo.bets import bets, new_game
from crossbook.demo.ledger import Ledger
from crossbook.demo.rows import Call, Interface, Venue
from crossbook.fourcasters import OrdersSocket
from crossbook.sandbox import FourcastersSandbox


def cancel_in_every_way(venue: FourcastersSandbox, ledger: Ledger) -> tuple[str, ...]:
    """Place orders and cancel them through all four messages; give what there is to say beside the table."""
    asyncio.run(_cancel(venue, ledger))
    return ("The three orders of cancelById were cancelled by three commands in flight at once.",)


def call(name: str) -> Call:
    """Name a message of the orders socket."""
    return Call(Venue.FOURCASTERS, Interface.SOCKET, name)


async def _cancel(venue: FourcastersSandbox, ledger: Ledger) -> None:
    async with OrdersSocket(token=venue.token, url=venue.orders_socket_url) as socket:
        ours = ledger.add_placed(await socket.place_orders(bets(3)))
        ledger.record(call("cancelById"), *await asyncio.gather(*map(socket.cancel_order, ours)))

        ours = ledger.add_placed(await socket.place_orders(bets(3)))
        venue.cancel_elsewhere(ours[1])
        made_up = ledger.add(Venue.FOURCASTERS, new_game())
        ledger.record(call("cancelMultiple"), *await socket.cancel_orders([*ours, *made_up]))

        game = new_game()
        ledger.add_placed(await socket.place_orders(bets(2, game_id=game)))
        ledger.record(call("cancelAllByGame"), *await socket.cancel_game_orders(game))

        ledger.add_placed(await socket.place_orders(bets(2)))
        ledger.record(call("cancelAll"), *await socket.cancel_all_orders())
