"""Replies of a hundred and of twenty entries, shaped like those that the venues document."""

from __future__ import annotations

import json
import uuid

ORDER_IDS = tuple(f"65b036dfb31407c2b6bc1c{number:02x}" for number in range(100))
UUIDS = tuple(str(uuid.UUID(int=number + 2**100)) for number in range(100))


def cancel_results(order_ids: tuple[str, ...]) -> bytes:
    """Write a cancelMultiple reply in which every order was cancelled, some part-filled."""
    entries = [
        {
            "success": True,
            "sessionID": order_id,
            "description": "Dallas Mavericks +3.5 -110",
            "odds": -110 - number,
            "filled": round(number * 1.37, 2),
            "offered": 0,
            "remaining": round(250 - number * 1.37, 2),
            "gameID": "65f0c3c24ef07d0008abc123",
            "userReference": f"mm-7f3a9c-{number:04d}",
        }
        for number, order_id in enumerate(order_ids)
    ]
    return json.dumps({"data": entries}, separators=(",", ":")).encode()


def batch_split(cancelled: tuple[str, ...], terminal: tuple[str, ...] = ()) -> bytes:
    """Write a cancel-batch reply."""
    return json.dumps({"cancelled": cancelled, "notCancelled": dict.fromkeys(terminal, "already_terminal")}, separators=(",", ":")).encode()
