"""crossbook: strongly-typed access to two trading venues, 4casters and ADI PredictStreet.

Outcomes, errors and what the venues have in common live here; the clients live in `crossbook.fourcasters` and
`crossbook.predictstreet`. Importing this package loads no HTTP stack.
"""

from typing import TYPE_CHECKING, Final

from msgspec import UNSET

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason, ScopeOutcomes
from crossbook.connections import (
    ConnectionChange,
    ConnectionGivenUp,
    ConnectionLost,
    ConnectionOpened,
    ConnectionReopening,
)
from crossbook.core.lazy import on_first_use
from crossbook.edit_outcomes import CancelledNotReplaced, Edited, EditOutcome, EditUnknown, NotEdited
from crossbook.errors import (
    CouldNotConnect,
    CrossbookError,
    Forbidden,
    InvalidRequest,
    NoReply,
    NotFound,
    NotSent,
    Outcome,
    OutcomeUnknown,
    RateLimited,
    ReadFailed,
    Refused,
    Unauthorized,
    UnreadableReply,
    VenueFailed,
)
from crossbook.evidence import Evidence, Moment, Proof
from crossbook.interruptions import InterruptedCall, Interruptions
from crossbook.pacing import Pacing
from crossbook.place_outcomes import Fill, NotPlaced, NotPlacedReason, Placed, PlaceOutcome, PlaceUnknown, SentOrder
from crossbook.protocols import AnyOrder, AsyncCancels, AsyncPulls, Beating, Cancels, Knows, MayRest, Pulls, Several
from crossbook.retry import Retry
from crossbook.timeouts import Timeouts
from crossbook_bindings.runtime import Unlisted

if TYPE_CHECKING:
    from crossbook.findings import Finding as Finding
    from crossbook.ledger import AccountLedger as AccountLedger
    from crossbook.ledger import Exposure as Exposure
    from crossbook.ledger import KnownOrder as KnownOrder
    from crossbook.ledger import Ledger as Ledger
    from crossbook.prices import InvalidPrice as InvalidPrice
    from crossbook.prices import Odds as Odds
    from crossbook.prices import OffGrid as OffGrid
    from crossbook.prices import Price as Price
    from crossbook.prices import Quantity as Quantity
    from crossbook.prices import as_decimal as as_decimal

# Who only cancels does not pay for these.
_HOMES: Final = dict.fromkeys(("InvalidPrice", "Odds", "OffGrid", "Price", "Quantity", "as_decimal"), "prices") | {
    "Finding": "findings",
    **dict.fromkeys(("AccountLedger", "Exposure", "KnownOrder", "Ledger"), "ledger"),
}

__version__ = "0.2.0"

__all__ = [
    "UNSET",
    "AccountLedger",
    "AnyOrder",
    "AsyncCancels",
    "AsyncPulls",
    "Beating",
    "CancelOutcome",
    "CancelUnknown",
    "Cancelled",
    "CancelledNotReplaced",
    "Cancels",
    "ConnectionChange",
    "ConnectionGivenUp",
    "ConnectionLost",
    "ConnectionOpened",
    "ConnectionReopening",
    "CouldNotConnect",
    "CrossbookError",
    "EditOutcome",
    "EditUnknown",
    "Edited",
    "Evidence",
    "Exposure",
    "Fill",
    "Finding",
    "Forbidden",
    "InterruptedCall",
    "Interruptions",
    "InvalidPrice",
    "InvalidRequest",
    "KnownOrder",
    "Knows",
    "Ledger",
    "MayRest",
    "Moment",
    "NoReply",
    "NotCancelled",
    "NotCancelledReason",
    "NotEdited",
    "NotFound",
    "NotPlaced",
    "NotPlacedReason",
    "NotSent",
    "Odds",
    "OffGrid",
    "Outcome",
    "OutcomeUnknown",
    "Pacing",
    "PlaceOutcome",
    "PlaceUnknown",
    "Placed",
    "Price",
    "Proof",
    "Pulls",
    "Quantity",
    "RateLimited",
    "ReadFailed",
    "Refused",
    "Retry",
    "ScopeOutcomes",
    "SentOrder",
    "Several",
    "Timeouts",
    "Unauthorized",
    "Unlisted",
    "UnreadableReply",
    "VenueFailed",
    "__version__",
    "as_decimal",
]


if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
