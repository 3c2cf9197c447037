"""Requests as the venues' pages print them for curl; what else those pages show is in `documents.py`.

4casters: pages/rest/orders/cancel-by-reference, cancel-multiple, cancel-all-for-game.
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
