"""Reads rate limits in words: `60 requests per minute per user`."""

from __future__ import annotations

import re
from typing import Final

import attrs

from compiler.completing import buckets_of
from compiler.documents import Node, items, node, operations, text
from compiler.following.sentences import split

_ABOUT: Final = re.compile(r"\b(?:rate[- ]limit\w*|\d+ (?:requests?|calls?)|(?:requests?|calls?) (?:per|a|an|every))\b", re.IGNORECASE)
_FIGURES: Final = re.compile(
    r"\b(?P<limit>\d[\d,]*)\s*(?:requests?|calls?)?\s*(?:/|\b(?:per|every|in|within|an?)\b)\s*"
    r"(?P<count>\d+)?\s*(?P<unit>s|sec|seconds?|min|minutes?|h|hours?)\b"
    r"(?:\s*(?:,|and)?\s*(?:/|\b(?:per|for each|for every)\b)\s*(?P<whose>[a-z]+))?",
    re.IGNORECASE,
)
_MOST: Final = 0.8
"""How many of the other reads must be counted as reads usually are, for a new one to be counted so without a question."""
_LONGEST: Final = 300
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600}
_WHOSE: Final = {
    "user": "account",
    "account": "account",
    "caller": "account",
    "ip": "ip",
    "address": "ip",
    "wallet": "wallet",
    "connection": "connection",
    "socket": "connection",
}


@attrs.frozen
class Limit:
    """How many requests in how many seconds, and who shares them, in the words of the specs."""

    requests: int
    seconds: int
    per: str

    def bucket(self, note: str) -> Node:
        """Write it as the specs do."""
        return {"limit": self.requests, "seconds": self.seconds, "per": self.per, "note": note}


@attrs.frozen(kw_only=True)
class Pace:
    """The buckets of a new operation."""

    buckets: tuple[str, ...]
    new: Node
    """Those of them that the spec does not have yet."""
    question: str = ""


def pace_of(content: Node, defaults: Node, exchange: str, name: str, *, words: str, source: str, elsewhere: bool) -> Pace:
    """Say in which buckets a new operation is counted: in those of its neighbours, and in one of its own where the documents give figures.

    Another host has limits of its own.
    """
    method, _, path = exchange.partition(" ")
    bucket = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()
    usual = () if elsewhere else _neighbours(content, defaults, method.lower(), path)
    limit, said = limit_in(words), said_of_limits(words)
    if limit is not None:
        return Pace(buckets=(*usual, bucket), new={bucket: limit.bucket(f"{name}; {source}")})
    # That there is a limit, without figures, is what the specs say of its neighbours.
    if said and (not usual or re.search(r"\d", said)):
        return Pace(buckets=usual, new={}, question=f"the buckets of {name}: {said}")
    if elsewhere:
        return Pace(buckets=(bucket,), new={bucket: undocumented("account")})
    return Pace(buckets=usual, new={}, question="" if usual else f"the buckets of {name}, of whose limits nothing is said")


def undocumented(per: str) -> Node:
    """Write a bucket of which nothing is known."""
    return {"limit": None, "seconds": None, "per": per, "note": "undocumented, whether one exists and how it is counted"}


def _neighbours(content: Node, defaults: Node, method: str, path: str) -> tuple[str, ...]:
    """Return the buckets of all reads, or of nearly all; of a command, those that all others under the same beginning have."""
    own = [(other, _buckets(operation)) for verb, other, operation in operations(content) if verb == method]
    if method == "get":
        due = tuple(text(bucket) for bucket in buckets_of(defaults, path))
        like = [buckets == tuple(text(bucket) for bucket in buckets_of(defaults, other)) for other, buckets in own]
        return due if like and sum(like) >= _MOST * len(like) else ()
    beside = {buckets for other, buckets in own if other.split("/")[:2] == path.split("/")[:2]}
    return next(iter(beside)) if len(beside) == 1 else ()


def _buckets(operation: Node) -> tuple[str, ...]:
    return tuple(text(bucket) for bucket in items(node(operation.get("x-effect")).get("buckets")))


def limit_in(words: str) -> Limit | None:
    """Return the limit that words give: its figures and who shares it. None where something is missing, or where there are two."""
    found = [_limit(match) for match in _FIGURES.finditer(_bare(words))]
    whole = {limit for limit in found if limit.per}
    figures = {(limit.requests, limit.seconds) for limit in found}
    return next(iter(whole)) if len(whole) == len(figures) == 1 else None


def said_of_limits(words: str) -> str:
    """Return the first sentence that speaks of a limit; empty where none does."""
    return next((each[:_LONGEST] for each in split(words) if _ABOUT.search(each)), "")


def _limit(found: re.Match[str]) -> Limit:
    seconds = int(found["count"] or 1) * _SECONDS[found["unit"][0].casefold()]
    return Limit(int(found["limit"].replace(",", "")), seconds, _WHOSE.get((found["whose"] or "").casefold(), ""))


def _bare(words: str) -> str:
    return re.sub(r"[*`]+", "", " ".join(words.split()))
