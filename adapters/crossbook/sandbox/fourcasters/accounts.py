"""The accounts of a 4casters sandbox and their tokens. All of it is synthetic and works nowhere else."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

OWN: Final = "own"
OTHER: Final = "other"
_USERNAMES: Final = {OWN: "sandbox", OTHER: "somebody-else"}


@frozen
class Account:
    """One login. `name` is what tests call it."""

    id: str
    name: str
    username: str
    password: str = field(repr=False)


class Accounts:
    """Who may do what. `own` is the account of the client under test; others are made when a test asks for them."""

    def __init__(self, token: str | None = None) -> None:
        # The first two keep their credentials over a reset, so that clients made before it still work.
        self._first = {name: (self._make(name), secrets.token_hex(20)) for name in _USERNAMES}
        if token is not None:
            self._first[OWN] = (self._first[OWN][0], token)
        self.forget()

    def forget(self) -> None:
        """Go back to the first accounts and their first tokens."""
        self._by_name = {name: account for name, (account, _) in self._first.items()}
        self._current = {account.id: token for account, token in self._first.values()}
        self._owners = {token: account for account, token in self._first.values()}
        self._unannounced: set[str] = set()
        self._locked: set[str] = set()
        self.referred: dict[str, str] = {}
        """Id of whoever brought an account here, by the account's id."""

    @property
    def own(self) -> Account:
        return self._by_name[OWN]

    def named(self, name: str) -> Account | None:
        return self._by_name.get(name)

    def add(self, name: str) -> Account:
        """Make another account, logged in."""
        account = self._make(name)
        self._by_name[name] = account
        self._issue(account)
        return account

    def token(self, account: Account) -> str:
        """Return the account's newest token."""
        return self._current[account.id]

    def log_in(self, account: Account) -> str:
        """Return the newest token, a new one if that has been logged out."""
        token = self._current[account.id]
        return token if token in self._owners else self._issue(account)

    def log_out(self, token: str) -> None:
        """Make a token invalid."""
        self._owners.pop(token, None)

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

    def lock(self, account: Account, *, locked: bool) -> None:
        """Lock an account out of logging in, or let it in again."""
        (self._locked.add if locked else self._locked.discard)(account.id)

    def is_locked(self, account: Account) -> bool:
        return account.id in self._locked

    def by_token(self, token: str) -> Account | None:
        return self._owners.get(token)

    def by_id(self, account_id: str) -> Account | None:
        return next((account for account in self._by_name.values() if account.id == account_id), None)

    def by_login(self, username: str, password: str) -> Account | None:
        found = next((account for account in self._by_name.values() if account.username == username), None)
        return found if found is not None and secrets.compare_digest(found.password.encode(), password.encode()) else None

    def _issue(self, account: Account) -> str:
        token = secrets.token_hex(20)
        self._owners[token] = account
        self._current[account.id] = token
        return token

    @staticmethod
    def _make(name: str) -> Account:
        return Account(object_id(), name, _USERNAMES.get(name, name), secrets.token_urlsafe(12))


def object_id() -> str:
    """Make an id in the venue's form."""
    return secrets.token_hex(12)
