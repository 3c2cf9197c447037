"""The effect block: the heart of a spec, so nothing in it may be left out or misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.buckets import SHARED_BY
from compiler.documents import Document, Node, items, node, text
from compiler.pointers import Finding, at
from compiler.repeating import WORDS, implied

KINDS = ("read", "cancel", "place", "edit", "heartbeat", "session", "funds", "account")
ON_ORDERS = ("cancel", "place", "edit")
BESIDES_ORDERS = ("funds", "account")
SCOPES = ("order", "orders", "references", "market", "game", "league", "account")
SETTLES = ("at-reply", "later")
VERDICTS = ("acted", "not_acted", "may_have_acted")
STATUSES = ("typed", "partial", "raw", "deprecated", "prose-only")
_WORDS = ("kind", "scope", "settles", "buckets", "repeatable")
_BUCKET = {"limit", "seconds", "per", "note"}


def effect(document: Document, location: str, block: Node, *, proof: str) -> Iterator[Finding]:
    """Rules `effect` and `bucket`: what an operation or message does.

    `proof` names the member that says what a reply proves; it is empty where no reply is awaited.
    """
    kind = text(block.get("kind"))
    messages = [f"expected no {word}" for word in block if word not in (*_WORDS, proof)]
    messages += [f"expected {word}, found none" for word in ("kind", "buckets", proof) if word and not block.get(word)]
    for word, values in (("kind", KINDS), ("scope", SCOPES), ("settles", SETTLES)):
        if word in block and block[word] not in values:
            messages.append(f"expected a {word} among {', '.join(values)}, found {block[word]}")
    if kind in ON_ORDERS:
        messages += [f"expected a {word}: this is a command on orders" for word in ("scope", "settles") if word not in block]
    if kind in BESIDES_ORDERS:
        messages += [f"expected settles: {kind} are changed"] if "settles" not in block else []
        messages += ["expected no scope: this is no command on orders"] if "scope" in block else []
    if kind == "read":
        messages += [f"expected no {word}: this is a read" for word in ("scope", "settles") if word in block]
    messages += _repeatable(block, kind)
    yield from ((location, "effect", message) for message in messages)
    buckets = node(document.content.get("x-buckets"))
    for name in map(text, items(block.get("buckets"))):
        if name not in buckets:
            yield at(location, "buckets"), "bucket", f"expected a bucket of x-buckets ({', '.join(buckets)}), found {name}"


def _repeatable(block: Node, kind: str) -> Iterator[str]:
    """What follows from kind and scope is not said again; beyond it, only a place can be safe, and only as the same bytes."""
    if "repeatable" not in block:
        return
    said, due = block["repeatable"], implied(block)
    if said not in WORDS:
        yield f"expected repeatable to be one of {', '.join(WORDS)}, found {said}"
    elif said == due:
        yield f"expected no repeatable: that it is {due} follows from its kind and scope"
    elif said == "always" or (said == "identical" and kind != "place"):
        yield f"expected repeatable to be never{', or identical' if kind == 'place' else ''}: repeated, it could act twice; found {said}"


def status(location: str, holder: Node, word: str) -> Iterator[Finding]:
    """Rule `documentation`: how well something is documented is said in one of few words, or not at all."""
    if word in holder and holder[word] not in STATUSES:
        yield location, "documentation", f"expected one of {', '.join(STATUSES)}, found {holder[word]}"


def buckets(document: Document) -> Iterator[Finding]:
    """Rule `bucket`: a bucket has a limit, its seconds and who shares it; without a number it says why."""
    for name, value in node(document.content.get("x-buckets")).items():
        bucket = node(value)
        location = at("/x-buckets", name)
        if missing := sorted(_BUCKET - bucket.keys()):
            yield location, "bucket", f"expected {', '.join(missing)}"
        if extra := sorted(bucket.keys() - _BUCKET):
            yield location, "bucket", f"expected no {', '.join(extra)}"
        if "per" in bucket and text(bucket["per"]) not in SHARED_BY:
            yield at(location, "per"), "bucket", f"expected one of {', '.join(SHARED_BY)}, found {bucket['per']}"
        if (bucket.get("limit") is None) != (bucket.get("seconds") is None):
            yield location, "bucket", "expected limit and seconds, or null for both"


def verdicts(location: str, table: Node, *, kind: str) -> Iterator[Finding]:
    """Rule `verdict`: each reply proves one of three things; a read acts on nothing; `default` covers the rest."""
    for reply, verdict in table.items():
        if verdict not in VERDICTS:
            yield at(location, reply), "verdict", f"expected one of {', '.join(VERDICTS)}, found {verdict}"
        elif kind == "read" and verdict != "not_acted":
            yield at(location, reply), "verdict", f"expected not_acted: this is a read, found {verdict}"
