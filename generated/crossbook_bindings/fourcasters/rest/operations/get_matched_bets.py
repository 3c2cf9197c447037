# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.get_matched_bets_reply import GetMatchedBetsReply
from ..models.http_error import HttpError
from ..models.matched_bet import MatchedBet


def get_matched_bets() -> Request[Venue, GetMatchedBetsReply, tuple[MatchedBet, ...]]:
    """Read all matched bets that are not graded.

    Every fill of the account that is not settled yet, ascending by game start, in one unpaged list. Risk and win are
    USD with the commission that would fall due; odds are the caller's own.

    Venue page: https://docs.4casters.io/pages/rest/user/get-matched-bets
    """
    return Request(
        operation=effects.GET_MATCHED_BETS,
        path=effects.GET_MATCHED_BETS.path,
        reply=GetMatchedBetsReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetMatchedBetsReply) -> tuple[MatchedBet, ...]:
    return reply.data.matchedBets
