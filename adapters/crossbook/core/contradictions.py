"""Replies that say two things at once: they prove neither. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, TypeGuard, cast

import msgspec

from crossbook.core.words import words_of
from crossbook_bindings.runtime import EffectKind, Request, Undocumented, members_of

_DECODER: Final = json.JSONDecoder(parse_int=str, parse_float=str)
"""Numbers are passed over as they stand: one of five thousand digits is no reason to fail."""

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


def has_failed_success(body: bytes) -> bool:
    """Say whether an entry of a reply holds both a success and an error. Takes valid JSON."""
    reply = _DECODER.decode(body.decode()) if _may_speak(body) else None
    return any(each.get("success") is True and each.get("error") is not None for each in _objects(reply))


def reads_as_done(request: Request[str, object, object], body: bytes) -> bool:
    """Say whether the body that came with a refusal has no words of one, and is what a success looks like."""
    if request.reply is Undocumented or request.operation.effect.kind not in _OF_ORDERS:
        return False
    try:
        if words_of(body.decode()) is not None:
            return False
        done = request.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    try:
        # A type of which nothing is required reads any object. What it found in this one is what counts.
        return bool(done) and done != request.decode(b"{}")
    except msgspec.DecodeError:
        return bool(done)


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
