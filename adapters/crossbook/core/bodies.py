"""Bodies as they may be shown: without secrets, and with nothing at all of a reply that may hold a credential anywhere. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from crossbook.core.redaction import BLOT, Secret, blot_fields
from crossbook_bindings.runtime import Operation, Request

_LONGEST_EXCERPT: Final = 400


def brings_credential(operation: Operation[str], status: int) -> bool:
    """Say whether the reply of such a status may hold a credential: of what asks for one, that is each but those that refuse or fail.

    Where it cannot be read, nobody knows under which name, or in which form.
    """
    return bool(operation.secret_fields) and status < 400  # noqa: PLR2004


def withheld(body: bytes) -> str:
    """Give what is shown instead of a body."""
    return f"{BLOT} ({len(body)} bytes withheld)"


def own_words(fault: str) -> str:
    """Give a fault without what it quotes: the value that no list has, the name that stands twice."""
    quoted = [at for at in map(fault.find, "'\"") if at >= 0]
    return f"{fault[: min(quoted)]}{BLOT}" if quoted else fault


def shown(request: Request[str, object, object], body: bytes, blot: Callable[[str], str]) -> str:
    """Give a body as text that may be shown: no secret members, and none of the secrets that the request itself held."""
    return blot(without_secrets(request, blot_fields(body.decode("utf-8", errors="replace"), request.operation.secret_fields)))


def without_secrets(request: Request[str, object, object], text: str) -> str:
    """Remove the secrets that a request held, wherever they stand."""
    for name in request.operation.secret_fields:
        held = getattr(request.payload, name, None)
        if isinstance(held, str):
            text = Secret(held).blot(text)
    return text


def brought(request: Request[str, object, object], body: bytes) -> tuple[Secret, ...]:
    """Give the secrets in a reply that could be read, as the spec names them."""
    names, found = request.operation.secret_fields, list[Secret]()

    def look(members: list[tuple[str, object]]) -> dict[str, object]:
        # Each is seen, those that stand twice too.
        found.extend(Secret(value) for name, value in members if name in names and isinstance(value, str))
        return dict(members)

    json.JSONDecoder(parse_int=str, parse_float=str, object_pairs_hook=look).decode(body.decode())
    return tuple(found)


def excerpt(body: str) -> str:
    """Give as much of a body as a message holds."""
    if not body:
        return "(empty)"
    return body if len(body) <= _LONGEST_EXCERPT else f"{body[:_LONGEST_EXCERPT]}... ({len(body)} characters)"
