"""The token of a 4casters account: one opaque text for all surfaces, replaced by the venue when it is 30 days old."""

from __future__ import annotations

import re
import threading
from collections.abc import MutableMapping
from typing import Final

from crossbook.core.checks import Call
from crossbook.core.redaction import Secret
from crossbook.fourcasters.identifiers import VENUE
from crossbook_bindings.runtime import Operation, Request

_WORDS_FOR_NOTHING: Final = frozenset({"undefined", "null", "none", "nan", "false", "true", "deleted"})
_BETWEEN: Final = re.compile(r"[\s,]+")
"""What stands between the values of a header that a reply has twice."""
_LEAST_HIDDEN: Final = 8
"""Characters. What is shorter, and cannot be a token, may be an everyday word."""


class TokenCredentials:
    """Sends the bare token, the one form that every source agrees on, and follows `X-Auth-Token`."""

    def __init__(self, token: Secret | None) -> None:
        self._lock = threading.Lock()
        self._current: Secret | None = None
        self._known: tuple[Secret, ...] = ()
        if token is not None:
            self.replace(token)

    @property
    def account(self) -> None:
        """Nothing: a token names no account."""
        return

    def replace(self, token: Secret) -> None:
        """Use another token from now on. Raises InvalidRequest if it cannot stand in a header."""
        check_token(token)
        with self._lock:
            self._remember(token)

    def check(self, request: Request[str, object, object]) -> None:
        if request.operation.authenticated and self._current is None:
            raise Call(VENUE, request.operation.name).invalid(expected="a token (give one to the client, or log in)", found=None)

    def apply(self, operation: Operation[str], headers: MutableMapping[str, str]) -> Secret | None:
        secret = self._current if operation.authenticated else None
        if secret is not None:
            headers["Authorization"] = secret.reveal()
        return secret

    def offered(self, used: Secret | None, rotated: str) -> Secret | None:
        # What is not used may be somebody's token all the same.
        hidden = [Secret(part) for part in _BETWEEN.split(rotated) if len(part) >= _LEAST_HIDDEN and not is_a_word_for_nothing(part)]
        replacement = Secret(rotated)
        can_be_one = used is not None and _may_replace(used, replacement)
        with self._lock:
            self._hide(*hidden, *([replacement] if can_be_one else []))
        return replacement if can_be_one else None

    def exchange(self, used: Secret | None, secret: Secret) -> bool:
        check_token(secret)
        with self._lock:
            # Only what came of the current token may replace it: replies can overtake each other, and a login a function that is asked.
            if used is not self._current:
                self._hide(secret)
                return False
            self._remember(secret)
        return True

    def is_current(self, used: Secret | None) -> bool:
        return used is self._current

    @property
    def current(self) -> Secret | None:
        """The token in use, unseen."""
        return self._current

    def blot(self, text: str) -> str:
        for secret in self._known:
            text = secret.blot(text)
        return text

    def reveal(self) -> str | None:
        """Give the token in use, to be stored by the caller."""
        secret = self._current
        return None if secret is None else secret.reveal()

    def _remember(self, secret: Secret) -> None:
        self._current = secret
        self._known = (*self._known, secret)

    def _hide(self, *secrets: Secret) -> None:
        known = {secret.reveal() for secret in self._known}
        self._known = (*self._known, *(secret for secret in secrets if secret.reveal() not in known))


def check_token(token: Secret) -> None:
    """Raise InvalidRequest, without showing it, if a token cannot stand in a header."""
    if token.fits_a_header:
        return
    hint = ""
    if token.matches(re.compile(r"(?i)\s*bearer\s.*", re.DOTALL)):
        hint = ' (give it without the word "Bearer")'
    elif token.matches(re.compile(r"\s*[!-~]+\s*")):
        hint = " (there is white space or a line break around it, as at the end of a file)"
    # Nothing is shown of a token; that there is nothing of it may be.
    found = "an empty one" if token.matches(re.compile(r"\s*")) else token
    raise Call(VENUE, "token").invalid(expected=f"a token of visible ASCII characters{hint}", found=found)


def is_a_word_for_nothing(text: str) -> bool:
    """Say whether a text is what a program writes where it has no token."""
    return text.lower() in _WORDS_FOR_NOTHING


def _may_replace(current: Secret, replacement: Secret) -> bool:
    """Say whether a text can be a token instead of another: one of its form, and another one."""
    old, new = current.reveal(), replacement.reveal()
    return (
        replacement.fits_a_header
        and not is_a_word_for_nothing(new)
        and new != old
        and new.count(".") == old.count(".")
        and len(new) * 2 >= len(old)
    )
