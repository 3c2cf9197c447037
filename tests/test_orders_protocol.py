"""The law of the orders socket, for any order of events: each command ends exactly once, and what it is told is true."""

from __future__ import annotations

import json
from decimal import Decimal

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, precondition, rule

from crossbook.core.attempts import Lost, Unsent
from crossbook.fourcasters.socket.envelopes import Replied, read_envelope
from crossbook.fourcasters.socket.protocol import CommandEnded, OrdersProtocol, Unclaimed
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters.orders_socket import commands, models
from crossbook_bindings.runtime import SocketCommand

REPLY_SECONDS = 20.0

NOISE = st.one_of(
    st.sampled_from(["", "{", "[]", "null", "{}", '{"data":[]}', '{"requestID":null}', '{"requestID":1}', '{"requestID":"nobody"}']),
    st.text(max_size=8),
)


ORDER = models.PlaceV3Order(
    gameId="66a000000000000000000001",
    bet=Decimal(100),
    type="total",
    side="over",
    orderType="limit",
    odds=Decimal(-104),
    number=Decimal(50),
)


def cancel(name: str) -> SocketCommand[Venue, models.CancelReply]:
    return commands.cancel_by_id(models.CancelByIdRequest(requestID=name, orderId="66c000000000000000000001"))


def place(name: str) -> SocketCommand[Venue, models.PlaceV3Reply]:
    return commands.place_v3(models.PlaceV3Request(requestID=name, orders=(ORDER,)))


class ProtocolLaw(RuleBasedStateMachine):
    """Plays the shell: it may take frames out at any time or not at all, and the venue may say anything at any time."""

    names = Bundle("names")

    def __init__(self) -> None:
        super().__init__()
        self.protocol = OrdersProtocol(reply_seconds=REPLY_SECONDS)
        self.protocol.receive_open(0.0)
        self.now = 0.0
        self.asked: dict[str, float] = {}
        """When each command was asked for."""
        self.sent: list[str] = []
        self.ended: dict[str, Replied | Unsent | Lost] = {}
        self.open = True
        self.late: str | None = None
        """The last command of this connection that was sent, and then ran out of time or was given up, and nothing since has lifted."""
        self.withdrawn: set[str] = set()
        self.unclaimed = 0
        self.said = 0
        self.answers = 0

    @rule(target=names)
    def ask(self) -> str:
        name = f"req-{len(self.asked)}"
        self.asked[name] = self.now
        self.protocol.send_command(cancel(name), now=self.now)
        self.listen()
        return name

    @rule(target=names)
    def ask_to_place(self) -> str:
        name = f"place-{len(self.asked)}"
        self.asked[name] = self.now
        self.protocol.send_command(place(name), now=self.now)
        self.listen()
        assert (name in self.ended) == (not self.open or self.late is not None), "nothing is placed while the venue is late"
        return name

    @rule(name=names)
    def wait_no_more(self, name: str) -> None:
        self.protocol.withdraw(name)
        if name not in self.sent and name not in self.ended:
            self.withdrawn.add(name)
        elif name not in self.ended:
            self.is_late(name)  # It is under way, and nobody will hear what becomes of it.

    @rule()
    def take_out(self) -> None:
        frames = self.protocol.data_to_send()
        assert self.open or not frames, "nothing is sent when the connection is gone"
        for frame in frames:
            message, payload = json.loads(frame)
            assert message in ("cancelById", "placeV3")
            assert payload["requestID"] not in self.withdrawn, "nobody waits for it"
            self.sent.append(payload["requestID"])

    @rule(name=names, error=st.booleans())
    def answer(self, name: str, error: bool) -> None:  # noqa: FBT001 - a strategy's
        self.say(json.dumps({"requestID": name, **({"error": "order not found"} if error else {"data": []})}))

    @rule(name=consumes(names))
    def answer_twice(self, name: str) -> None:
        for _ in range(2):
            self.say(json.dumps({"requestID": name, "data": []}))

    @rule(noise=NOISE)
    def make_noise(self, noise: str) -> None:
        self.say(noise)

    @rule(seconds=st.sampled_from([0.0, 0.5, 7.0, REPLY_SECONDS, 100.0]))
    def let_time_pass(self, seconds: float) -> None:
        self.now += seconds
        self.protocol.receive_time(self.now)
        self.listen()
        for name, asked in self.asked.items():
            over = name in self.ended or name in self.withdrawn
            assert over or self.now - asked < REPLY_SECONDS, "a command whose time has run out has ended"

    @rule()
    def lose_the_connection(self) -> None:
        self.protocol.receive_eof("the venue closed it")
        self.open = False
        self.listen()
        assert self.ended.keys() | self.withdrawn == self.asked.keys(), "nothing waits for a connection that is gone"

    @precondition(lambda self: not self.open)
    @rule()
    def open_another_connection(self) -> None:
        self.protocol.receive_open(self.now)
        self.open = True
        self.late = None
        assert self.protocol.data_to_send() == [], "nothing is carried over"

    @invariant()
    def what_is_sent_is_sent_once(self) -> None:
        assert len(self.sent) == len(set(self.sent))
        assert set(self.sent) <= self.asked.keys()

    @invariant()
    def unsent_means_that_it_was_never_sent(self) -> None:
        assert not any(isinstance(attempt, Unsent) for name, attempt in self.ended.items() if name in self.sent)

    @invariant()
    def only_what_was_sent_has_a_reply_or_may_have_arrived(self) -> None:
        assert all(name in self.sent for name, attempt in self.ended.items() if isinstance(attempt, Replied))

    @invariant()
    def every_frame_answers_a_command_or_is_unclaimed(self) -> None:
        assert self.said == self.answers + self.unclaimed

    @invariant()
    def the_next_deadline_is_that_of_the_oldest_command_in_flight(self) -> None:
        over = self.ended.keys() | self.withdrawn
        waiting = [asked + REPLY_SECONDS for name, asked in self.asked.items() if name not in over]
        assert self.protocol.next_deadline == min(waiting, default=None)

    def teardown(self) -> None:
        self.lose_the_connection()
        self.take_out()
        assert len(self.ended) + len(self.withdrawn) == len(self.asked)

    def say(self, frame: str) -> None:
        self.said += 1
        before = self.ended.keys() | set[str]()
        self.protocol.receive_text(frame)
        self.listen()
        answered = [name for name in self.ended.keys() - before if self.late is not None and self.is_after(name, self.late)]
        if answered or f'"requestID": "{self.late}"' in frame:
            self.late = None

    def is_after(self, name: str, other: str) -> bool:
        """Say whether a command was asked for after another one."""
        order = list(self.asked)
        return order.index(name) > order.index(other)

    def is_late(self, name: str) -> None:
        if self.late is None or self.is_after(name, self.late):
            self.late = name

    def listen(self) -> None:
        for event in self.protocol.events_received():
            match event:
                case Unclaimed():
                    self.unclaimed += 1
                case CommandEnded(correlation_id=name, attempt=attempt):
                    assert name in self.asked
                    assert name not in self.ended, "a command ends once"
                    assert name not in self.withdrawn, "nobody waits for it"
                    self.ended[name] = attempt
                    if isinstance(attempt, Lost) and self.open:
                        self.is_late(name)
                    if isinstance(attempt, Replied):
                        envelope = read_envelope(attempt.text)
                        assert envelope is None or envelope.requestID == name
                        self.answers += 1


TestProtocolLaw = ProtocolLaw.TestCase
TestProtocolLaw.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)


def test_a_second_command_of_the_same_name_is_not_sent() -> None:
    protocol = OrdersProtocol(reply_seconds=REPLY_SECONDS)
    protocol.receive_open(0)
    protocol.send_command(cancel("same"), now=0)
    protocol.send_command(cancel("same"), now=1)
    assert len(protocol.data_to_send()) == 1
    (event,) = protocol.events_received()
    assert isinstance(event, CommandEnded)
    assert isinstance(event.attempt, Unsent)


def test_a_command_in_flight_is_lost_with_the_connection_and_one_that_was_still_here_was_not_sent() -> None:
    protocol = OrdersProtocol(reply_seconds=REPLY_SECONDS)
    protocol.receive_open(0)
    protocol.send_command(cancel("in flight"), now=0)
    protocol.data_to_send()
    protocol.send_command(cancel("still here"), now=1)
    protocol.receive_eof("the venue closed it")
    ended = {event.correlation_id: type(event.attempt) for event in protocol.events_received() if isinstance(event, CommandEnded)}
    assert ended == {"in flight": Lost, "still here": Unsent}
    assert protocol.data_to_send() == []
