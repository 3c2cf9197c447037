"""Watches a call on the orders socket, and says what its frames are to observers. Pure."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import cast

from crossbook.core.attempts import Lost, Unsent
from crossbook.core.naming import named_by
from crossbook.core.showing import shown_body, shown_names, shown_text
from crossbook.core.watching import Watch, Watchers
from crossbook.errors import InvalidRequest
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.socket.envelopes import Replied, SocketAttempt
from crossbook.observing import Attempted, Intent, UnclaimedFrame
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import SocketCommand


class CommandWatch(Watch[SocketCommand[Venue, object], SocketAttempt]):
    """Watches the commands of a call. Nothing is ever sent twice here, so each has one attempt."""

    _request = 0
    _waiting: SocketCommand[Venue, object] | None = None

    def missed(self, attempt: SocketAttempt) -> None:
        """Tell what came of the command under way, which its call will not hear of any more."""
        if self._waiting is not None:
            self._after(self._waiting, attempt)

    def _before(self, step: SocketCommand[Venue, object]) -> None:
        self._request += 1
        self._waiting = step
        self._tell(partial(self._intent, step))

    def _after(self, step: SocketCommand[Venue, object], answer: SocketAttempt) -> None:
        self._waiting = None
        self._tell(partial(self._attempted, step, answer))

    def _refused(self, step: SocketCommand[Venue, object], error: InvalidRequest) -> None:
        self._waiting = None
        self._tell(partial(self._attempted, step, error))

    def _intent(self, step: SocketCommand[Venue, object]) -> Intent:
        watchers, message = self._watchers, step.message
        ids, references = named_by(cast("tuple[object, object]", step.frame)[1], watchers.catalogue.naming)
        body: str | None = None
        with suppress(TypeError, ValueError, OverflowError):  # What cannot be written will not be sent either.
            body = shown_text(step.text(), self._blot)
        return Intent(
            call=self._call,
            at=self._clock(),
            request=self._request,
            venue=message.venue,
            operation=message.name,
            effect=message.effect.kind,
            account=watchers.account,
            order_ids=shown_names(ids, self._blot),
            user_references=tuple(None if each is None else self._blot(each) for each in references),
            sent=message.name,
            body=body,
        )

    def _attempted(self, step: SocketCommand[Venue, object], came: SocketAttempt | InvalidRequest) -> Attempted:
        about = partial(
            Attempted,
            call=self._call,
            at=self._clock(),
            request=self._request,
            attempt=1,
            venue=step.message.venue,
            transport="socket",
            operation=step.message.name,
        )
        match came:
            case Replied(text=text):
                return about(came="answered", body=shown_body(text.encode("utf-8", errors="surrogatepass"), self._blot))
            case Unsent():
                return about(came="unsent", problem=self._blot(came.problem), too_late=came.too_late)
            case Lost():
                return about(came="lost", problem=self._blot(came.problem))
            case InvalidRequest():
                return about(came="refused", problem=self._blot(came.message))


def tell_unclaimed(watchers: Watchers | None, text: str, now: float) -> None:
    """Tell observers, if there are any, of a frame that belongs to no call."""
    if watchers is not None:
        watchers.tell(lambda: UnclaimedFrame(at=now, venue=VENUE, text=shown_text(text, watchers.blot)))
