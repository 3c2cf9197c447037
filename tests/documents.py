"""Examples of the venues' own pages, as printed there.

- https://docs.4casters.io/pages/rest/orders/cancel-by-reference
- https://docs.4casters.io/pages/rest/orders/cancel-multiple
- https://docs.4casters.io/pages/rest/orders/cancel-all-for-game
- https://docs.4casters.io/pages/websocket/cancel-orders
- https://docs.adipredictstreet.com/api-reference/orders/cancel-a-batch-of-orders-by-id-max-100
"""

from __future__ import annotations

CANCEL_BY_REFERENCE = """
{
  "gameID": "6924f82640a7e89c3d3acc41",
  "userReferences": [
    "my-order-1",
    "my-order-2"
  ]
}
"""

CANCEL_MULTIPLE = """
{
  "sessionIDs": [
    "65b036dfb31407c2b6bc1cfe",
    "65b036e0b31407c2b6bc1d08"
  ]
}
"""

CANCEL_ALL_ORDERS_FOR_GAME = """
{
  "gameID": "688c0516fbc14da0c202d426",
  "type": "spread"
}
"""

# The same on all three pages: a placeholder for each member.
CANCEL_RESULTS = """
{
  "data": [
    {
      "success": true,
      "reason": "<string>",
      "sessionID": "<string>",
      "description": "<string>",
      "odds": 123,
      "filled": 123,
      "offered": 123,
      "remaining": 123,
      "gameID": "<string>",
      "userReference": "<string>"
    }
  ]
}
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

CANCEL_BATCH = """
{
  "orderIds": [
    "<string>"
  ]
}
"""

CANCEL_BATCH_REPLY = """
{
  "cancelled": [
    "<string>"
  ],
  "notCancelled": {}
}
"""

# "Cancel response payload", and then request and reply of each message.
SOCKET_ENTRY = """
{
  "success": true,
  "orderID": "67f45377c18c6697c172afa4",
  "odds": -110,
  "filled": 0,
  "offered": 100,
  "remaining": 100,
  "side": "5c12bc1ce0daba000f47ba8b",
  "number": -3.5,
  "gameID": "688c0516fbc14da0c202d426",
  "userReference": "client-ref-001",
  "description": "Dallas Mavericks +3.5"
}
"""

SOCKET_CANCEL_BY_ID = """
[
  "cancelById",
  {
    "requestID": "YOUR_REQUEST_ID",
    "orderId": "ORDER_ID_TO_CANCEL"
  }
]
"""

SOCKET_CANCEL_BY_ID_REPLY = """
{
  "requestID": "YOUR_REQUEST_ID",
  "data": [
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
  ]
}
"""

SOCKET_CANCEL_MULTIPLE = """
[
  "cancelMultiple",
  {
    "requestID": "YOUR_REQUEST_ID",
    "orderIDs": [
      "ORDER_ID_1",
      "ORDER_ID_2",
      "ORDER_ID_3"
    ]
  }
]
"""

SOCKET_CANCEL_MULTIPLE_REPLY = """
{
  "requestID": "YOUR_REQUEST_ID",
  "data": [
    {
      "success": true,
      "orderID": "ORDER_ID_1",
      "odds": -110,
      "filled": 0,
      "offered": 0,
      "remaining": 100,
      "side": "5c12bc1ce0daba000f47ba8b",
      "number": -3.5,
      "gameID": "688c0516fbc14da0c202d426",
      "userReference": "",
      "description": "Dallas Mavericks +3.5"
    },
    {
      "success": false,
      "orderID": "ORDER_ID_2",
      "description": "order already cancelled"
    }
  ]
}
"""

SOCKET_CANCEL_ALL_BY_GAME = """
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

SOCKET_CANCEL_ALL = """
[
  "cancelAll",
  {
    "requestID": "YOUR_REQUEST_ID"
  }
]
"""

# The same for cancelAllByGame and cancelAll.
SOCKET_SCOPE_REPLY = """
{
  "requestID": "YOUR_REQUEST_ID",
  "data": [
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
      "userReference": "",
      "description": "Dallas Mavericks +3.5"
    }
  ]
}
"""

SOCKET_ERROR = """
{
  "requestID": "YOUR_REQUEST_ID",
  "error": "order not found"
}
"""

# "Common error values".
SOCKET_ERRORS = (
    "invalid order ID format",
    "order not found",
    "unauthorized: order does not belong to user",
    "order already cancelled",
    "order is expired",
    "order already graded",
    "game not found",
    "Failed to process cancelMultiple",
    "Failed to process cancelAll",
    "Failed to process cancelAllByGame",
)
