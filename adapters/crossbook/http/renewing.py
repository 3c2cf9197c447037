"""Other credentials in place of those that a venue refuses: asked for by one call at a time, for all that were refused with the same.

There is no lock, because an interrupt can leave one held for ever. Whoever puts its name down first asks; a name that stands there
longer than its call may take counts for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from crossbook.core.checks import Call
from crossbook.core.credentials import Credentials
from crossbook.core.instances import is_a
from crossbook.core.redaction import Secret
from crossbook.errors import CrossbookError
from crossbook.http.log import LOG
from crossbook.http.protocol.unshown import unshown

_TURN: Final = "whose turn it is"


class Renewals:
    """Who asks for other credentials, and how often somebody has."""

    __repr__ = unshown

    def __init__(self, source: Callable[[], object], credentials: Credentials, *, venue: str) -> None:
        self._credentials = credentials
        self._asking: dict[str, Renewal] = {}
        self.venue = venue
        self.source = source
        self.ended = 0
        """How often somebody has asked, and has been given something or not."""

    def begin(self, used: Secret | None, ended_before: int, *, now: float, until: float) -> Renewal:
        """Begin for a request that was refused with what it `used`, and was sent when so many had ended."""
        renewal = Renewal(self, used, until)
        first = self._asking.setdefault(_TURN, renewal)
        if first is not renewal and first.until <= now:
            self._asking[_TURN] = first = renewal
        if first is not renewal:
            return renewal
        if not self._credentials.is_current(used) or self.ended != ended_before:
            # Somebody has asked since it was sent.
            self._asking.pop(_TURN, None)
            renewal.found = self.has_another(used)
        else:
            renewal.is_ours = True
        return renewal

    def take(self, secret: Secret, used: Secret | None) -> bool:
        """Use what was given instead of what was refused, and of nothing else: a login may have come first. Say whether there is another.

        Raises InvalidRequest for what cannot be sent.
        """
        if is_a(secret.reveal(), str) and used is not None and secret.reveal() == used.reveal():
            LOG.warning("%s: the credentials= that were asked for are those that were refused", self.venue)
        else:
            self._credentials.exchange(used, secret)
        return self.has_another(used)

    def has_another(self, used: Secret | None) -> bool:
        """Say whether something else would be sent now."""
        return not self._credentials.is_current(used)

    def end(self, renewal: Renewal, *, counts: bool) -> None:
        """Let others ask. One that was stopped from outside does not count: nobody has been told anything."""
        if self._asking.get(_TURN) is renewal:
            self.ended += counts
            self._asking.pop(_TURN, None)


class Renewal:
    """One call's turn, or its wait for another's. Used as a context: what goes wrong in it is logged, and the refusal stands."""

    __repr__ = unshown

    def __init__(self, renewals: Renewals, used: Secret | None, until: float) -> None:
        self._renewals = renewals
        self._used = used
        self.until = until
        self.is_ours = False
        self.found: bool | None = None
        """Whether there are others now; None while somebody else asks."""

    def ask(self) -> object:
        """Ask the caller: what comes is a text, or will be one when it is awaited."""
        self.found = False
        return self._renewals.source()

    def take(self, secret: Secret) -> None:
        """Use what was given, as far as it is still wanted."""
        self.found = self._renewals.take(secret, self._used)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        if self.is_ours:
            self._renewals.end(self, counts=error is None or isinstance(error, Exception))
        if not isinstance(error, Exception):
            return False
        if self.is_ours:
            self.found = self._renewals.has_another(self._used)  # Somebody may have logged in meanwhile.
        # Words that are not ours may hold a secret.
        words = str(error) if isinstance(error, CrossbookError) else type(error).__name__
        LOG.warning("%s: credentials= gave nothing that can be used: %s", self._renewals.venue, words)
        return True


def renewals(source: Callable[[], object] | None, credentials: Credentials, *, venue: str) -> Renewals | None:
    """Check what gives other credentials. Raises InvalidRequest for what cannot be asked."""
    if source is None:
        return None
    if not callable(source):
        raise Call(venue, "credentials").invalid(expected="credentials as a function without parameters", found=type(source).__name__)
    return Renewals(source, credentials, venue=venue)
