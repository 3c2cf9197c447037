"""The synchronous 4casters client: one line for each call; the thinking is in the plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from os import PathLike

from msgspec import UNSET, UnsetType

from crossbook.calls_under_way import PlacingCall
from crossbook.cancel_outcomes import CancelOutcome, ScopeOutcomes
from crossbook.core.checks import kept
from crossbook.core.redaction import Secret
from crossbook.core.resolving import ARRIVES_WITHIN
from crossbook.edit_outcomes import EditOutcome
from crossbook.errors import OutcomeT
from crossbook.fourcasters import trading
from crossbook.fourcasters.drawing import named, named_order, patient
from crossbook.fourcasters.hosts import BASE_URL, DEFAULT_TIMEOUTS, STREAMING_URL, streaming_host
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.rest_reads import Reads
from crossbook.fourcasters.token import TokenCredentials
from crossbook.http.settings import LARGEST_REPLY, checked
from crossbook.observing import Observer
from crossbook.pacing import DEFAULT_PACING, Pacing
from crossbook.place_outcomes import PlaceOutcome
from crossbook.protocols import Knows, Several
from crossbook.retry import DEFAULT_RETRY, Retry
from crossbook.timeouts import Timeouts
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.fourcasters.rest.buckets import BUCKETS


class Fourcasters(Reads):
    """4casters over REST. Use it as a context manager; it may be shared between threads.

    Every method raises NotSent when nothing was sent, Refused when the venue answered and did nothing, and OutcomeUnknown
    when it may have acted. Amounts are USD at risk.

    What is safe to repeat is repeated (`Retry`), and the venue's limits are kept (`Pacing`), within `deadline`: the seconds that
    a call may take.
    """

    def __init__(
        self,
        *,
        token: str | None = None,
        credentials: Callable[[], str] | None = None,
        base_url: str = BASE_URL,
        streaming_url: str | UnsetType = UNSET,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        retry: Retry | None = DEFAULT_RETRY,
        pacing: Pacing | None = DEFAULT_PACING,
        proxy: str | None = None,
        insecure_hosts: Iterable[str] = (),
        ca_file: str | PathLike[str] | None = None,
        largest_reply: int = LARGEST_REPLY,
        observers: Iterable[Observer] = (),
    ) -> None:
        """Make a client. Nothing is sent and no certificate is read before the first request.

        Args:
            token: the account's token, as `login` gives it; None to log in.
            credentials: asked for another token where the venue refuses this one (401): once, however many calls are refused. What was
                refused is sent again with it, where that is safe, and it is used from then on. What it raises is logged by its kind
                only, and the refusal stands. It is not interrupted: a call whose time it uses up ends when it returns.
            base_url: the venue's host, or one that stands for it.
            streaming_url: the host of the feeds, which is also asked for the replay of the user feed. Beside a base_url it must be said,
                for these to be used.
            timeouts: how long to wait to be connected, and for a reply after that.
            retry: how to send again what may safely be sent again; None for never.
            pacing: how to keep within the venue's rate limits; None for not at all. Clients that are given one object share it.
            proxy: an HTTP proxy, http://host:port or http://user:password@host:port; https goes through a tunnel (CONNECT),
                loopback past it. Proxies of the environment are not used.
            insecure_hosts: private hosts to which plain http is allowed: everything, credentials too, goes there in clear.
            ca_file: a PEM file with the CA certificates to trust, and no others; None for Mozilla's list. SSL_CERT_FILE
                does not count.
            largest_reply: how many bytes of a reply, unpacked, are read at most; the outcome is unknown beyond. What came in time
                is read to its end, whatever the deadline: some 10 ms for each megabyte.
            observers: what is told each event (`crossbook.observing`): called at once, without secrets, and never able to break a call.

        Raises InvalidRequest (a ValueError) for anything that cannot be used.
        """
        secret, through = None if token is None else Secret(token), None if proxy is None else Secret(proxy)
        base = Secret(base_url)
        streaming = streaming_host(base, streaming_url)
        del token, proxy, base_url, streaming_url  # An error below must not find them among the local variables.
        self._token = TokenCredentials(secret)
        super().__init__(
            checked(
                venue=VENUE,
                base_url=base,
                servers={STREAMING_URL: ("streaming_url", streaming)},
                credentials=self._token,
                timeouts=timeouts,
                retry=retry,
                pacing=pacing,
                buckets=BUCKETS,
                proxy=through,
                insecure_hosts=insecure_hosts,
                ca_file=ca_file,
                largest_reply=largest_reply,
                observers=observers,
                catalogue=lambda: trading.CATALOGUE,
                renewed_by=credentials,
            )
        )

    @property
    def token(self) -> str | None:
        """The token in use, to be stored: the venue replaces one that is 30 days old. Not part of any repr."""
        return self._token.reveal()

    def login(self, username: str, password: str, *, deadline: float = 30.0) -> bindings.AuthenticatedUser:
        """Ask for a token with the account's `username` and `password`, and use it from now on.

        Over within `deadline` seconds. Raises Unauthorized for wrong credentials, Forbidden for a closed account, RateLimited
        after too many tries. Venue page: https://docs.4casters.io/pages/rest/authentication
        """
        request = trading.login_request(username, password)
        del password
        user = self._run(deadline, trading.log_in, request)
        self._token.replace(Secret(user.auth))
        return user

    def me(self, *, deadline: float = 30.0) -> bindings.User:
        """Read the account.

        Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/user/get-me
        """
        return self._run(deadline, trading.me)

    def place_orders(self, orders: Several[trading.NewOrder], *, deadline: float = 30.0) -> tuple[PlaceOutcome, ...]:
        """Place a batch of `orders` and give one outcome for each, in order. An empty list sends nothing.

        Over within `deadline` seconds. Raises NotSent or Refused only: whatever may have reached the venue is a PlaceUnknown.
        Venue page: https://docs.4casters.io/pages/rest/orders/place-order
        """
        listed = named(orders)
        return self._placing(PlacingCall(listed), deadline, trading.place, listed)

    def edit_order(
        self,
        order_id: str,
        new: trading.NewOrder,
        *,
        expected_remaining: Decimal | int | None = None,
        needs_other_side: bool = False,
        deadline: float = 30.0,
    ) -> EditOutcome:
        """Replace the order that the venue calls `order_id` by the order `new`, and give what became of both.

        The venue cancels, then places: `new` has an id of its own, and `new.risk` USD whatever had been matched before, which stays
        matched. It takes game, market, side and line from the old order: give the same ones, by which its answer is judged. The
        old order's expiry is not kept; `new.expires_in_minutes` of 0 is the start of the game. Without a reference, `new` gets one.

        `expected_remaining` is what is left of the old order, USD at risk. If it is more than 1 USD off, the venue cancels and places
        nothing: CancelledNotReplaced. With `needs_other_side` it does nothing where no order rests on the other side. Both go over
        v4/editOrder, of which there is prose only. A malformed id is an outcome too, and is not sent. Over within `deadline`
        seconds. Raises NotSent or Refused only. Venue page: https://docs.4casters.io/pages/rest/orders/edit-order
        """
        replacing = named_order(new)
        return self._placing(
            PlacingCall(replacing), deadline, trading.edit, order_id, replacing, expected_remaining, needs_other_side=needs_other_side
        )

    def open_orders(self, *, deadline: float = 30.0) -> tuple[trading.Order, ...]:
        """List every resting order of the account.

        Over within `deadline` seconds. Venue page: https://docs.4casters.io/pages/rest/user/get-unmatched-orders
        """
        return self._run(deadline, trading.open_orders)

    def get_order(self, order_id: str, *, deadline: float = 30.0) -> trading.Order:
        """Look up the order that the venue calls `order_id`, 24 hexadecimal digits.

        Over within `deadline` seconds. Raises Forbidden for somebody else's order, NotFound for an unknown one.
        Venue page: https://docs.4casters.io/pages/rest/orders/lookup-order
        """
        return self._run(deadline, trading.look_up, order_id)

    def resolve(
        self,
        outcomes: Several[OutcomeT],
        *,
        wait: bool = False,
        arrives_within: float = ARRIVES_WITHIN,
        sent_ago: float = 0.0,
        ledger: Knows | None = None,
        deadline: float = 30.0,
    ) -> tuple[OutcomeT, ...]:
        """Find what became of those `outcomes` that are unknown; give one for each, in order. Others come back as they are.

        Ask it of a client of the account whose they are. Looks orders up, then at every resting order, then at bets; `proof` says what
        decided. Placements are found by their reference: one that is not the caller's alone may be found on another order, and one
        found twice decides nothing. That an order is nowhere decides only `arrives_within` seconds after the last byte of its command.
        `wait` looks again until then. Of outcomes of another process nobody knows when that was: it counts from now, or from `sent_ago`
        seconds before. What a `ledger` proves is not asked. What is not decided stays unknown, and says in `evidence.found` why. Over
        within `deadline` seconds. Only reads. Raises InvalidRequest only.
        Venue page: https://docs.4casters.io/pages/rest/orders/lookup-order
        """
        patience = patient(self._clock, wait=wait, arrives_within=arrives_within, sent_ago=sent_ago, deadline=deadline)
        return self._run(deadline, trading.resolve, kept(outcomes), patience, ledger)

    def resolve_scope(
        self,
        scope: ScopeOutcomes | trading.LeagueCancelAcknowledged,
        order_ids: Several[str] = (),
        *,
        wait: bool = False,
        arrives_within: float = ARRIVES_WITHIN,
        sent_ago: float = 0.0,
        deadline: float = 30.0,
    ) -> ScopeOutcomes:
        """Find what became of the orders of a cancel that named none, or not all: a `scope` as it was returned.

        Takes the orders that it names, the `order_ids` that the caller knew to be in it, and of a league those that still rest. How
        long a cancel of a league works in the background is not documented, so there an order that rests stays unknown; with
        `wait` it is looked at again until the `deadline`, in seconds. `unnamed` of the answer counts those that are still not
        named. `arrives_within` and `sent_ago` are seconds, as for `resolve`. Raises ReadFailed where a league cannot be read.
        Venue page: https://docs.4casters.io/pages/rest/user/get-unmatched-orders
        """
        patience = patient(self._clock, wait=wait, arrives_within=arrives_within, sent_ago=sent_ago, deadline=deadline)
        return self._run(deadline, trading.resolve_scope, scope, kept(order_ids), patience)

    def heartbeat(self, timeout_seconds: int, *, deadline: float = 30.0) -> trading.HeartbeatAck:
        """Arm or renew the timer that cancels every open order of the account, other programs' too.

        Over within `deadline` seconds. The next heartbeat must come within `timeout_seconds`, a whole number of seconds above 5.
        How to disarm it is not documented. Venue page: https://docs.4casters.io/pages/rest/user/orders-heartbeat
        """
        return self._run(deadline, trading.heartbeat, timeout_seconds)

    def cancel_order(self, order_id: str, *, deadline: float = 30.0) -> CancelOutcome:
        """Cancel the order that the venue calls `order_id`, and give its outcome. A malformed id is an outcome too, and is not sent.

        Over within `deadline` seconds. Raises NotSent or Refused only.
        Venue page: https://docs.4casters.io/pages/rest/orders/cancel-order
        """
        return self._run(deadline, trading.cancel_order, order_id)

    def cancel_orders(self, order_ids: Several[str], *, deadline: float = 30.0) -> tuple[CancelOutcome, ...]:
        """Cancel orders by the venue's ids in one request; `outcomes[i]` is about `order_ids[i]`.

        Over within `deadline` seconds. Malformed ids become outcomes without being sent. An empty list sends nothing. Raises
        NotSent or Refused only, with one outcome per order in `outcomes`.
        Venue page: https://docs.4casters.io/pages/rest/orders/cancel-multiple
        """
        return self._run(deadline, trading.cancel_orders, kept(order_ids))

    def cancel_by_reference(self, game_id: str, user_references: Several[str], *, deadline: float = 30.0) -> ScopeOutcomes:
        """Cancel every open order of a game that carries one of the `user_references`; one of them may name many orders.

        Over within `deadline` seconds. `game_id` is 24 hexadecimal digits. Gives one outcome for each order the venue reports. An
        empty list sends nothing. Raises OutcomeUnknown where it may have acted.
        Venue page: https://docs.4casters.io/pages/rest/orders/cancel-by-reference
        """
        return self._run(deadline, trading.cancel_by_references, game_id, kept(user_references))

    def cancel_game_orders(
        self, game_id: str, market_type: trading.GameCancelType | None = None, *, deadline: float = 30.0
    ) -> ScopeOutcomes:
        """Cancel every open order of a game, or those of one `market_type` in it (not moneyline1x2: the orders socket can).

        Over within `deadline` seconds. `game_id` is 24 hexadecimal digits. Gives one outcome for each order the venue reports.
        Raises OutcomeUnknown where it may have acted. Venue page: https://docs.4casters.io/pages/rest/orders/cancel-all-for-game
        """
        return self._run(deadline, trading.cancel_game, game_id, market_type)

    def cancel_league_orders(self, league: str, *, deadline: float = 30.0) -> trading.LeagueCancelAcknowledged:
        """Have every open order of a `league` cancelled in the background. The venue only acknowledges: look afterwards.

        Over within `deadline` seconds. A league is named as the venue abbreviates it, such as NBA. Raises OutcomeUnknown where it
        may have acted. Venue page: https://docs.4casters.io/pages/rest/orders/cancel-all-for-league
        """
        return self._run(deadline, trading.cancel_league, league)

    def cancel_all_orders(self, *, deadline: float = 30.0) -> ScopeOutcomes:
        """Cancel every open order of the account, those of other programs and of the web site too.

        Over within `deadline` seconds. Gives one outcome for each order the venue reports. Raises OutcomeUnknown where it may
        have acted. Venue page: https://docs.4casters.io/pages/rest/orders/cancel-all-orders
        """
        return self._run(deadline, trading.cancel_everything)
