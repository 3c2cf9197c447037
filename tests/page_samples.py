"""Requests and replies as the venues' pages print them.

4casters: pages/rest/orders/cancel-by-reference, cancel-multiple, cancel-all-for-game; pages/websocket/cancel-orders.
PredictStreet: api-reference/orders/cancel-a-batch-of-orders-by-id-max-100.
"""

from __future__ import annotations

CANCEL_BY_REFERENCE = """
curl -X POST https://api.4casters.io/session/cancelByReference \\
  -H "Authorization: Bearer YOUR_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{
    "gameID": "6924f82640a7e89c3d3acc41",
    "userReferences": ["my-order-1", "my-order-2"]
  }'
"""

CANCEL_MULTIPLE = """
curl -X POST https://api.4casters.io/session/cancelMultiple \\
  -H "Authorization: Bearer YOUR_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{
    "sessionIDs": [
      "65b036dfb31407c2b6bc1cfe",
      "65b036e0b31407c2b6bc1d08"
    ]
  }'
"""
CANCEL_MULTIPLE_REPLY = """
{
  "data": [
    {
      "success": true,
      "sessionID": "65b036dfb31407c2b6bc1cfe",
      "odds": 125,
      "filled": 0,
      "offered": 0,
      "remaining": 100,
      "gameID": "65f0c3c24ef07d0008abc123"
    },
    { "success": false, "reason": "Not your order" }
  ]
}
"""

CANCEL_ALL_ORDERS_FOR_GAME = """
curl --request POST \\
  --url https://api.4casters.io/session/cancelAllOrdersForGame \\
  --header 'Authorization: Bearer <token>' \\
  --header 'Content-Type: application/json' \\
  --data '
{
  "gameID": "688c0516fbc14da0c202d426",
  "type": "spread"
}
'
"""

CANCEL_BY_ID = '["cancelById", {"requestID": "YOUR_REQUEST_ID", "orderId": "ORDER_ID_TO_CANCEL"}]'
CANCEL_MULTIPLE_FRAME = '["cancelMultiple", {"requestID": "YOUR_REQUEST_ID", "orderIDs": ["ORDER_ID_1", "ORDER_ID_2", "ORDER_ID_3"]}]'
CANCEL_ALL_BY_GAME = """
[
  "cancelAllByGame",
  {
    "requestID": "YOUR_REQUEST_ID",
    "gameId": "GAME_ID_TO_CANCEL",
    "type": "spread",
    "side": "5c12bc1ce0daba000f47ba8b",
    "market": "main"
  }
]
"""
CANCEL_ALL = '["cancelAll", {"requestID": "YOUR_REQUEST_ID"}]'
CANCEL_PAYLOAD = """
{
  "success": true,
  "orderID": "67f45377c18c6697c172afa4",
  "odds": -110,
  "filled": 0,
  "offered": 0,
  "remaining": 100,
  "side": "5c12bc1ce0daba000f47ba8b",
  "number": -3.5,
  "gameID": "688c0516fbc14da0c202d426",
  "userReference": "client-ref-001",
  "description": "Dallas Mavericks +3.5"
}
"""
CANCEL_FAILURE = '{"success": false, "orderID": "ORDER_ID_2", "description": "order already cancelled"}'

CANCEL_BATCH = """
curl --request POST \\
  --url https://core-api.adipredictstreet.com/api/orders/cancel-batch \\
  --header 'Content-Type: application/json' \\
  --header 'X-Api-Key: <api-key>' \\
  --data '
{
  "orderIds": [
    "<string>"
  ]
}
'
"""
CANCEL_BATCH_REPLY = '{"cancelled": ["<string>"], "notCancelled": {}}'
