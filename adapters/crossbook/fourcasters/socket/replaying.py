"""Runs a call of the orders socket once more over what was written down. Pure."""

from __future__ import annotations

from typing import Final

from crossbook.core.interruption import NEVER_SENT
from crossbook.core.replaying import Recorded, Replay
from crossbook.core.showing import shown_text
from crossbook.errors import InvalidRequest
from crossbook.fourcasters.socket.envelopes import SocketAttempt
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import SocketCommand


def _sent(command: SocketCommand[Venue, object]) -> tuple[str, str | None]:
    return command.message.name, shown_text(command.text(), lambda text: text)


def _answer(
    _: SocketCommand[Venue, object], request: Recorded[SocketAttempt | InvalidRequest], __: list[str]
) -> SocketAttempt | InvalidRequest:
    return request.attempts[0] if request.attempts else NEVER_SENT


def _otherwise(_: SocketCommand[Venue, object], __: float) -> SocketAttempt:
    return NEVER_SENT


COMMANDS: Final = Replay[SocketCommand[Venue, object], SocketAttempt, SocketAttempt | InvalidRequest](_sent, _answer, _otherwise)
"""How calls of the orders socket are run once more."""
