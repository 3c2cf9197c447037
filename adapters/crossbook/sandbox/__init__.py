"""A stateful stand-in for both venues, for demos, for this project's tests and for yours.

It checks what it receives and what it sends against the spec files, and shares no code with the bindings or the
adapters: two sides built on the same generated code would agree on the same mistake.

    with Sandbox() as sandbox:
        order_id = sandbox.fourcasters.seed_order(bet=Decimal(100))
        sandbox.fourcasters.fail_next(Fault.REPLY_LOST, "cancel")
        ...
        assert sandbox.fourcasters.state(order_id) == "cancelled"
        assert sandbox.violations == ()
"""

from __future__ import annotations

try:
    from crossbook.sandbox.clock import Clock
    from crossbook.sandbox.faults import Fault, PendingFault, UnfiredFaults
    from crossbook.sandbox.fourcasters import (
        FourcastersFill,
        FourcastersGame,
        FourcastersOrder,
        FourcastersPlacement,
        FourcastersSandbox,
        FourcastersTrader,
    )
    from crossbook.sandbox.predictstreet import (
        PredictStreetBook,
        PredictStreetHolding,
        PredictStreetMarket,
        PredictStreetOrder,
        PredictStreetSandbox,
        PredictStreetTrade,
        PredictStreetTrader,
    )
    from crossbook.sandbox.records import OpenSocket, OperationRecord, RequestRecord, Violation
    from crossbook.sandbox.sandbox import Sandbox
except ModuleNotFoundError as error:
    if (error.name or "").startswith("crossbook"):
        raise
    message = f"crossbook.sandbox needs the extra `sandbox` ({error.name} is missing): python -m pip install 'crossbook[sandbox]'"
    raise ModuleNotFoundError(message, name=error.name) from error

__all__ = [
    "Clock",
    "Fault",
    "FourcastersFill",
    "FourcastersGame",
    "FourcastersOrder",
    "FourcastersPlacement",
    "FourcastersSandbox",
    "FourcastersTrader",
    "OpenSocket",
    "OperationRecord",
    "PendingFault",
    "PredictStreetBook",
    "PredictStreetHolding",
    "PredictStreetMarket",
    "PredictStreetOrder",
    "PredictStreetSandbox",
    "PredictStreetTrade",
    "PredictStreetTrader",
    "RequestRecord",
    "Sandbox",
    "UnfiredFaults",
    "Violation",
]
