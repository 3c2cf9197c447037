"""The life of a socket as a law: whatever the venue does, and whenever, a socket is polite, tells the truth, and ends when it should."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crossbook import ConnectionChange, ConnectionGivenUp, ConnectionLost, ConnectionOpened, ConnectionReopening
from crossbook.sockets.backoff import Backoff
from crossbook.sockets.endings import Ending
from crossbook.sockets.keeping import Due, KeepAlive, Keeping
from crossbook.sockets.life import Life, OpeningFailed, Policy, Step

CONNECT_SECONDS = 5.0
FINAL_CODE = 4401
LUCK = st.floats(0, 1)
ENDINGS = st.builds(
    Ending,
    problem=st.just("so it is"),
    code=st.sampled_from([None, 1000, 1001, 1006, 1008, 1011, 1012, 1013, 4400]),
    status=st.sampled_from([None, 302, 400, 404, 429, 500, 503]),
    retry_after=st.sampled_from([None, 0.0, 0.5, 7.0, 90.0]),
)
FINAL = st.sampled_from(
    [Ending(problem="no", status=401), Ending(problem="no", status=403), Ending(problem="api_key_revoked", code=FINAL_CODE)]
)


def policy(*, reopen: bool) -> Policy:
    return Policy(reopen=reopen, connect_seconds=CONNECT_SECONDS, close_seconds=2.0, final_codes=frozenset({FINAL_CODE}))


class LifeLaw(RuleBasedStateMachine):
    """Plays the shell and the venue: does what it is told, and may do anything else at any time."""

    @initialize(reopen=st.booleans())
    def begin(self, reopen: bool) -> None:  # noqa: FBT001 - a strategy's
        self.life = Life(policy(reopen=reopen))
        self.reopen = reopen
        self.now = 0.0
        self.attempts: list[float] = []
        self.busy = False
        """Whether there is a connection or an attempt at one."""
        self.open = False
        self.had = 0
        self.earliest = 0.0
        self.closed = self.given_up = False
        self.life.want_open(self.now)
        self.listen()

    @precondition(lambda self: self.busy and not self.open and not self.closed)
    @rule()
    def complete_the_handshake(self) -> None:
        self.life.connected(self.now)
        self.listen()
        assert self.life.next_deadline == self.now + 10, "silence is counted from here"

    @precondition(lambda self: self.open)
    @rule()
    def say_something(self) -> None:
        self.life.heard(self.now)

    @precondition(lambda self: self.busy)
    @rule(ending=ENDINGS, luck=LUCK)
    def end(self, ending: Ending, luck: float) -> None:
        self.busy = self.open = False
        self.earliest = self.now + (ending.retry_after or 0)
        self.life.ended(ending, now=self.now, luck=luck)
        self.listen()

    @precondition(lambda self: self.busy and self.had)
    @rule(ending=FINAL, luck=LUCK)
    def refuse_the_credentials(self, ending: Ending, luck: float) -> None:
        self.busy = self.open = False
        self.life.ended(ending, now=self.now, luck=luck)
        self.listen()
        assert self.life.is_over
        assert self.given_up or self.closed or not self.reopen

    @rule(seconds=st.sampled_from([0.0, 0.01, 0.3, 0.999, 1.0, 4.0, 31.0, 3600.0]), luck=LUCK)
    def let_time_pass(self, seconds: float, luck: float) -> None:
        self.now += seconds
        self.life.receive_time(self.now, luck=luck)
        self.listen()

    @rule(luck=LUCK)
    def wait_for_what_is_due(self, luck: float) -> None:
        deadline = self.life.next_deadline
        if deadline is not None:
            self.now = max(self.now, deadline)
            before = (self.life.next_deadline, self.busy)
            self.life.receive_time(self.now, luck=luck)
            self.listen()
            assert (self.life.next_deadline, self.busy) != before, "a deadline that is met is followed by something"

    @rule()
    def want_no_more(self) -> None:
        self.life.want_closed(self.now)
        self.closed = True
        self.listen()

    @precondition(lambda self: self.closed)
    @rule()
    def lose_patience(self) -> None:
        self.life.cut()
        self.listen()
        assert not self.busy

    @invariant()
    def attempts_are_a_second_apart(self) -> None:
        assert all(later - earlier >= 1 for earlier, later in zip(self.attempts, self.attempts[1:], strict=False))

    @invariant()
    def what_is_over_stays_over(self) -> None:
        if self.closed or self.given_up:
            assert self.life.is_over
            assert not self.life.is_open

    @invariant()
    def somebody_watches_the_clock_unless_there_is_nothing_to_wait_for(self) -> None:
        waits = self.busy or (self.had and self.reopen and not self.closed and not self.given_up)
        assert (self.life.next_deadline is not None) == bool(waits)

    def listen(self) -> None:
        for following in self.life.following():
            if isinstance(following, Step):
                self.do(following)
            else:
                self.hear(following)

    def do(self, step: Step) -> None:
        if step is not Step.CONNECT:
            assert self.busy, "there is something to ping, to close, or to drop"
            assert self.open or step is Step.DROP
            if step is Step.DROP:
                self.busy = self.open = False
            return
        assert not self.busy, "one connection at a time"
        assert not self.closed
        assert not self.given_up
        assert self.now >= self.earliest, "not before the venue wants it"
        assert not self.attempts or (self.had and self.reopen), "nobody asked for it to be reopened"
        self.attempts.append(self.now)
        self.busy = True

    def hear(self, change: OpeningFailed | ConnectionChange) -> None:
        match change:
            case OpeningFailed():
                assert not self.had
            case ConnectionOpened(connection=number):
                self.had += 1
                assert number == self.had
                self.open = True
            case ConnectionLost():
                assert self.had
                self.open = False
            case ConnectionReopening(in_seconds=seconds, attempt=attempt):
                assert self.reopen
                assert seconds >= 0
                assert attempt >= 1
            case ConnectionGivenUp():
                assert self.reopen
                self.given_up = True


TestLifeLaw = LifeLaw.TestCase
TestLifeLaw.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)


@given(LUCK, st.integers(0, 200))
def test_waits_double_up_to_a_bound_and_are_shortened_by_half_at_most(luck: float, failures: int) -> None:
    backoff = Backoff()
    whole = min(30.0, 2.0**failures)
    assert whole / 2 <= backoff.wait(failures, luck) <= whole
    assert backoff.wait(failures, 1.0) == whole


def waits(*, held_for: float, times: int) -> list[float]:
    """Give the waits after connections that each held for so long."""
    life, now, found = Life(policy(reopen=True)), 0.0, list[float]()
    life.want_open(now)
    for _ in range(times):
        life.connected(now)
        now += held_for
        life.ended(Ending(problem="so it is"), now=now, luck=1.0)
        found += [each.in_seconds for each in life.following() if isinstance(each, ConnectionReopening)]
        now += found[-1]
        life.receive_time(now, luck=1.0)
    return found


def test_only_a_connection_that_held_for_half_a_minute_makes_the_waits_short_again() -> None:
    assert waits(held_for=29.9, times=6) == pytest.approx([1, 2, 4, 8, 16, 30])
    assert waits(held_for=30, times=6) == pytest.approx([1] * 6)


def test_a_quiet_connection_is_pinged_and_lost_when_nothing_at_all_comes_of_it() -> None:
    keeping = Keeping(KeepAlive(every=10, within=20))
    keeping.heard(0)
    told = list[tuple[float, Due]]()
    while keeping.next_deadline not in [now for now, _ in told]:
        now = keeping.next_deadline
        told.append((now, keeping.due(now)))
    assert told == [(10, Due.PING), (20, Due.PING), (30, Due.END)]


def test_the_deadline_of_a_venue_that_wants_pings_is_kept() -> None:
    # PredictStreet: a ping each 25 s, and no sign of life within 5 s of it is the end.
    keeping = Keeping(KeepAlive(every=25, within=5))
    keeping.heard(0)
    assert (keeping.due(25), keeping.next_deadline, keeping.due(29.9), keeping.due(30)) == (Due.PING, 30, Due.NOTHING, Due.END)


def test_a_program_that_slept_does_not_take_its_own_sleep_for_the_venues_silence() -> None:
    keeping = Keeping(KeepAlive(every=10, within=20))
    keeping.heard(0)
    assert keeping.due(3600) is Due.PING
    assert keeping.due(3619) is Due.PING
    keeping.heard(3619.5)
    assert keeping.due(3625) is Due.NOTHING


@pytest.mark.parametrize("code", [1000, 1001, 1002, 1006, 1008, 1011, 1012, 1013, None])
def test_a_close_code_that_says_nothing_of_the_credentials_is_not_final(code: int | None) -> None:
    life = Life(policy(reopen=True))
    life.want_open(0)
    life.connected(0)
    life.ended(Ending(problem="so it is", code=code), now=1, luck=0)
    assert isinstance(life.following()[-1], ConnectionReopening)
