"""A file that keeps the place a feed has come to: `client.user_feed(cursor=FileCursor("own.cursor"))`.

It lives in `crossbook.storage`; whoever uses none does not load it.
"""

from __future__ import annotations

from crossbook.storage.cursors import FileCursor

__all__ = ["FileCursor"]
