"""What the REST clients read of markets and bets: plans, and what they give. Each is loaded on first use. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.findings import Finding as Finding
    from crossbook.fourcasters.average_prices import AveragePrices as AveragePrices
    from crossbook.fourcasters.average_prices import average_prices as average_prices
    from crossbook.fourcasters.average_prices import matched_volume as matched_volume
    from crossbook.fourcasters.bet_lookups import AnyBet as AnyBet
    from crossbook.fourcasters.bet_lookups import NamedBets as NamedBets
    from crossbook.fourcasters.bet_lookups import bets_by_reference as bets_by_reference
    from crossbook.fourcasters.bet_lookups import bets_by_request as bets_by_request
    from crossbook.fourcasters.bet_lookups import get_bet as get_bet
    from crossbook.fourcasters.bet_lookups import get_fill as get_fill
    from crossbook.fourcasters.bets import GameOrders as GameOrders
    from crossbook.fourcasters.bets import GradedBet as GradedBet
    from crossbook.fourcasters.bets import MatchedBet as MatchedBet
    from crossbook.fourcasters.bets import game_liability as game_liability
    from crossbook.fourcasters.bets import game_orders as game_orders
    from crossbook.fourcasters.bets import graded_bets as graded_bets
    from crossbook.fourcasters.bets import graded_since as graded_since
    from crossbook.fourcasters.bets import matched_bets as matched_bets
    from crossbook.fourcasters.books import GameBooks as GameBooks
    from crossbook.fourcasters.books import OrderBook as OrderBook
    from crossbook.fourcasters.books import game_books as game_books
    from crossbook.fourcasters.books import order_book as order_book
    from crossbook.fourcasters.books import order_books as order_books
    from crossbook.fourcasters.checking import check as check
    from crossbook.fourcasters.feeds.price_feed import PriceFeed as PriceFeed
    from crossbook.fourcasters.feeds.price_feed import SyncPriceFeed as SyncPriceFeed
    from crossbook.fourcasters.feeds.user_feed import SyncUserFeed as SyncUserFeed
    from crossbook.fourcasters.feeds.user_feed import UserFeed as UserFeed
    from crossbook.fourcasters.games import Game as Game
    from crossbook.fourcasters.games import games as games
    from crossbook.fourcasters.games import leagues as leagues
    from crossbook.fourcasters.games import participants as participants

_HOMES = {
    "PriceFeed": "feeds.price_feed",
    "SyncPriceFeed": "feeds.price_feed",
    "SyncUserFeed": "feeds.user_feed",
    "UserFeed": "feeds.user_feed",
    "AnyBet": "bet_lookups",
    "AveragePrices": "average_prices",
    "Finding": "checking",
    "Game": "games",
    "GameBooks": "books",
    "GameOrders": "bets",
    "GradedBet": "bets",
    "MatchedBet": "bets",
    "NamedBets": "bet_lookups",
    "OrderBook": "books",
    "average_prices": "average_prices",
    "bets_by_reference": "bet_lookups",
    "bets_by_request": "bet_lookups",
    "check": "checking",
    "game_books": "books",
    "game_liability": "bets",
    "game_orders": "bets",
    "games": "games",
    "get_bet": "bet_lookups",
    "get_fill": "bet_lookups",
    "graded_bets": "bets",
    "graded_since": "bets",
    "leagues": "games",
    "matched_bets": "bets",
    "matched_volume": "average_prices",
    "order_book": "books",
    "order_books": "books",
    "participants": "games",
}

if not TYPE_CHECKING:  # A type checker would take any name for one of this module.
    __getattr__ = on_first_use("crossbook.fourcasters", _HOMES, door=__name__)
