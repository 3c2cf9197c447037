"""Where the venue is found, and how long its clients wait unless told otherwise."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook.core.instances import is_a
from crossbook.core.redaction import Secret
from crossbook.timeouts import Timeouts

BASE_URL = "https://api.4casters.io"
STREAMING_URL = "https://streaming-api.4casters.io"
"""Host of the feeds, and of the replay of the user feed over REST."""
ORDERS_SOCKET_URL = "wss://orders-api.4casters.io/orders/ws"
DEFAULT_TIMEOUTS = Timeouts()


def streaming_host(base_url: Secret, streaming_url: str | UnsetType) -> Secret | None:
    """Give the host of the feeds, hidden until it is checked; None where nobody has said it.

    Whoever is at a host of their own must not be led to the venue's with their token.
    """
    if streaming_url is not UNSET:
        return Secret(streaming_url)
    told = base_url.reveal()  # What is no text is refused later, with its own words.
    return Secret(STREAMING_URL) if is_a(told, str) and told.rstrip("/").lower() == BASE_URL else None
