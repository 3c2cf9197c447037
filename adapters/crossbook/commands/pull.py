"""`crossbook pull`: takes orders off the market and proves that nothing rests."""

from __future__ import annotations

import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.status import Status
from rich.text import Text

from crossbook import AnyOrder, CrossbookError
from crossbook.commands.accounts import NAMES, Client, clients_of
from crossbook.commands.options import DONE, LEFT, WOULD_ACT, account_options, execute_option, usable
from crossbook.commands.settings import KNOWN
from crossbook.commands.showing import document, order_row, outcome_row, plain, show_orders, show_outcomes
from crossbook.desk import (
    CancelsAnswered,
    InGame,
    InMarket,
    Left,
    OrdersAppeared,
    Pull,
    PullBegan,
    Pulled,
    PullEnded,
    PullEvent,
    PullWaits,
    RestingListed,
    Scope,
    VenuePulled,
    WholeAccount,
    WithPrefix,
    orders_in,
    pull_orders,
)

_ITS_VENUE: Final = {"game": "fourcasters", "market": "predictstreet"}


@click.command("pull")
@click.argument("venues", nargs=-1, type=click.Choice(tuple(KNOWN)))
@click.option("--account", "whole", is_flag=True, help="Every order of the account, other programs' too.")
@click.option("--game", metavar="ID", help="4casters: the orders of one game.")
@click.option("--market", metavar="SYMBOL", help="PredictStreet: the orders of one market.")
@click.option("--prefix", metavar="TEXT", help="The orders whose reference begins so.")
@click.option("--deadline", type=click.FloatRange(min=0, min_open=True), default=180.0, show_default=True, help="Seconds that it may take.")
@execute_option
@account_options
def pull_command(
    *,
    venues: tuple[str, ...],
    whole: bool,
    game: str | None,
    market: str | None,
    prefix: str | None,
    deadline: float,
    execute: bool,
    path: Path | None,
    insecure_hosts: tuple[str, ...],
    as_json: bool,
) -> None:
    """Take orders off the market and prove that nothing rests. Positions stay as they are: they are not closed.

    One of --account, --game, --market and --prefix says which orders; there is no default. VENUES are all that there are settings for.
    Without --execute it is only shown what rests. Stop what places first: orders that appear meanwhile are pulled, too, and told of.

    Credentials come from a file or else from the environment, never from arguments: see `crossbook doctor --help`.

    Exit code: 0 where it is proven that nothing rests, 1 where it is not, also where it is stopped, 3 where nothing could be begun; 4
    for a dry run that found some resting.
    """
    named = {"account": True if whole else None, "game": game, "market": market, "prefix": prefix}
    given = [name for name, value in named.items() if value is not None]
    with usable("pull"):
        if len(given) != 1:
            raise ValueError(f"expected one of --account, --game, --market, --prefix, found {len(given)}")
        scope = _scope(game, market, prefix)
        venue = _ITS_VENUE.get(given[0])
        with clients_of(path, venues or (() if venue is None else (venue,)), insecure_hosts) as clients:
            pulls = {name: Pull(client, scope) for name, client in clients.items()}
            code = _pull(list(pulls.values()), deadline, as_json=as_json) if execute else _look(clients, scope, as_json=as_json)
    sys.exit(code)


def _scope(game: str | None, market: str | None, prefix: str | None) -> Scope:
    if game is not None:
        return InGame(game)
    if market is not None:
        return InMarket(market)
    return WholeAccount() if prefix is None else WithPrefix(prefix)


def _look(clients: dict[str, Client], scope: Scope, *, as_json: bool) -> int:
    found: dict[str, Sequence[AnyOrder]] = {}
    failed: dict[str, str] = {}
    for venue, client in clients.items():
        try:
            found[venue] = orders_in(scope, client.open_orders())
        except CrossbookError as error:
            failed[venue] = str(error)
    if as_json:
        rows = [order_row(venue, order) for venue, orders in found.items() for order in orders]
        click.echo(document({"executed": False, "scope": scope.words, "orders": rows, "errors": failed}))
    else:
        console = Console()
        console.print(Text(f"To be pulled: {plain(scope.words)}."))
        for venue, orders in found.items():
            show_orders(console, venue, orders)
        for problem in failed.values():
            click.echo(f"crossbook pull: {plain(problem)}", err=True)
        console.print(Text("Nothing was sent but this look: --execute pulls.", style="bold"))
    if failed:
        return LEFT
    return WOULD_ACT if any(found.values()) else DONE


def _pull(pulls: list[Pull[Client]], deadline: float, *, as_json: bool) -> int:
    try:
        with _watching() as hear:
            pulled = pull_orders(*pulls, deadline=deadline, observer=hear)
    except KeyboardInterrupt as error:
        found: object = getattr(error, "pulled", None)
        if not isinstance(found, Pulled):
            raise
        pulled = found
    if as_json:
        click.echo(document(_document(pulled)))
    else:
        _show(Console(), pulled)
    return DONE if pulled.is_proven else LEFT


@contextmanager
def _watching() -> Generator[_Watch]:
    """Show how far it is, beside what is printed at the end."""
    console = Console(stderr=True)
    with console.status("pulling") as status:
        yield _Watch(console, status)


class _Watch:
    """Says in a line what happened, and in the last line what is going on."""

    def __init__(self, console: Console, status: Status) -> None:
        self._console = console
        self._status = status

    def __call__(self, event: PullEvent) -> None:
        name = NAMES[event.venue]
        match event:
            case PullBegan(scope=scope):
                self._say(f"{name}: {scope.words}")
            case RestingListed(resting=resting, unclear=unclear):
                self._say(f"{name}: {resting} resting" + (f", {unclear} unclear" if unclear else ""))
            case CancelsAnswered(problem=problem):
                counts = f"{event.cancelled} cancelled, {event.not_cancelled} not, {event.unknown} unknown"
                self._say(f"{name}: {counts}" + ("" if problem is None else f" ({problem})"))
            case OrdersAppeared(orders=orders):
                self._say(f"{name}: {len(orders)} appeared meanwhile: somebody still places", style="yellow")
            case PullWaits(seconds=seconds, why=why):
                self._status.update(Text(plain(f"{name}: waits {seconds:.1f} s: {why}")))
            case PullEnded(result=result):
                self._say(f"{name}: {result.verdict}", style="green" if result.is_proven else "red")

    def _say(self, words: str, style: str = "") -> None:
        self._console.print(Text(plain(words), style=style))


def _show(console: Console, pulled: Pulled) -> None:
    for each in pulled.venues:
        show_outcomes(console, each.venue, each.outcomes)
        for left in each.left:
            console.print(Text(f"{NAMES[each.venue]}: {_words(left)}", style="red"))
        if each.placed_meanwhile:
            console.print(
                Text(f"{NAMES[each.venue]}: {len(each.placed_meanwhile)} appeared meanwhile: somebody still places.", style="yellow")
            )
        if each.may_still_cancel_for:
            words = f"a cancel of all that went unanswered may still arrive, for {each.may_still_cancel_for:.0f} s, and take new orders."
            console.print(Text(f"{NAMES[each.venue]}: {words}", style="yellow"))
    console.print(Text(f"{pulled.verdict}. Positions were not closed.", style="bold green" if pulled.is_proven else "bold red"))


def _words(left: Left) -> str:
    names = [plain(each) for each in (left.order_id, left.user_reference) if each]
    return f"{' '.join(names)}: {plain(left.why)}" if names else plain(left.why)


def _document(pulled: Pulled) -> dict[str, object]:
    return {"executed": True, "verdict": pulled.verdict, "positions_closed": False, "venues": [_venue(each) for each in pulled.venues]}


def _venue(each: VenuePulled) -> dict[str, object]:
    return {
        "venue": each.venue,
        "scope": each.scope.words,
        "verdict": each.verdict,
        "left": [{"order_id": left.order_id, "user_reference": left.user_reference, "why": left.why} for left in each.left],
        "outcomes": [outcome_row(each.venue, outcome) for outcome in each.outcomes],
        "unnamed": each.unnamed,
        "placed_meanwhile": [order_row(each.venue, order) for order in each.placed_meanwhile],
        "may_still_cancel_for": round(each.may_still_cancel_for, 3),
        "seconds": round(each.seconds, 3),
    }
