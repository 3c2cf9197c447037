"""What may become of a frame, or of the connection that it comes on."""

from __future__ import annotations

from typing import Any

from crossbook.sandbox import Fault


def faults(*codes: int, stalls: bool = True) -> list[dict[str, Any]]:
    """Give the arguments of `fail_next` for each fault, closing with any of these codes included."""
    whole = [Fault.SOCKET_DROPPED_AFTER, Fault.FRAME_HALF, Fault.TRUNCATED, Fault.FRAME_LOST, Fault.FRAME_REPEATED, Fault.FRAME_LATE]
    return [
        *({"fault": fault} for fault in (*whole, Fault.SOCKET_MUTE, *([Fault.STALL] if stalls else []))),
        {"fault": Fault.SOCKET_SLOW, "seconds": 0.2},
        *({"fault": Fault.SOCKET_CLOSED, "code": code} for code in codes),
    ]


def name_of(fault: dict[str, Any]) -> str:
    return f"{fault['fault']} {fault.get('code', '')}".strip()
