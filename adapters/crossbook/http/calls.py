"""One call of a client's, as both clients make it: what is left to do, what came of it, and what is left where it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from crossbook.core.attempts import Unsent
from crossbook.core.checks import within
from crossbook.core.engine import Policy, Told, engine
from crossbook.core.interruption import NEVER_SENT, finished_requests
from crossbook.core.steps import Plan, Renew, Send
from crossbook.http.attempts import Trial, begun
from crossbook.http.renewing import Renewal
from crossbook.http.settings import Settings
from crossbook.interruptions import InterruptedCall, Interruptions

if TYPE_CHECKING:
    from crossbook.core.watching import Watchers
    from crossbook.core.watching_requests import RequestWatch

ResultT = TypeVar("ResultT")


class Course(Generic[ResultT]):
    """The course of one call. It survives an interrupt at any point: what the venue has said by then is in it."""

    def __init__(self, begin: partial[Plan[ResultT]], settings: Settings, *, deadline: float, clock: Callable[[], float]) -> None:
        self._begin = begin
        self._settings = settings
        self._deadline = within(deadline, venue=settings.venue)
        self._until = clock() + deadline
        self._watch = None if settings.watchers is None else _watch(settings.watchers, clock)
        self._told: list[Told] = []
        self._trials: list[Trial] = []

    def steps(self, luck: Callable[[], float]) -> Plan[ResultT]:
        """Give the steps of the call, from its first one on."""
        policy = Policy(self._settings.retry, self._settings.pace, luck, renews=self._settings.renewals is not None)
        steps = engine(self._begin(), policy, self._until, self._told)
        return steps if self._watch is None else self._watch.over(self._begin, steps, self._deadline)

    def trial(self, step: Send, *, now: float, obstacle: tuple[str, str] | None) -> Trial | Unsent:
        """Begin an attempt, if there is time for one. Raises InvalidRequest for what cannot be sent by this client."""
        trial = begun(self._settings, step, place=len(self._told), obstacle=obstacle)
        if step.until <= now:
            return Unsent(f"nothing was sent: the call's deadline of {self._deadline:g} s was over", too_late=True)
        self._trials.append(trial)
        return trial

    def renewal(self, step: Renew, *, now: float) -> Renewal:
        """Begin to have other credentials asked for than those that the last attempt was refused with."""
        renewals, trial = self._settings.renewals, self._trials[-1]
        if renewals is None:
            raise AssertionError("a call asked for other credentials where nobody can give any")
        return renewals.begin(trial.used, trial.renewals, now=now, until=step.until)

    def stopped(self, error: BaseException, interruptions: Interruptions, outer: BaseException | None) -> InterruptedCall | None:
        """Keep what an interrupted call comes to, write it on the interrupt, and give it. Take frames that hold secrets from tracebacks.

        `outer` is what the caller was handling already: its traceback is the caller's.
        """
        call = interruptions.note(error, self._finished)
        left = [trial for trial in self._trials if trial.terms.handed_over]
        for trial in left:
            operation = trial.request.operation
            state = "was answered" if trial.is_over else "may have arrived: look before you send it again"
            error.add_note(f"{operation.venue} {operation.name}: the request {state}")
        if not left:
            error.add_note("no request was sent")
        link = error.__context__
        while link is not None and link is not outer:
            link.__traceback__ = None
            link = link.__context__
        if self._watch is not None:
            self._watch.missed(self._trials[-1].so_far() if self._trials else NEVER_SENT)
            self._watch.stopped(error, call)
        return call

    def _finished(self) -> InterruptedCall | None:
        # What was told is settled; attempts at the step after that may be anything yet.
        place = len(self._told)
        return finished_requests(self._begin, self._told, [trial.so_far() for trial in self._trials if trial.place == place])


def _watch(watchers: Watchers, clock: Callable[[], float]) -> RequestWatch:
    from crossbook.core.watching_requests import RequestWatch  # noqa: PLC0415 - who has no observers does not load it

    return RequestWatch(watchers, clock)
