"""Placements that are one, though whose they are was said in another way, or not at all. Pure.

PredictStreet's name for a placement is the caller's, which is nobody else's in the wallet. A client knows its wallet, or only its key; an
event of a feed names neither. So what carries one name there is one placement, unless two wallets are told of, or two keys: then nobody
knows which of them was meant, and each counts by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from crossbook.core.facts import PLACEMENT, key_of
from crossbook.core.instances import is_a

_OF: Final = key_of(PLACEMENT, "predictstreet", "")
_BY_WALLET: Final = 0
_BY_KEY: Final = 1
_BY_NOTHING: Final = 2


class Namesakes:
    """Says which placements are one. What it says of a name does not depend on what was learnt first."""

    def __init__(self) -> None:
        self._of_name: dict[str, tuple[str, ...]] = {}
        """By the caller's name: placements, as keys, those first that say most of whose they are."""
        self._heads: dict[str, str] = {}
        """Under which key those placements count that do not count by themselves."""
        self._apart: set[str] = set()
        """Names of which one was forgotten that was not one with the others."""

    def add(self, key: str) -> tuple[str, ...]:
        """Take note of a placement. Gives the others of its name: they may count otherwise now than before."""
        name = _name_of(key)
        if name is None:
            return ()
        before = self._of_name.get(name)
        if before is None:
            self._of_name[name] = (key,)
            return ()
        self._of_name[name] = tuple(sorted({*before, key}, key=_rank))
        self._settle(name)
        return before

    def beside(self, head: str) -> tuple[str, ...]:
        """Give what else has the name of what counts under a key."""
        name, own = _name_of(head), (head, *self.others(head))
        return () if name is None else tuple(key for key in self._of_name.get(name, ()) if key not in own)

    def forget(self, head: str) -> None:
        """Forget what counts under a key. What else has the name counts by itself from now on, whatever comes."""
        name = _name_of(head)
        if name is None:
            return
        if self._of_name.get(name) == (head,):
            del self._of_name[name]
            self._apart.discard(name)
            return
        left = self.beside(head)
        for key in (head, *self.others(head)):
            self._heads.pop(key, None)
        if left:
            self._of_name[name] = left
            self.keep_apart(left[0])
        else:
            del self._of_name[name]
            self._apart.discard(name)

    def keep_apart(self, key: str) -> None:
        """Have everything of a placement's name count by itself."""
        name = _name_of(key)
        if name is not None:
            self._apart.add(name)
            self._settle(name)

    def is_apart(self, key: str) -> bool:
        """Say whether everything of a placement's name counts by itself, whatever comes."""
        return bool(self._apart) and _name_of(key) in self._apart

    @property
    def are_some_one(self) -> bool:
        """Whether any two placements are one."""
        return bool(self._heads)

    def head(self, key: str) -> str:
        """Give the key under which a placement counts: mostly its own."""
        return self._heads.get(key, key) if self._heads else key

    def others(self, head: str) -> tuple[str, ...]:
        """Give what counts under a key beside itself."""
        name = _name_of(head) if self._heads else None
        return () if name is None else tuple(key for key in self._of_name.get(name, ()) if self._heads.get(key) == head)

    def heads_of(self, links: tuple[str, ...]) -> tuple[str, ...]:
        """Give the keys under which linked nodes count, in order."""
        if len(links) == 1:
            return (self._heads.get(links[0], links[0]),) if self._heads else links
        if sum(link.startswith(_OF) for link in links) <= 1:
            return tuple(sorted(set(map(self.head, links)))) if self._heads else links
        found: dict[str, str] = {}
        for link in sorted(set(map(self.head, links)), key=_rank):
            name = _name_of(link)
            # Of those that were forgotten, nobody says any more that they were one.
            found.setdefault(link if name is None or name in self._of_name else name, link)
        return tuple(sorted(found.values()))

    def _settle(self, name: str) -> None:
        keys = self._of_name.get(name, ())
        for key in keys:
            self._heads.pop(key, None)
        if name not in self._apart and are_one([key[len(_OF) :].partition("|")[0] for key in keys]):
            self._heads.update(dict.fromkeys(keys[1:], keys[0]))


def spelt(account: str | None) -> str | None:
    """Give whose something is as it is spelt here: a wallet is the same in either case. Raises TypeError for what is no text."""
    if account is None:
        return None
    if not is_a(account, str):
        raise TypeError(f"expected account as text or None, found a {type(account).__name__}")
    return _spelt(account)


@lru_cache(maxsize=256)
def _spelt(account: str) -> str:
    # With every event of a feed it is said whose it is.
    return account.lower() if account.startswith(("0x", "0X")) else account


def are_one(accounts: Sequence[str]) -> bool:
    """Say whether different words for whose something is can mean one wallet: at most one names a wallet, and at most one a key."""
    ranks = [_rank_of(account) for account in accounts]
    return ranks.count(_BY_WALLET) <= 1 and ranks.count(_BY_KEY) <= 1


def _name_of(key: str) -> str | None:
    return (key[len(_OF) :].partition("|")[2] or None) if key.startswith(_OF) else None


def _rank(key: str) -> tuple[int, str]:
    return _rank_of(key[len(_OF) :].partition("|")[0]), key


def _rank_of(account: str) -> int:
    if not account:
        return _BY_NOTHING
    return _BY_WALLET if account.startswith("0x") else _BY_KEY
