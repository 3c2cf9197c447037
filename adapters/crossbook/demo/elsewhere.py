"""A market in another process, set up over HTTP as a test in any language would, and a client of ours that trades in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from http.client import HTTPConnection
from typing import Any, Final, cast

from crossbook import Placed
from crossbook.fourcasters import Fourcasters, NewOrder

_COMMAND: Final = (sys.executable, "-c", "from crossbook.commands.main import main; main()", "sandbox", "--json", "--no-seed")
_SECONDS: Final = 20


def trade_elsewhere() -> str:
    """Let another account offer a bet, take a part of it, and say what came of that."""
    with _sandbox() as venue:
        connection = HTTPConnection(venue["url"].removeprefix("http://"), timeout=_SECONDS)
        game = cast("Mapping[str, Any]", _control(connection, "add_game", away="Away", home="Home"))
        away, home = (str(side["id"]) for side in game["participants"])
        _control(connection, "traders/maker/place", game_id=game["id"], market_type="moneyline", side=home, odds=-110, bet=110)
        with Fourcasters(token=venue["token"], base_url=venue["url"]) as client:
            order = NewOrder(game_id=str(game["id"]), market_type="moneyline", side=away, odds=Decimal(110), risk=Decimal(60))
            (outcome,) = client.place_orders([order])
        left = cast("list[str]", _control(connection, "traders/maker/open_order_ids"))
        connection.close()
    matched = sum((fill.stake or Decimal(0) for fill in outcome.fills), Decimal(0)) if isinstance(outcome, Placed) else Decimal(0)
    return (
        f"In a sandbox of another process, set up over HTTP, a maker offered 100 USD at +110; our client took {matched:f} of it. "
        f"Orders of the maker that still rest: {len(left)}."
    )


@contextmanager
def _sandbox() -> Generator[Mapping[str, str]]:
    with subprocess.Popen(_COMMAND, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield cast("dict[str, dict[str, str]]", json.loads(line))["fourcasters"]
        finally:
            process.kill()


def _control(connection: HTTPConnection, name: str, **arguments: object) -> object:
    connection.request("POST", f"/_sandbox/fourcasters/{name}", json.dumps(arguments), {"Content-Type": "application/json"})
    return cast("dict[str, object]", json.loads(connection.getresponse().read()))["result"]
