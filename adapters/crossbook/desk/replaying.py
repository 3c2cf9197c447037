"""Derives every outcome on a tape again, from the replies that stand on it, and says where today's code decides otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from crossbook.cancel_outcomes import ScopeOutcomes
from crossbook.core.attempts import Answered, Lost, Unsent
from crossbook.core.interruption import outcomes_in
from crossbook.core.replaying import NeverOnTape, NotOnTape, Recorded, Replayed
from crossbook.core.tapes import Came
from crossbook.desk.venues import VENUES
from crossbook.errors import InvalidRequest
from crossbook.storage.lines import Attempt, Ended, Interrupted, Told, decided, told_of
from crossbook.storage.records import Reader, TapedCall, TapedFeed, TapedRequest
from crossbook.storage.tape import files_of
from crossbook_bindings.runtime import EffectKind

State: TypeAlias = Literal["same", "otherwise", "unfinished", "not_on_tape", "underivable"]
"""same: today's code decides what it decided then. otherwise: it does not. unfinished: the tape ends before the call does, and `derived` is
what is known of its orders. not_on_tape: it needs what no tape holds, by design: an order's signature and salt. underivable: the tape does
not hold what the call needs, or today's code has no such call."""

_COMMANDS = (EffectKind.CANCEL, EffectKind.PLACE, EffectKind.EDIT)
_GENERIC = ("send", "fetch", "pages")
_LOST = Lost("the tape ends when the request was under way")


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What one call on a tape comes to today."""

    call: str
    """Which call: the run of the tape, and the number of the call in it."""
    venue: str
    """The venue that was asked."""
    method: str
    """The method that was called."""
    state: State
    """Whether it comes to the same."""
    may_be_open: bool = False
    """Whether the tape ends before a call that places, edits or cancels: what became of its orders, nobody was told."""
    outcomes: int
    """How many outcomes were derived."""
    differences: tuple[str, ...] = ()
    """Where today's code decides otherwise, and what is missing."""
    derived: tuple[tuple[str, object], ...] = ()
    """The outcomes derived, as their kinds and members in JSON, for a call that is not the same."""


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """What all calls on a tape come to today."""

    files: tuple[str, ...]
    """The files that were read, oldest first."""
    calls: int
    """How many calls stand on them."""
    outcomes: int
    """How many outcomes were derived."""
    torn: int
    """How many lines could not be read and were passed over: the last one of a process that was killed is such."""
    lines: int
    """How many lines could be read: none of a file that is no tape."""
    headless: int
    """How many events were passed over because their calls began before the tape does."""
    gone: int
    """How many older files of the tape are not there any more, and with them the calls on them."""
    verdicts: tuple[Verdict, ...]
    """The calls that are not the same, in the order in which they ended."""
    feeds: tuple[TapedFeed, ...] = ()
    """What the tape tells of feeds: nothing is derived from it."""

    def count(self, state: State) -> int:
        """Say how many calls came to a `state`."""
        others = len(self.verdicts)
        return self.calls - others if state == "same" else sum(verdict.state == state for verdict in self.verdicts)


def replay(path: str | os.PathLike[str]) -> Replay:
    """Read the tape at `path`, with the older files beside it, and derive every outcome again. Nothing is sent to anybody.

    Raises OSError where it cannot be read.
    """
    files = tuple(files_of(Path(path)))
    reader = Reader()
    calls = outcomes = 0
    found: list[Verdict] = []
    for call in reader.calls(lines_of(files)):
        verdict = _judged(call)
        calls += 1
        outcomes += verdict.outcomes
        if verdict.state != "same":
            found.append(verdict)
    names = tuple(map(str, files))
    lines = reader.lines - reader.torn
    counted = {"calls": calls, "outcomes": outcomes, "torn": reader.torn, "headless": reader.headless, "gone": reader.gone, "lines": lines}
    return Replay(files=names, verdicts=tuple(found), feeds=reader.feeds, **counted)


def lines_of(files: tuple[Path, ...]) -> Iterator[bytes]:
    """Give the lines of files, one after the other. Raises OSError."""
    for path in files:
        with path.open("rb") as file:
            yield from file


def _judged(call: TapedCall) -> Verdict:
    began = call.began
    is_over = call.end is not None
    is_open = not is_over and any(request.intent.effect in _COMMANDS for request in call.requests)
    try:
        replayed = run_again(call)
    except Exception as error:  # noqa: BLE001 - one call that cannot be run again must not hide the others
        missing = str(error) if isinstance(error, NotOnTape) else f"today it fails with {type(error).__name__}: {error}"
        without: State = "not_on_tape" if isinstance(error, NeverOnTape) else "underivable"
        return Verdict(
            call=call.label,
            venue=began.venue,
            method=began.method,
            state=without if is_over else "unfinished",
            may_be_open=is_open,
            outcomes=0,
            differences=(missing,),
        )
    found = replayed.error.outcomes if replayed.error is not None else outcomes_in(replayed.result)
    derived = decided(told_of(found))
    differences = [*replayed.differences] if call.end is not None else []
    state: State = "unfinished"
    if call.end is not None:
        differences += _compared(call, replayed, derived)
        state = "otherwise" if differences else "same"
    return Verdict(
        call=call.label,
        venue=began.venue,
        method=began.method,
        state=state,
        may_be_open=is_open,
        outcomes=len(derived),
        differences=tuple(differences),
        derived=() if state == "same" else derived,
    )


def run_again(call: TapedCall) -> Replayed:
    """Run the plan of a call once more over what stands on its tape. Raises NotOnTape, and whatever that call raises today."""
    began = call.began
    venue = VENUES.get(began.venue)
    if venue is None:
        problem = f"no venue {began.venue!r} is known today"
        raise NotOnTape(problem)
    begin = venue.begin(began.transport, began.method, began.arguments)
    recorded = [_recorded(request, is_over=call.end is not None) for request in call.requests]
    return venue.run[began.transport](begin, recorded, began.at)


def _recorded(request: TapedRequest, *, is_over: bool) -> Recorded[Came]:
    came = [_came(request, attempt) for attempt in request.attempts]
    if not is_over and len(came) < request.begun:
        came.append(_LOST)
    intent = request.intent
    return Recorded(at=intent.at, sent=intent.sent, body=intent.body, attempts=tuple(came))


def _came(request: TapedRequest, attempt: Attempt) -> Came:
    problem = attempt.problem or ""
    match attempt.came:
        case "answered":
            status = 0 if attempt.status is None else attempt.status
            return Answered(status=status, body=attempt.body, retry_after=attempt.retry_after, request_id=attempt.request_id)
        case "unsent":
            return Unsent(problem, attempt.too_late)
        case "lost":
            return Lost(problem)
        case "refused":
            return InvalidRequest(problem, venue=request.intent.venue, operation=request.intent.operation)


def _compared(call: TapedCall, replayed: Replayed, derived: tuple[tuple[str, object], ...]) -> Iterator[str]:
    """Say where what was told then differs from what is derived today."""
    end = call.end
    told = Told() if end is None else end.told
    taped = decided(told)
    if len(taped) != len(derived):
        yield f"{len(taped)} outcomes were told, and {len(derived)} are derived"
    for position, (then, now) in enumerate(zip(taped, derived, strict=False)):
        if then != now:
            yield f"outcome {position} was {_words(then)}, and is {_words(now)} today"
    if isinstance(end, Interrupted) and all(request.intent.effect is EffectKind.READ for request in call.requests):
        return  # Of a read that was interrupted, nothing is kept.
    raised = None if end is None or end.error is None else end.error.kind
    raises = None if replayed.error is None else type(replayed.error).__name__
    if raised != raises:
        yield f"it {_ending(raised)}, and {_ending(raises)} today"
    if isinstance(end, Ended) and raised is raises is None:
        unnamed = replayed.result.unnamed if isinstance(replayed.result, ScopeOutcomes) else 0
        if end.unnamed != unnamed:
            yield f"{end.unnamed} orders were counted without a name, and {unnamed} are today"
        returns = type(replayed.result).__name__
        if end.returned != returns and call.began.method not in _GENERIC:
            yield f"it returned a {end.returned}, and a {returns} today"


def _words(outcome: tuple[str, object]) -> str:
    return f"{outcome[0]} {msgspec.json.encode(outcome[1]).decode()}"


def _ending(error: str | None) -> str:
    return "raised nothing" if error is None else f"raised {error}"
