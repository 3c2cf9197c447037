"""Watches a call that is made of HTTP requests. Pure, as `watching` is."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from crossbook.core.attempts import Answered, Attempt, Lost, Unsent
from crossbook.core.interruption import NEVER_SENT
from crossbook.core.naming import named_by
from crossbook.core.showing import answered, asked, shown_names
from crossbook.core.steps import Answer, PauseUntil, Send, Step
from crossbook.core.watching import Watch
from crossbook.errors import InvalidRequest
from crossbook.observing import Attempted, Came, Intent, Pausing, Repeating
from crossbook_bindings.runtime import EffectKind


class RequestWatch(Watch[Step, Answer]):
    """Watches the steps of a REST call."""

    _sending: Send | None = None
    """The request under way, or the one before: repeats are the same step once more."""
    _request = 0
    _attempt = 0
    _waiting = False
    _heard: Answer = None
    """What came of the last attempt of which anybody was told."""

    def missed(self, attempt: Attempt) -> None:
        """Tell what came of the request under way, which its call will not hear of any more. `attempt` is the last that was begun."""
        if self._waiting and self._sending is not None:
            self._after(self._sending, NEVER_SENT if attempt is self._heard else attempt)

    def _before(self, step: Step) -> None:
        match step:
            case Send():
                self._waiting = True
                if step.is_again(self._sending):
                    self._attempt += 1
                    self._tell(partial(self._repeating, step))
                else:
                    self._sending, self._attempt = step, 1
                    self._request += 1
                    self._tell(partial(self._intent, step))
            case PauseUntil():
                self._tell(lambda: Pausing(call=self._call, at=self._clock(), until=step.moment, cause=step.cause))
            case _:
                pass

    def _after(self, step: Step, answer: Answer) -> None:
        if isinstance(step, Send) and isinstance(answer, Answered | Unsent | Lost):
            self._waiting, self._heard = False, answer
            self._tell(partial(self._attempted, step, answer))

    def _refused(self, step: Step, error: InvalidRequest) -> None:
        if isinstance(step, Send):
            self._waiting = False
            self._tell(partial(self._attempted, step, error))

    def _intent(self, step: Send) -> Intent:
        request, blot = step.request, self._blot
        operation, watchers = request.operation, self._watchers
        body: str | None = None
        ids: tuple[str, ...] = ()
        references: tuple[str | None, ...] = ()
        if operation.effect.kind is not EffectKind.READ and request.payload is not None:
            ids, references = named_by(request.payload, watchers.catalogue.naming)
        with suppress(TypeError, ValueError, OverflowError):  # What cannot be written will not be sent either.
            written = request.body()
            body = None if written is None else asked(request, written, blot)
        return Intent(
            call=self._call,
            at=self._clock(),
            request=self._request,
            venue=operation.venue,
            operation=operation.name,
            effect=operation.effect.kind,
            account=watchers.account,
            order_ids=shown_names(ids, blot),
            user_references=tuple(None if each is None else blot(each) for each in references),
            sent=blot(f"{operation.method} {request.target}"),
            body=body,
        )

    def _repeating(self, step: Send) -> Repeating:
        return Repeating(
            call=self._call, at=self._clock(), request=self._request, attempt=self._attempt, operation=step.request.operation.name
        )

    def _attempted(self, step: Send, came: Attempt | InvalidRequest) -> Attempted:
        operation, blot = step.request.operation, self._blot
        status: int | None = None
        body: bytes | None = None
        retry_after: float | None = None
        problem = request_id = None
        how: Came = "answered"
        match came:
            case Answered():
                status, retry_after, request_id = came.status, came.retry_after, came.request_id
                body = answered(step.request, came, blot)
            case Unsent():
                how, problem = "unsent", blot(came.problem)
            case Lost():
                how, problem = "lost", blot(came.problem)
            case InvalidRequest():
                how, problem = "refused", blot(came.message)
        return Attempted(
            call=self._call,
            at=self._clock(),
            request=self._request,
            attempt=self._attempt,
            venue=operation.venue,
            transport="rest",
            operation=operation.name,
            came=how,
            status=status,
            body=body,
            problem=problem,
            too_late=isinstance(came, Unsent) and came.too_late,
            retry_after=retry_after,
            request_id=request_id,
        )
