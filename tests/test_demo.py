"""The demo, run as a user runs it, and the check that it ends with."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from crossbook import Cancelled, CancelUnknown, Evidence, NotCancelled, NotCancelledReason
from crossbook.demo.command import demo
from crossbook.demo.moments import Moment, covered
from crossbook.demo.rows import Call, Interface, Order, Row, Venue, Verdict, count_unknown, league_rows, rows_of
from crossbook.demo.tally import closed_but_open, tally

SILENCE = Evidence(operation="cancelMultiple", sent="POST", received=None, problem="no complete reply came (ReadError: )")
CALL = Call(Venue.FOURCASTERS, Interface.REST, "cancelMultiple")
THIRTEEN = (
    ("4casters", "cancel"),
    ("4casters", "cancelMultiple"),
    ("4casters", "cancelByReference"),
    ("4casters", "cancelAllOrdersForGame"),
    ("4casters", "cancelAllForLeague"),
    ("4casters", "cancelAllOrders"),
    ("4casters socket", "cancelById"),
    ("4casters socket", "cancelMultiple"),
    ("4casters socket", "cancelAllByGame"),
    ("4casters socket", "cancelAll"),
    ("PredictStreet", "cancel"),
    ("PredictStreet", "cancel-batch"),
    ("PredictStreet", "cancel-all"),
)
TITLE = re.compile(r"\d\. Every cancel of (\w+) over (its orders )?.*")
LINE = re.compile(
    r"(?P<order>\w{8}|bad.id) +((?P<venue>4casters|4casters socket|PredictStreet) +)?(?P<call>cancel[\w-]*) +"
    r"(?P<outcome>Cancelled|NotCancelled|\?\? UNKNOWN|Acknowledged)( +(?P<filled>-|[\d.]+) +(?P<remaining>-|[\d.]+))? *(?P<reason>.*?) *"
)
MOMENT = re.compile(
    r"(?P<name>\w+( again)?)  +(?P<done>.*?)  +(?P<outcome>-|\?\? UNKNOWN|[A-Z]\w+)  +(?P<order>\w{8})  +"
    r"(?P<listed>nothing|[\d.]+ at \S+) *"
)


@pytest.fixture(scope="module")
def run() -> Result:
    return CliRunner().invoke(demo, env={"COLUMNS": "140"})


@pytest.fixture(scope="module")
def rows(run: Result) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    place = ""
    for line in run.output.splitlines():
        if title := TITLE.fullmatch(line.rstrip()):
            place = f"{title[1]} socket" if title[2] else title[1]
        elif shown := LINE.fullmatch(line):
            found.append(shown.groupdict() | {"venue": shown["venue"] or place})
    return found


@pytest.fixture(scope="module")
def lives(run: Result) -> list[list[dict[str, str]]]:
    """The moments of the two orders, each life up to the table that follows."""
    _, first, second, *_ = re.split(r"^\d\. ", run.output, flags=re.MULTILINE)
    return [[found.groupdict() for line in part.splitlines() if (found := MOMENT.fullmatch(line))] for part in (first, second)]


def test_an_order_lives_its_whole_life_at_each_venue(lives: list[list[dict[str, str]]]) -> None:
    told = [[(moment["name"], moment["outcome"], moment["listed"]) for moment in life] for life in lives]

    assert told == [
        [
            ("quoted", "Placed", "100 at +105"),
            ("taken", "-", "58 at +105"),
            ("moved", "Edited", "58 at +110"),
            ("moved again", "?? UNKNOWN", "58 at +115"),
            ("resolved", "Edited", "58 at +115"),
            ("pulled", "Cancelled", "nothing"),
            ("gone", "-", "nothing"),
        ],
        [
            ("quoted", "Placed", "10 at 0.42"),
            ("taken", "-", "6 at 0.42"),
            ("pulled", "?? UNKNOWN", "nothing"),
            ("resolved", "Cancelled", "nothing"),
            ("moved", "Placed", "6 at 0.45"),
            ("pulled", "Cancelled", "nothing"),
            ("gone", "-", "nothing"),
        ],
    ]


def test_an_order_that_was_moved_has_another_id_and_no_outcome_covers_too_little(run: Result, lives: list[list[dict[str, str]]]) -> None:
    assert [len({moment["order"] for moment in life}) for life in lives] == [3, 2]
    assert "10 outcomes: none calls anything closed that the venue still held." in run.output


def test_an_outcome_that_calls_closed_what_rests_is_found() -> None:
    closed = Moment.of("pulled", "cancel_order", Cancelled("a"), "a", ["5 at +100"], rests=True)
    unknown = Moment.of("lost", "cancel_order", CancelUnknown(order_id="a", evidence=SILENCE), "a", [], rests=True)

    assert (closed.is_covered, unknown.is_covered) == (False, True)
    assert (closed.verdict, unknown.verdict, unknown.listed) == ("Cancelled", "?? UNKNOWN", "nothing")
    assert covered([unknown, closed]) == "2 outcomes, and NOT all cover what the venue held (pulled)."


def test_it_ends_well_and_says_so_in_its_last_line(run: Result, rows: list[dict[str, str]]) -> None:
    last = run.output.splitlines()[-1]

    assert run.exit_code == 0, run.output
    assert last == f"{len(rows)} orders, {len(rows)} outcomes: every order has exactly one outcome."


def test_a_market_in_another_process_is_driven_over_http(run: Result) -> None:
    said = " ".join(run.output.split())
    assert "a maker offered 100 USD at +110; our client took 60 of it. Orders of the maker that still rest: 1." in said


def test_every_order_stands_in_exactly_one_line(rows: list[dict[str, str]]) -> None:
    orders = [(row["venue"].split()[0], row["order"]) for row in rows]

    assert len(orders) > len(THIRTEEN)
    assert sorted(set(orders)) == sorted(orders)


@pytest.mark.parametrize("call", THIRTEEN, ids=" ".join)
def test_each_of_the_thirteen_calls_cancels_something(call: tuple[str, str], rows: list[dict[str, str]]) -> None:
    outcomes = {row["outcome"] for row in rows if (row["venue"], row["call"]) == call}

    assert outcomes & {"Cancelled", "Acknowledged"}


def test_a_batch_is_half_failed_at_both_venues(rows: list[dict[str, str]]) -> None:
    reasons = {
        venue: [row["reason"] for row in rows if (row["venue"], row["call"], row["outcome"]) == (venue, call, "NotCancelled")]
        for venue, call in (("4casters", "cancelMultiple"), ("PredictStreet", "cancel-batch"))
    }

    assert reasons == {
        "4casters": [
            "already cancelled",
            "already filled",
            "already expired",
            "already graded",
            "not owned",
            "not found",
            "malformed id",
        ],
        "PredictStreet": ["already terminal", "already terminal", "lock invariant", "not found", "not found", "malformed id"],
    }


def test_orders_of_a_lost_reply_are_unknown_and_are_looked_up(run: Result, rows: list[dict[str, str]]) -> None:
    unknown = [row for row in rows if row["outcome"] == "?? UNKNOWN"]
    looked_up = dict(re.findall(r"^(\w{8}) .* {2,}(cancelled|still open) *$", run.output, re.MULTILINE))

    assert {row["venue"] for row in unknown} == {"4casters", "4casters socket", "PredictStreet"}
    assert looked_up.keys() == {row["order"] for row in unknown}
    assert set(looked_up.values()) == {"cancelled", "still open"}


def test_amounts_are_shown_where_the_venue_tells_them(rows: list[dict[str, str]]) -> None:
    shown = [(row["venue"], row["filled"], row["remaining"]) for row in rows if row["call"] == "cancel" and row["outcome"] == "Cancelled"]

    assert shown == [("4casters", "40", "60"), ("PredictStreet", "-", "100"), ("PredictStreet", "-", "67.5")]


def test_it_fits_a_narrow_terminal_without_colours_and_cuts_nothing_short() -> None:
    program = "from crossbook.commands.main import main; main()"
    run = subprocess.run(  # noqa: S603 - a fixed command line
        [sys.executable, "-c", program, "demo"],
        env={"COLUMNS": "40", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = run.stdout.splitlines()

    assert (run.returncode, run.stderr) == (0, "")
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in run.stdout
    assert "\N{HORIZONTAL ELLIPSIS}" not in run.stdout
    assert {call for _, call in THIRTEEN} <= set(run.stdout.split())


def test_each_kind_of_outcome_has_a_row_of_its_own() -> None:
    page = Evidence(operation="cancelMultiple", sent="POST", received="HTTP 502 <html>", problem="HTTP 502 (unclear). Body: <html>")

    rows = rows_of(
        CALL,
        [
            Cancelled("a", Decimal(40), Decimal(60)),
            NotCancelled(order_id="b", reason=NotCancelledReason.ALREADY_FILLED),
            NotCancelled(order_id="c", reason=NotCancelledReason.TRANSIENT),
            CancelUnknown(order_id="d", evidence=SILENCE),
            CancelUnknown(order_id="e", evidence=page),
        ],
    )

    assert [(row.verdict, row.filled, row.remaining, row.reason, row.may_be_open, row.evidence) for row in rows] == [
        (Verdict.CANCELLED, 40, 60, "", False, ""),
        (Verdict.NOT_CANCELLED, None, None, "already filled", False, ""),
        (Verdict.NOT_CANCELLED, None, None, "transient", True, ""),
        (Verdict.UNKNOWN, None, None, "no reply came", True, "no complete reply came"),
        (Verdict.UNKNOWN, None, None, "its reply settles nothing", True, "HTTP 502 (unclear)"),
    ]


def test_a_league_cancel_is_acknowledged_and_what_follows_is_read_from_the_open_orders() -> None:
    gone, left = league_rows(CALL, ["gone", "left"], {"left", "somebody else's"})

    assert (gone.verdict, gone.reason, gone.may_be_open) == (Verdict.ACKNOWLEDGED, "gone from the open orders", False)
    assert (left.verdict, left.reason, left.may_be_open) == (Verdict.ACKNOWLEDGED, "still among the open orders", True)


def test_unknown_orders_are_counted_by_what_the_venue_shows() -> None:
    evidence = Evidence(operation="cancel", sent="POST", received=None, problem="")
    rows = rows_of(CALL, [Cancelled("z"), *(CancelUnknown(order_id=name, evidence=evidence) for name in "abcd")])
    shown = {Order(Venue.FOURCASTERS, name): "cancelled" if name < "c" else "still open" for name in "abc"}

    assert count_unknown(rows, shown) == "Of 4 unknown orders the venues show: 2 cancelled, 1 still open, 1 not shown."


ids = st.lists(st.text(min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@given(ids)
def test_the_check_holds_when_every_order_has_one_outcome_in_any_order(order_ids: list[str]) -> None:
    count = tally(orders(order_ids), cancelled(*sorted(order_ids)))

    assert count.holds
    assert count.sentence == f"{len(order_ids)} orders, {len(order_ids)} outcomes: every order has exactly one outcome."


@given(ids, st.data())
def test_the_check_fails_when_an_outcome_is_dropped(order_ids: list[str], data: st.DataObject) -> None:
    dropped = data.draw(st.sampled_from(order_ids))
    count = tally(orders(order_ids), cancelled(*(order_id for order_id in order_ids if order_id != dropped)))

    assert not count.holds
    assert [order.order_id for order in count.without] == [dropped]
    assert "NOT every order has exactly one outcome (1 without an outcome)" in count.sentence


@given(ids, st.data())
def test_the_check_fails_when_an_outcome_is_doubled(order_ids: list[str], data: st.DataObject) -> None:
    doubled = data.draw(st.sampled_from(order_ids))
    count = tally(orders(order_ids), cancelled(*order_ids, doubled))

    assert not count.holds
    assert [order.order_id for order in count.repeated] == [doubled]


@given(ids)
def test_the_check_fails_when_one_outcome_takes_the_place_of_another(order_ids: list[str]) -> None:
    count = tally(orders(order_ids), cancelled(*order_ids[1:], order_ids[0] + "~"))

    assert not count.holds
    assert (len(count.without), len(count.strangers)) == (1, 1)


def test_the_same_id_at_two_venues_is_two_orders() -> None:
    both = [Order(Venue.FOURCASTERS, "a"), Order(Venue.PREDICTSTREET, "a")]

    assert not tally(both, cancelled("a")).holds


def test_an_order_that_rests_although_its_outcome_closed_it_is_found() -> None:
    rows = [
        *cancelled("a", "b"),
        *rows_of(CALL, [NotCancelled(order_id="c", reason=NotCancelledReason.LOCK_INVARIANT)]),
    ]

    assert closed_but_open(rows, orders(["b", "c"])) == tuple(orders(["b"]))


def test_the_numbered_parts_come_in_order(run: Result) -> None:
    numbers = [int(found) for found in re.findall(r"^(\d)\. ", run.output, re.MULTILINE)]

    assert numbers
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))


def orders(order_ids: list[str]) -> list[Order]:
    return [Order(Venue.FOURCASTERS, order_id) for order_id in order_ids]


def cancelled(*order_ids: str) -> tuple[Row, ...]:
    return rows_of(CALL, map(Cancelled, order_ids))
