"""`crossbook pull`: takes orders off the market and proves that nothing rests."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.text import Text

from crossbook import AnyOrder, CrossbookError
from crossbook.commands.accounts import NAMES, Client, clients_of
from crossbook.commands.ascii_json import document
from crossbook.commands.options import DONE, LEFT, WOULD_ACT, Exacting, account_options, execute_option, usable
from crossbook.commands.printing import complain, tell, written
from crossbook.commands.pull_watch import watching
from crossbook.commands.settings import KNOWN
from crossbook.commands.showing import order_row, others_rest, outcome_row, plain, say, show_orders, show_outcomes
from crossbook.commands.stopping import stoppable
from crossbook.desk import (
    InGame,
    InMarket,
    Left,
    Pull,
    Pulled,
    Scope,
    VenuePulled,
    WholeAccount,
    WithPrefix,
    orders_in,
    pull_orders,
)

_ITS_VENUE: Final = {"game": "fourcasters", "market": "predictstreet"}


@click.command("pull", cls=Exacting)
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
    Where what it prints cannot be written it pulls all the same; the exit code tells the result in any case. Ctrl-C, SIGTERM and SIGHUP (a
    service that is stopped, a terminal that is closed) end it early: nothing more is sent, and what is known by then is printed.

    Credentials come from a file or else from the environment, never from arguments: see `crossbook doctor --help`.

    Exit code: 0 where it is proven that nothing rests, 1 where it is not, also where it is stopped, 3 where nothing could be begun, for a
    wrong option too; 4 for a dry run that found some resting, 5 for one that cannot print it. Where there was nothing in the scope, which
    a mistyped name may be the reason of, that is said, with how many others rest.
    """
    named = {"account": True if whole else None, "game": game, "market": market, "prefix": prefix}
    given = [name for name, value in named.items() if value is not None]
    with usable("pull"):
        if not deadline < math.inf:
            raise ValueError(f"expected --deadline as a finite number of seconds, found {deadline}")
        if len(given) != 1:
            raise ValueError(f"expected one of --account, --game, --market, --prefix, found {len(given)}")
        scope = _scope(game, market, prefix)
        venue = _ITS_VENUE.get(given[0])
        with clients_of(path, venues or (() if venue is None else (venue,)), insecure_hosts) as clients:
            for client in clients.values():
                Pull(client, scope)  # What is wrong with the scope is found in the dry run, too.
            code = _pull(clients, scope, deadline, as_json=as_json) if execute else _look(clients, scope, as_json=as_json)
    sys.exit(code)


def _scope(game: str | None, market: str | None, prefix: str | None) -> Scope:
    if game is not None:
        return InGame(game)
    if market is not None:
        return InMarket(market)
    return WholeAccount() if prefix is None else WithPrefix(prefix)


def _look(clients: dict[str, Client], scope: Scope, *, as_json: bool) -> int:
    found: dict[str, Sequence[AnyOrder]] = {}
    others: dict[str, int] = {}
    failed: dict[str, str] = {}
    for venue, client in clients.items():
        try:
            listed = client.open_orders()
        except CrossbookError as error:
            failed[venue] = str(error)
        else:
            found[venue] = orders_in(scope, listed)
            others[venue] = len(listed) - len(found[venue])
    for problem in () if as_json else failed.values():
        complain("pull", plain(problem))
    with written() as paper:
        if as_json:
            rows = [order_row(venue, order) for venue, orders in found.items() for order in orders]
            paper.write(document({"executed": False, "scope": scope.words, "orders": rows, "others": others, "errors": failed}))
        else:
            say(paper, f"To be pulled: {scope.words}.")
            for venue, orders in found.items():
                show_orders(paper, venue, orders, _nothing(scope, others[venue]))
            paper.print(Text("Nothing was sent but this look: --execute pulls.", style="bold"))
    if failed:
        return LEFT
    return WOULD_ACT if any(found.values()) else DONE


def _nothing(scope: Scope, others: int) -> str:
    match scope:
        case WholeAccount():
            return "nothing rests"
        case InGame() | InMarket() | WithPrefix():
            return f"nothing in this scope rests ({others_rest(others)})"


def _pull(clients: dict[str, Client], scope: Scope, deadline: float, *, as_json: bool) -> int:
    pulls = [Pull(client, scope) for client in clients.values()]
    is_stopped = False
    with stoppable() as stop:
        with watching() as hear:
            try:
                pulled = pull_orders(*pulls, deadline=deadline, observer=hear)
            except KeyboardInterrupt as error:
                found: object = getattr(error, "pulled", None)
                if not isinstance(found, Pulled):
                    raise
                pulled, is_stopped = found, True
            stop.pass_over()
        notes = {} if is_stopped else _notes(pulled, clients)
        if as_json:
            tell("pull", lambda paper: paper.write(document(_document(pulled, notes))))
        else:
            tell("pull", lambda paper: _show(paper, pulled, notes, hear.lost))
    return DONE if pulled.is_proven else LEFT


def _notes(pulled: Pulled, clients: Mapping[str, Client]) -> dict[str, str]:
    return {each.venue: note for each in pulled.venues if (note := _was_nothing(each, clients[each.venue])) is not None}


def _was_nothing(each: VenuePulled, client: Client) -> str | None:
    """Say that there was nothing in the scope, and what rests beside it, as the scope may be mistyped. None where that cannot be."""
    if isinstance(each.scope, WholeAccount) or each.outcomes or each.unnamed or not each.is_proven:
        return None
    had = {InGame: "was in this game", InMarket: "was in this market", WithPrefix: "had this prefix"}[type(each.scope)]
    try:
        others = len(client.open_orders())
    except CrossbookError as error:
        return f"nothing {had}; how many others rest could not be read: {error}"
    return f"nothing {had}; {others} others rest" if others != 1 else f"nothing {had}; 1 other rests"


def _show(console: Console, pulled: Pulled, notes: Mapping[str, str], unshown: str | None) -> None:
    if unshown is not None:
        say(console, f"How far the pull was could not be shown ({unshown}).", style="yellow")
    for each in pulled.venues:
        show_outcomes(console, each.venue, each.outcomes)
        if each.venue in notes:
            say(console, f"{NAMES[each.venue]}: {notes[each.venue]}.", style="yellow")
        for left in each.left:
            say(console, f"{NAMES[each.venue]}: {_words(left)}", style="red")
        if each.placed_meanwhile:
            say(console, f"{NAMES[each.venue]}: {len(each.placed_meanwhile)} appeared meanwhile: somebody still places.", style="yellow")
        if each.may_still_cancel_for:
            words = f"a cancel of all that went unanswered may still arrive, for {each.may_still_cancel_for:.0f} s, and take new orders."
            say(console, f"{NAMES[each.venue]}: {words}", style="yellow")
    console.print(Text(f"{pulled.verdict}. Positions were not closed.", style="bold green" if pulled.is_proven else "bold red"))


def _words(left: Left) -> str:
    names = [plain(each) for each in (left.order_id, left.user_reference) if each]
    return f"{' '.join(names)}: {plain(left.why)}" if names else plain(left.why)


def _document(pulled: Pulled, notes: Mapping[str, str]) -> dict[str, object]:
    venues = [_venue(each, notes.get(each.venue)) for each in pulled.venues]
    return {"executed": True, "verdict": pulled.verdict, "positions_closed": False, "venues": venues}


def _venue(each: VenuePulled, note: str | None) -> dict[str, object]:
    return {
        "venue": each.venue,
        "scope": each.scope.words,
        "verdict": each.verdict,
        "note": note,
        "left": [{"order_id": left.order_id, "user_reference": left.user_reference, "why": left.why} for left in each.left],
        "outcomes": [outcome_row(each.venue, outcome) for outcome in each.outcomes],
        "unnamed": each.unnamed,
        "placed_meanwhile": [order_row(each.venue, order) for order in each.placed_meanwhile],
        "may_still_cancel_for": round(each.may_still_cancel_for, 3),
        "seconds": round(each.seconds, 3),
    }
