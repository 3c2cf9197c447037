"""A sample of the runs of feeds: no own event is lost or counted twice, no gap is unsaid, and the ledger never says less."""

from __future__ import annotations

import pytest
from samples import sample
from simulation.booking import MarketWorld, PriceWorld
from simulation.elsewhere import digests_elsewhere
from simulation.hunting import hunt
from simulation.listening import ListeningWorld
from simulation.mutants_feeds import FEEDS as MISTAKES
from simulation.session import batches, play
from simulation.worlds import FEEDS, world_of

SEED = f"{FEEDS}sample"
RUNS = sample(200, long=250)
TOLD = (
    *("OrderPlaced", "OrderFilled", "OrderCancelled", "BetTaken", "RestingOrders", "BookChanged", "BookInvalid", "BookRebuilt"),
    *("Gap", "Replayed", "Live", "Lost", "Disconnected"),
)
QUICKLY = 400
"""How many runs it takes at most to find those that the tests plant."""
SAMPLE = (
    "what a replay and the wire both bring is told twice",
    "a connection begins without a replay",
    "books outlive their connection",
    "a connection at PredictStreet begins without a gap",
    "fills are read from after the gap",
    "a change is taken whatever came before it",
    "a book that cannot be believed is not asked for again",
    "a book that is found wrong twice is kept",
    "a fill that is told again counts again",
)


def test_no_law_of_feeds_is_broken_in_a_sample() -> None:
    (tally,) = map(play, batches(RUNS, SEED))
    assert {law: (one.run, one.text) for law, one in tally.found.items()} == {}
    assert all(tally.counts[f"told: {word}"] > 20 for word in TOLD), "the sample tries too little"
    assert sum(tally.counts[f"processes: {count}"] for count in range(2, 9)) > 20, "hardly any process is killed"
    assert sum(count for name, count in tally.counts.items() if name.startswith("replay: ")) > 3, "hardly any replay is spoiled"


def test_a_run_of_feeds_is_decided_by_its_seed_alone() -> None:
    """In other processes too, where Python orders its sets in other ways."""
    assert digests_elsewhere(12, "feed/again") == {play(next(batches(12, "feed/again"))).digest.hex()}
    assert world_of(f"{FEEDS}again/8").run().digest != world_of(f"{FEEDS}again/12").run().digest


def test_runs_of_feeds_are_of_all_kinds() -> None:
    assert [type(world_of(f"{SEED}/{number}")) for number in range(4)] == [ListeningWorld, MarketWorld, ListeningWorld, PriceWorld]


@pytest.mark.parametrize("name", SAMPLE)
def test_a_mistake_in_feeds_is_found(name: str) -> None:
    (mutant,) = (each for each in MISTAKES if each.name == name)
    fate = hunt(mutant, QUICKLY, "a")
    assert fate.by is not None, f"it survived {fate.runs} runs"
    assert world_of(f"{SEED}/1").run().broken == ()
