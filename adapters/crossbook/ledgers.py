"""A file that keeps a ledger together with the place that its feed has come to: `client.user_feed(cursor=LedgerFile("own.ledger"))`.

It lives in `crossbook.storage`; whoever uses none does not load it.
"""

from __future__ import annotations

from crossbook.storage.ledgers import LedgerFile

__all__ = ["LedgerFile"]
