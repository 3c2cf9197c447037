"""A recording of everything that clients do: `observers=[Tape("orders.tape")]`.

It lives in `crossbook.storage`; whoever uses none does not load it.
"""

from __future__ import annotations

from crossbook.storage.tape import Tape

__all__ = ["Tape"]
