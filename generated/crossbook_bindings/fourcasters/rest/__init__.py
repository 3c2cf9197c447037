# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
"""Operations and models of specs/fourcasters/rest.openapi.yaml. Each is imported on first use: one operation costs only its own models."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models.authenticated_user import AuthenticatedUser as AuthenticatedUser
    from .models.average_price_odds import AveragePriceOdds as AveragePriceOdds
    from .models.away_yes_no import AwayYesNo as AwayYesNo
    from .models.bet import Bet as Bet
    from .models.bet_buckets import BetBuckets as BetBuckets
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
    from .models.commission_by_user import CommissionByUser as CommissionByUser
    from .models.display_preferences import DisplayPreferences as DisplayPreferences
    from .models.draw_yes_no import DrawYesNo as DrawYesNo
    from .models.edit_cancelled import EditCancelled as EditCancelled
    from .models.edit_order_reply import EditOrderReply as EditOrderReply
    from .models.edit_order_request import EditOrderRequest as EditOrderRequest
    from .models.edit_order_result import EditOrderResult as EditOrderResult
    from .models.error_type import ErrorType as ErrorType
    from .models.game import Game as Game
    from .models.game_average_price import GameAveragePrice as GameAveragePrice
    from .models.game_cancel_type import GameCancelType as GameCancelType
    from .models.game_orderbook_flat import GameOrderbookFlat as GameOrderbookFlat
    from .models.game_orderbook_nested import GameOrderbookNested as GameOrderbookNested
    from .models.game_summary import GameSummary as GameSummary
    from .models.get_affiliate_commission_reply import GetAffiliateCommissionReply as GetAffiliateCommissionReply
    from .models.get_bet_by_id_reply import GetBetByIDReply as GetBetByIDReply
    from .models.get_bet_by_user_reference_reply import GetBetByUserReferenceReply as GetBetByUserReferenceReply
    from .models.get_bet_by_wager_request_id_reply import GetBetByWagerRequestIDReply as GetBetByWagerRequestIDReply
    from .models.get_game_liability_data import GetGameLiabilityData as GetGameLiabilityData
    from .models.get_game_liability_reply import GetGameLiabilityReply as GetGameLiabilityReply
    from .models.get_games_data import GetGamesData as GetGamesData
    from .models.get_games_reply import GetGamesReply as GetGamesReply
    from .models.get_graded_data import GetGradedData as GetGradedData
    from .models.get_graded_reply import GetGradedReply as GetGradedReply
    from .models.get_graded_since_data import GetGradedSinceData as GetGradedSinceData
    from .models.get_graded_since_reply import GetGradedSinceReply as GetGradedSinceReply
    from .models.get_graded_wagers_data import GetGradedWagersData as GetGradedWagersData
    from .models.get_graded_wagers_reply import GetGradedWagersReply as GetGradedWagersReply
    from .models.get_leagues_data import GetLeaguesData as GetLeaguesData
    from .models.get_leagues_reply import GetLeaguesReply as GetLeaguesReply
    from .models.get_matched_bets_data import GetMatchedBetsData as GetMatchedBetsData
    from .models.get_matched_bets_reply import GetMatchedBetsReply as GetMatchedBetsReply
    from .models.get_matched_volume_data import GetMatchedVolumeData as GetMatchedVolumeData
    from .models.get_matched_volume_reply import GetMatchedVolumeReply as GetMatchedVolumeReply
    from .models.get_me_data import GetMeData as GetMeData
    from .models.get_me_reply import GetMeReply as GetMeReply
    from .models.get_odds_for_average_price_reply import GetOddsForAveragePriceReply as GetOddsForAveragePriceReply
    from .models.get_orderbook_data import GetOrderbookData as GetOrderbookData
    from .models.get_orderbook_reply import GetOrderbookReply as GetOrderbookReply
    from .models.get_orderbook_v1_data import GetOrderbookV1Data as GetOrderbookV1Data
    from .models.get_orderbook_v1_reply import GetOrderbookV1Reply as GetOrderbookV1Reply
    from .models.get_orderbook_v1_request import GetOrderbookV1Request as GetOrderbookV1Request
    from .models.get_orders_for_game_data import GetOrdersForGameData as GetOrdersForGameData
    from .models.get_orders_for_game_reply import GetOrdersForGameReply as GetOrdersForGameReply
    from .models.get_participants_data import GetParticipantsData as GetParticipantsData
    from .models.get_participants_reply import GetParticipantsReply as GetParticipantsReply
    from .models.get_single_orderbook_data import GetSingleOrderbookData as GetSingleOrderbookData
    from .models.get_single_orderbook_reply import GetSingleOrderbookReply as GetSingleOrderbookReply
    from .models.get_unmatched_data import GetUnmatchedData as GetUnmatchedData
    from .models.get_unmatched_reply import GetUnmatchedReply as GetUnmatchedReply
    from .models.graded_game import GradedGame as GradedGame
    from .models.graded_outcome import GradedOutcome as GradedOutcome
    from .models.graded_row import GradedRow as GradedRow
    from .models.graded_summary import GradedSummary as GradedSummary
    from .models.graded_wager import GradedWager as GradedWager
    from .models.graded_wager_outcome import GradedWagerOutcome as GradedWagerOutcome
    from .models.graded_wager_row import GradedWagerRow as GradedWagerRow
    from .models.home_yes_no import HomeYesNo as HomeYesNo
    from .models.http_error import HttpError as HttpError
    from .models.load_error import LoadError as LoadError
    from .models.login_data import LoginData as LoginData
    from .models.login_reply import LoginReply as LoginReply
    from .models.login_request import LoginRequest as LoginRequest
    from .models.lookup_order_data import LookupOrderData as LookupOrderData
    from .models.lookup_order_detail import LookupOrderDetail as LookupOrderDetail
    from .models.lookup_order_reply import LookupOrderReply as LookupOrderReply
    from .models.market_type import MarketType as MarketType
    from .models.matched_bet import MatchedBet as MatchedBet
    from .models.matched_block import MatchedBlock as MatchedBlock
    from .models.matched_fill import MatchedFill as MatchedFill
    from .models.network_error_detail import NetworkErrorDetail as NetworkErrorDetail
    from .models.openapi_document import OpenapiDocument as OpenapiDocument
    from .models.openapi_part import OpenapiPart as OpenapiPart
    from .models.order_summary_entry import OrderSummaryEntry as OrderSummaryEntry
    from .models.order_type import OrderType as OrderType
    from .models.orderbook_order import OrderbookOrder as OrderbookOrder
    from .models.orders_by_line import OrdersByLine as OrdersByLine
    from .models.orders_heartbeat_request import OrdersHeartbeatRequest as OrdersHeartbeatRequest
    from .models.origin import Origin as Origin
    from .models.over_under import OverUnder as OverUnder
    from .models.participant import Participant as Participant
    from .models.participant_summary import ParticipantSummary as ParticipantSummary
    from .models.password_security_checks import PasswordSecurityChecks as PasswordSecurityChecks
    from .models.pinnacle_line import PinnacleLine as PinnacleLine
    from .models.place_order_input import PlaceOrderInput as PlaceOrderInput
    from .models.place_orders_data import PlaceOrdersData as PlaceOrdersData
    from .models.place_orders_reply import PlaceOrdersReply as PlaceOrdersReply
    from .models.place_orders_request import PlaceOrdersRequest as PlaceOrdersRequest
    from .models.place_result import PlaceResult as PlaceResult
    from .models.replay_status import ReplayStatus as ReplayStatus
    from .models.replay_user_messages_reply import ReplayUserMessagesReply as ReplayUserMessagesReply
    from .models.unmatched_block import UnmatchedBlock as UnmatchedBlock
    from .models.unmatched_offer import UnmatchedOffer as UnmatchedOffer
    from .models.unmatched_order import UnmatchedOrder as UnmatchedOrder
    from .models.user import User as User
    from .models.user_feed_message import UserFeedMessage as UserFeedMessage
    from .models.wager_outcome import WagerOutcome as WagerOutcome
    from .operations.cancel import cancel as cancel
    from .operations.cancel_all_for_league import cancel_all_for_league as cancel_all_for_league
    from .operations.cancel_all_orders import cancel_all_orders as cancel_all_orders
    from .operations.cancel_all_orders_for_game import cancel_all_orders_for_game as cancel_all_orders_for_game
    from .operations.cancel_by_reference import cancel_by_reference as cancel_by_reference
    from .operations.cancel_multiple import cancel_multiple as cancel_multiple
    from .operations.edit_order import edit_order as edit_order
    from .operations.edit_order_v4 import edit_order_v4 as edit_order_v4
    from .operations.get_affiliate_commission import get_affiliate_commission as get_affiliate_commission
    from .operations.get_bet_by_id import get_bet_by_id as get_bet_by_id
    from .operations.get_bet_by_user_reference import get_bet_by_user_reference as get_bet_by_user_reference
    from .operations.get_bet_by_wager_request_id import get_bet_by_wager_request_id as get_bet_by_wager_request_id
    from .operations.get_game_liability import get_game_liability as get_game_liability
    from .operations.get_games import get_games as get_games
    from .operations.get_graded import get_graded as get_graded
    from .operations.get_graded_since import get_graded_since as get_graded_since
    from .operations.get_graded_wagers import get_graded_wagers as get_graded_wagers
    from .operations.get_leagues import get_leagues as get_leagues
    from .operations.get_matched_bets import get_matched_bets as get_matched_bets
    from .operations.get_matched_volume import get_matched_volume as get_matched_volume
    from .operations.get_me import get_me as get_me
    from .operations.get_odds_for_average_price import get_odds_for_average_price as get_odds_for_average_price
    from .operations.get_openapi_document import get_openapi_document as get_openapi_document
    from .operations.get_orderbook import get_orderbook as get_orderbook
    from .operations.get_orderbook_v1 import get_orderbook_v1 as get_orderbook_v1
    from .operations.get_orders_for_game import get_orders_for_game as get_orders_for_game
    from .operations.get_participants import get_participants as get_participants
    from .operations.get_single_orderbook import get_single_orderbook as get_single_orderbook
    from .operations.get_unmatched import get_unmatched as get_unmatched
    from .operations.login import login as login
    from .operations.logout import logout as logout
    from .operations.lookup_order import lookup_order as lookup_order
    from .operations.orders_heartbeat import orders_heartbeat as orders_heartbeat
    from .operations.place_orders import place_orders as place_orders
    from .operations.replay_user_messages import replay_user_messages as replay_user_messages

_HOMES = {
    "AuthenticatedUser": "models.authenticated_user",
    "AveragePriceOdds": "models.average_price_odds",
    "AwayYesNo": "models.away_yes_no",
    "Bet": "models.bet",
    "BetBuckets": "models.bet_buckets",
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
    "CommissionByUser": "models.commission_by_user",
    "DisplayPreferences": "models.display_preferences",
    "DrawYesNo": "models.draw_yes_no",
    "EditCancelled": "models.edit_cancelled",
    "EditOrderReply": "models.edit_order_reply",
    "EditOrderRequest": "models.edit_order_request",
    "EditOrderResult": "models.edit_order_result",
    "ErrorType": "models.error_type",
    "Game": "models.game",
    "GameAveragePrice": "models.game_average_price",
    "GameCancelType": "models.game_cancel_type",
    "GameOrderbookFlat": "models.game_orderbook_flat",
    "GameOrderbookNested": "models.game_orderbook_nested",
    "GameSummary": "models.game_summary",
    "GetAffiliateCommissionReply": "models.get_affiliate_commission_reply",
    "GetBetByIDReply": "models.get_bet_by_id_reply",
    "GetBetByUserReferenceReply": "models.get_bet_by_user_reference_reply",
    "GetBetByWagerRequestIDReply": "models.get_bet_by_wager_request_id_reply",
    "GetGameLiabilityData": "models.get_game_liability_data",
    "GetGameLiabilityReply": "models.get_game_liability_reply",
    "GetGamesData": "models.get_games_data",
    "GetGamesReply": "models.get_games_reply",
    "GetGradedData": "models.get_graded_data",
    "GetGradedReply": "models.get_graded_reply",
    "GetGradedSinceData": "models.get_graded_since_data",
    "GetGradedSinceReply": "models.get_graded_since_reply",
    "GetGradedWagersData": "models.get_graded_wagers_data",
    "GetGradedWagersReply": "models.get_graded_wagers_reply",
    "GetLeaguesData": "models.get_leagues_data",
    "GetLeaguesReply": "models.get_leagues_reply",
    "GetMatchedBetsData": "models.get_matched_bets_data",
    "GetMatchedBetsReply": "models.get_matched_bets_reply",
    "GetMatchedVolumeData": "models.get_matched_volume_data",
    "GetMatchedVolumeReply": "models.get_matched_volume_reply",
    "GetMeData": "models.get_me_data",
    "GetMeReply": "models.get_me_reply",
    "GetOddsForAveragePriceReply": "models.get_odds_for_average_price_reply",
    "GetOrderbookData": "models.get_orderbook_data",
    "GetOrderbookReply": "models.get_orderbook_reply",
    "GetOrderbookV1Data": "models.get_orderbook_v1_data",
    "GetOrderbookV1Reply": "models.get_orderbook_v1_reply",
    "GetOrderbookV1Request": "models.get_orderbook_v1_request",
    "GetOrdersForGameData": "models.get_orders_for_game_data",
    "GetOrdersForGameReply": "models.get_orders_for_game_reply",
    "GetParticipantsData": "models.get_participants_data",
    "GetParticipantsReply": "models.get_participants_reply",
    "GetSingleOrderbookData": "models.get_single_orderbook_data",
    "GetSingleOrderbookReply": "models.get_single_orderbook_reply",
    "GetUnmatchedData": "models.get_unmatched_data",
    "GetUnmatchedReply": "models.get_unmatched_reply",
    "GradedGame": "models.graded_game",
    "GradedOutcome": "models.graded_outcome",
    "GradedRow": "models.graded_row",
    "GradedSummary": "models.graded_summary",
    "GradedWager": "models.graded_wager",
    "GradedWagerOutcome": "models.graded_wager_outcome",
    "GradedWagerRow": "models.graded_wager_row",
    "HomeYesNo": "models.home_yes_no",
    "HttpError": "models.http_error",
    "LoadError": "models.load_error",
    "LoginData": "models.login_data",
    "LoginReply": "models.login_reply",
    "LoginRequest": "models.login_request",
    "LookupOrderData": "models.lookup_order_data",
    "LookupOrderDetail": "models.lookup_order_detail",
    "LookupOrderReply": "models.lookup_order_reply",
    "MarketType": "models.market_type",
    "MatchedBet": "models.matched_bet",
    "MatchedBlock": "models.matched_block",
    "MatchedFill": "models.matched_fill",
    "NetworkErrorDetail": "models.network_error_detail",
    "OpenapiDocument": "models.openapi_document",
    "OpenapiPart": "models.openapi_part",
    "OrderSummaryEntry": "models.order_summary_entry",
    "OrderType": "models.order_type",
    "OrderbookOrder": "models.orderbook_order",
    "OrdersByLine": "models.orders_by_line",
    "OrdersHeartbeatRequest": "models.orders_heartbeat_request",
    "Origin": "models.origin",
    "OverUnder": "models.over_under",
    "Participant": "models.participant",
    "ParticipantSummary": "models.participant_summary",
    "PasswordSecurityChecks": "models.password_security_checks",
    "PinnacleLine": "models.pinnacle_line",
    "PlaceOrderInput": "models.place_order_input",
    "PlaceOrdersData": "models.place_orders_data",
    "PlaceOrdersReply": "models.place_orders_reply",
    "PlaceOrdersRequest": "models.place_orders_request",
    "PlaceResult": "models.place_result",
    "ReplayStatus": "models.replay_status",
    "ReplayUserMessagesReply": "models.replay_user_messages_reply",
    "UnmatchedBlock": "models.unmatched_block",
    "UnmatchedOffer": "models.unmatched_offer",
    "UnmatchedOrder": "models.unmatched_order",
    "User": "models.user",
    "UserFeedMessage": "models.user_feed_message",
    "WagerOutcome": "models.wager_outcome",
    "cancel": "operations.cancel",
    "cancel_all_for_league": "operations.cancel_all_for_league",
    "cancel_all_orders": "operations.cancel_all_orders",
    "cancel_all_orders_for_game": "operations.cancel_all_orders_for_game",
    "cancel_by_reference": "operations.cancel_by_reference",
    "cancel_multiple": "operations.cancel_multiple",
    "edit_order": "operations.edit_order",
    "edit_order_v4": "operations.edit_order_v4",
    "get_affiliate_commission": "operations.get_affiliate_commission",
    "get_bet_by_id": "operations.get_bet_by_id",
    "get_bet_by_user_reference": "operations.get_bet_by_user_reference",
    "get_bet_by_wager_request_id": "operations.get_bet_by_wager_request_id",
    "get_game_liability": "operations.get_game_liability",
    "get_games": "operations.get_games",
    "get_graded": "operations.get_graded",
    "get_graded_since": "operations.get_graded_since",
    "get_graded_wagers": "operations.get_graded_wagers",
    "get_leagues": "operations.get_leagues",
    "get_matched_bets": "operations.get_matched_bets",
    "get_matched_volume": "operations.get_matched_volume",
    "get_me": "operations.get_me",
    "get_odds_for_average_price": "operations.get_odds_for_average_price",
    "get_openapi_document": "operations.get_openapi_document",
    "get_orderbook": "operations.get_orderbook",
    "get_orderbook_v1": "operations.get_orderbook_v1",
    "get_orders_for_game": "operations.get_orders_for_game",
    "get_participants": "operations.get_participants",
    "get_single_orderbook": "operations.get_single_orderbook",
    "get_unmatched": "operations.get_unmatched",
    "login": "operations.login",
    "logout": "operations.logout",
    "lookup_order": "operations.lookup_order",
    "orders_heartbeat": "operations.orders_heartbeat",
    "place_orders": "operations.place_orders",
    "replay_user_messages": "operations.replay_user_messages",
}

__all__ = [
    "AuthenticatedUser",
    "AveragePriceOdds",
    "AwayYesNo",
    "Bet",
    "BetBuckets",
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
    "CommissionByUser",
    "DisplayPreferences",
    "DrawYesNo",
    "EditCancelled",
    "EditOrderReply",
    "EditOrderRequest",
    "EditOrderResult",
    "ErrorType",
    "Game",
    "GameAveragePrice",
    "GameCancelType",
    "GameOrderbookFlat",
    "GameOrderbookNested",
    "GameSummary",
    "GetAffiliateCommissionReply",
    "GetBetByIDReply",
    "GetBetByUserReferenceReply",
    "GetBetByWagerRequestIDReply",
    "GetGameLiabilityData",
    "GetGameLiabilityReply",
    "GetGamesData",
    "GetGamesReply",
    "GetGradedData",
    "GetGradedReply",
    "GetGradedSinceData",
    "GetGradedSinceReply",
    "GetGradedWagersData",
    "GetGradedWagersReply",
    "GetLeaguesData",
    "GetLeaguesReply",
    "GetMatchedBetsData",
    "GetMatchedBetsReply",
    "GetMatchedVolumeData",
    "GetMatchedVolumeReply",
    "GetMeData",
    "GetMeReply",
    "GetOddsForAveragePriceReply",
    "GetOrderbookData",
    "GetOrderbookReply",
    "GetOrderbookV1Data",
    "GetOrderbookV1Reply",
    "GetOrderbookV1Request",
    "GetOrdersForGameData",
    "GetOrdersForGameReply",
    "GetParticipantsData",
    "GetParticipantsReply",
    "GetSingleOrderbookData",
    "GetSingleOrderbookReply",
    "GetUnmatchedData",
    "GetUnmatchedReply",
    "GradedGame",
    "GradedOutcome",
    "GradedRow",
    "GradedSummary",
    "GradedWager",
    "GradedWagerOutcome",
    "GradedWagerRow",
    "HomeYesNo",
    "HttpError",
    "LoadError",
    "LoginData",
    "LoginReply",
    "LoginRequest",
    "LookupOrderData",
    "LookupOrderDetail",
    "LookupOrderReply",
    "MarketType",
    "MatchedBet",
    "MatchedBlock",
    "MatchedFill",
    "NetworkErrorDetail",
    "OpenapiDocument",
    "OpenapiPart",
    "OrderSummaryEntry",
    "OrderType",
    "OrderbookOrder",
    "OrdersByLine",
    "OrdersHeartbeatRequest",
    "Origin",
    "OverUnder",
    "Participant",
    "ParticipantSummary",
    "PasswordSecurityChecks",
    "PinnacleLine",
    "PlaceOrderInput",
    "PlaceOrdersData",
    "PlaceOrdersReply",
    "PlaceOrdersRequest",
    "PlaceResult",
    "ReplayStatus",
    "ReplayUserMessagesReply",
    "UnmatchedBlock",
    "UnmatchedOffer",
    "UnmatchedOrder",
    "User",
    "UserFeedMessage",
    "WagerOutcome",
    "cancel",
    "cancel_all_for_league",
    "cancel_all_orders",
    "cancel_all_orders_for_game",
    "cancel_by_reference",
    "cancel_multiple",
    "edit_order",
    "edit_order_v4",
    "get_affiliate_commission",
    "get_bet_by_id",
    "get_bet_by_user_reference",
    "get_bet_by_wager_request_id",
    "get_game_liability",
    "get_games",
    "get_graded",
    "get_graded_since",
    "get_graded_wagers",
    "get_leagues",
    "get_matched_bets",
    "get_matched_volume",
    "get_me",
    "get_odds_for_average_price",
    "get_openapi_document",
    "get_orderbook",
    "get_orderbook_v1",
    "get_orders_for_game",
    "get_participants",
    "get_single_orderbook",
    "get_unmatched",
    "login",
    "logout",
    "lookup_order",
    "orders_heartbeat",
    "place_orders",
    "replay_user_messages",
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
