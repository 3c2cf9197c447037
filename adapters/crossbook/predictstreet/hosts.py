"""Where the venue is found, and how long its clients wait unless told otherwise."""

from __future__ import annotations

from crossbook.timeouts import Timeouts

BASE_URL = "https://core-api.adipredictstreet.com"
WEBSOCKET_URL = "wss://ws-gateway.adipredictstreet.com"
DEFAULT_TIMEOUTS = Timeouts()
