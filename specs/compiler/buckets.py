"""The rate limits of a spec, as the table of buckets says them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from compiler.documents import Document, items, node, operations, text

SHARED_BY: Final = {"ip": "address", "account": "account", "wallet": "account", "connection": "connection"}
"""Who shares a bucket: the specs' words, and those of the bindings."""


@attrs.frozen(kw_only=True)
class BucketRow:
    """One line of the table of buckets."""

    name: str
    limit: object
    seconds: object
    shared_by: str
    mixed: bool


def bucket_rows(document: Document) -> Iterator[BucketRow]:
    """Give every bucket of a REST spec. What is counted in one, the effects of its operations say."""
    effects = [node(operation["x-effect"]) for _, _, operation in operations(document.content)]
    for name, value in node(document.content.get("x-buckets")).items():
        bucket = node(value)
        cancels = {effect["kind"] == "cancel" for effect in effects if name in items(effect.get("buckets"))}
        yield BucketRow(
            name=name,
            limit=bucket.get("limit"),
            seconds=bucket.get("seconds"),
            shared_by=SHARED_BY[text(bucket.get("per"))],
            mixed=len(cancels) > 1,
        )
