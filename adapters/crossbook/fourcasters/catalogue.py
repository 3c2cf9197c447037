"""What the REST clients of 4casters can be asked, method by method, and how the venue names orders. Pure."""

from __future__ import annotations

from typing import Final

from crossbook.core.judging import ask_or_raise
from crossbook.core.naming import Catalogue, Naming
from crossbook.core.paging import fetch, next_page
from crossbook.fourcasters import account, average_prices, bet_lookups, bets, books, games
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.orders import cancelling, editing, resolving

NAMING: Final = Naming(
    ids=frozenset({"sessionID", "orderID", "orderId"}),
    references=frozenset({"userReference"}),
    orders=frozenset({"orders"}),
)

CATALOGUE: Final = Catalogue(
    venue=VENUE,
    plans={
        "send": ask_or_raise,
        "fetch": fetch,
        "pages": next_page,
        "login": account.log_in,
        "me": account.me,
        "place_orders": account.place,
        "edit_order": editing.edit,
        "open_orders": account.open_orders,
        "leagues": games.leagues,
        "games": games.games,
        "order_book": books.order_book,
        "order_books": books.order_books,
        "participants": games.participants,
        "game_books": books.game_books,
        "average_prices": average_prices.average_prices,
        "matched_volume": average_prices.matched_volume,
        "get_bet": bet_lookups.get_bet,
        "get_fill": bet_lookups.get_fill,
        "bets_by_reference": bet_lookups.bets_by_reference,
        "bets_by_request": bet_lookups.bets_by_request,
        "matched_bets": bets.matched_bets,
        "game_orders": bets.game_orders,
        "game_liability": bets.game_liability,
        "graded_bets": bets.graded_bets,
        "get_order": account.look_up,
        "heartbeat": account.heartbeat,
        "cancel_order": cancelling.cancel_order,
        "cancel_orders": cancelling.cancel_orders,
        "cancel_by_reference": cancelling.cancel_by_references,
        "cancel_game_orders": cancelling.cancel_game,
        "cancel_league_orders": cancelling.cancel_league,
        "cancel_all_orders": cancelling.cancel_everything,
        "resolve": resolving.resolve,
    },
    untaped=frozenset({"resolve_scope", "check"}),
    unsaid=frozenset({"knows", "at"}),
    naming=NAMING,
)
