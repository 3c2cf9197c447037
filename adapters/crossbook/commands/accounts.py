"""Clients of the accounts that there are settings for. Credentials come from a file or from the environment, never from arguments."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, TypeAlias

from crossbook import fourcasters, predictstreet
from crossbook.commands.settings import Settings, Unusable, of_environment, of_file, unsaid

Client: TypeAlias = fourcasters.Fourcasters | predictstreet.PredictStreet

NAMES: Final[Mapping[str, str]] = {"fourcasters": "4casters", "predictstreet": "ADI PredictStreet"}
"""What people call the venues."""


@contextmanager
def clients_of(path: Path | None, venues: tuple[str, ...], insecure_hosts: tuple[str, ...]) -> Generator[dict[str, Client]]:
    """Open a client for each of the venues, or for all that there are settings for. Raises Unusable, and ValueError for a bad address."""
    settings = of_environment(os.environ) if path is None else of_file(path)
    told = {"fourcasters": settings.fourcasters, "predictstreet": settings.predictstreet}
    wanted = tuple(dict.fromkeys(venues)) or tuple(venue for venue, held in told.items() if held is not None)
    missing = [venue for venue in wanted if told[venue] is None]
    if missing or not wanted:
        raise unsaid(missing)
    with ExitStack() as stack:
        clients = {venue: _client(venue, settings, insecure_hosts) for venue in wanted}
        for client in clients.values():
            stack.callback(client.close)
        yield clients


def _client(venue: str, settings: Settings, insecure_hosts: tuple[str, ...]) -> Client:
    at_fourcasters, at_predictstreet = settings.fourcasters, settings.predictstreet
    if venue == "fourcasters" and at_fourcasters is not None:
        if at_fourcasters.url is None:
            return fourcasters.Fourcasters(token=at_fourcasters.token, insecure_hosts=insecure_hosts)
        return fourcasters.Fourcasters(token=at_fourcasters.token, base_url=at_fourcasters.url, insecure_hosts=insecure_hosts)
    if at_predictstreet is None:
        raise Unusable(f"expected settings of {venue}, found none")
    return predictstreet.PredictStreet(
        api_key=at_predictstreet.api_key,
        user_wallet=at_predictstreet.wallet,
        environment=at_predictstreet.environment,
        account=at_predictstreet.account,
        insecure_hosts=insecure_hosts,
    )
