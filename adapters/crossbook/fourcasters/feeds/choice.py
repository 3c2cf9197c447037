"""What a price feed is to hear of: checked, told to the venue on every connection, and held against what comes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

import msgspec

from crossbook.core.checks import Call
from crossbook.fourcasters.identifiers import VENUE, check_game, same
from crossbook.protocols import Several
from crossbook_bindings.fourcasters.price_feed import models

OPERATION: Final = "priceFeed"


class About(Protocol):
    """What a message says of the game that it is about."""

    @property
    def parentGameID(self) -> str | None: ...  # noqa: N802 - the venue's names
    @property
    def league(self) -> str | None: ...
    @property
    def sport(self) -> str | None: ...


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """Games, leagues and sports, each once."""

    games: tuple[str, ...] = ()
    leagues: tuple[str, ...] = ()
    sports: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything is named."""
        return bool(self.games or self.leagues or self.sports)

    def with_all(self, more: Keys) -> Keys:
        """Give these and more."""
        return _each_once((*self.games, *more.games), (*self.leagues, *more.leagues), (*self.sports, *more.sports))

    def without(self, less: Keys) -> Keys:
        """Give these but for some."""
        return Keys(games=_less(self.games, less.games), leagues=_less(self.leagues, less.leagues), sports=_less(self.sports, less.sports))


def checked(games: Several[str], leagues: Several[str], sports: Several[str]) -> Keys:
    """Check what a caller names. Raises InvalidRequest: an id that the venue cannot know would just never be heard of."""
    call = Call(VENUE, OPERATION)
    return _each_once(
        [check_game(call, game) for game in call.listed(games, "game ids")],
        call.names(leagues, "league codes"),
        call.names(sports, "sports"),
    )


def chosen(games: Several[str] | None, leagues: Several[str] | None, sports: Several[str] | None) -> Keys | None:
    """Check what a feed is made for: None where nothing is given, which is everything. Empty lists are nothing, never everything."""
    if games is None and leagues is None and sports is None:
        return None
    return checked(*(() if named is None else named for named in (games, leagues, sports)))


class Choice:
    """What was chosen, on a connection that begins with everything."""

    def __init__(self, keys: Keys | None) -> None:
        self.keys = keys
        """What to hear of; None for everything there is."""
        self._index()

    def add(self, more: Keys) -> None:
        """Hear of these too."""
        self.keys = more if self.keys is None else self.keys.with_all(more)
        self._index()

    def drop(self, less: Keys) -> None:
        """Hear of these no more, unless something else brings them."""
        if self.keys is not None:
            self.keys = self.keys.without(less)
            self._index()

    def names(self, game_id: str) -> bool:
        """Say whether a game was asked for by its id."""
        return same(game_id) in self._games

    def has(self, game_id: str, about: About) -> bool:
        """Say whether the venue would send a message because of what was chosen.

        It sends everything until it has read the first choice, and what was dropped until it has read that. So a message counts only if
        its game, that one's parent, its league or its sport was chosen, as the page says of those it sends.
        """
        if self.keys is None:
            return True
        parent, league, sport = about.parentGameID, about.league, about.sport
        return (
            same(game_id) in self._games
            or (parent is not None and same(parent) in self._games)
            or (league is not None and league.lower() in self._leagues)
            or (sport is not None and sport.lower() in self._sports)
        )

    def _index(self) -> None:
        keys = self.keys or Keys()
        self._games = frozenset(map(same, keys.games))
        self._leagues = frozenset(map(str.lower, keys.leagues))
        self._sports = frozenset(map(str.lower, keys.sports))


def to_begin_with(keys: Keys) -> models.SubscribeFrame:
    """Give the command that has a connection hear of these, and of nothing else."""
    return _subscribe(keys, replace=True)


def to_add(keys: Keys) -> models.SubscribeFrame:
    """Give the command that has a connection hear of these, too."""
    return _subscribe(keys, replace=False)


def to_drop(keys: Keys) -> models.UnsubscribeFrame:
    """Give the command that has a connection hear of these no more."""
    return models.UnsubscribeFrame(gameIDs=keys.games, leagueIDs=keys.leagues, sportIDs=keys.sports)


def _subscribe(keys: Keys, *, replace: bool) -> models.SubscribeFrame:
    # All four members, always: what one that is left out means is not stated.
    return models.SubscribeFrame(gameIDs=keys.games, leagueIDs=keys.leagues, sportIDs=keys.sports, replace=replace)


def _each_once(games: Iterable[str], leagues: Iterable[str], sports: Iterable[str]) -> Keys:
    # The venue tells no cases apart in leagues and sports, and hexadecimal digits mean the same in either.
    return Keys(games=_unlike(games), leagues=_unlike(leagues), sports=_unlike(sports))


def _unlike(words: Iterable[str]) -> tuple[str, ...]:
    return tuple({word.lower(): word for word in words}.values())


def _less(words: tuple[str, ...], dropped: tuple[str, ...]) -> tuple[str, ...]:
    gone = frozenset(map(str.lower, dropped))
    return tuple(word for word in words if word.lower() not in gone)
