"""The two accounts of a 4casters sandbox and their tokens. All of it is synthetic and works nowhere else."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from attrs import field, frozen

from crossbook.sandbox.fourcasters.book import object_id


@frozen
class Account:
    """One login."""

    id: str
    username: str
    password: str = field(repr=False)


class Accounts:
    """Who may do what. `own` is the account of the client under test; `other` owns orders it must not touch."""

    def __init__(self, token: str | None = None) -> None:
        self.own = Account(object_id(), "sandbox", secrets.token_urlsafe(12))
        self.other = Account(object_id(), "somebody-else", secrets.token_urlsafe(12))
        self._owners: dict[str, Account] = {}
        self._current: dict[str, str] = {}
        self._unannounced: set[str] = set()
        self._first = {self.own.id: token or secrets.token_hex(20), self.other.id: secrets.token_hex(20)}
        self.forget()

    def forget(self) -> None:
        """Go back to the first tokens."""
        self._unannounced.clear()
        self._current = dict(self._first)
        self._owners = {self._first[account.id]: account for account in (self.own, self.other)}

    def token(self, account: Account) -> str:
        """Return the account's newest token."""
        return self._current[account.id]

    def rotate(self, account: Account) -> str:
        """Issue a new token and tell it with the account's next reply. Old ones stay valid: no page says when they end."""
        self._unannounced.add(account.id)
        return self._issue(account)

    def announcement(self, account: Account) -> Mapping[str, str]:
        """Return the header that tells a new token, once."""
        if account.id not in self._unannounced:
            return {}
        self._unannounced.discard(account.id)
        return {"X-Auth-Token": self._current[account.id]}

    def by_token(self, token: str) -> Account | None:
        return self._owners.get(token)

    def by_login(self, username: str, password: str) -> Account | None:
        accounts = (account for account in (self.own, self.other) if account.username == username)
        return next((account for account in accounts if secrets.compare_digest(account.password, password)), None)

    def _issue(self, account: Account) -> str:
        token = secrets.token_hex(20)
        self._owners[token] = account
        self._current[account.id] = token
        return token
