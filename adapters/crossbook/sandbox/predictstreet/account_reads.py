"""What a wallet may read about itself: balances, positions, trades, fees, tier, vault; the partner's feed; the leaderboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from attrs import frozen

from crossbook.sandbox.clock import timestamp
from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.predictstreet.keys import Caller, Keys
from crossbook.sandbox.predictstreet.ledger import USDC
from crossbook.sandbox.predictstreet.pages import decoded_all, encoded, limit_of, moment, page, to_milliseconds, word
from crossbook.sandbox.predictstreet.ranking import PERIODS, SORTS, Snapshot
from crossbook.sandbox.predictstreet.refusals import bad_request
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.predictstreet.trades import Leg, Trade
from crossbook.sandbox.predictstreet.units import SCALE, plain
from crossbook.sandbox.wire import Json, JsonObject

FEE_BPS: Final = 140
"""Of a market that is added without a fee, and of the one tier there is."""
_MONTH: Final = timedelta(days=30)


@frozen
class _Row:
    """A trade seen from one of its orders. A wallet that met itself has two rows of one trade."""

    trade: Trade
    leg: Leg

    @property
    def position(self) -> int:
        return 2 * self.trade.sequence + (self.leg is self.trade.maker)


def balances(state: State, wallet: str) -> Answer:
    """Show the wallet's USDC. `unsettled` and `quarantined` are always 0 at present, says the page."""
    holding = state.ledger.of(wallet)
    row: JsonObject = {
        "token": USDC,
        "available": plain(holding.available),
        "unsettled": "0",
        "locked": plain(holding.locked),
        "quarantined": "0",
    }
    return Answer(200, {"walletAddress": wallet, "balances": [row]})


def positions(state: State, wallet: str) -> Answer:
    """List what the wallet holds of markets that are not redeemed yet. No page shows a wrapper, one shows a bare array."""
    held = [(token, state.ledger.of(wallet, token).total) for token in state.ledger.assets(wallet) if token != USDC]
    return Answer(200, [_position(state, wallet, token) for token, total in held if total > 0])


def trades(state: State, wallet: str, query: Mapping[str, str]) -> Answer:
    """List the wallet's trades, newest first."""
    market_id, before = query.get("marketId"), moment(query, "before")
    rows = (
        row
        for row in _rows(state, wallet)
        if market_id in (None, row.trade.market_id) and (before is None or to_milliseconds(row.trade.created_at) < before)
    )
    found = page(rows, _position_of, query, most=200, default=50)
    shown = [row.trade.as_account_row(row.leg) for row in found.rows]
    return Answer(200, {"walletAddress": wallet, "trades": [*shown], "nextCursor": found.next_cursor})


def fees(state: State, wallet: str, query: Mapping[str, str]) -> Answer:
    """List what trades cost the wallet, newest first: one row for each trade and role, those of 0 too."""
    before = moment(query, "before")
    rows = (row for row in _rows(state, wallet) if before is None or to_milliseconds(row.trade.created_at) < before)
    found = page(rows, _position_of, query, most=500, default=100)
    ledger: list[Json] = [
        {
            "id": str(row.position),
            "tradeId": row.trade.id,
            "amount": plain(row.leg.fee),
            "token": USDC,
            "role": row.leg.role,
            "createdAt": timestamp(row.trade.created_at),
        }
        for row in found.rows
    ]
    return Answer(200, {"walletAddress": wallet, "ledger": ledger, "nextCursor": found.next_cursor})


def fee_tier(state: State, wallet: str) -> Answer:
    """Show the one tier that there is here: tiers and what they need are not documented."""
    since = state.clock.wall() - _MONTH
    taken = sum(
        row.trade.price * row.trade.quantity // SCALE
        for row in _rows(state, wallet)
        if row.leg.role == "taker" and row.trade.created_at >= since
    )
    return Answer(200, {"tier": 0, "makerBps": FEE_BPS, "takerBps": FEE_BPS, "rolling30dVolume": plain(taken), "nextTierVolume": None})


def vault(state: State, wallet: str) -> Answer:
    """Show the wallet's vault."""
    return Answer(200, {"walletAddress": wallet, "vaultAddress": state.vault_of(wallet), "deployed": wallet not in state.undeployed})


def partner_trades(state: State, caller: Caller, query: Mapping[str, str]) -> Answer:
    """List trades of the partner's wallets that changed since a time, in the order in which they changed.

    Only three members of a row are documented where it could be read. The order is an inference from how the feed is used.
    """
    since = moment(query, "modifiedSince")
    market_id, wallets = query.get("marketId"), caller.key.partner.wallets
    limit = limit_of(query, most=300, default=50)
    begin = decoded_all(query["cursor"], 2) if "cursor" in query else (-1, -1)
    found = sorted(
        (_changed(trade), trade)
        for trade in state.trading.trades
        if market_id in (None, trade.market_id)
        and (since is None or to_milliseconds(trade.modified_at) >= since)
        and any(leg.wallet in wallets for leg in trade.legs)
        and _changed(trade) > begin
    )
    rows: list[Json] = [{"tradeId": trade.id, "status": trade.status, "marketSymbol": trade.market_id} for _, trade in found[:limit]]
    return Answer(200, {"trades": rows, "nextCursor": encoded(*found[limit - 1][0]) if len(found) > limit else None})


def leaderboard(state: State, keys: Keys, wallet: str | None, query: Mapping[str, str]) -> Answer:
    """Rank every wallet with a deployed vault. A page after the first is of the snapshot that the first was of."""
    period, sort = word(query, "period", PERIODS) or "today", word(query, "sort", SORTS) or "pnl"
    limit = limit_of(query, most=50, default=20)
    snapshot, skipped = _snapshot(state, keys, query, period, sort)
    found = [row for row in snapshot.standings if _is_sought(row.wallet, row.username, query.get("search", ""))]
    own = next((row.as_json() for row in snapshot.standings if row.wallet == wallet), None)
    end = skipped + limit
    return Answer(
        200,
        {
            "period": snapshot.period,
            "snapshotAt": timestamp(snapshot.taken_at),
            "total": len(found),
            "entries": [row.as_json() for row in found[skipped:end]],
            "nextCursor": encoded(snapshot.number, end) if len(found) > end else None,
            "me": own,
        },
    )


def _snapshot(state: State, keys: Keys, query: Mapping[str, str], period: str, sort: str) -> tuple[Snapshot, int]:
    if "cursor" in query:
        number, skipped = decoded_all(query["cursor"], 2)
        snapshot = state.ranking.find(number)
        if snapshot is None or skipped < 0:
            raise bad_request("malformed cursor")
        return snapshot, skipped
    names: dict[str, tuple[str, str]] = {}
    for wallet in state.wallets:
        if wallet not in state.undeployed:
            signer = keys.signer_of(wallet)
            names[wallet] = (state.vault_of(wallet), signer.name if signer else wallet)
    return state.ranking.take(period, sort, names, state.trading.trades, state.positions.profits), 0


def _is_sought(wallet: str, username: str, search: str) -> bool:
    sought = search.lower()
    return wallet.startswith(sought) if sought.startswith("0x") else username.lower().startswith(sought)


def _position(state: State, wallet: str, token: str) -> JsonObject:
    found = state.catalogue.by_token(token)
    if found is None:
        raise LookupError(f"expected a token of a market of this sandbox, found {token}")
    market, outcome = found
    holding, basis = state.ledger.of(wallet, token), state.positions.of(wallet, token)
    price = state.prices.now(market.symbol, str(outcome))
    row: JsonObject = {
        "marketId": market.symbol,
        # One page has `outcomeIndex`, a number; another has `outcome`, text.
        "outcomeIndex": outcome,
        "tokenId": token,
        "quantity": plain(holding.total),
        "availableQuantity": plain(holding.available),
        "encumberedQuantity": plain(holding.locked),
        "currentPrice": plain(price),
    }
    if basis.cost is None:
        unknown: JsonObject = {"avgCost": None, "realizedPnl": None, "unrealizedPnl": None, "accountingStatus": "unavailable"}
        return {**row, **unknown}
    # What accountingStatus says otherwise was not seen, so it is left out.
    return {
        **row,
        "avgCost": plain(basis.cost * SCALE // holding.total),
        "realizedPnl": plain(basis.realized),
        "unrealizedPnl": plain(price * holding.total // SCALE - basis.cost),
    }


def _rows(state: State, wallet: str) -> Iterator[_Row]:
    for trade in reversed(state.trading.trades):
        for leg in (trade.maker, trade.taker):
            if leg.wallet == wallet:
                yield _Row(trade, leg)


def _position_of(row: _Row) -> int:
    return row.position


def _changed(trade: Trade) -> tuple[int, int]:
    return int(to_milliseconds(trade.modified_at).timestamp() * 1000), trade.sequence
