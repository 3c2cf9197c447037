"""Replies that say two things at once: they prove neither. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeGuard, cast

import msgspec

from crossbook.core.repetition import repeated_member
from crossbook.core.words import words_of
from crossbook_bindings.runtime import EffectKind, Request, Undocumented, members_of, sound

_DECODER: Final = json.JSONDecoder(parse_int=str, parse_float=str)
"""Numbers are passed over as they stand: one of five thousand digits is no reason to fail."""

_DEEDS: Final = frozenset({"cancelled", "created", "matched", "resting", "unmatched", "ordersReceived"})
"""Members of the venues' replies that tell of something done, unless they hold nothing."""
_DONE: Final[Mapping[EffectKind, frozenset[str]]] = {
    EffectKind.CANCEL: frozenset({"cancelled"}),
    EffectKind.PLACE: frozenset({"pending", "open", "partial", "filled"}),
}
"""Words for a status that do so."""
_NOTHING: Final[tuple[object, ...]] = (None, False, "", "0", [], {})

_REFUSES: Final = re.compile(r"reject|refus|error|fail|denied|invalid", re.IGNORECASE)
"""What is named so where no document gives names is no success. Any other name is one that nobody knows yet, and says nothing."""

_OF_ORDERS: Final = (EffectKind.CANCEL, EffectKind.PLACE, EffectKind.EDIT)
"""Their replies have shapes. Some others are any object at all."""


def speaks_of_failure(body: bytes, kind: object) -> str | None:
    """Say how a reply that is a success speaks of a failure too; None where it does not. Takes valid JSON.

    No document shows an answer with an error beside it. `kind` is what it decodes to: what that has is part of the answer.
    """
    reply = _DECODER.decode(body.decode()) if _may_speak(body) else None
    if not _is_object(reply):
        return None
    # An error is written as the one, or as both of the others.
    told = {"error"} if reply.get("error") is not None else set[str]()
    if isinstance(reply.get("code"), str) and isinstance(reply.get("message"), str):
        told |= {"code", "message"}
    if told and not told <= _members(kind):
        return "it holds both an answer and an error"
    return "it holds both an answer and a verdict of no success" if reply.get("success") is False else None


def speaks_against(body: bytes) -> str | None:
    """Say how the reply of an operation to which no document gives a body speaks against its status; None where it does not.

    Whatever else is in there, and nothing at all, says nothing.
    """
    if not body.strip():
        return None
    try:
        reply: object = msgspec.json.decode(sound(body))
        twice = repeated_member(body)
    except (msgspec.DecodeError, RecursionError) as error:
        return str(error)
    if not _is_object(reply):
        return "it is no JSON object"
    if twice is not None:
        return "a member stands in it twice"
    if any(said.get("error") is not None for said in sayings(reply)):
        return "it holds an error"
    if any(isinstance(kind := said.get("type"), str) and _REFUSES.search(kind) for said in sayings(reply)):
        return "it is of a kind that refuses"
    if reply.get("data") is False or any(said.get("success") not in (None, True) for said in sayings(reply)):
        return "it says that it was no success"
    return None


def sayings(reply: object) -> Iterator[Mapping[str, object]]:
    """Give the objects in which a reply says what it does of the whole: itself, and what is in its envelope."""
    if not _is_object(reply):
        return
    yield reply
    data = reply.get("data")
    yield from filter(_is_object, cast("list[object]", data) if isinstance(data, list) else [data])


def has_failed_success(body: bytes) -> bool:
    """Say whether an entry of a reply holds both a success and an error. Takes valid JSON."""
    reply = _DECODER.decode(body.decode()) if _may_speak(body) else None
    return any(each.get("success") is True and each.get("error") is not None for each in _objects(reply))


def reads_as_done(request: Request[str, object, object], body: bytes) -> bool:
    """Say whether the body that came with a refusal shows something done: beside its words, or as a success that has none."""
    if request.reply is Undocumented or request.operation.effect.kind not in _OF_ORDERS:
        return False
    try:
        text = body.decode()
        if shows_deeds(request, text):
            return True
        if words_of(text) is not None:
            return False
        done = request.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    try:
        # A type of which nothing is required reads any object. What it found in this one is what counts.
        return bool(done) and done != request.decode(b"{}")
    except msgspec.DecodeError:
        return bool(done)


def shows_deeds(request: Request[str, object, object], body: str) -> bool:
    """Say whether anything in the body of a refusal, however deep, tells of something done. That proves nothing then."""
    kind = request.operation.effect.kind
    if kind not in _OF_ORDERS:
        return False
    found: list[bool] = []

    def look(members: list[tuple[str, object]]) -> dict[str, object]:
        # Each is seen, those that stand twice too.
        found.extend(_is_deed(name, value, _DONE.get(kind, frozenset())) for name, value in members)
        return dict(members)

    try:
        json.JSONDecoder(parse_int=str, parse_float=str, object_pairs_hook=look).decode(body)
    except ValueError:
        return False
    except RecursionError:  # Nobody can say what is in there.
        return True
    return any(found)


def _is_deed(name: str, value: object, done: frozenset[str]) -> bool:
    if name == "success":
        return value is True
    if name == "status":
        return isinstance(value, str) and value.casefold() in done
    # The cancel in an edit has a verdict of its own.
    return name in _DEEDS and value not in _NOTHING and not (_is_object(value) and value.get("success") is False)


def _members(kind: object) -> set[str]:
    # A list is written as `tuple[...]`, which is no class.
    return set((members_of(kind) if isinstance(kind, type) else None) or ())


def _may_speak(body: bytes) -> bool:
    # A name may be written with escapes; then it is looked at, too.
    return b'"error"' in body or b'"success"' in body or b'"message"' in body or b"\\u00" in body


def _objects(value: object) -> Iterator[dict[str, object]]:
    if _is_object(value):
        yield value
        for member in value.values():
            yield from _objects(member)
    elif isinstance(value, list):
        for member in cast("list[object]", value):
            yield from _objects(member)


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)
