"""What the synchronous 4casters client reads of markets and bets: one line for each call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from crossbook.feeds import CursorStore
from crossbook.fourcasters import reads
from crossbook.fourcasters.token import TokenCredentials
from crossbook.http.client import SyncClient
from crossbook.protocols import Several
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters import rest as bindings


class Reads(SyncClient[Venue]):
    """Markets and bets, as `Fourcasters` reads them. Reading changes nothing: it has failed, or may be repeated."""

    if TYPE_CHECKING:  # The clients set it: no name of these classes leads to it.
        _token: TokenCredentials

    def leagues(self, sport: str | None = None, *, deadline: float = 30.0) -> tuple[str, ...]:
        """List the codes of the leagues, or of those of a `sport` such as basketball. LIVE and all, which are filters, are left out.

        Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/markets/get-leagues
        """
        return self._run(deadline, reads.leagues, sport)

    def games(self, league: str, sport: str | None = None, *, deadline: float = 30.0) -> tuple[reads.Game, ...]:
        """List the games of a `league`, by its code, or of all with upcoming; of one `sport` where one is given.

        Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/markets/get-games
        """
        return self._run(deadline, reads.games, league, sport)

    def order_book(self, game_id: str, *, deadline: float = 30.0) -> reads.OrderBook:
        """Read the book of one game, `game_id` in 24 hexadecimal digits. Its offers are in a taker's view.

        Over within `deadline` seconds. Raises ReadFailed where the venue shows another game, or none.
        Venue page: https://docs.4casters.io/pages/rest/markets/get-orderbook
        """
        return self._run(deadline, reads.order_book, game_id)

    def order_books(self, league: str, sport: str | None = None, *, deadline: float = 30.0) -> tuple[reads.OrderBook, ...]:
        """Read the books of a `league`'s games, by its code; of one `sport` where one is given.

        Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/markets/get-orderbook
        """
        return self._run(deadline, reads.order_books, league, sport)

    def matched_bets(self, *, deadline: float = 30.0) -> tuple[reads.MatchedBet, ...]:
        """List the account's bets that are not graded, by the start of their games.

        Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/user/get-matched-bets
        """
        return self._run(deadline, reads.matched_bets)

    def participants(self, *, active: bool = False, deadline: float = 30.0) -> tuple[bindings.ParticipantSummary, ...]:
        """List everybody who plays, each once: in all games, or with `active` in those that start in the future.

        Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/markets/get-participants
        """
        return self._run(deadline, reads.participants, active=active)

    def game_books(self, game_id: str, *, deadline: float = 30.0) -> reads.GameBooks:
        """Read the books of one game, `game_id` in 24 hexadecimal digits, and of its periods and props.

        Over within `deadline` seconds. Raises ReadFailed where the venue shows another game.
        Venue page: https://docs.4casters.io/pages/rest/markets/get-single-orderbook
        """
        return self._run(deadline, reads.game_books, game_id)

    def average_prices(self, league: str, *, deadline: float = 30.0) -> tuple[reads.AveragePrices, ...]:
        """Read best and average prices of a `league`'s games, by its code, in the view of whoever takes them.

        Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/markets/get-average-price
        """
        return self._run(deadline, reads.average_prices, league)

    def matched_volume(self, first: date, last: date | None = None, *, deadline: float = 30.0) -> Decimal:
        """Read what was matched on the whole venue from the day `first` to `last`, that included.

        In USD, the stakes of both sides, before commission. Days are those of US Eastern time. Without `last`, one day.
        Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/markets/get-matched-volume
        """
        return self._run(deadline, reads.matched_volume, first, last)

    def get_bet(self, bet_id: str, *, deadline: float = 30.0) -> reads.AnyBet:
        """Look up a bet or a resting order by `bet_id`, the id that lists have for it.

        Over within `deadline` seconds. Raises Refused (400) for one that there is not. Venue page: https://docs.4casters.io/pages/rest/user/get-bet-by-id
        """
        return self._run(deadline, reads.get_bet, bet_id)

    def get_fill(self, fill_id: str, *, deadline: float = 30.0) -> reads.AnyBet:
        """Look up a bet by `fill_id`, the id of its fill.

        Over within `deadline` seconds. Raises Refused (400) for one that there is not. Venue page: https://docs.4casters.io/pages/rest/user/get-bet-by-id
        """
        return self._run(deadline, reads.get_fill, fill_id)

    def bets_by_reference(self, game_id: str, user_reference: str, *, deadline: float = 30.0) -> reads.NamedBets:
        """List orders and bets in the game `game_id`, 24 hexadecimal digits, that carry your `user_reference`.

        Several orders may have one reference. Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/user/get-bet-by-user-reference
        """
        return self._run(deadline, reads.bets_by_reference, game_id, user_reference)

    def bets_by_request(self, wager_request_id: str, *, deadline: float = 30.0) -> reads.NamedBets:
        """List the bets of one placement, by `wager_request_id`, the venue's id for it. What rests of it is not shown here.

        Over within `deadline` seconds. Raises Refused (400) for one that there is not.
        Venue page: https://docs.4casters.io/pages/rest/user/get-bet-by-wager-request-id
        """
        return self._run(deadline, reads.bets_by_request, wager_request_id)

    def game_orders(self, game_id: str, *, deadline: float = 30.0) -> reads.GameOrders:
        """List the account's resting orders and bets in one game, `game_id` in 24 hexadecimal digits.

        Over within `deadline` seconds. Raises NotFound for a game that the venue does not know.
        Venue page: https://docs.4casters.io/pages/rest/user/get-orders-for-game
        """
        return self._run(deadline, reads.game_orders, game_id)

    def game_liability(self, game_id: str, *, deadline: float = 30.0) -> Decimal:
        """Read what the account loses in a game at worst: USD, 0 or less. `game_id` is 24 hexadecimal digits.

        Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/user/get-game-liability
        """
        return self._run(deadline, reads.game_liability, game_id)

    def graded_bets(
        self, starts: datetime | None = None, ends: datetime | None = None, *, deadline: float = 30.0
    ) -> tuple[reads.GradedBet, ...]:
        """List graded bets of games that start at `starts` or later, and before `ends`: aware datetimes, at most 35 days apart.

        Without `starts`, everything there is: it may be tens of megabytes. Without `ends`, until now. Over within `deadline` seconds.
        A bet that is settled late stands in an old window: `graded_bets_since` tells of it.
        Venue page: https://docs.4casters.io/pages/rest/user/get-graded-wagers
        """
        return self._run(deadline, reads.graded_bets, starts, ends)

    def graded_bets_since(self, since: datetime, *, deadline: float = 30.0) -> Iterator[reads.GradedBet]:
        """List bets settled after `since`, an aware datetime, page by page as they are consumed, oldest first.

        A bet whose result changes comes again: the last one counts, by `fill_id`. `deadline` is for each page, in seconds.
        Venue page: https://docs.4casters.io/pages/rest/user/get-graded-wagers
        """
        for row in self.pages(reads.graded_since(since), deadline=deadline):
            yield reads.GradedBet(row)

    def check(self, *, deadline: float = 30.0) -> tuple[reads.Finding, ...]:
        """Examine token, account and clock with the venue, and place nothing: one finding for each.

        Over within `deadline` seconds. What the venue did not answer is unproven; nothing is raised for it.
        Venue page: https://docs.4casters.io/pages/rest/user/get-me
        """
        return self._run(deadline, reads.check, datetime.now(UTC))

    def user_feed(
        self, *, cursor: str | CursorStore | None = None, most_waiting: int = 10_000, check_every: float = 60.0
    ) -> reads.SyncUserFeed:
        """Hear what happens to the account's own orders: `with client.user_feed(cursor=...) as feed: for event in feed:`.

        It is the asynchronous feed in a thread of its own, and asks over REST through this client, which stays open as long.

        Args:
            cursor: where to go on: the `cursor` of an event, or a store of one (`crossbook.cursors.FileCursor`); None to begin now,
                behind a `Gap`, with all orders that rest.
            most_waiting: how many events may wait to be read: at one more the feed ends with `Lost`, and drops none.
            check_every: seconds between two looks at the venue's list for messages that never came.

        Raises InvalidRequest for anything that cannot be used. Venue page: https://docs.4casters.io/pages/streaming/user-feed
        """
        from crossbook.fourcasters.feed_link import USER_FEED, feed_link  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.fourcasters.sync_user_feed import InThread, ThreadUserFeed  # noqa: PLC0415 - as said

        link = feed_link(self._settings, self._token, USER_FEED, InThread(self.fetch), InThread(self._renewed))
        return ThreadUserFeed(link, cursor=cursor, most_waiting=most_waiting, check_every=check_every)

    def price_feed(
        self,
        *,
        games: Several[str] | None = None,
        leagues: Several[str] | None = None,
        sports: Several[str] | None = None,
        most_waiting: int = 10_000,
        check_every: float = 5.0,
    ) -> reads.SyncPriceFeed:
        """Hear of books, games and volumes as they change: `with client.price_feed(games=[...]) as feed: for event in feed:`.

        It is the asynchronous feed in a thread of its own, and reads books over REST through this client, which stays open as long: one
        for each game that was named or is heard of, one for each league, and all again after a loss.

        Args:
            games: games to hear of, by id; their periods and props come with them.
            leagues: leagues to hear of, by the codes of this feed: REST may use another one (EPL here, PREMIER-LEAGUE there).
            sports: sports to hear of, such as basketball. Their books begin when something happens in them. Where neither games, leagues
                nor sports are given, it is everything; where empty lists are, nothing.
            most_waiting: how many events may wait to be read, at one more the feed ends with `Lost`. Of books, games and volumes only the
                newest waits, and is not counted.
            check_every: seconds between two books that are read again, in turn, to find messages that never came.

        Raises InvalidRequest for anything that cannot be used. Venue page: https://docs.4casters.io/pages/streaming/price-feed
        """
        from crossbook.fourcasters.feed_link import PRICE_FEED, feed_link  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.fourcasters.feeds.choice import chosen  # noqa: PLC0415 - as said
        from crossbook.fourcasters.sync_price_feed import ThreadPriceFeed  # noqa: PLC0415 - as said
        from crossbook.fourcasters.sync_user_feed import InThread  # noqa: PLC0415 - as said

        link = feed_link(self._settings, self._token, PRICE_FEED, InThread(self.fetch), InThread(self._renewed))
        return ThreadPriceFeed(link, chosen(games, leagues, sports), most_waiting=most_waiting, check_every=check_every)
