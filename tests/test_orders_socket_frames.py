"""What goes out on the orders socket, letter for letter as its pages show it."""

from __future__ import annotations

import re

from socket_server import TOKEN, Visit, cancelled, serving

from crossbook.fourcasters import NewOrder, OrdersSocket

GAME = "66a000000000000000000001"


async def test_the_frames_are_the_documented_pairs_letter_for_letter() -> None:
    async def any_answer(visit: Visit) -> None:
        while True:
            asked = await visit.asked()
            heartbeat = asked.message == "heartbeat"
            await visit.answer(asked, data={"type": "heartbeatAck"} if heartbeat else [cancelled("66c000000000000000000001")])

    order_id, side = "66c000000000000000000001", "66b000000000000000000001"
    draw = NewOrder(
        game_id=GAME, market_type="moneyline1x2", side="yes", market="draw", order_type="post", odds=250, risk=50, user_reference="2"
    )
    over = NewOrder(game_id=GAME, market_type="total", side="over", line=50, odds=-104, risk=100, user_reference="ref-1")
    async with serving(any_answer) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        await socket.place_orders([over, draw])
        await socket.cancel_order(order_id)
        await socket.cancel_orders([order_id, "66c000000000000000000002"])
        await socket.cancel_game_orders(GAME, "spread", side, "main")
        await socket.cancel_game_orders(GAME)
        await socket.cancel_all_orders()
        await socket.heartbeat(10)
    overs = (
        '{"gameId":"66a000000000000000000001","bet":100,"type":"total","side":"over","orderType":"limit","odds":-104,"number":50,'
        '"userReference":"ref-1"}'
    )
    draws = (
        '{"gameId":"66a000000000000000000001","bet":50,"type":"moneyline1x2","side":"yes","orderType":"post","odds":250,"market":"draw",'
        '"userReference":"2"}'
    )
    narrowed = '"type":"spread","side":"66b000000000000000000001","market":"main"'
    assert [re.sub(r'"requestID":"[^"]+"', '"requestID":"req"', asked.frame) for asked in venue.asked] == [
        '["placeV3",{"requestID":"req","orders":[' + overs + "," + draws + "]}]",
        '["cancelById",{"requestID":"req","orderId":"66c000000000000000000001"}]',
        '["cancelMultiple",{"requestID":"req","orderIDs":["66c000000000000000000001","66c000000000000000000002"]}]',
        '["cancelAllByGame",{"requestID":"req","gameId":"66a000000000000000000001",' + narrowed + "}]",
        '["cancelAllByGame",{"requestID":"req","gameId":"66a000000000000000000001"}]',
        '["cancelAll",{"requestID":"req"}]',
        '["heartbeat",{"requestID":"req","requestTimeout":10}]',
    ]
