"""Orders to be placed at 4casters: imaginary games, real shapes."""

from __future__ import annotations

import secrets
from decimal import Decimal
from itertools import cycle, islice

from crossbook.fourcasters import NewOrder


def new_game() -> str:
    """Make up a game id."""
    return secrets.token_hex(12)


def bets(count: int, *, game_id: str | None = None, user_reference: str | None = None) -> tuple[NewOrder, ...]:
    """Make up orders on one game: moneyline, spread and total in turn."""
    game = game_id or new_game()
    team = secrets.token_hex(12)
    shapes = (
        NewOrder(game_id=game, market_type="moneyline", side=team, odds=-110, risk=100, user_reference=user_reference),
        NewOrder(game_id=game, market_type="spread", side=team, odds=105, risk=62, line=Decimal("3.5"), user_reference=user_reference),
        NewOrder(game_id=game, market_type="total", side="over", odds=-102, risk=40, line=Decimal(209), user_reference=user_reference),
    )
    return tuple(islice(cycle(shapes), count))
