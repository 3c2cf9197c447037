"""A sample of `nox -s simulate`, and the simulation itself: it must be decided by its seed alone, and find what is wrong."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import pytest
from families import every
from our_modules import imports
from samples import sample
from simulation.elsewhere import digests_elsewhere
from simulation.hunting import hunt
from simulation.mutant import Mutant
from simulation.mutants import MUTANTS
from simulation.session import Tally, batches, play
from simulation.world import World

TESTS = Path(__file__).parent
SEED = "sample"
RUNS = sample(350, long=600)
QUICKLY = 500
"""How many runs it takes at most to find those of the mistakes that the tests plant."""
SAMPLE = (
    "a scope is repeated after a lost reply",
    "what is under way at an interrupt never left",
    "the burst is the limit",
    "one bucket of several is charged",
    "NOT_SENT is told as unknown",
    "a 5xx is a refusal",
    "an id given twice is answered once",
    "unlisted words close an order",
    "an id in neither half is cancelled",
    "a market's cancel takes the whole wallet",
    "absence is believed at once",
    "Cancelled is said of one that filled",
    "that an order is not found proves that it was not placed",
    "an order that is signed anew has a name of its own",
    "a placement is sent again after anybody's 401",
    "an edit is repeated after a lost reply",
    "an edit that destroyed its order left it",
    "what rests is what was asked for",
    "an order that is gone was edited, whatever is known of the new one",
    "a list tells of orders that came after it was begun",
)
DECIDED = 0.999
"""The part of what is unknown that is decided at least, with waiting."""
# What plays a venue knows nothing of what is tried against it.
MODELS = (
    *("fourcasters", "predictstreet", "venue", "orders", "limits", "exchanges", "timeline", "weather"),
    *("fourcasters_editing", "fourcasters_reads", "predictstreet_placing", "predictstreet_reads", "predictstreet_trades"),
    *("changes", "wires", "streams_fourcasters", "streams_prices", "gateways", "spoiling_streams"),
    *("spoiling", "spoiler", "spoiling_edits", "spoiling_fourcasters", "spoiling_places", "spoiling_predictstreet", "spoiling_signed"),
)


def test_no_law_is_broken_in_a_sample() -> None:
    tally = played(batches(RUNS, SEED))
    assert {law: (one.run, one.text) for law, one in tally.found.items()} == {}
    assert tally.runs == RUNS
    decided, undecided = tally.counts["resolved with waiting: decided"], tally.counts["resolved with waiting: still unknown"]
    assert decided > 50
    assert decided >= DECIDED * (decided + undecided)
    assert len(tally.counts) > 80, "the sample tries too little"
    ends = ("Edited", "CancelledNotReplaced", "NotEdited", "EditUnknown", "Placed", "PlaceUnknown", "Cancelled", "CancelUnknown")
    assert all(tally.counts[f"ended as {end}"] >= 10 for end in ends), "the sample tries too little"
    assert tally.counts["fine"] < tally.counts["requests"] * 0.7, "hardly anything goes wrong"


def test_a_run_is_decided_by_its_seed_alone() -> None:
    """In other processes too, where Python orders its sets in other ways."""
    assert digests_elsewhere(30, "again") == {played(batches(30, "again"), alone=True).digest.hex()}
    assert World("again/7").run().digest != World("again/8").run().digest


def test_a_session_is_cut_into_batches_that_miss_nothing() -> None:
    cut = list(batches(1234, "1"))
    assert [number for _, first, runs in cut for number in range(first, first + runs)] == list(range(1234))


def test_every_mistake_fits_our_code() -> None:
    def check(mutant: Mutant) -> None:
        source = inspect.getsource(import_module(mutant.module))
        assert source.count(mutant.right) == 1, f"this stands {source.count(mutant.right)} times in {mutant.module}: {mutant.right}"
        assert mutant.wrong != mutant.right

    every(MUTANTS, check)


def test_there_are_enough_mistakes_each_with_a_name_of_its_own() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 160


@pytest.mark.parametrize("name", SAMPLE)
def test_a_planted_mistake_is_found_and_leaves_nothing_behind(name: str) -> None:
    (mutant,) = (each for each in MUTANTS if each.name == name)
    before = World(f"{SEED}/1").run().digest
    fate = hunt(mutant, QUICKLY, SEED)
    assert fate.by is not None, f"it survived {fate.runs} runs"
    assert World(f"{SEED}/1").run().digest == before


@pytest.mark.parametrize("model", MODELS)
def test_a_model_of_a_venue_imports_nothing_of_ours(model: str) -> None:
    source = (TESTS / "simulation" / f"{model}.py").read_text(encoding="utf-8")
    assert [name for name in imports(source, "simulation") if name.startswith("crossbook")] == []


def test_nothing_in_a_run_asks_for_the_time_or_for_chance_of_its_own() -> None:
    outside = {"time", "secrets", "asyncio", "threading", "socket", "uuid"}
    for path in sorted((TESTS / "simulation").glob("*.py")):
        if path.stem != "__main__":
            source = path.read_text(encoding="utf-8")
            assert not outside.intersection(name.partition(".")[0] for name in imports(source, "simulation")), path.name
            assert "import random" not in source, path.name
            assert ".now(" not in source, path.name


def played(cut: Iterable[tuple[str, int, int]], *, alone: bool = False) -> Tally:
    tally = Tally()
    for batch in cut:
        one = play(batch)
        if alone:
            return one
        tally.add(one)
    return tally
