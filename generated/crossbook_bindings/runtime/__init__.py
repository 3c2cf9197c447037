# Generated from specs/templates/runtime/__init__.py by `nox -s regenerate`. Do not edit.
"""What generated operations are made of: values that say what to send and how to read the answer.

Nothing here sends anything. A `Request` or a `SocketCommand` is complete before anyone opens a connection, can be
printed, compared and stored, and knows what its replies decode to and what each of them proves.
"""

from __future__ import annotations

from msgspec import UNSET

from crossbook_bindings.runtime.checks import InvalidField, conform, exact, exact_or_null, exact_or_null_or_unset, exact_or_unset
from crossbook_bindings.runtime.codec import decoder, members_of
from crossbook_bindings.runtime.effects import (
    Bucket,
    Certainty,
    Effect,
    EffectKind,
    Message,
    Operation,
    Repeatable,
    Scope,
    Settles,
    SharedBy,
    SocketEffect,
)
from crossbook_bindings.runtime.requests import PagedRequest, Request, Undocumented, pairs, segment, whole
from crossbook_bindings.runtime.sockets import FrameReader, Push, SocketCommand, UnknownFrame
from crossbook_bindings.runtime.soundness import sound
from crossbook_bindings.runtime.values import Unlisted, Unread

__all__ = [
    "UNSET",
    "Bucket",
    "Certainty",
    "Effect",
    "EffectKind",
    "FrameReader",
    "InvalidField",
    "Message",
    "Operation",
    "PagedRequest",
    "Push",
    "Repeatable",
    "Request",
    "Scope",
    "Settles",
    "SharedBy",
    "SocketCommand",
    "SocketEffect",
    "Undocumented",
    "UnknownFrame",
    "Unlisted",
    "Unread",
    "conform",
    "decoder",
    "exact",
    "exact_or_null",
    "exact_or_null_or_unset",
    "exact_or_unset",
    "members_of",
    "pairs",
    "segment",
    "sound",
    "whole",
]
