"""The quoter lives through a market that breaks, in time of its own, and what it claims covers what the sandbox holds."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

import crossbook.demo.quoter
from crossbook import Ledger
from crossbook.demo.command import demo
from crossbook.demo.quoter import Limits
from crossbook.demo.quoter_run import VENUES, run
from crossbook.ledger import Exposure


class Forgetful(Ledger):
    """A ledger that says of nothing that it is at risk."""

    def exposure(self) -> tuple[Exposure, ...]:
        return ()


def test_forty_seconds_of_faults_end_with_nothing_resting_and_nothing_was_ever_claimed_too_small() -> None:
    watched = run(40, 5, faults=True)
    assert watched.breaches == []
    assert watched.pulled is not None
    assert watched.pulled.verdict == "nothing rests: proven"
    assert watched.left_at_the_venues == 0
    assert watched.holds
    assert watched.faults > 0
    assert watched.steps > 100
    for venue in VENUES:  # It has quoted and traded at both.
        assert watched.counts[venue, "Placed"] > 4
        assert watched.counts[venue, "OrderFilled"] > 0
        assert 0 < watched.most_held[venue] <= watched.most_claimed[venue]


def test_without_faults_four_quotes_rest_on_each_venue_and_are_moved() -> None:
    watched = run(40, 2, faults=False, takes=0.0)
    assert watched.holds
    assert watched.counts["fourcasters", "Edited"] > 0
    assert watched.counts["predictstreet", "Cancelled"] > 0
    for venue in VENUES:  # Nobody takes any: whatever was placed beyond the four took the place of one that was cancelled.
        assert watched.counts[venue, "Placed"] - watched.counts[venue, "Cancelled"] <= 4
    # Four of 10 USD each; PredictStreet's are cut to whole hundredths of a token.
    assert watched.most_held["fourcasters"] == 40
    assert Decimal("39.9") < watched.most_held["predictstreet"] <= 40


def test_its_limits_are_never_passed_however_often_its_quotes_are_taken() -> None:
    watched = run(15, 3, faults=False, limits=Limits(most=Decimal(60)), takes=1.0)
    assert watched.holds
    for venue in VENUES:
        assert 40 < watched.most_held[venue] <= 60


def test_a_ledger_that_claims_too_little_is_found_out() -> None:
    watched = run(10, 3, faults=False, limits=Limits(most=Decimal(30)), ledger=lambda clock: Forgetful(clock=clock))
    assert not watched.holds
    assert any("the ledger claims 0" in breach for breach in watched.breaches)
    assert any("more than 30" in breach for breach in watched.breaches)  # it always has room for more


@pytest.mark.parametrize("columns", [80, 120])
def test_the_command_ends_with_a_table_and_the_proof(columns: int) -> None:
    ended = CliRunner().invoke(demo, ["quoter", "--minutes", "0.1", "--faults", "7"], env={"COLUMNS": str(columns)})
    assert ended.exit_code == 0, ended.output
    lines = ended.output.splitlines()
    assert max(map(len, lines)) <= columns
    assert lines[-1] == "nothing rests: proven"
    shown = {line.split("  ")[0].strip() for line in lines}
    assert {"quotes placed", "quotes cancelled", "most at risk that was claimed", "most at risk that was held", "gaps in feeds"} <= shown


def test_the_example_that_people_copy_has_at_most_two_hundred_lines() -> None:
    assert len(Path(crossbook.demo.quoter.__file__).read_text().splitlines()) <= 200
