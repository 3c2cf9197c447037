"""What may be open: everything that is learnt about orders of both venues, put together."""

from crossbook.ledger.shell import AccountLedger, Ledger
from crossbook.ledger.views import Exposure, KnownOrder

__all__ = ["AccountLedger", "Exposure", "KnownOrder", "Ledger"]
