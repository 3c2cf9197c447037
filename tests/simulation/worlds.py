"""Which world a run is of: its name says so."""

from __future__ import annotations

from typing import Final, TypeAlias

from simulation.listening import ListeningWorld
from simulation.pulling import PullWorld
from simulation.world import World

PULLS: Final = "pull/"

FEEDS: Final = "feed/"

AnyWorld: TypeAlias = World | PullWorld | ListeningWorld


def world_of(name: str) -> AnyWorld:
    """Make the world of a run."""
    if name.startswith(FEEDS):
        return ListeningWorld(name)
    return PullWorld(name) if name.startswith(PULLS) else World(name)
