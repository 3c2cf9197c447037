"""What faults make of one frame that a venue sends on a websocket, a reply or one of its own accord."""

from __future__ import annotations

from attrs import evolve

from crossbook.sandbox.delivery import Delivery, Gate, Manner
from crossbook.sandbox.faults import LOST_AFTER, Fault, PendingFault


def spoiled(delivery: Delivery, planned: PendingFault, gate: Gate) -> Delivery:
    """Return what comes of a frame, the venue having acted; the frame itself for a fault that strikes elsewhere."""
    match planned.fault:
        case fault if fault in LOST_AFTER:
            return Delivery(Manner.DROP)
        case Fault.TRUNCATED:
            return evolve(delivery, text=delivery.text[: len(delivery.text) // 2])
        case Fault.EXTRA_REPLY | Fault.FRAME_REPEATED:
            return evolve(delivery, twice=True)
        case Fault.STALL:
            return evolve(delivery, ticket=gate.admit())
        case Fault.FRAME_HALF:
            return evolve(delivery, manner=Manner.CUT_MIDWAY)
        case Fault.SOCKET_CLOSED:
            return Delivery(Manner.CLOSE, code=planned.code, reason=planned.reason)
        case Fault.SOCKET_MUTE:
            return Delivery(Manner.MUTE)
        case Fault.SOCKET_SLOW:
            return evolve(delivery, seconds=planned.seconds)
        case _:
            return delivery
