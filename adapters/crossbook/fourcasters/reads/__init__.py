"""What the REST clients read of markets and bets: plans, and what they give. Each is loaded on first use. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.findings import Finding as Finding
    from crossbook.fourcasters.bets import GameOrders as GameOrders
    from crossbook.fourcasters.bets import GradedBet as GradedBet
    from crossbook.fourcasters.bets import MatchedBet as MatchedBet
    from crossbook.fourcasters.bets import game_liability as game_liability
    from crossbook.fourcasters.bets import game_orders as game_orders
    from crossbook.fourcasters.bets import graded_bets as graded_bets
    from crossbook.fourcasters.bets import graded_since as graded_since
    from crossbook.fourcasters.bets import matched_bets as matched_bets
    from crossbook.fourcasters.books import OrderBook as OrderBook
    from crossbook.fourcasters.books import order_book as order_book
    from crossbook.fourcasters.books import order_books as order_books
    from crossbook.fourcasters.checking import check as check
    from crossbook.fourcasters.games import Game as Game
    from crossbook.fourcasters.games import games as games
    from crossbook.fourcasters.games import leagues as leagues

_HOMES = {
    "Finding": "checking",
    "Game": "games",
    "GameOrders": "bets",
    "GradedBet": "bets",
    "MatchedBet": "bets",
    "OrderBook": "books",
    "check": "checking",
    "game_liability": "bets",
    "game_orders": "bets",
    "games": "games",
    "graded_bets": "bets",
    "graded_since": "bets",
    "leagues": "games",
    "matched_bets": "bets",
    "order_book": "books",
    "order_books": "books",
}

if not TYPE_CHECKING:  # A type checker would take any name for one of this module.
    __getattr__ = on_first_use("crossbook.fourcasters", _HOMES, door=__name__)
