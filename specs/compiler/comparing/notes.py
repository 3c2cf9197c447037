"""Compares what is said about an operation, a message or a document as a whole, beside its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from compiler.comparing.catalogue import EXTENSION, Notes
from compiler.comparing.openapi import NO_KEY
from compiler.comparing.telling import kind_of

CALLED: Final = "called"
"""The operations that a page calls."""

Finding: TypeAlias = tuple[str, str, bool, str, str]
"""Kind of the difference, the part it is about (empty for the whole), whether readers get that part, what was, what is."""

CHOICES: Final = {"server": "server", "security": "security", "effect buckets": "bucket", "method": "alternate method"} | {
    "server of a call": "server",
    "header of a call": "header of a call",
}
"""Notes of which each value counts by itself."""
NOTES: Final = {
    "name": "name of the operation changed",
    "payload": "payload path changed",
    "page": "page keys changed",
    "positional": "positions changed",
    "status": "status of the documentation changed",
    "framing": "framing changed",
    "elements of a frame": "frame of another length",
    "tell": "message name moved",
    "correlation": "correlation changed",
    "effect kind": "effect kind changed",
    "effect scope": "effect scope changed",
}
"""Notes that count as a whole, with the kind of their difference."""


def compare_notes(old: Notes, new: Notes) -> Iterator[Finding]:
    """Yield what differs."""
    for name in dict.fromkeys([*old, *new]):
        was, becomes = old.get(name, ()), new.get(name, ())
        gone, added = [value for value in was if value not in becomes], [value for value in becomes if value not in was]
        if was == becomes or _follows(name, old, new):
            continue
        if name == "security" and (NO_KEY in was) != (NO_KEY in becomes):
            yield _door(becomes, gone, added)
        elif name == CALLED:
            if gone and added:  # what only came, or only went, is told by the operation
                yield "call changed", "", False, "; ".join(gone), "; ".join(added)
        elif name in CHOICES:
            if name == "server" and not was:
                yield "server removed", "", False, "that of the whole", ""  # what it was called at until now
            yield from ((f"{CHOICES[name]} removed", "", False, value, "") for value in gone)
            yield from ((f"{CHOICES[name]} added", "", False, "", value) for value in added)
        elif name == "words":
            # Texts that changed are laid side by side; one that is new or gone stands alone.
            yield kind_of(" ".join(was), " ".join(becomes)), "", False, "; ".join(gone), "; ".join(added)
        else:
            kind, part, is_read = _note(name, was, becomes)
            yield kind, part, is_read, "; ".join(gone), "; ".join(added)


def _door(becomes: tuple[str, ...], gone: list[str], added: list[str]) -> Finding:
    """Tell of an operation that anybody could call and that asks for a key now, or the other way round."""
    kind = "security lifted" if NO_KEY in becomes else "security demanded"
    return kind, "", False, "; ".join(gone), "; ".join(added)


def _note(name: str, was: tuple[str, ...], becomes: tuple[str, ...]) -> tuple[str, str, bool]:
    if name in NOTES:
        return NOTES[name], "", False
    if name == "deprecated":
        return "deprecated" if becomes else "no longer deprecated", "", False
    if name == "effect settles":
        return "settles later" if "later" in becomes else "settles at once", "", False
    if name.startswith("effect of error "):
        kind = "error text added" if not was else "error text removed" if not becomes else "error text proves something else"
        return kind, f"error {name.removeprefix('effect of error ')}", False
    if name.startswith("effect of "):
        kind = "reply proves less" if not becomes or "may_have_acted" in becomes else "reply proves something else"
        kind = "reply proves more" if becomes and (not was or "may_have_acted" in was) else kind
        return kind, name.removeprefix("effect of "), True
    if name.startswith(f"{EXTENSION} "):
        return "extension changed", name.removeprefix(f"{EXTENSION} "), False
    if name.startswith("style of "):
        return "parameter written otherwise", name.removeprefix("style of "), False
    return "rate limit changed", name, False


def _follows(name: str, old: Notes, new: Notes) -> bool:
    """Pass over what only follows from an operation, a bucket or an example that is new or gone."""
    if name.endswith(" of a call"):
        return name not in old or name not in new
    return name.startswith("bucket ") and not (old.get(name) and new.get(name))
