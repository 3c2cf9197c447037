"""crossbook: strongly-typed access to two trading venues, 4casters and ADI PredictStreet.

Outcomes and errors live here; the clients live in `crossbook.fourcasters` and `crossbook.predictstreet`. Importing this
package loads no HTTP stack.
"""

from crossbook.errors import (
    CouldNotConnect,
    CrossbookError,
    Forbidden,
    InvalidRequest,
    NoReply,
    NotFound,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    Refused,
    Unauthorized,
    UnreadableReply,
    VenueFailed,
)
from crossbook.outcomes import (
    Cancelled,
    CancelOutcome,
    CancelUnknown,
    Evidence,
    NotCancelled,
    NotCancelledReason,
    ScopeOutcomes,
)
from crossbook.timeouts import Timeouts
from crossbook_bindings.runtime import UNSET, Unlisted

__version__ = "0.1.0"

__all__ = [
    "UNSET",
    "CancelOutcome",
    "CancelUnknown",
    "Cancelled",
    "CouldNotConnect",
    "CrossbookError",
    "Evidence",
    "Forbidden",
    "InvalidRequest",
    "NoReply",
    "NotCancelled",
    "NotCancelledReason",
    "NotFound",
    "NotSent",
    "OutcomeUnknown",
    "RateLimited",
    "Refused",
    "ScopeOutcomes",
    "Timeouts",
    "Unauthorized",
    "Unlisted",
    "UnreadableReply",
    "VenueFailed",
    "__version__",
]
