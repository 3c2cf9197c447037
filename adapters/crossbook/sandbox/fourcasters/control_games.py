"""What a test can do with the games of the 4casters sandbox."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from attrs import evolve

from crossbook.sandbox.control import VenueControl
from crossbook.sandbox.fourcasters.accounts import object_id
from crossbook.sandbox.fourcasters.engine import FourcastersEngine
from crossbook.sandbox.fourcasters.market.bets import Score
from crossbook.sandbox.fourcasters.market.games import MARKET_TYPES, FourcastersGame, Participant, Phase
from crossbook.sandbox.fourcasters.market.odds import shown
from crossbook.sandbox.fourcasters.market.orders import is_object_id
from crossbook.sandbox.fourcasters.state import DEFAULT_LEAGUE, State, sport_of

_DAY: Final = 24 * 3600.0


class GameControl(VenueControl):
    """Games: adding them, letting them start and end, grading and voiding them."""

    def __init__(self, engine: FourcastersEngine) -> None:
        """Control an `engine`. `Sandbox` makes these."""
        super().__init__(engine)
        self._engine = engine

    def add_game(
        self,
        *,
        game_id: str | None = None,
        league: str = DEFAULT_LEAGUE,
        sport: str | None = None,
        away: str = "Away Team",
        home: str = "Home Team",
        away_id: str | None = None,
        home_id: str | None = None,
        rotation: int = 571,
        phase: Phase = "upcoming",
        starts_in: float | None = None,
        market_types: Iterable[str] | None = None,
        main_spread: Decimal | None = Decimal("-3.5"),
        main_total: Decimal | None = Decimal("209.5"),
        event_name: str | None = None,
        tournament_name: str | None = None,
        period_name: str = "Full Time",
        parent_game_id: str | None = None,
        is_specials: bool = False,
        is_prop: bool = False,
    ) -> FourcastersGame:
        """Add a game; from then on the sandbox makes none up, and an order on a game it does not have is rejected.

        Raises ValueError for ids that are not the venue's form or taken, and for a start that does not fit the phase.

        Args:
            game_id: 24 hexadecimal digits; made up where it is left out, like the other ids.
            league: as the venue abbreviates it, such as NBA.
            sport: the sport, such as basketball; that of the league where it is left out.
            away: name of the away side.
            home: name of the home side.
            away_id: the away side's participant id.
            home_id: the home side's participant id.
            rotation: rotation number of the away side; the home side has the next one.
            phase: upcoming, live or ended.
            starts_in: seconds from now, negative for a game that has started; a day ahead if left out, an hour ago for one that
                is live or has ended.
            market_types: moneyline, spread and total if left out, and on soccer moneyline1x2 as well.
            main_spread: the home side's main line, in points.
            main_total: the main total, in points.
            event_name: both sides in capitals if left out.
            tournament_name: the tournament, if there is one.
            period_name: the part of the game that it is about.
            parent_game_id: the game that it is a part of, for periods and props.
            is_specials: whether it counts as a future or another special.
            is_prop: whether its parent lists it among its props.
        """
        starts_in = starts_in if starts_in is not None else _DAY if phase == "upcoming" else -3600.0
        if (starts_in > 0) != (phase == "upcoming"):
            raise ValueError(f"expected an upcoming game to start later and others to have started, found {phase} in {starts_in} s")
        ids = [game_id or object_id(), away_id or object_id(), home_id or object_id()]
        if not all(is_object_id(found) for found in ids) or (parent_game_id is not None and not is_object_id(parent_game_id)):
            raise ValueError(f"expected ids of 24 hex digits, found {', '.join((*ids, parent_game_id or ''))}")
        named = sport or sport_of(league)
        types = frozenset(market_types or (MARKET_TYPES if named == "soccer" else MARKET_TYPES[:3]))
        if not types <= set(MARKET_TYPES):
            raise ValueError(f"expected markets of {', '.join(MARKET_TYPES)}, found {', '.join(sorted(types))}")
        with self._engine.lock:
            state = self._state
            state.exchange.catch_up()
            if ids[0].lower() in state.exchange.games or ids[1].lower() == ids[2].lower():
                raise ValueError(f"expected a new game with two participants, found {', '.join(ids)}")
            game = FourcastersGame(
                id=ids[0].lower(),
                league=league,
                sport=named,
                away=Participant(id=ids[1].lower(), long_name=away, short_name=_short(away), rotation_number=str(rotation)),
                home=Participant(id=ids[2].lower(), long_name=home, short_name=_short(home), rotation_number=str(rotation + 1)),
                starts_at=state.clock.now() + starts_in,
                phase=phase,
                market_types=types,
                main_spread=main_spread,
                main_total=main_total,
                event_name=event_name or f"{away} vs {home}".upper(),
                tournament_name=tournament_name,
                period_name=period_name,
                parent_game_id=None if parent_game_id is None else parent_game_id.lower(),
                is_specials=is_specials,
                is_prop=is_prop,
            )
            state.only_added_games = True
            state.exchange.set_game(game)
            return game

    def game(self, game_id: str) -> FourcastersGame:
        """Return a snapshot of a game. Raises KeyError for a `game_id` that no game has."""
        with self._engine.lock:
            self._state.exchange.catch_up()
            return self._state.exchange.game(game_id)

    def games(self) -> tuple[FourcastersGame, ...]:
        """Return all games, made-up ones included."""
        with self._engine.lock:
            self._state.exchange.catch_up()
            return tuple(self._state.exchange.games.values())

    def start_game(self, game_id: str) -> FourcastersGame:
        """Let an upcoming game start now: orders that were to stand until then expire.

        Raises KeyError for a `game_id` that no game has, ValueError for a game that is not upcoming.
        """
        with self._engine.lock:
            exchange, now = self._state.exchange, self._state.clock.now()
            exchange.catch_up()
            game = exchange.game(game_id)
            if game.phase != "upcoming":
                raise ValueError(f"expected an upcoming game, found one that is {game.phase}")
            exchange.set_game(evolve(game, starts_at=now))
            exchange.start(game.id, now)
            return exchange.game(game_id)

    def move_game(self, game_id: str, starts_in: float) -> FourcastersGame:
        """Move the start of an upcoming game, to `starts_in` seconds from now.

        Raises KeyError for a `game_id` that no game has, ValueError for another game or a moment past.
        """
        with self._engine.lock:
            exchange = self._state.exchange
            exchange.catch_up()
            game = exchange.game(game_id)
            if game.phase != "upcoming" or starts_in <= 0:
                raise ValueError(f"expected an upcoming game and seconds > 0, found one that is {game.phase} and {starts_in}")
            exchange.move(game, self._state.clock.now() + starts_in)
            return exchange.game(game_id)

    def end_game(self, game_id: str) -> FourcastersGame:
        """Let a game end: its orders leave their books, its bets wait to be graded. Raises KeyError for an unknown `game_id`."""
        with self._engine.lock:
            self._state.exchange.catch_up()
            return self._state.grading.end(game_id)

    def grade_game(self, game_id: str, away_score: int, home_score: int) -> FourcastersGame:
        """Settle every bet of a game by its final score, and again where the score is another than before.

        `away_score` and `home_score` are in the game's points. Raises KeyError for a `game_id` that no game has.
        """
        return self._grade(game_id, Score(away_score, home_score))

    def void_game(self, game_id: str) -> FourcastersGame:
        """Refund every bet of a game. Raises KeyError for a `game_id` that no game has."""
        return self._grade(game_id, Score(0, 0, void=True))

    def total_money(self) -> Decimal:
        """Add up all balances and the commission that the venue has earned, in USD: no bet changes this."""
        with self._engine.lock:
            return shown(self._state.exchange.ledger.total)

    @property
    def _state(self) -> State:
        return self._engine.state

    def _grade(self, game_id: str, score: Score) -> FourcastersGame:
        with self._engine.lock:
            self._state.exchange.catch_up()
            return self._state.grading.grade(game_id, score)


def _short(name: str) -> str:
    return "".join(letter for letter in name.upper() if letter.isalnum())[:3]
