"""Where the venue is found, and how long its clients wait unless told otherwise."""

from __future__ import annotations

from crossbook.timeouts import Timeouts

BASE_URL = "https://api.4casters.io"
STREAMING_URL = "https://streaming-api.4casters.io"
"""Host of the feeds, and of the replay of the user feed over REST."""
ORDERS_SOCKET_URL = "wss://orders-api.4casters.io/orders/ws"
DEFAULT_TIMEOUTS = Timeouts()
