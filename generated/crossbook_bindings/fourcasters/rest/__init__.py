# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
"""Operations and models of specs/fourcasters/rest.openapi.yaml. Each is imported on first use: one operation costs only its own models."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models.authenticated_user import AuthenticatedUser as AuthenticatedUser
    from .models.cancel_all_for_league_receipt import CancelAllForLeagueReceipt as CancelAllForLeagueReceipt
    from .models.cancel_all_for_league_reply import CancelAllForLeagueReply as CancelAllForLeagueReply
    from .models.cancel_all_for_league_request import CancelAllForLeagueRequest as CancelAllForLeagueRequest
    from .models.cancel_all_orders_for_game_reply import CancelAllOrdersForGameReply as CancelAllOrdersForGameReply
    from .models.cancel_all_orders_for_game_request import CancelAllOrdersForGameRequest as CancelAllOrdersForGameRequest
    from .models.cancel_all_orders_reply import CancelAllOrdersReply as CancelAllOrdersReply
    from .models.cancel_all_orders_request import CancelAllOrdersRequest as CancelAllOrdersRequest
    from .models.cancel_by_reference_reply import CancelByReferenceReply as CancelByReferenceReply
    from .models.cancel_by_reference_request import CancelByReferenceRequest as CancelByReferenceRequest
    from .models.cancel_multiple_reply import CancelMultipleReply as CancelMultipleReply
    from .models.cancel_multiple_request import CancelMultipleRequest as CancelMultipleRequest
    from .models.cancel_reply import CancelReply as CancelReply
    from .models.cancel_request import CancelRequest as CancelRequest
    from .models.cancel_result import CancelResult as CancelResult
    from .models.display_preferences import DisplayPreferences as DisplayPreferences
    from .models.error_type import ErrorType as ErrorType
    from .models.game_cancel_type import GameCancelType as GameCancelType
    from .models.game_summary import GameSummary as GameSummary
    from .models.get_me_data import GetMeData as GetMeData
    from .models.get_me_reply import GetMeReply as GetMeReply
    from .models.get_unmatched_data import GetUnmatchedData as GetUnmatchedData
    from .models.get_unmatched_reply import GetUnmatchedReply as GetUnmatchedReply
    from .models.http_error import HttpError as HttpError
    from .models.login_data import LoginData as LoginData
    from .models.login_reply import LoginReply as LoginReply
    from .models.login_request import LoginRequest as LoginRequest
    from .models.lookup_order_data import LookupOrderData as LookupOrderData
    from .models.lookup_order_detail import LookupOrderDetail as LookupOrderDetail
    from .models.lookup_order_reply import LookupOrderReply as LookupOrderReply
    from .models.market_type import MarketType as MarketType
    from .models.matched_fill import MatchedFill as MatchedFill
    from .models.network_error_detail import NetworkErrorDetail as NetworkErrorDetail
    from .models.order_type import OrderType as OrderType
    from .models.orders_heartbeat_reply import OrdersHeartbeatReply as OrdersHeartbeatReply
    from .models.orders_heartbeat_request import OrdersHeartbeatRequest as OrdersHeartbeatRequest
    from .models.origin import Origin as Origin
    from .models.over_under import OverUnder as OverUnder
    from .models.participant import Participant as Participant
    from .models.password_security_checks import PasswordSecurityChecks as PasswordSecurityChecks
    from .models.place_order_input import PlaceOrderInput as PlaceOrderInput
    from .models.place_orders_data import PlaceOrdersData as PlaceOrdersData
    from .models.place_orders_reply import PlaceOrdersReply as PlaceOrdersReply
    from .models.place_orders_request import PlaceOrdersRequest as PlaceOrdersRequest
    from .models.place_result import PlaceResult as PlaceResult
    from .models.unmatched_offer import UnmatchedOffer as UnmatchedOffer
    from .models.unmatched_order import UnmatchedOrder as UnmatchedOrder
    from .models.user import User as User
    from .operations.cancel import cancel as cancel
    from .operations.cancel_all_for_league import cancel_all_for_league as cancel_all_for_league
    from .operations.cancel_all_orders import cancel_all_orders as cancel_all_orders
    from .operations.cancel_all_orders_for_game import cancel_all_orders_for_game as cancel_all_orders_for_game
    from .operations.cancel_by_reference import cancel_by_reference as cancel_by_reference
    from .operations.cancel_multiple import cancel_multiple as cancel_multiple
    from .operations.get_me import get_me as get_me
    from .operations.get_unmatched import get_unmatched as get_unmatched
    from .operations.login import login as login
    from .operations.lookup_order import lookup_order as lookup_order
    from .operations.orders_heartbeat import orders_heartbeat as orders_heartbeat
    from .operations.place_orders import place_orders as place_orders

_HOMES = {
    "AuthenticatedUser": "models.authenticated_user",
    "CancelAllForLeagueReceipt": "models.cancel_all_for_league_receipt",
    "CancelAllForLeagueReply": "models.cancel_all_for_league_reply",
    "CancelAllForLeagueRequest": "models.cancel_all_for_league_request",
    "CancelAllOrdersForGameReply": "models.cancel_all_orders_for_game_reply",
    "CancelAllOrdersForGameRequest": "models.cancel_all_orders_for_game_request",
    "CancelAllOrdersReply": "models.cancel_all_orders_reply",
    "CancelAllOrdersRequest": "models.cancel_all_orders_request",
    "CancelByReferenceReply": "models.cancel_by_reference_reply",
    "CancelByReferenceRequest": "models.cancel_by_reference_request",
    "CancelMultipleReply": "models.cancel_multiple_reply",
    "CancelMultipleRequest": "models.cancel_multiple_request",
    "CancelReply": "models.cancel_reply",
    "CancelRequest": "models.cancel_request",
    "CancelResult": "models.cancel_result",
    "DisplayPreferences": "models.display_preferences",
    "ErrorType": "models.error_type",
    "GameCancelType": "models.game_cancel_type",
    "GameSummary": "models.game_summary",
    "GetMeData": "models.get_me_data",
    "GetMeReply": "models.get_me_reply",
    "GetUnmatchedData": "models.get_unmatched_data",
    "GetUnmatchedReply": "models.get_unmatched_reply",
    "HttpError": "models.http_error",
    "LoginData": "models.login_data",
    "LoginReply": "models.login_reply",
    "LoginRequest": "models.login_request",
    "LookupOrderData": "models.lookup_order_data",
    "LookupOrderDetail": "models.lookup_order_detail",
    "LookupOrderReply": "models.lookup_order_reply",
    "MarketType": "models.market_type",
    "MatchedFill": "models.matched_fill",
    "NetworkErrorDetail": "models.network_error_detail",
    "OrderType": "models.order_type",
    "OrdersHeartbeatReply": "models.orders_heartbeat_reply",
    "OrdersHeartbeatRequest": "models.orders_heartbeat_request",
    "Origin": "models.origin",
    "OverUnder": "models.over_under",
    "Participant": "models.participant",
    "PasswordSecurityChecks": "models.password_security_checks",
    "PlaceOrderInput": "models.place_order_input",
    "PlaceOrdersData": "models.place_orders_data",
    "PlaceOrdersReply": "models.place_orders_reply",
    "PlaceOrdersRequest": "models.place_orders_request",
    "PlaceResult": "models.place_result",
    "UnmatchedOffer": "models.unmatched_offer",
    "UnmatchedOrder": "models.unmatched_order",
    "User": "models.user",
    "cancel": "operations.cancel",
    "cancel_all_for_league": "operations.cancel_all_for_league",
    "cancel_all_orders": "operations.cancel_all_orders",
    "cancel_all_orders_for_game": "operations.cancel_all_orders_for_game",
    "cancel_by_reference": "operations.cancel_by_reference",
    "cancel_multiple": "operations.cancel_multiple",
    "get_me": "operations.get_me",
    "get_unmatched": "operations.get_unmatched",
    "login": "operations.login",
    "lookup_order": "operations.lookup_order",
    "orders_heartbeat": "operations.orders_heartbeat",
    "place_orders": "operations.place_orders",
}

__all__ = [
    "AuthenticatedUser",
    "CancelAllForLeagueReceipt",
    "CancelAllForLeagueReply",
    "CancelAllForLeagueRequest",
    "CancelAllOrdersForGameReply",
    "CancelAllOrdersForGameRequest",
    "CancelAllOrdersReply",
    "CancelAllOrdersRequest",
    "CancelByReferenceReply",
    "CancelByReferenceRequest",
    "CancelMultipleReply",
    "CancelMultipleRequest",
    "CancelReply",
    "CancelRequest",
    "CancelResult",
    "DisplayPreferences",
    "ErrorType",
    "GameCancelType",
    "GameSummary",
    "GetMeData",
    "GetMeReply",
    "GetUnmatchedData",
    "GetUnmatchedReply",
    "HttpError",
    "LoginData",
    "LoginReply",
    "LoginRequest",
    "LookupOrderData",
    "LookupOrderDetail",
    "LookupOrderReply",
    "MarketType",
    "MatchedFill",
    "NetworkErrorDetail",
    "OrderType",
    "OrdersHeartbeatReply",
    "OrdersHeartbeatRequest",
    "Origin",
    "OverUnder",
    "Participant",
    "PasswordSecurityChecks",
    "PlaceOrderInput",
    "PlaceOrdersData",
    "PlaceOrdersReply",
    "PlaceOrdersRequest",
    "PlaceResult",
    "UnmatchedOffer",
    "UnmatchedOrder",
    "User",
    "cancel",
    "cancel_all_for_league",
    "cancel_all_orders",
    "cancel_all_orders_for_game",
    "cancel_by_reference",
    "cancel_multiple",
    "get_me",
    "get_unmatched",
    "login",
    "lookup_order",
    "orders_heartbeat",
    "place_orders",
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
