"""Everything a 4casters sandbox holds, and the games it makes up for tests that add none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Final

from attrs import evolve

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.fourcasters.accounts import OTHER, OWN, Account, Accounts, object_id
from crossbook.sandbox.fourcasters.feed import UserFeed
from crossbook.sandbox.fourcasters.market.exchange import Exchange
from crossbook.sandbox.fourcasters.market.games import (
    MARKET_TYPES,
    SPORTS,
    FourcastersGame,
    Participant,
    Selection,
    SideNames,
    select,
)
from crossbook.sandbox.fourcasters.market.grading import Grading
from crossbook.sandbox.fourcasters.market.matching import Rejected
from crossbook.sandbox.fourcasters.market.orders import is_object_id
from crossbook.sandbox.fourcasters.market.timers import Timers
from crossbook.sandbox.fourcasters.told import Everyone

DEFAULT_LEAGUE: Final = "NBA"
BALANCE: Final = Decimal("1250.50")
_HOUSE: Final = "the house"
"""Takes the other side of fills that a test orders; has all the money it needs, and no login."""
_BOTTOMLESS: Final = Fraction(10**30)
_DAY: Final = 24 * 3600.0
_MALFORMED: Final = "game not found: invalid gameID"


class State:
    """Accounts, exchange, and what happens by itself. Guarded by the sandbox's lock."""

    def __init__(self, clock: Clock, accounts: Accounts) -> None:
        self.clock = clock
        self.accounts = accounts
        self.feed = UserFeed(clock, self._game)
        self.told = Everyone([self.feed])
        """Hear of what happens on the exchange."""
        self.exchange = Exchange(clock, object_id, self.told)
        self.grading = Grading(self.exchange, clock.now)
        self.timers = Timers(self.exchange, clock.now)
        self.only_added_games = False
        """Whether a test has added a game: from then on no others are made up."""
        self._default_games: dict[str, str] = {}
        self.exchange.ledger.open(_HOUSE, Fraction(0), _BOTTOMLESS)
        for name in (OWN, OTHER):
            self.account(name)

    @property
    def house(self) -> str:
        """Account id of whoever takes the other side of fills that a test orders."""
        return _HOUSE

    def default_game(self, league: str) -> str:
        """Id of the game that seeded orders of a league are on when a test names none."""
        return self._default_games.setdefault(league, object_id())

    def account(self, name: str) -> Account:
        """Return an account by the name tests call it; it is opened with the usual balance when it is first named."""
        account = self.accounts.named(name) or self.accounts.add(name)
        ledger = self.exchange.ledger
        if not ledger.is_open(account.id):
            ledger.open(account.id, Fraction(BALANCE), Fraction(0))
        return account

    def find_game(self, game_id: str, league: str = DEFAULT_LEAGUE, *, seeded: bool = False) -> FourcastersGame | None:
        """Return a game, made up for an id that is new where a test has added none."""
        game = self.exchange.games.get(game_id.lower())
        if game is None and (seeded or not self.only_added_games):
            game = made_up(game_id.lower(), league, starts_at=self.clock.now() + _DAY)
            self.exchange.set_game(game)
        return game

    def look_at(self, game_id: str) -> FourcastersGame | None:
        """Return a game to show; one that an order could name is shown without being kept, so that a read changes nothing."""
        game = self.exchange.games.get(game_id.lower())
        if game is None and not self.only_added_games and is_object_id(game_id):
            return made_up(game_id.lower(), DEFAULT_LEAGUE, starts_at=self.clock.now() + _DAY)
        return game

    def selection(
        self, game_id: str, market_type: str, names: SideNames, league: str = DEFAULT_LEAGUE, *, seeded: bool = False
    ) -> Selection | Rejected:
        """Find what an order is for, or say why there is no such thing."""
        if not is_object_id(game_id):
            long = f"{_MALFORMED}: the provided hex string is not a valid ObjectID"
            return Rejected(_MALFORMED, "validation_error", long)
        game = self.find_game(game_id, league, seeded=seeded)
        if game is None:
            return Rejected("game not found", "validation_error")
        if game.phase == "ended":
            return Rejected("expected a game that has not ended", "validation_error")
        backed = names.market if market_type == "moneyline1x2" else names.side
        game = self._adopted(game, (backed or "").lower())
        found = select(game, market_type, names)
        return found if isinstance(found, Selection) else Rejected(found, "validation_error")

    def _adopted(self, game: FourcastersGame, participant: str) -> FourcastersGame:
        """Let a participant of a made-up game take the id that an order names: nobody could have known the one it had."""
        if not game.adopts or not is_object_id(participant):
            return game
        ids = {game.away.id: "away", game.home.id: "home"}
        role = ids.get(participant) or next((role for role in ("away", "home") if role in game.adopts), "away")
        side = evolve(game.away if role == "away" else game.home, id=participant)
        free = game.adopts - {role}
        adopted = evolve(game, adopts=free, away=side) if role == "away" else evolve(game, adopts=free, home=side)
        if adopted == game:
            return game
        self.exchange.set_game(adopted)
        return adopted

    def _game(self, game_id: str) -> FourcastersGame:
        return self.exchange.games[game_id]


def made_up(game_id: str, league: str, *, starts_at: float) -> FourcastersGame:
    """Make up a game. Its participants are derived from its id, so that one game has the same two everywhere."""
    away, home = (sha256(f"{game_id}:{role}".encode()).hexdigest()[:24] for role in ("away", "home"))
    return FourcastersGame(
        id=game_id,
        league=league,
        sport=sport_of(league),
        away=Participant(id=away, long_name="Away Team", short_name="AWY", rotation_number="571"),
        home=Participant(id=home, long_name="Home Team", short_name="HOM", rotation_number="572"),
        starts_at=starts_at,
        phase="upcoming",
        market_types=frozenset(MARKET_TYPES),
        main_spread=Decimal("-3.5"),
        main_total=Decimal("209.5"),
        event_name="AWAY TEAM VS HOME TEAM",
        adopts=frozenset({"away", "home"}),
    )


def sport_of(league: str) -> str:
    return SPORTS.get(league.upper(), "soccer")
