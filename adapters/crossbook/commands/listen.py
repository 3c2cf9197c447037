"""`crossbook listen`: feeds of both venues, in the terminal or as lines of JSON, until Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Final

import click

from crossbook import CrossbookError
from crossbook.commands.event_showing import Lines, Terminal
from crossbook.commands.listening import Listening, Wanted, sources
from crossbook.commands.options import Exacting
from crossbook.commands.settings import KNOWN, Settings, Unusable, of_environment, of_file

ENDED: Final = 0
LOST: Final = 1
NOT_OPENED: Final = 2
UNUSABLE: Final = 3


@click.command("listen", cls=Exacting)
@click.argument("venues", nargs=-1, type=click.Choice(tuple(KNOWN)))
@click.option("--user", is_flag=True, help="The account's own orders; without any other choice, it is this.")
@click.option("--game", "games", multiple=True, metavar="ID", help="4casters: prices of a game, its periods and props.")
@click.option("--league", "leagues", multiple=True, metavar="CODE", help="4casters: prices of a league, such as NBA.")
@click.option("--sport", "sports", multiple=True, metavar="NAME", help="4casters: prices of a sport, such as basketball.")
@click.option("--all-prices", is_flag=True, help="4casters: prices of everything.")
@click.option("--book", "books", multiple=True, metavar="TOKEN", help="PredictStreet: the book of an outcome token.")
@click.option("--trades", multiple=True, metavar="TOKEN", help="PredictStreet: the trades in an outcome token.")
@click.option("--settlements", multiple=True, metavar="TOKEN", help="PredictStreet: the trades in a token, once on the chain.")
@click.option("--candles", multiple=True, metavar="TOKEN", help="PredictStreet: candles of five seconds of a token.")
@click.option("--condition", "conditions", multiple=True, metavar="ID", help="PredictStreet: the state of a market, by its condition.")
@click.option("--platform", is_flag=True, help="PredictStreet: the state of the platform.")
@click.option("--vault", "vaults", multiple=True, metavar="ADDRESS", help="PredictStreet: the balances of a vault, beside own orders.")
@click.option("--cursor", type=click.Path(dir_okay=False, path_type=Path), help="4casters: a file that keeps the place in the user feed.")
@click.option("--settings", "path", type=click.Path(dir_okay=False, path_type=Path), help="A TOML file with a table for each venue.")
@click.option("--insecure-host", "insecure_hosts", multiple=True, help="A private host to which plain http is allowed.")
@click.option("--count", type=click.IntRange(1), help="End after so many events.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON for each event.")
def listen(
    *,
    venues: tuple[str, ...],
    user: bool,
    games: tuple[str, ...],
    leagues: tuple[str, ...],
    sports: tuple[str, ...],
    all_prices: bool,
    books: tuple[str, ...],
    trades: tuple[str, ...],
    settlements: tuple[str, ...],
    candles: tuple[str, ...],
    conditions: tuple[str, ...],
    platform: bool,
    vaults: tuple[str, ...],
    cursor: Path | None,
    path: Path | None,
    insecure_hosts: tuple[str, ...],
    count: int | None,
    as_json: bool,
) -> None:
    """Print what feeds tell until Ctrl-C. VENUES are all that there are settings for. Nothing is placed or changed.

    Credentials come from the file or else from the environment, never from arguments: token, url and streaming_url of [fourcasters];
    api_key and environment (production, testnet or a table) of [predictstreet]; or CROSSBOOK_FOURCASTERS_TOKEN,
    CROSSBOOK_PREDICTSTREET_API_KEY, and so on.

    Exit code: 0 where it was ended by Ctrl-C or by --count, 1 where a feed was lost or nothing can be written, 2 where one could not be
    opened, 3 where nothing can be listened to, for a wrong option too.
    """
    wanted = Wanted(
        venues=venues,
        user=user,
        games=games,
        leagues=leagues,
        sports=sports,
        all_prices=all_prices,
        books=books,
        trades=trades,
        settlements=settlements,
        candles=candles,
        conditions=conditions,
        platform=platform,
        vaults=vaults,
        cursor=cursor,
        insecure_hosts=insecure_hosts,
    )
    try:
        settings = of_environment(os.environ) if path is None else of_file(path)
        sys.exit(_run(settings, wanted, count, as_json=as_json))
    except (Unusable, ValueError) as error:  # An InvalidRequest names what was expected, and no secret.
        _say(str(error))
        sys.exit(UNUSABLE)
    except CrossbookError as error:
        _say(str(error))
        sys.exit(NOT_OPENED)


def _run(settings: Settings, wanted: Wanted, count: int | None, *, as_json: bool) -> int:
    shown = Lines() if as_json else Terminal()
    listening = Listening(sources(settings, wanted), shown.show, count)
    try:
        lost = asyncio.run(listening.until_over())
    except KeyboardInterrupt:
        lost = listening.has_lost
    match listening.problem:
        case None:
            return LOST if lost else ENDED
        case BrokenPipeError():
            # Whoever read this has gone. What is left in the buffer must not be complained about.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ENDED
        case OSError() as problem:
            _say(f"{problem.filename or 'what is told'} cannot be written: {problem.strerror or problem}")
            return LOST


def _say(problem: str) -> None:
    click.echo(f"crossbook listen: {problem}", err=True)
