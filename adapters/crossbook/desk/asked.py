"""What a caller asks to be pulled, checked before anything is sent."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, Generic, TypeVar, cast, get_args

from crossbook.calls_under_way import CallsWitness
from crossbook.core.instances import is_a
from crossbook.core.judging import invalid
from crossbook.desk.pull_events import PullEvent, PullObserver
from crossbook.desk.pull_steps import CallsSeen
from crossbook.desk.pulled import Pulled
from crossbook.desk.scopes import InGame, InMarket, Scope, WholeAccount, WithPrefix
from crossbook.desk.survey import PullTask, Survey
from crossbook.desk.under_way import Known
from crossbook.errors import InvalidRequest, Outcome
from crossbook.protocols import AsyncPulls, MayRest, Pulls

ClientT_co = TypeVar("ClientT_co", bound=Pulls | AsyncPulls, covariant=True)

_OPERATION: Final = "pull_orders"
COMMANDS: Final[Mapping[type[Scope], str]] = {InGame: "cancel_game_orders", InMarket: "cancel_market_orders"}
"""Which of a client's methods cancels exactly such a scope."""


class Pull(Generic[ClientT_co]):
    """What to pull at one venue."""

    def __init__(self, client: ClientT_co, scope: Scope, *, under_way: Iterable[Known] = ()) -> None:
        """Say what to pull at one venue.

        Args:
            client: the venue's REST client. What was interrupted of it (`client.interrupted`) counts as under way, too.
            scope: which orders: `WholeAccount()`, `InGame(game_id)` (4casters), `InMarket(market_id)` (PredictStreet) or
                `WithPrefix(prefix)` of user references. There is no default: none of them is meant by saying nothing.
            under_way: outcomes of commands, or what a ledger says may be open. Placements and edits that are unknown are waited for until
                they cannot arrive any more; orders that may rest are cancelled by id, listed or not, where they are in the scope for
                certain. Others do no harm.

        Raises InvalidRequest for a scope that is none, or that the client's venue does not have, and for what is no outcome.
        """
        # Callers are not always typed. What is no list is refused as an outcome that is none.
        outcomes = tuple(under_way) if hasattr(under_way, "__iter__") else cast("tuple[Known, ...]", (under_way,))
        given: object = scope
        error = _refusal(client, given, outcomes)
        if error is not None:
            raise error
        self._client = client
        self._scope: Scope = scope
        self._under_way = outcomes

    @property
    def client(self) -> ClientT_co:
        """The client that asks the venue."""
        return self._client

    @property
    def scope(self) -> Scope:
        """Which orders."""
        return self._scope

    @property
    def under_way(self) -> tuple[Known, ...]:
        """What may be under way or may rest, as the caller knows it."""
        return self._under_way

    def __repr__(self) -> str:
        return f"Pull({self._client!r}, {self._scope!r})"


def _refusal(client: Pulls | AsyncPulls, scope: object, outcomes: tuple[object, ...]) -> InvalidRequest | None:
    """Say what is wrong with what is to be pulled, if anything is."""
    if not isinstance(scope, WholeAccount | InGame | InMarket | WithPrefix):
        return invalid(client.venue, _OPERATION, expected="WholeAccount(), InGame(...), InMarket(...) or WithPrefix(...)", found=scope)
    command = COMMANDS.get(type(scope))
    if command is not None and not hasattr(client, command):
        return invalid(client.venue, _OPERATION, expected=f"a scope of {client.venue}", found=type(scope).__name__)
    if isinstance(scope, InGame) and not scope.has_form:
        return invalid(client.venue, _OPERATION, expected="a game id of 24 hexadecimal digits", found=scope.game_id)
    strange = [type(outcome).__name__ for outcome in outcomes if not isinstance(outcome, (*get_args(Outcome), MayRest))]
    return (
        invalid(client.venue, _OPERATION, expected="outcomes, or what a ledger knows, as what is under way", found=strange[0])
        if strange
        else None
    )


def task_of(
    pull: Pull[Pulls | AsyncPulls], *, clock: str, deadline: float, arrives_within: float, sent_ago: float, today: datetime
) -> tuple[PullTask, CallsWitness]:
    """Give what is to be done, and who sees what the client places meanwhile. What was interrupted is under way.

    Raises InvalidRequest for what is no number of seconds.
    """
    for name, seconds in (("deadline", deadline), ("arrives_within", arrives_within), ("sent_ago", sent_ago)):
        if not is_a(seconds, int, float) or not 0 <= seconds < math.inf or (name == "deadline" and not seconds):
            least = "above 0" if name == "deadline" else "0 or more"
            raise invalid(pull.client.venue, _OPERATION, expected=f"{name} as a finite number of seconds, {least}", found=seconds)
    witness = pull.client.under_way.witness()  # Before what was interrupted is read: a call is seen there or here.
    interrupted = tuple(outcome for call in pull.client.interrupted for outcome in call.outcomes)
    task = PullTask(
        venue=pull.client.venue,
        scope=pull.scope,
        under_way=(*pull.under_way, *interrupted),
        clock=clock,
        deadline=float(deadline),
        arrives_within=float(arrives_within),
        sent_ago=float(sent_ago),
        began_at=today,
    )
    return task, witness


def seen(witness: CallsWitness) -> CallsSeen:
    """Look at the calls of a client."""
    new, under_way, ended = witness.look()
    return CallsSeen(new=new, under_way=under_way, ended=ended)


def checked(pulls: Iterable[object]) -> None:
    """Check what is to be pulled together. Raises InvalidRequest for nothing at all, and for anything but `Pull`."""
    listed = tuple(pulls)
    strange = [each for each in listed if not isinstance(each, Pull)]
    if strange or not listed:
        found = type(strange[0]).__name__ if strange else "nothing"
        raise InvalidRequest(f"expected one Pull(client, scope) or several, found {found}", venue="both", operation=_OPERATION)


def told(observer: PullObserver | None, event: PullEvent) -> None:
    """Tell who watches. Whatever is raised there keeps no order on the market; only Ctrl-C, which can strike there, ends a pull."""
    if observer is None:
        return
    try:
        observer(event)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001, S110 - what ends a program or a task elsewhere (SystemExit, CancelledError) is the observer's own here
        pass


def stopped(error: BaseException, surveys: Iterable[Survey], moment: float) -> None:
    """Write on what ends a pull early what is known by then."""
    pulled = Pulled(tuple(survey.result(moment, stopped="it was stopped before its end") for survey in surveys))
    vars(error)["pulled"] = pulled
    error.add_note(f"the pull was stopped: {pulled.verdict}")
