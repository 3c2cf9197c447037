"""What may be shown of what a client works with: values without the secrets in them, the same values wherever there are none. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from numbers import Number
from typing import Final, TypeAlias, TypeVar, cast

import attrs
import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelUnknown, NotCancelled
from crossbook.core.attempts import Answered
from crossbook.core.bodies import brings_credential, brought, withheld, without_secrets
from crossbook.core.judging import Reply, judge
from crossbook.core.redaction import BLOT, blot_fields
from crossbook.core.unchangeable import Unchangeable
from crossbook.edit_outcomes import CancelledNotReplaced, Edited, EditUnknown, NotEdited
from crossbook.errors import CrossbookError, Outcome
from crossbook.evidence import Evidence
from crossbook.observing import Described, Raised
from crossbook.place_outcomes import NotPlaced, Placed, PlaceUnknown
from crossbook_bindings.runtime import Request

Blot: TypeAlias = Callable[[str], str]
"""Removes every secret that a client knows from a text."""

OutcomeT = TypeVar("OutcomeT", bound=Outcome)

_SIGNED: Final = ("signature",)
"""Whoever has it can place what it signs."""
_SECRET_NAMES: Final = frozenset({"auth", "password", "signature", "token", "api_key", "secret"})
_BETWEEN: Final = "\0"


def shown_text(text: str, blot: Blot, secret_fields: tuple[str, ...] = ()) -> str:
    """Give a body or a frame without secrets: those of the client, and the members that the spec names."""
    if secret_fields:
        text = blot_fields(text, secret_fields)
    if "signature" in text:
        text = blot_fields(text, _SIGNED)
    return blot(text)


def shown_body(body: bytes, blot: Blot, secret_fields: tuple[str, ...] = ()) -> bytes:
    """Do as `shown_text`, byte for byte: what is no UTF-8 stays as it is."""
    text = body.decode("utf-8", errors="surrogateescape")
    clean = shown_text(text, blot, secret_fields)
    return body if clean == text else clean.encode("utf-8", errors="surrogateescape")


def shown_names(names: tuple[str, ...], blot: Blot) -> tuple[str, ...]:
    """Do as `shown_text` for many names at once: nearly never is there a secret in one."""
    return names if _are_clean(names, blot) else tuple(map(blot, names))


def _are_clean(names: Iterable[str], blot: Blot) -> bool:
    joined = _BETWEEN.join(names)
    return blot(joined) == joined


def shown_value(value: object, blot: Blot) -> object:
    """Give a value without secrets: itself where there is none in it, and `Described` where it cannot be handed on."""
    if type(value) is tuple:  # As nearly always.
        return _items(cast("tuple[object, ...]", value), blot)
    match value:
        case str():
            return blot(value)
        case None | Number() | date() | timedelta():
            return value
        case Request():
            return _request(cast("Request[str, object, object]", value), blot)
        case list() | tuple() | set() | frozenset():
            return _items(tuple(cast("Iterable[object]", value)), blot)
        case Mapping():
            return Unchangeable({str(name): shown_value(held, blot) for name, held in cast("Mapping[object, object]", value).items()})
        case _:
            return _object(value, blot)


def _items(items: tuple[object, ...], blot: Blot) -> tuple[object, ...]:
    if set(map(type, items)) == {str}:
        return shown_names(cast("tuple[str, ...]", items), blot)
    return tuple(shown_value(item, blot) for item in items)


def _request(request: Request[str, object, object], blot: Blot) -> Described:
    operation = request.operation
    body = request.body()
    members: dict[str, object] = {"venue": operation.venue, "operation": operation.name, "method": operation.method}
    members["target"] = blot(request.target)
    members["entries"] = None if request.sent is None else str(request.sent)
    members["body"] = None if body is None else asked(request, body, blot)
    return Described(kind="Request", members=Unchangeable(members))


def asked(request: Request[str, object, object], body: bytes, blot: Blot) -> str:
    """Give the body of a request without secrets: without those that stand in it by themselves, too."""
    text = shown_text(body.decode("utf-8", errors="replace"), blot, request.operation.secret_fields)
    return without_secrets(request, text)


def answered(request: Request[str, object, object], came: Answered, blot: Blot) -> bytes:
    """Give the body of its reply without secrets: without those that the request held, too, should the venue send them back.

    Nothing is given of one that may hold a credential and cannot be read.
    """
    clean = shown_body(came.body, blot, request.operation.secret_fields)
    if not request.operation.secret_fields:
        return clean
    text = clean.decode("utf-8", errors="surrogateescape")
    hidden = without_secrets(request, text)
    if brings_credential(request.operation, came.status):
        if not isinstance(judge(request, came), Reply):
            return withheld(came.body).encode()
        for secret in brought(request, came.body):
            hidden = secret.blot(hidden)
    return clean if hidden == text else hidden.encode("utf-8", errors="surrogateescape")


@lru_cache(maxsize=512)
def _members(of: Hashable) -> tuple[tuple[str, bool], ...] | None:
    """Name the members of a class of values, and say which are secret. None for any other class."""
    kind = cast("type[object]", of)
    if issubclass(kind, msgspec.Struct):
        return tuple((name, name in _SECRET_NAMES) for name in kind.__struct_fields__)
    if attrs.has(kind):
        return tuple((field.name, not field.repr or field.name in _SECRET_NAMES) for field in attrs.fields(kind))
    return None


def _object(value: object, blot: Blot) -> object:
    kind: type[object] = type(value)
    members = _members(cast("Hashable", kind))
    if members is None:
        return Described(kind=kind.__name__, members=Unchangeable({}))
    clean, shown = True, dict[str, object]()
    for name, is_secret in members:
        held = getattr(value, name)
        shown[name] = BLOT if is_secret else shown_value(held, blot)
        clean = clean and shown[name] == held
    return value if clean else Described(kind=kind.__name__, members=Unchangeable(shown))


def shown_error(error: Exception, blot: Blot) -> Raised:
    """Say what an error is, without what it carries."""
    if isinstance(error, CrossbookError):
        return Raised(kind=type(error).__name__, message=shown_text(error.message, blot), operation=error.operation, status=error.status)
    return Raised(kind=type(error).__name__, message=shown_text(str(error), blot), operation=None, status=None)


_BARE: Final = frozenset[type[object]]({Cancelled, NotCancelled})


def shown_outcomes(outcomes: tuple[Outcome, ...], blot: Blot) -> tuple[Outcome, ...]:
    """Give outcomes without secrets. Nearly always they are the same ones: a secret would have to stand where an id is."""
    if _BARE.issuperset(map(type, outcomes)):
        bare = cast("tuple[Cancelled | NotCancelled, ...]", outcomes)
        names = [outcome.order_id for outcome in bare]
        names += [outcome.user_reference or "" for outcome in bare if type(outcome) is Cancelled]
        if _are_clean(names, blot):
            return outcomes
    known: dict[int, Evidence] = {}
    return tuple(_outcome(outcome, blot, known) for outcome in outcomes)


def _outcome(outcome: OutcomeT, blot: Blot, known: dict[int, Evidence]) -> OutcomeT:
    match outcome:
        case Cancelled():
            return msgspec.structs.replace(outcome, order_id=blot(outcome.order_id), user_reference=_name(outcome.user_reference, blot))
        case NotCancelled():
            return msgspec.structs.replace(outcome, order_id=blot(outcome.order_id))
        case Placed() | NotPlaced():
            return msgspec.structs.replace(outcome, user_reference=_name(outcome.user_reference, blot))
        case CancelUnknown():
            evidence = _evidence(outcome.evidence, blot, known)
            return msgspec.structs.replace(outcome, order_id=blot(outcome.order_id), evidence=evidence)
        case PlaceUnknown():
            order = shown_value(outcome.order, blot)
            return msgspec.structs.replace(outcome, order=order, evidence=_evidence(outcome.evidence, blot, known))
        case Edited() | CancelledNotReplaced() | NotEdited() | EditUnknown():
            new = None if outcome.new is None else _outcome(outcome.new, blot, known)
            return msgspec.structs.replace(outcome, old=_outcome(outcome.old, blot, known), new=new)


def _name(name: str | None, blot: Blot) -> str | None:
    return None if name is None else blot(name)


def _evidence(evidence: Evidence, blot: Blot, known: dict[int, Evidence]) -> Evidence:
    """Clean a piece of evidence once, however many outcomes share it."""
    found = known.get(id(evidence))
    if found is None:
        sent = None if evidence.sent is None else shown_text(evidence.sent, blot)
        received = None if evidence.received is None else shown_text(evidence.received, blot)
        found = known[id(evidence)] = msgspec.structs.replace(
            evidence, sent=sent, received=received, problem=shown_text(evidence.problem, blot)
        )
    return found
