# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
"""Operations and models of specs/predictstreet/rest.openapi.yaml. Each is imported on first use: one operation costs only its own models."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models.account_trade import AccountTrade as AccountTrade
    from .models.add_whitelist_address_request import AddWhitelistAddressRequest as AddWhitelistAddressRequest
    from .models.api_error import ApiError as ApiError
    from .models.api_error_details import ApiErrorDetails as ApiErrorDetails
    from .models.balance import Balance as Balance
    from .models.cancel_all_reply import CancelAllReply as CancelAllReply
    from .models.cancel_all_request import CancelAllRequest as CancelAllRequest
    from .models.cancel_batch_reply import CancelBatchReply as CancelBatchReply
    from .models.cancel_batch_request import CancelBatchRequest as CancelBatchRequest
    from .models.cancel_order_reply import CancelOrderReply as CancelOrderReply
    from .models.cancel_order_request import CancelOrderRequest as CancelOrderRequest
    from .models.cancel_status import CancelStatus as CancelStatus
    from .models.convert_signature import ConvertSignature as ConvertSignature
    from .models.convert_signature_request import ConvertSignatureRequest as ConvertSignatureRequest
    from .models.deposit_source import DepositSource as DepositSource
    from .models.deposit_status import DepositStatus as DepositStatus
    from .models.event import Event as Event
    from .models.event_sort import EventSort as EventSort
    from .models.fee_entry import FeeEntry as FeeEntry
    from .models.fee_role import FeeRole as FeeRole
    from .models.fee_tier import FeeTier as FeeTier
    from .models.fill import Fill as Fill
    from .models.get_balances_reply import GetBalancesReply as GetBalancesReply
    from .models.leaderboard import Leaderboard as Leaderboard
    from .models.leaderboard_entry import LeaderboardEntry as LeaderboardEntry
    from .models.leaderboard_period import LeaderboardPeriod as LeaderboardPeriod
    from .models.leaderboard_sort import LeaderboardSort as LeaderboardSort
    from .models.list_deposit_sources_reply import ListDepositSourcesReply as ListDepositSourcesReply
    from .models.list_fees_reply import ListFeesReply as ListFeesReply
    from .models.list_market_trades_reply import ListMarketTradesReply as ListMarketTradesReply
    from .models.list_markets_reply import ListMarketsReply as ListMarketsReply
    from .models.list_matches_reply import ListMatchesReply as ListMatchesReply
    from .models.list_open_orders_reply import ListOpenOrdersReply as ListOpenOrdersReply
    from .models.list_order_history_reply import ListOrderHistoryReply as ListOrderHistoryReply
    from .models.list_partner_trades_reply import ListPartnerTradesReply as ListPartnerTradesReply
    from .models.list_trades_reply import ListTradesReply as ListTradesReply
    from .models.list_withdrawals_reply import ListWithdrawalsReply as ListWithdrawalsReply
    from .models.market import Market as Market
    from .models.market_status import MarketStatus as MarketStatus
    from .models.market_trade import MarketTrade as MarketTrade
    from .models.match import Match as Match
    from .models.merge_signature import MergeSignature as MergeSignature
    from .models.merge_signature_request import MergeSignatureRequest as MergeSignatureRequest
    from .models.not_cancelled import NotCancelled as NotCancelled
    from .models.not_cancelled_reason import NotCancelledReason as NotCancelledReason
    from .models.order import Order as Order
    from .models.order_fills_reply import OrderFillsReply as OrderFillsReply
    from .models.order_status import OrderStatus as OrderStatus
    from .models.order_type import OrderType as OrderType
    from .models.orderbook import Orderbook as Orderbook
    from .models.orderbook_level import OrderbookLevel as OrderbookLevel
    from .models.partner_trade import PartnerTrade as PartnerTrade
    from .models.place_batch_request import PlaceBatchRequest as PlaceBatchRequest
    from .models.place_batch_result import PlaceBatchResult as PlaceBatchResult
    from .models.place_order_reply import PlaceOrderReply as PlaceOrderReply
    from .models.place_order_request import PlaceOrderRequest as PlaceOrderRequest
    from .models.platform_contracts import PlatformContracts as PlatformContracts
    from .models.platform_fee_config import PlatformFeeConfig as PlatformFeeConfig
    from .models.platform_status import PlatformStatus as PlatformStatus
    from .models.portfolio import Portfolio as Portfolio
    from .models.position import Position as Position
    from .models.price_history import PriceHistory as PriceHistory
    from .models.price_range import PriceRange as PriceRange
    from .models.reconciliation_snapshot import ReconciliationSnapshot as ReconciliationSnapshot
    from .models.redeem_authorization import RedeemAuthorization as RedeemAuthorization
    from .models.redeem_job import RedeemJob as RedeemJob
    from .models.redeem_position_reply import RedeemPositionReply as RedeemPositionReply
    from .models.redeem_position_request import RedeemPositionRequest as RedeemPositionRequest
    from .models.redeem_status import RedeemStatus as RedeemStatus
    from .models.relay_deposit import RelayDeposit as RelayDeposit
    from .models.relay_deposit_reply import RelayDepositReply as RelayDepositReply
    from .models.relay_deposit_request import RelayDepositRequest as RelayDepositRequest
    from .models.release_expired_reply import ReleaseExpiredReply as ReleaseExpiredReply
    from .models.request_withdrawal_reply import RequestWithdrawalReply as RequestWithdrawalReply
    from .models.request_withdrawal_request import RequestWithdrawalRequest as RequestWithdrawalRequest
    from .models.side import Side as Side
    from .models.split_signature import SplitSignature as SplitSignature
    from .models.split_signature_request import SplitSignatureRequest as SplitSignatureRequest
    from .models.stage import Stage as Stage
    from .models.tag import Tag as Tag
    from .models.time_in_force import TimeInForce as TimeInForce
    from .models.trade import Trade as Trade
    from .models.trade_status import TradeStatus as TradeStatus
    from .models.vault_info import VaultInfo as VaultInfo
    from .models.whitelist_address import WhitelistAddress as WhitelistAddress
    from .models.withdrawal import Withdrawal as Withdrawal
    from .models.withdrawal_fee import WithdrawalFee as WithdrawalFee
    from .models.withdrawal_status import WithdrawalStatus as WithdrawalStatus
    from .models.wrapped_positions import WrappedPositions as WrappedPositions
    from .operations.add_whitelist_address import add_whitelist_address as add_whitelist_address
    from .operations.cancel_all import cancel_all as cancel_all
    from .operations.cancel_batch import cancel_batch as cancel_batch
    from .operations.cancel_order import cancel_order as cancel_order
    from .operations.cancel_withdrawal import cancel_withdrawal as cancel_withdrawal
    from .operations.convert_signature import convert_signature as convert_signature
    from .operations.get_balances import get_balances as get_balances
    from .operations.get_event import get_event as get_event
    from .operations.get_fee_tier import get_fee_tier as get_fee_tier
    from .operations.get_leaderboard import get_leaderboard as get_leaderboard
    from .operations.get_market import get_market as get_market
    from .operations.get_match import get_match as get_match
    from .operations.get_ohlc import get_ohlc as get_ohlc
    from .operations.get_order import get_order as get_order
    from .operations.get_order_fills import get_order_fills as get_order_fills
    from .operations.get_orderbook import get_orderbook as get_orderbook
    from .operations.get_platform_contracts import get_platform_contracts as get_platform_contracts
    from .operations.get_platform_fee_config import get_platform_fee_config as get_platform_fee_config
    from .operations.get_platform_status import get_platform_status as get_platform_status
    from .operations.get_portfolio import get_portfolio as get_portfolio
    from .operations.get_price_history import get_price_history as get_price_history
    from .operations.get_reconciliation_snapshot import get_reconciliation_snapshot as get_reconciliation_snapshot
    from .operations.get_redeem_job import get_redeem_job as get_redeem_job
    from .operations.get_relay_deposit import get_relay_deposit as get_relay_deposit
    from .operations.get_vault import get_vault as get_vault
    from .operations.get_withdrawal import get_withdrawal as get_withdrawal
    from .operations.get_withdrawal_fee import get_withdrawal_fee as get_withdrawal_fee
    from .operations.list_deposit_sources import list_deposit_sources as list_deposit_sources
    from .operations.list_events import list_events as list_events
    from .operations.list_fees import list_fees as list_fees
    from .operations.list_market_traders import list_market_traders as list_market_traders
    from .operations.list_market_trades import list_market_trades as list_market_trades
    from .operations.list_markets import list_markets as list_markets
    from .operations.list_matches import list_matches as list_matches
    from .operations.list_open_orders import list_open_orders as list_open_orders
    from .operations.list_order_history import list_order_history as list_order_history
    from .operations.list_partner_trades import list_partner_trades as list_partner_trades
    from .operations.list_positions import list_positions as list_positions
    from .operations.list_tags import list_tags as list_tags
    from .operations.list_trades import list_trades as list_trades
    from .operations.list_withdrawals import list_withdrawals as list_withdrawals
    from .operations.merge_signature import merge_signature as merge_signature
    from .operations.place_batch import place_batch as place_batch
    from .operations.place_order import place_order as place_order
    from .operations.redeem_position import redeem_position as redeem_position
    from .operations.relay_deposit import relay_deposit as relay_deposit
    from .operations.release_expired import release_expired as release_expired
    from .operations.request_withdrawal import request_withdrawal as request_withdrawal
    from .operations.search_events import search_events as search_events
    from .operations.split_signature import split_signature as split_signature

_HOMES = {
    "AccountTrade": "models.account_trade",
    "AddWhitelistAddressRequest": "models.add_whitelist_address_request",
    "ApiError": "models.api_error",
    "ApiErrorDetails": "models.api_error_details",
    "Balance": "models.balance",
    "CancelAllReply": "models.cancel_all_reply",
    "CancelAllRequest": "models.cancel_all_request",
    "CancelBatchReply": "models.cancel_batch_reply",
    "CancelBatchRequest": "models.cancel_batch_request",
    "CancelOrderReply": "models.cancel_order_reply",
    "CancelOrderRequest": "models.cancel_order_request",
    "CancelStatus": "models.cancel_status",
    "ConvertSignature": "models.convert_signature",
    "ConvertSignatureRequest": "models.convert_signature_request",
    "DepositSource": "models.deposit_source",
    "DepositStatus": "models.deposit_status",
    "Event": "models.event",
    "EventSort": "models.event_sort",
    "FeeEntry": "models.fee_entry",
    "FeeRole": "models.fee_role",
    "FeeTier": "models.fee_tier",
    "Fill": "models.fill",
    "GetBalancesReply": "models.get_balances_reply",
    "Leaderboard": "models.leaderboard",
    "LeaderboardEntry": "models.leaderboard_entry",
    "LeaderboardPeriod": "models.leaderboard_period",
    "LeaderboardSort": "models.leaderboard_sort",
    "ListDepositSourcesReply": "models.list_deposit_sources_reply",
    "ListFeesReply": "models.list_fees_reply",
    "ListMarketTradesReply": "models.list_market_trades_reply",
    "ListMarketsReply": "models.list_markets_reply",
    "ListMatchesReply": "models.list_matches_reply",
    "ListOpenOrdersReply": "models.list_open_orders_reply",
    "ListOrderHistoryReply": "models.list_order_history_reply",
    "ListPartnerTradesReply": "models.list_partner_trades_reply",
    "ListTradesReply": "models.list_trades_reply",
    "ListWithdrawalsReply": "models.list_withdrawals_reply",
    "Market": "models.market",
    "MarketStatus": "models.market_status",
    "MarketTrade": "models.market_trade",
    "Match": "models.match",
    "MergeSignature": "models.merge_signature",
    "MergeSignatureRequest": "models.merge_signature_request",
    "NotCancelled": "models.not_cancelled",
    "NotCancelledReason": "models.not_cancelled_reason",
    "Order": "models.order",
    "OrderFillsReply": "models.order_fills_reply",
    "OrderStatus": "models.order_status",
    "OrderType": "models.order_type",
    "Orderbook": "models.orderbook",
    "OrderbookLevel": "models.orderbook_level",
    "PartnerTrade": "models.partner_trade",
    "PlaceBatchRequest": "models.place_batch_request",
    "PlaceBatchResult": "models.place_batch_result",
    "PlaceOrderReply": "models.place_order_reply",
    "PlaceOrderRequest": "models.place_order_request",
    "PlatformContracts": "models.platform_contracts",
    "PlatformFeeConfig": "models.platform_fee_config",
    "PlatformStatus": "models.platform_status",
    "Portfolio": "models.portfolio",
    "Position": "models.position",
    "PriceHistory": "models.price_history",
    "PriceRange": "models.price_range",
    "ReconciliationSnapshot": "models.reconciliation_snapshot",
    "RedeemAuthorization": "models.redeem_authorization",
    "RedeemJob": "models.redeem_job",
    "RedeemPositionReply": "models.redeem_position_reply",
    "RedeemPositionRequest": "models.redeem_position_request",
    "RedeemStatus": "models.redeem_status",
    "RelayDeposit": "models.relay_deposit",
    "RelayDepositReply": "models.relay_deposit_reply",
    "RelayDepositRequest": "models.relay_deposit_request",
    "ReleaseExpiredReply": "models.release_expired_reply",
    "RequestWithdrawalReply": "models.request_withdrawal_reply",
    "RequestWithdrawalRequest": "models.request_withdrawal_request",
    "Side": "models.side",
    "SplitSignature": "models.split_signature",
    "SplitSignatureRequest": "models.split_signature_request",
    "Stage": "models.stage",
    "Tag": "models.tag",
    "TimeInForce": "models.time_in_force",
    "Trade": "models.trade",
    "TradeStatus": "models.trade_status",
    "VaultInfo": "models.vault_info",
    "WhitelistAddress": "models.whitelist_address",
    "Withdrawal": "models.withdrawal",
    "WithdrawalFee": "models.withdrawal_fee",
    "WithdrawalStatus": "models.withdrawal_status",
    "WrappedPositions": "models.wrapped_positions",
    "add_whitelist_address": "operations.add_whitelist_address",
    "cancel_all": "operations.cancel_all",
    "cancel_batch": "operations.cancel_batch",
    "cancel_order": "operations.cancel_order",
    "cancel_withdrawal": "operations.cancel_withdrawal",
    "convert_signature": "operations.convert_signature",
    "get_balances": "operations.get_balances",
    "get_event": "operations.get_event",
    "get_fee_tier": "operations.get_fee_tier",
    "get_leaderboard": "operations.get_leaderboard",
    "get_market": "operations.get_market",
    "get_match": "operations.get_match",
    "get_ohlc": "operations.get_ohlc",
    "get_order": "operations.get_order",
    "get_order_fills": "operations.get_order_fills",
    "get_orderbook": "operations.get_orderbook",
    "get_platform_contracts": "operations.get_platform_contracts",
    "get_platform_fee_config": "operations.get_platform_fee_config",
    "get_platform_status": "operations.get_platform_status",
    "get_portfolio": "operations.get_portfolio",
    "get_price_history": "operations.get_price_history",
    "get_reconciliation_snapshot": "operations.get_reconciliation_snapshot",
    "get_redeem_job": "operations.get_redeem_job",
    "get_relay_deposit": "operations.get_relay_deposit",
    "get_vault": "operations.get_vault",
    "get_withdrawal": "operations.get_withdrawal",
    "get_withdrawal_fee": "operations.get_withdrawal_fee",
    "list_deposit_sources": "operations.list_deposit_sources",
    "list_events": "operations.list_events",
    "list_fees": "operations.list_fees",
    "list_market_traders": "operations.list_market_traders",
    "list_market_trades": "operations.list_market_trades",
    "list_markets": "operations.list_markets",
    "list_matches": "operations.list_matches",
    "list_open_orders": "operations.list_open_orders",
    "list_order_history": "operations.list_order_history",
    "list_partner_trades": "operations.list_partner_trades",
    "list_positions": "operations.list_positions",
    "list_tags": "operations.list_tags",
    "list_trades": "operations.list_trades",
    "list_withdrawals": "operations.list_withdrawals",
    "merge_signature": "operations.merge_signature",
    "place_batch": "operations.place_batch",
    "place_order": "operations.place_order",
    "redeem_position": "operations.redeem_position",
    "relay_deposit": "operations.relay_deposit",
    "release_expired": "operations.release_expired",
    "request_withdrawal": "operations.request_withdrawal",
    "search_events": "operations.search_events",
    "split_signature": "operations.split_signature",
}

__all__ = [
    "AccountTrade",
    "AddWhitelistAddressRequest",
    "ApiError",
    "ApiErrorDetails",
    "Balance",
    "CancelAllReply",
    "CancelAllRequest",
    "CancelBatchReply",
    "CancelBatchRequest",
    "CancelOrderReply",
    "CancelOrderRequest",
    "CancelStatus",
    "ConvertSignature",
    "ConvertSignatureRequest",
    "DepositSource",
    "DepositStatus",
    "Event",
    "EventSort",
    "FeeEntry",
    "FeeRole",
    "FeeTier",
    "Fill",
    "GetBalancesReply",
    "Leaderboard",
    "LeaderboardEntry",
    "LeaderboardPeriod",
    "LeaderboardSort",
    "ListDepositSourcesReply",
    "ListFeesReply",
    "ListMarketTradesReply",
    "ListMarketsReply",
    "ListMatchesReply",
    "ListOpenOrdersReply",
    "ListOrderHistoryReply",
    "ListPartnerTradesReply",
    "ListTradesReply",
    "ListWithdrawalsReply",
    "Market",
    "MarketStatus",
    "MarketTrade",
    "Match",
    "MergeSignature",
    "MergeSignatureRequest",
    "NotCancelled",
    "NotCancelledReason",
    "Order",
    "OrderFillsReply",
    "OrderStatus",
    "OrderType",
    "Orderbook",
    "OrderbookLevel",
    "PartnerTrade",
    "PlaceBatchRequest",
    "PlaceBatchResult",
    "PlaceOrderReply",
    "PlaceOrderRequest",
    "PlatformContracts",
    "PlatformFeeConfig",
    "PlatformStatus",
    "Portfolio",
    "Position",
    "PriceHistory",
    "PriceRange",
    "ReconciliationSnapshot",
    "RedeemAuthorization",
    "RedeemJob",
    "RedeemPositionReply",
    "RedeemPositionRequest",
    "RedeemStatus",
    "RelayDeposit",
    "RelayDepositReply",
    "RelayDepositRequest",
    "ReleaseExpiredReply",
    "RequestWithdrawalReply",
    "RequestWithdrawalRequest",
    "Side",
    "SplitSignature",
    "SplitSignatureRequest",
    "Stage",
    "Tag",
    "TimeInForce",
    "Trade",
    "TradeStatus",
    "VaultInfo",
    "WhitelistAddress",
    "Withdrawal",
    "WithdrawalFee",
    "WithdrawalStatus",
    "WrappedPositions",
    "add_whitelist_address",
    "cancel_all",
    "cancel_batch",
    "cancel_order",
    "cancel_withdrawal",
    "convert_signature",
    "get_balances",
    "get_event",
    "get_fee_tier",
    "get_leaderboard",
    "get_market",
    "get_match",
    "get_ohlc",
    "get_order",
    "get_order_fills",
    "get_orderbook",
    "get_platform_contracts",
    "get_platform_fee_config",
    "get_platform_status",
    "get_portfolio",
    "get_price_history",
    "get_reconciliation_snapshot",
    "get_redeem_job",
    "get_relay_deposit",
    "get_vault",
    "get_withdrawal",
    "get_withdrawal_fee",
    "list_deposit_sources",
    "list_events",
    "list_fees",
    "list_market_traders",
    "list_market_trades",
    "list_markets",
    "list_matches",
    "list_open_orders",
    "list_order_history",
    "list_partner_trades",
    "list_positions",
    "list_tags",
    "list_trades",
    "list_withdrawals",
    "merge_signature",
    "place_batch",
    "place_order",
    "redeem_position",
    "relay_deposit",
    "release_expired",
    "request_withdrawal",
    "search_events",
    "split_signature",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
