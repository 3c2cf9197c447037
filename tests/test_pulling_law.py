"""A sample of the runs in which everything goes wrong that can: a pull never says falsely that nothing rests."""

from __future__ import annotations

import pytest
from samples import sample
from simulation.hunting import hunt
from simulation.mutants_pulling import PULLING
from simulation.session import batches, play
from simulation.worlds import PULLS, world_of

SEED = f"{PULLS}sample"
RUNS = sample(120, long=250)
QUICKLY = 400
"""How many runs it takes at most to find those that the tests plant."""
SAMPLE = (
    "what may still arrive is not waited for",
    "what a venue says is cancelled does not rest",
    "any reference has the prefix",
    "an order of any game is of this one",
    "what cannot be listed does not rest",
)


def test_no_pull_of_a_sample_says_falsely_that_nothing_rests() -> None:
    (tally,) = map(play, batches(RUNS, SEED))
    assert {law: (one.run, one.text) for law, one in tally.found.items()} == {}
    assert tally.counts["pulled: nothing rests: proven"] > RUNS / 2
    assert tally.counts["pulled: proven with placements that were unknown"] > 10
    assert tally.counts["pulled: somebody else still placed"] > 10


def test_a_pull_is_decided_by_its_seed_alone() -> None:
    assert world_of(f"{SEED}/3").run().digest == world_of(f"{SEED}/3").run().digest != world_of(f"{SEED}/4").run().digest


@pytest.mark.parametrize("name", SAMPLE)
def test_a_mistake_in_pulling_is_found(name: str) -> None:
    (mutant,) = (each for each in PULLING if each.name == name)
    fate = hunt(mutant, QUICKLY, "sample")
    assert fate.by is not None, f"it survived {fate.runs} runs"
