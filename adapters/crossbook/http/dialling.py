"""Connects to whichever address answers first: tries them by turns, each with a head start over the next."""

from __future__ import annotations

from collections.abc import Sequence

from crossbook.http.network import Channel, Network
from crossbook.http.protocol.routes import by_turns, head_start
from crossbook.http.protocol.steps import OutOfTime
from crossbook.http.resolving import Address


def dial(network: Network, addresses: Sequence[Address], until: float) -> Channel:
    """Give a channel that is connected to one of the addresses. Raises OutOfTime, or OSError where all of them refuse."""
    left = list(by_turns(addresses, lambda address: address[0]))
    begun: list[Channel] = []
    refusals: list[str] = []
    wait = head_start(len(left), until - network.now())
    next_at = network.now()
    try:
        while True:
            now = network.now()
            if now >= until:
                raise OutOfTime("no address answered")
            if left and (not begun or now >= next_at):
                next_at = now + wait
                try:
                    begun.append(network.begin(left.pop(0)))
                except OSError as error:
                    refusals.append(words_of(error))
            elif not begun:
                raise OSError(", ".join(dict.fromkeys(refusals)))
            elif (channel := network.settled(begun, min(until, next_at) if left else until)) is not None:
                problem = channel.failure()
                begun.remove(channel)
                if problem is None:
                    return channel
                channel.close()
                refusals.append(words_of(problem))
                next_at = now
    finally:
        for channel in begun:
            channel.close()


def words_of(error: OSError) -> str:
    """Say why an address could not be had."""
    return error.strerror or str(error) or type(error).__name__
