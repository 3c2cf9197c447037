"""Runs plans over HTTP, one request at a time. The shell around a synchronous transport: it sends, and decides nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from types import TracebackType
from typing import Generic, ParamSpec, Self, TypeVar, assert_never, cast

from crossbook.calls_under_way import CallsUnderWay, PlacingCall
from crossbook.core.attempts import Attempt, Unsent
from crossbook.core.interruption import ended_by, may_place, outcomes_in
from crossbook.core.judging import ask_or_raise
from crossbook.core.letting_go import let_go
from crossbook.core.paging import fetch, next_page
from crossbook.core.redaction import Secret
from crossbook.core.renewing import renewed_anyhow
from crossbook.core.steps import Admit, Answer, PauseUntil, Plan, Renew, Send, SignDigest, Step, TellTime
from crossbook.errors import CrossbookError, InvalidRequest
from crossbook.evidence import Moment
from crossbook.http.calls import Course
from crossbook.http.clocks import THIS_PROCESS, own_name
from crossbook.http.network import Network, SocketNetwork
from crossbook.http.settings import Settings
from crossbook.http.signing import signed
from crossbook.http.transport import Transport
from crossbook.interruptions import InterruptedCall, Interruptions
from crossbook_bindings.runtime import PagedRequest, Request

VenueT = TypeVar("VenueT", bound=str)
ReplyT = TypeVar("ReplyT")
PayloadT = TypeVar("PayloadT")
ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")
GivenP = ParamSpec("GivenP")


class SyncClient(Generic[VenueT]):
    """A venue's REST API, for its own requests. Use it as a context manager, or call `close`. May be shared between threads."""

    # A traceback with local variables shows a client that could not be made, too.
    _base_url: str = ""

    def __init__(self, settings: Settings, network: Network | None = None) -> None:
        self._base_url = settings.base_url
        self._settings = settings
        self._network = SocketNetwork() if network is None else network
        self._transport = Transport(settings.ways, self._network)
        self._clock = THIS_PROCESS if network is None else own_name()
        self.under_way = CallsUnderWay()
        """The calls of this client that may place orders and are not over."""
        self.interrupted = Interruptions()
        """The commands of this client that were interrupted (Ctrl-C) while the venue may act, oldest first, until they are taken."""

    @property
    def venue(self) -> str:
        """The venue that it asks: fourcasters or predictstreet."""
        return self._settings.venue

    def send(self, request: Request[VenueT, ReplyT, object], *, deadline: float = 30.0) -> ReplyT:
        """Execute any `request` of this venue's bindings, within `deadline` seconds, and give its decoded reply.

        Raises NotSent, Refused, ReadFailed or OutcomeUnknown, by what the venue can have done.
        """
        if not may_place(request):
            return self._run(deadline, ask_or_raise, request)
        return self._placing(PlacingCall(None), deadline, ask_or_raise, request)

    def fetch(self, request: Request[VenueT, object, PayloadT], *, deadline: float = 30.0) -> PayloadT:
        """Execute a `request` and give what was asked for, without the envelope around it. Raises what `send` raises.

        Over within `deadline` seconds.
        """
        if not may_place(request):
            return self._run(deadline, fetch, request)
        return self._placing(PlacingCall(None), deadline, fetch, request)

    def pages(self, request: PagedRequest[VenueT, object, object, ItemT], *, deadline: float = 30.0) -> Iterator[ItemT]:
        """Read the list of a `request` page by page, as it is consumed, and give its entries one by one.

        `deadline` is for each page, in seconds. Raises what `send` raises.
        """
        seen: set[str] = set()
        following: PagedRequest[str, object, object, ItemT] | None = request
        while following is not None:
            page = self._run(deadline, next_page, following, seen)
            yield from page.items
            following = page.following

    def close(self) -> None:
        """Close every connection. Feeds of this client end with `Lost`."""
        self._settings.closing.tell()
        self._transport.close()
        if self._settings.keeper is not None:
            self._settings.keeper.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._base_url!r})"

    def _placing(
        self, call: PlacingCall, deadline: float, plan: Callable[GivenP, Plan[ResultT]], *given: GivenP.args, **named: GivenP.kwargs
    ) -> ResultT:
        """Run a plan that may place orders: whoever pulls them waits for it."""
        return self._ended(self._course(deadline, partial(plan, *given, **named)), call)

    def _renewed(self, request: Request[VenueT, object, object]) -> bool:
        """Have other credentials asked for behind a read; say whether there are any."""
        return self._run(30.0, renewed_anyhow, request)

    def _run(self, deadline: float, plan: Callable[GivenP, Plan[ResultT]], *given: GivenP.args, **named: GivenP.kwargs) -> ResultT:
        return self._ended(self._course(deadline, partial(plan, *given, **named)), None)

    def _course(self, deadline: float, begin: partial[Plan[ResultT]]) -> Course[ResultT]:
        return Course(begin, self._settings, deadline=deadline, clock=self._network.now)

    def _ended(self, course: Course[ResultT], call: PlacingCall | None) -> ResultT:
        """Go through a course to its end.

        All that is left to do once the venue has answered is done inside of the outer `try`: nothing of it is lost to an interrupt.
        """
        outer = sys.exception()
        try:
            try:
                if call is not None:
                    self.under_way.begin(call)
                result = self._driven(course)
                if call is not None:
                    self.under_way.ended(call, outcomes_in(result))
                return result  # noqa: TRY300 - an `else` would be outside of the inner `try`
            except Exception as error:
                if isinstance(error, CrossbookError):
                    let_go(error, outer)
                if call is not None:
                    self.under_way.ended(call, *ended_by(error))
                raise
        except Exception:
            raise
        except BaseException as error:  # noqa: BLE001 - and raised again
            left: InterruptedCall | None = None
            try:
                left = course.stopped(error, self.interrupted, outer)
            finally:
                if call is not None:
                    self.under_way.ended(call, *ended_by(error if left is None or left.error is None else left.error))
            # A traceback must not show what the local variables of the frames below hold.
            raise error.with_traceback(None) from None

    def _driven(self, course: Course[ResultT]) -> ResultT:
        steps = course.steps(self._network.luck)
        try:
            step = next(steps)
            while True:
                try:
                    answer = self._answer(course, step)
                except InvalidRequest as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(answer)
        except StopIteration as stop:
            return cast("ResultT", stop.value)

    def _answer(self, course: Course[ResultT], step: Step) -> Answer:
        match step:
            case Send():
                return self._attempt(course, step)
            case PauseUntil(moment=moment):
                self._network.pause_until(moment)
                return None
            case TellTime():
                return self._network.now()
            case Admit():
                return step.keeper.ask(step.question)
            case SignDigest():
                return signed(step, now=self._network.now())
            case Renew():
                with course.renewal(step, now=self._network.now()) as renewal:
                    if renewal.is_ours:
                        renewal.take(Secret(cast("str", renewal.ask())))
                return renewal.found
            case _:
                assert_never(step)

    def _attempt(self, course: Course[ResultT], step: Send) -> Attempt:
        trial = course.trial(step, now=self._network.now(), obstacle=self._transport.obstacle())
        if isinstance(trial, Unsent):
            return trial
        try:
            return trial.answered(self._transport.handle_request(trial.prepared()), self._moment())
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here, the caller needs to know whether it was sent
            return trial.failed(error, self._moment())

    def _moment(self) -> Moment:
        return Moment(self._clock, self._network.now())
