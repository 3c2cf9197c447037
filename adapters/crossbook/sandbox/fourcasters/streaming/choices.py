"""What the connections to the price feed have chosen to hear of, and who hears of a game. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, Literal, NamedTuple, TypeVar

from crossbook.sandbox.fourcasters.market.games import FourcastersGame

ListenerT = TypeVar("ListenerT")


class Key(NamedTuple):
    """A game, a league or a sport. League and sport in lower case: the feed does not tell cases apart."""

    kind: Literal["game", "league", "sport"]
    word: str


def keys(games: Iterable[str], leagues: Iterable[str], sports: Iterable[str]) -> frozenset[Key]:
    """Read the lists of a command. Empty texts are ignored; that the case of a game's id is too is not said on the page."""
    found = [
        *(Key("game", word.lower()) for word in games),
        *(Key("league", word.lower()) for word in leagues),
        *(Key("sport", word.lower()) for word in sports),
    ]
    return frozenset(key for key in found if key.word)


class Choices(Generic[ListenerT]):
    """Listeners by what they chose. One that never chose hears of everything."""

    def __init__(self) -> None:
        self._everything: dict[ListenerT, None] = {}
        self._chosen: dict[ListenerT, set[Key]] = {}
        self._by_key: dict[Key, dict[ListenerT, None]] = {}

    def __len__(self) -> int:
        return len(self._everything) + len(self._chosen)

    def hear_everything(self, listener: ListenerT) -> None:
        """Begin, or begin again, with all there is; keys are dropped."""
        self.leave(listener)
        self._everything[listener] = None

    def choose(self, listener: ListenerT, chosen: frozenset[Key], *, replace: bool) -> None:
        """Hear of these keys, instead of or beside those of before."""
        if not replace and not chosen:
            return
        if replace:
            self.leave(listener)
        # No page says whether a listener that hears of everything still does after adding keys. "A client that never sends a
        # subscribe command stays in broadcast-all mode" reads as if one that does had left it.
        self._everything.pop(listener, None)
        self._chosen.setdefault(listener, set()).update(chosen)
        for key in chosen:
            self._by_key.setdefault(key, {})[listener] = None

    def drop(self, listener: ListenerT, dropped: frozenset[Key]) -> None:
        """Hear of these keys no more. Who hears of everything still does; who drops the last key hears of nothing."""
        for key in dropped & self._chosen.get(listener, set()):
            self._chosen[listener].discard(key)
            self._forget(key, listener)

    def leave(self, listener: ListenerT) -> None:
        """Hear of nothing, and be no listener any more."""
        self._everything.pop(listener, None)
        for key in self._chosen.pop(listener, ()):
            self._forget(key, listener)

    def who_hears(self, game: FourcastersGame) -> Iterator[ListenerT]:
        """Give those that hear of a game, each once: by its id, its parent's, its league or its sport."""
        names = (Key("game", game.id), Key("game", game.parent_game_id or ""), Key("league", game.league.lower()))
        found = [self._by_key[key] for key in (*names, Key("sport", game.sport.lower())) if key in self._by_key]
        if len(found) == 1:
            yield from found[0]
        elif found:
            yield from {listener: None for listeners in found for listener in listeners}
        yield from self._everything

    def _forget(self, key: Key, listener: ListenerT) -> None:
        listeners = self._by_key[key]
        listeners.pop(listener, None)
        if not listeners:
            del self._by_key[key]
