"""What the caller says may be under way, or may rest: what a pull makes of outcomes that were handed in. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Final, TypeAlias

import attrs

from crossbook.calls_under_way import PlacingCall
from crossbook.cancel_outcomes import Cancelled, CancelUnknown, NotCancelled
from crossbook.core.resolving import Patience, evidences
from crossbook.desk.scopes import InGame, InMarket, Scope, WholeAccount, WithPrefix
from crossbook.edit_outcomes import CancelledNotReplaced, Edited, EditUnknown, NotEdited
from crossbook.errors import Outcome
from crossbook.place_outcomes import NotPlaced, Placed, PlaceOutcome, PlaceUnknown
from crossbook.protocols import MayRest

_HEXADECIMAL: Final = re.compile(r"(?:0[xX])?[0-9a-fA-F-]+")

_DRAWN: Final = re.compile(r"cb-[0-9a-f]{24}")
"""What a 4casters client gives an order that has no reference."""


def key(order_id: str) -> str:
    """Give equal keys to equal ids: hexadecimal digits mean the same in either case, any other text only itself."""
    return order_id.lower() if _HEXADECIMAL.fullmatch(order_id) else order_id


Known: TypeAlias = Outcome | MayRest
"""What a caller knows of a command or of an order: what came of it, or what a ledger says."""


@attrs.frozen
class Awaited:
    """A placement, or an edit, that may still arrive."""

    outcome: PlaceUnknown | EditUnknown | None
    """What came of it; None where only a ledger knows of it."""
    settles_at: float
    """From when on it cannot, by the clock of the pull."""
    user_reference: str | None
    """The caller's name for it."""
    known_at: float
    """When the pull learnt of it: it had been sent by then."""


def is_its_own(venue: str, reference: str | None) -> bool:
    """Say whether a reference is on one order only.

    At 4casters only those are that were drawn for it. PredictStreet's client order ids are unique in a wallet, by the page on placing.
    """
    return reference is not None and (venue == "predictstreet" or _DRAWN.fullmatch(reference) is not None)


def is_decided(venue: str, old: PlaceUnknown | EditUnknown, new: Outcome) -> bool:
    """Say whether what was found of a placement shows that nothing of it arrives any more.

    What carries its reference may be another order, where a reference need not be its own.
    """
    if isinstance(new, PlaceUnknown | EditUnknown):
        return False
    return is_its_own(venue, _reference(old)) or not any(isinstance(leg, Placed) for leg in legs(new))


def has_come(venue: str, each: Awaited, references: Container[str | None]) -> bool:
    """Say whether a placement is among orders of which these are the references. An edit may have kept that of the order before it."""
    return isinstance(each.outcome, PlaceUnknown) and is_its_own(venue, each.user_reference) and each.user_reference in references


def awaited(known: Iterable[Known], venue: str, scope: Scope, patience: Patience, began: float) -> Iterator[Awaited]:
    """Give those that may still bring an order into the scope, and until when. What is known had been sent before it was handed in."""
    latest = began - patience.sent_ago + patience.arrives_within
    for each in known:
        match each:
            case PlaceUnknown() | EditUnknown():
                settles_at = max((patience.settles_at(evidence, began) for evidence in evidences(each)), default=latest)
                if not _is_elsewhere(scope, _reference(each), _game(each)):
                    yield Awaited(each, settles_at, _reference(each), began)
            case Cancelled() | NotCancelled() | CancelUnknown() | Placed() | NotPlaced() | Edited() | CancelledNotReplaced() | NotEdited():
                pass
            case _:
                is_placement = each.venue == venue and each.order_id is None and each.may_be_open
                if is_placement and not _is_elsewhere(scope, each.user_reference, each.where):
                    yield Awaited(None, latest, each.user_reference, began)


def may_bring(call: PlacingCall, scope: Scope) -> bool:
    """Say whether a call that is under way may bring an order into a scope."""
    return any(not _is_elsewhere(scope, reference, game) for reference, game in zip(call.references, call.games, strict=True))


def _is_elsewhere(scope: Scope, reference: str | None, game: str | None) -> bool:
    """Say whether an order that may arrive is certainly not in the scope."""
    match scope:
        case WholeAccount() | InMarket():
            return False  # (Of a market, a new order may give another name than orders that rest.)
        case WithPrefix(prefix=prefix):
            return reference is not None and not reference.startswith(prefix)
        case InGame(game_id=wanted):
            return game is not None and game.casefold() != wanted.casefold()


def _game(outcome: PlaceUnknown | EditUnknown) -> str | None:
    new = outcome.new if isinstance(outcome, EditUnknown) else outcome
    told: object = getattr(new.order, "game_id", None) if isinstance(new, PlaceUnknown) else None
    return told if isinstance(told, str) else None


def _reference(outcome: PlaceUnknown | EditUnknown) -> str | None:
    new = outcome.new if isinstance(outcome, EditUnknown) else outcome
    return None if new is None else new.user_reference


def legs(outcome: Outcome) -> Iterator[Cancelled | NotCancelled | CancelUnknown | PlaceOutcome]:
    """Give an outcome, or the two of an edit."""
    match outcome:
        case Edited() | CancelledNotReplaced() | NotEdited() | EditUnknown():
            yield outcome.old
            if outcome.new is not None:
                yield outcome.new
        case _:
            yield outcome


def may_rest(known: Iterable[Known], venue: str) -> Iterator[tuple[str, str | None]]:
    """Give the orders that may rest, by what was told of them: id and user reference, where that is known."""
    for each in known:
        if not isinstance(each, Outcome):
            if each.venue == venue and each.order_id is not None and each.may_be_open:
                yield each.order_id, each.user_reference
            continue
        for leg in legs(each):
            match leg:
                case Placed(order_id=str() as order_id) if leg.may_be_open:
                    yield order_id, leg.user_reference
                case NotCancelled() | CancelUnknown() if leg.may_be_open:
                    yield leg.order_id, None
                case Placed() | Cancelled() | NotCancelled() | CancelUnknown() | NotPlaced() | PlaceUnknown():
                    pass


def certainly_in(scope: Scope, user_reference: str | None) -> bool:
    """Say whether an order of which only the reference is known is in a scope for certain."""
    match scope:
        case WholeAccount():
            return True
        case WithPrefix(prefix=prefix):
            return user_reference is not None and user_reference.startswith(prefix)
        case InGame() | InMarket():
            return False
