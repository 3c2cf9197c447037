"""Cancels over REST, as plans: our words into the venue's, and its replies into outcomes. Pure.

The bindings are reached through their package, which loads each on first use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, Literal, TypeAlias

import msgspec
from msgspec import UNSET

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, ScopeOutcomes
from crossbook.core.checks import Call
from crossbook.core.correlation import by_order, complete, distinct, in_order_asked, malformed, misplaced, settled_by, untouched
from crossbook.core.judging import Reply, Source, answer_to, ask, evidence_of, is_documented
from crossbook.core.merging import told_after_repeat
from crossbook.core.repetition import names_once
from crossbook.core.steps import Plan
from crossbook.errors import CrossbookError, NotSent, Refused, VenueFailed
from crossbook.fourcasters.identifiers import VENUE, check_game, is_object_id, same
from crossbook.fourcasters.orders.entries import SingleVerdict, Verdict, Verdicts, named_by, outcome_of, outcomes_of
from crossbook.fourcasters.orders.reasons import reason_of
from crossbook.fourcasters.orders.scopes import read_scope
from crossbook.fourcasters.orders.successes import successes
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.runtime import Request

GameCancelType: TypeAlias = Literal["moneyline", "spread", "total"]
"""The market types that the REST form can be narrowed to. `moneyline1x2` is not one of them; on the orders socket it is."""

_FILTERS: Final = frozenset({"all", "live", "upcoming"})
"""pages/rest/markets/get-leagues.mdx and get-games.mdx list these among the leagues. What a cancel would make of them, no page says."""

_GAME_CANCEL_TYPES: Final = ("moneyline", "spread", "total")


class LeagueCancelAcknowledged(msgspec.Struct, frozen=True, kw_only=True):
    """The venue has taken in a cancel of a whole league, and works on it in the background. It names no orders."""

    league: str
    """The league that was named, as the caller wrote it."""

    @property
    def may_be_open(self) -> Literal[True]:
        """Always True: which orders are gone, and when, shows only in `open_orders` or on the user feed."""
        return True


def cancel_order(order_id: str) -> Plan[CancelOutcome]:
    """Cancel one order."""
    Call(VENUE, "cancel").order_id(order_id)
    if not is_object_id(order_id):
        return malformed(order_id)
    request = bindings.cancel(sessionID=order_id).read_as(SingleVerdict)
    result = yield from ask(request)
    match result:
        case Refused(status=400 | 403 | 409):
            return _refused(order_id, request, result)
        case VenueFailed(status=400 | 403 | 409):
            # The answer to a repeat: a verdict on the order all the same, but the first attempt may be why.
            return told_after_repeat([_refused(order_id, request, result)], evidence_of(request, result))[0]
        case NotSent() | Refused():
            result.outcomes = untouched([order_id], result)
            raise result
        case CrossbookError():
            return CancelUnknown(order_id=order_id, evidence=evidence_of(request, result))
        case Reply(value=reply):
            # A reply may have been left over from another command: a success must name its order.
            named = named_by(reply.data)
            outcome = outcome_of(order_id, reply.data, result.blot) if named is None or same(named) == same(order_id) else None
            if outcome is None or (named is None and isinstance(outcome, Cancelled)):
                problem = "it does not say what became of the order that was sent"
                return CancelUnknown(order_id=order_id, evidence=result.evidence(problem))
            return told_after_repeat([outcome], result.after_repeat())[0] if result.is_to_a_repeat else outcome


def _refused(order_id: str, request: Request[str, SingleVerdict, object], error: Refused | VenueFailed) -> CancelOutcome:
    """Say what a status that pages/rest/orders/cancel-order.mdx gives to one order's fate proves of it.

    Only with a body of the documented form: an empty one is what a web server answers to a bad connection, and a page or a
    `{"message": "Forbidden"}` comes from something in front of the venue. What is wrong with the order is said by words that
    a page lists. Other words leave it open, those of a 409 too: what cannot be cancelled now may rest all the same.
    """
    if not is_documented(request, error):
        problem = f"HTTP {error.status}, whose body is not of the form that is documented for it"
        return CancelUnknown(order_id=order_id, evidence=msgspec.structs.replace(evidence_of(request, error), problem=problem))
    return NotCancelled(order_id=order_id, reason=reason_of(error.venue_text), venue_text=error.venue_text)


def cancel_orders(order_ids: Iterable[str]) -> Plan[tuple[CancelOutcome, ...]]:
    """Cancel a list of orders; the reply is positional."""
    asked = Call(VENUE, "cancelMultiple").order_ids(order_ids)
    sendable = distinct(asked, well_formed=is_object_id, same=same)
    if not sendable:
        return in_order_asked(asked, (), (), same=same)
    request = bindings.cancel_multiple(sessionIDs=sendable).read_as(Verdicts)
    result = yield from ask(request, distinct=_nothing_twice, at_sight=lambda body: successes(body, len(sendable)))
    if isinstance(result, CrossbookError):
        outcomes = settled_by(result, sendable, lambda: evidence_of(request, result))
    else:
        outcomes = _read_positions(sendable, result.value.data, result)
        if result.is_to_a_repeat:
            outcomes = told_after_repeat(outcomes, result.after_repeat())
    outcomes = in_order_asked(asked, sendable, outcomes, same=same)
    if isinstance(result, NotSent | Refused):
        result.outcomes = outcomes
        raise result
    return outcomes


def cancel_by_references(game_id: str, user_references: Iterable[str]) -> Plan[ScopeOutcomes]:
    """Cancel every open order of a game that carries one of the references."""
    call = Call(VENUE, "cancelByReference")
    check_game(call, game_id)
    references = call.names(user_references, "user references")
    if not references:
        return ScopeOutcomes()
    request = bindings.cancel_by_reference(gameID=game_id, userReferences=tuple(dict.fromkeys(references)))
    return (yield from _scope(request, game_id, references))


def cancel_game(game_id: str, market_type: GameCancelType | None) -> Plan[ScopeOutcomes]:
    """Cancel every open order of a game, or of one market type in it."""
    call = Call(VENUE, "cancelAllOrdersForGame")
    check_game(call, game_id)
    if market_type is not None:
        what = "a market type that this form can be narrowed to (for moneyline1x2 use the orders socket, or cancel by id)"
        call.choice(market_type, _GAME_CANCEL_TYPES, what)
    request = bindings.cancel_all_orders_for_game(gameID=game_id, type=UNSET if market_type is None else market_type)
    return (yield from _scope(request, game_id))


def cancel_league(league: str) -> Plan[LeagueCancelAcknowledged]:
    """Have every open order of a league cancelled in the background."""
    call = Call(VENUE, "cancelAllForLeague")
    if call.name(league, "a league code").strip().casefold() in _FILTERS:
        raise call.invalid(expected="one league's code, not a filter of getLeagues or getGames", found=league)
    result = yield from answer_to(bindings.cancel_all_for_league(league=league))
    if result.value.data.ordersReceived is not True:
        raise result.doubt("it does not acknowledge the cancel")
    return LeagueCancelAcknowledged(league=league)


def cancel_everything() -> Plan[ScopeOutcomes]:
    """Cancel every open order of the account."""
    return (yield from _scope(bindings.cancel_all_orders()))


def _scope(request: Request[str, object, object], game_id: str | None = None, references: Collection[str] = ()) -> Plan[ScopeOutcomes]:
    result = yield from answer_to(request.read_as(Verdicts), distinct=_nothing_twice)
    return read_scope(result.value.data, result, game_id=game_id, references=references)


def _nothing_twice(body: bytes, reply: Verdicts) -> bool:
    # A verdict, a name, what came of the money, and why not are what decides: each must stand once where it stands.
    verdicts = named = filled = remaining = reasons = errors = 0
    for entry in reply.data:
        verdicts += entry.success is not None
        named += entry.sessionID is not None
        filled += entry.filled is not None
        remaining += entry.remaining is not None
        reasons += entry.reason is not None
        errors += entry.error is not None
    money = ((b'"filled"', filled), (b'"remaining"', remaining))
    words = ((b'"reason"', reasons), (b'"error"', errors))
    return names_once(body, (b'"data"', 1), (b'"success"', verdicts), (b'"sessionID"', named), *money, *words)


def _read_positions(asked: tuple[str, ...], entries: tuple[Verdict, ...], source: Source) -> tuple[CancelOutcome, ...]:
    named = [entry.sessionID for entry in entries]
    exactly = named == list(asked)
    if not exactly:
        named = [name or None for name in named]
    problem = None if exactly else misplaced(asked, named, same=same)
    if problem is None:
        outcomes = outcomes_of(asked, entries, source.blot)
        for position, outcome in () if exactly else enumerate(outcomes):
            # A success must name its order: position alone can vouch for a refusal, not for a cancel.
            if named[position] is None and isinstance(outcome, Cancelled):
                outcomes[position] = None
        problem = "it does not say what became of every order that was sent"
    else:
        # Positions prove nothing here. An entry that names its order proves that order, wherever it stands.
        ours = {same(order_id): order_id for order_id in asked}
        read = [
            (name, outcome_of(ours.get(same(name), name), entry, source.blot)) for name, entry in zip(named, entries, strict=True) if name
        ]
        found = by_order(asked, read, same=same)
        outcomes = [found.get(order_id) for order_id in asked]
    doubt = problem
    return complete(asked, outcomes, lambda: source.evidence(doubt))
