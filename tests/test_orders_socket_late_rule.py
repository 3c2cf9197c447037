"""The rule for a late venue without a socket: when nothing is placed, what lifts that, and mistakes in it that are found."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from decimal import Decimal
from types import ModuleType
from typing import Any, Final

import pytest

from crossbook.core.attempts import Unsent
from crossbook.fourcasters.socket import protocol
from crossbook_bindings.fourcasters.orders_socket import commands, models

GAME: Final = "66a000000000000000000001"


ORDER: Final = models.PlaceV3Order(
    gameId=GAME, bet=Decimal(100), type="total", side="over", orderType="limit", odds=Decimal(-104), number=Decimal(50)
)


# The rule alone, and what it would be without each part of it.
class Venue:
    """Plays the shell for a protocol object, with a venue that answers what it is told to."""

    def __init__(self, module: ModuleType) -> None:
        self.protocol: Any = module.OrdersProtocol(reply_seconds=20)
        self.protocol.receive_open(0)
        self.now = 0.0

    def cancel(self, name: str) -> bool:
        """Send a cancel; say whether it was taken."""
        return self._send(name, commands.cancel_by_id(models.CancelByIdRequest(requestID=name, orderId="66c000000000000000000001")))

    def place(self, name: str, until: float = 1e9) -> bool:
        return self._send(name, commands.place_v3(models.PlaceV3Request(requestID=name, orders=(ORDER,))), until)

    def answer(self, name: str) -> None:
        self.protocol.receive_text(json.dumps({"requestID": name, "data": []}))

    def run_out_of_time(self) -> None:
        self.now += 20
        self.protocol.receive_time(self.now)

    def _send(self, name: str, command: object, until: float = 1e9) -> bool:
        self.protocol.events_received()
        self.protocol.send_command(command, now=self.now, until=until)
        taken = len(self.protocol.data_to_send()) == 1
        ended = [event.attempt for event in self.protocol.events_received()]
        assert taken or [type(attempt) for attempt in ended] == [Unsent], "what is not taken is known not to be sent"
        return taken


def after_a_late_place(module: ModuleType) -> Venue:
    venue = Venue(module)
    assert venue.place("late")
    venue.run_out_of_time()
    return venue


def nothing_is_placed_after(module: ModuleType) -> None:
    assert not after_a_late_place(module).place("next")
    venue = Venue(module)
    venue.cancel("late")
    venue.run_out_of_time()
    assert not venue.place("next"), "a late cancel is a late command too"


def cancels_go_on(module: ModuleType) -> None:
    assert after_a_late_place(module).cancel("next")


def its_own_late_reply_lifts_it(module: ModuleType) -> None:
    venue = after_a_late_place(module)
    venue.answer("late")
    assert venue.place("next")


def the_reply_to_a_later_command_lifts_it(module: ModuleType) -> None:
    venue = after_a_late_place(module)
    venue.cancel("later")
    venue.answer("later")
    assert venue.place("next")


def noise_and_replies_to_earlier_commands_do_not_lift_it(module: ModuleType) -> None:
    venue = Venue(module)
    venue.place("earlier")
    venue.now += 5
    venue.place("late")
    venue.run_out_of_time()
    venue.protocol.receive_text("{}")
    venue.protocol.receive_text('{"data": []}')
    venue.answer("somebody else's")
    venue.answer("earlier")
    assert not venue.place("next")


def commands_with_deadlines_of_their_own_are_told_apart_by_when_they_were_sent(module: ModuleType) -> None:
    venue = Venue(module)
    venue.cancel("patient")
    venue.place("late", until=1)
    venue.now = 1
    venue.protocol.receive_time(1)
    assert not venue.place("next")
    venue.answer("patient")
    assert not venue.place("next"), "the patient one was sent before the late one"
    venue = Venue(module)
    venue.cancel("earlier")
    venue.place("late", until=1)
    venue.protocol.receive_time(1)
    venue.run_out_of_time()  # now the earlier one is late too, and the later one still is
    venue.answer("earlier")
    assert not venue.place("next")
    venue.answer("late")
    assert venue.place("next")


def what_never_left_makes_nobody_late(module: ModuleType) -> None:
    venue = Venue(module)
    venue.protocol.send_command(commands.cancel_all(models.CancelAllRequest(requestID="kept")), now=0)
    venue.run_out_of_time()
    assert venue.place("next")


def another_connection_lifts_it(module: ModuleType) -> None:
    venue = after_a_late_place(module)
    venue.protocol.receive_eof("the venue closed it")
    venue.protocol.receive_open(venue.now)
    assert venue.place("next")


RULES: Final[list[Callable[[ModuleType], None]]] = [
    nothing_is_placed_after,
    cancels_go_on,
    its_own_late_reply_lifts_it,
    the_reply_to_a_later_command_lifts_it,
    noise_and_replies_to_earlier_commands_do_not_lift_it,
    commands_with_deadlines_of_their_own_are_told_apart_by_when_they_were_sent,
    what_never_left_makes_nobody_late,
    another_connection_lifts_it,
]

PLANTED: Final = {
    "a command that ran out of time is forgotten": ("                self._late = (correlation_id, number)\n", "                pass\n"),
    "a late venue is given more to do": ("elif self._late is not None and", "elif False and"),
    "cancels are held back too": ("command.message.effect.kind in _EXPOSING", "True"),
    "any frame lifts it": ("if self._late is not None and name == self._late[0]:", "if True:"),
    "any named frame lifts it": ("self._late is not None and name == self._late[0]", "name is not None"),
    "its own late reply does not lift it": ("self._late is not None and name == self._late[0]", "False"),
    "a reply to a later command does not lift it": ("self._late = None  # It is the one, or was sent later.", "pass"),
    "a reply to an earlier command lifts it": ("found.number >= self._late[1]", "True"),
    "an earlier command that runs out of time later takes its place": ("if self._late is None or number > self._late[1]:", "if True:"),
    "it outlives its connection": ("self._closed = self._late = None", "self._closed = None"),
    "what never left counts": (
        '                self._unsent(correlation_id, "it could',
        '                self._late = (correlation_id, number)\n                self._unsent(correlation_id, "it could',
    ),
}


@pytest.mark.parametrize("holds", RULES, ids=lambda holds: holds.__name__)
def test_the_rule_for_a_late_venue_holds(holds: Callable[[ModuleType], None]) -> None:
    holds(protocol)


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_rule_is_found(fault: str) -> None:
    old, new = PLANTED[fault]
    source = inspect.getsource(protocol)
    assert source.count(old) == 1, "the line that the fault is planted in has changed"
    planted = ModuleType("planted")
    exec(compile(source.replace(old, new), "planted", "exec"), planted.__dict__)  # noqa: S102 - our own source
    broken: list[str] = []
    for holds in RULES:
        try:
            holds(planted)
        except AssertionError:
            broken.append(holds.__name__)
    assert broken, fault
