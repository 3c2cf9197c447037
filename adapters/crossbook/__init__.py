"""crossbook: strongly-typed access to two trading venues, 4casters and ADI PredictStreet.

Outcomes, errors and what the venues have in common live here; the clients live in `crossbook.fourcasters` and
`crossbook.predictstreet`. Importing this package loads no HTTP stack.
"""

from msgspec import UNSET

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason, ScopeOutcomes
from crossbook.connections import (
    ConnectionChange,
    ConnectionGivenUp,
    ConnectionLost,
    ConnectionOpened,
    ConnectionReopening,
)
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
from crossbook.evidence import Evidence
from crossbook.place_outcomes import Fill, NotPlaced, NotPlacedReason, Placed, PlaceOutcome, PlaceUnknown, SentOrder
from crossbook.protocols import AnyOrder, AsyncCancels, Cancels, Several
from crossbook.timeouts import Timeouts
from crossbook_bindings.runtime import Unlisted

__version__ = "0.2.0"

__all__ = [
    "UNSET",
    "AnyOrder",
    "AsyncCancels",
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
    "Fill",
    "Forbidden",
    "InvalidRequest",
    "NoReply",
    "NotCancelled",
    "NotCancelledReason",
    "NotEdited",
    "NotFound",
    "NotPlaced",
    "NotPlacedReason",
    "NotSent",
    "Outcome",
    "OutcomeUnknown",
    "PlaceOutcome",
    "PlaceUnknown",
    "Placed",
    "RateLimited",
    "ReadFailed",
    "Refused",
    "ScopeOutcomes",
    "SentOrder",
    "Several",
    "Timeouts",
    "Unauthorized",
    "Unlisted",
    "UnreadableReply",
    "VenueFailed",
    "__version__",
]
