"""Games and leagues at 4casters, in our words, and how they are read. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec
from msgspec import UNSET

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.judging import ask_or_raise
from crossbook.core.steps import Plan
from crossbook.core.times import moment
from crossbook.fourcasters.identifiers import VENUE
from crossbook_bindings.fourcasters import rest as bindings

_FILTERS: Final = ("LIVE", "all")
"""pages/rest/markets/get-leagues.mdx: what stands among the league codes and is none."""


class Game(msgspec.Struct, frozen=True):
    """A game, without prices. None where the venue does not tell."""

    venue_game: bindings.Game
    """The game in the venue's words."""

    @property
    def game_id(self) -> str | None:
        """The venue's name for it: 24 hexadecimal digits."""
        return self.venue_game.id

    @property
    def parent_game_id(self) -> str | None:
        """The game that it is a period or a prop of."""
        return self.venue_game.parentGameID

    @property
    def league(self) -> str | None:
        """Its league, as the venue abbreviates it."""
        return self.venue_game.league

    @property
    def starts_at(self) -> datetime | None:
        """When it starts."""
        return moment(self.venue_game.start)

    @property
    def is_live(self) -> bool | None:
        """Whether it is being played: then what matches waits some seconds before it does."""
        return self.venue_game.live

    @property
    def has_ended(self) -> bool | None:
        """Whether it is over."""
        return self.venue_game.ended

    @property
    def away(self) -> bindings.Participant | None:
        """The guests. Their id is the side of an order on them."""
        return self._participant(0)

    @property
    def home(self) -> bindings.Participant | None:
        """The hosts. Their id is the side of an order on them."""
        return self._participant(1)

    def _participant(self, place: int) -> bindings.Participant | None:
        told = self.venue_game.participants or ()
        return told[place] if place < len(told) else None


def leagues(sport: str | None) -> Plan[tuple[str, ...]]:
    """List the codes of leagues."""
    if sport is not None:
        Call(VENUE, "getLeagues").name(sport, "a sport")
    reply = yield from ask_or_raise(bindings.get_leagues(sport=UNSET if sport is None else sport))
    return tuple(code for code in reply.data.availableLeagues if code not in _FILTERS)


def participants(*, active: bool) -> Plan[tuple[bindings.ParticipantSummary, ...]]:
    """List who plays."""
    if not is_a(active, bool):
        raise Call(VENUE, "getParticipants").invalid(expected="active as True or False", found=active)
    reply = yield from ask_or_raise(bindings.get_participants(active="true" if active else UNSET))
    return reply.data.participants


def games(league: str, sport: str | None) -> Plan[tuple[Game, ...]]:
    """List the games of a league."""
    call = Call(VENUE, "getGames")
    call.name(league, "a league code, or upcoming")
    if sport is not None:
        call.name(sport, "a sport")
    reply = yield from ask_or_raise(bindings.get_games(league=league, sport=UNSET if sport is None else sport))
    return tuple(Game(game) for game in reply.data.games)
