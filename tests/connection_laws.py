"""What must hold of every connection, whatever happens to it; each law runs real clients over a network that is not there.

After anything that can go wrong: the client works and gets its own reply, nothing that was left unread is used, nothing stays
open, and what is said about the call that went wrong is true.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import attrs
from fake_network import END, Asked, FakeAsyncNetwork, FakeNetwork, Piece, VirtualLoop, World
from interrupts import stopped_at

from crossbook import NotSent, OutcomeUnknown, Timeouts
from crossbook.core.redaction import Secret
from crossbook.fourcasters.token import TokenCredentials
from crossbook.http.async_client import AsyncClient
from crossbook.http.client import SyncClient
from crossbook.http.settings import LARGEST_REPLY, Settings, checked
from crossbook_bindings.fourcasters.rest import cancel
from crossbook_bindings.runtime import Request

HOST = "venue.test"
TIMES = Timeouts(connect=5, reply=10)
OURS = ("crossbook/http/", "/h11/")
"""Where interrupts strike."""

MakeWorld: TypeAlias = Callable[..., World]


def order(number: int) -> str:
    return f"65b036dfb31407c2{number:08x}"


def reply(order_id: str, status: str = "200 OK") -> bytes:
    body = json.dumps({"data": {"success": True, "sessionID": order_id}}).encode()
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def own_reply(asked: Asked) -> Sequence[Piece]:
    """What a venue that works says: it names the order it was asked about."""
    return [Piece(reply(asked.json["sessionID"]))]


def about(number: int) -> Request[Any, Any, Any]:
    return cancel(sessionID=order(number))


def settings_for(world: World, ca_file: str | None = None, timeouts: Timeouts = TIMES) -> Settings:
    return checked(
        venue="fourcasters",
        base_url=f"http://{HOST}" if world.tls is None else f"https://{HOST}",
        credentials=TokenCredentials(Secret("token")),
        timeouts=timeouts,
        proxy=None,
        insecure_hosts=[HOST],
        ca_file=ca_file,
        largest_reply=LARGEST_REPLY,
    )
