# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.get_participants_reply import GetParticipantsReply
from ..models.http_error import HttpError
from ..models.participant_summary import ParticipantSummary


def get_participants(
    *,
    active: str | UnsetType = UNSET,
) -> Request[Venue, GetParticipantsReply, tuple[ParticipantSummary, ...]]:
    """Read teams, players and other sides of games.

    Every participant once: of games that start in the future when `active` is true, of all games otherwise.

    Args:
        active: Text, true or false: whether to leave out participants without a future game.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/markets/get-participants
    """
    return Request(
        operation=effects.GET_PARTICIPANTS,
        path=effects.GET_PARTICIPANTS.path,
        query=pairs(
            effects.GET_PARTICIPANTS,
            ("active", active, str, UNSET),
        ),
        reply=GetParticipantsReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetParticipantsReply) -> tuple[ParticipantSummary, ...]:
    return reply.data.participants
