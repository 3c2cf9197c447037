"""`crossbook open` and `crossbook cancel`: what rests, and taking single orders off the market."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import click
from rich.text import Text

from crossbook import AnyOrder, CancelOutcome, CancelUnknown, CrossbookError
from crossbook.commands.accounts import Client, clients_of
from crossbook.commands.ascii_json import document
from crossbook.commands.options import DONE, LEFT, UNKNOWN, WOULD_ACT, Exacting, account_options, execute_option, usable
from crossbook.commands.printing import complain, tell, written
from crossbook.commands.settings import KNOWN
from crossbook.commands.showing import order_row, others_rest, outcome_row, plain, say, show_orders, show_outcomes
from crossbook.commands.stopping import STOPPED, stoppable


@click.command("open", cls=Exacting)
@click.argument("venues", nargs=-1, type=click.Choice(tuple(KNOWN)))
@account_options
def open_command(*, venues: tuple[str, ...], path: Path | None, insecure_hosts: tuple[str, ...], as_json: bool) -> None:
    """List the orders that rest. VENUES are all that there are settings for. Nothing is changed.

    Credentials come from a file or else from the environment, never from arguments: see `crossbook doctor --help`.

    Exit code: 0 where every list was read, 1 where one could not be, 3 where nothing could be begun, for a wrong
    option too, 5 where what was found cannot be printed.
    """
    found: dict[str, Sequence[AnyOrder] | CrossbookError] = {}
    with usable("open"), clients_of(path, venues, insecure_hosts) as clients:
        for venue, client in clients.items():
            found[venue] = _listed(client)
    failed = {venue: error for venue, error in found.items() if isinstance(error, CrossbookError)}
    listed = {venue: orders for venue, orders in found.items() if not isinstance(orders, CrossbookError)}
    for error in () if as_json else failed.values():
        complain("open", plain(error))
    with written() as paper:
        if as_json:
            rows = [order_row(venue, order) for venue, orders in listed.items() for order in orders]
            paper.write(document({"orders": rows, "errors": {venue: str(error) for venue, error in failed.items()}}))
        else:
            for venue, orders in listed.items():
                show_orders(paper, venue, orders)
    sys.exit(LEFT if failed else DONE)


def _listed(client: Client) -> Sequence[AnyOrder] | CrossbookError:
    try:
        return client.open_orders()
    except CrossbookError as error:
        return error


@click.command("cancel", cls=Exacting)
@click.argument("venue", type=click.Choice(tuple(KNOWN)))
@click.argument("order_ids", nargs=-1, required=True)
@execute_option
@account_options
def cancel_command(
    *, venue: str, order_ids: tuple[str, ...], execute: bool, path: Path | None, insecure_hosts: tuple[str, ...], as_json: bool
) -> None:
    """Cancel orders by the venue's ids. Without --execute it is only shown which of them rest.

    Ctrl-C, SIGTERM and SIGHUP (a service that is stopped, a terminal that is closed) end it early: nothing more is sent, and what is known
    by then is printed.

    Credentials come from a file or else from the environment, never from arguments: see `crossbook doctor --help`.

    Exit code: 0 where none of them is on the market any more, 1 where one may still rest, 2 where it is not known of one, 3 where
    nothing could be begun, for a wrong option too; 4 for a dry run that found some resting, 5 for one that cannot print it.
    """
    with usable("cancel"), clients_of(path, (venue,), insecure_hosts) as clients:
        if execute:
            code = _cancel(venue, clients[venue], order_ids, as_json=as_json)
        else:
            code = _would_cancel(venue, clients[venue], order_ids, as_json=as_json)
    sys.exit(code)


def _cancel(venue: str, client: Client, order_ids: tuple[str, ...], *, as_json: bool) -> int:
    with stoppable() as stop:
        outcomes, problem, is_unsure = _cancelled(client, order_ids)
        stop.pass_over()
        if as_json:
            rows = [outcome_row(venue, outcome) for outcome in outcomes]
            tell("cancel", lambda paper: paper.write(document({"executed": True, "outcomes": rows, "error": problem})))
        else:
            tell("cancel", lambda paper: show_outcomes(paper, venue, outcomes))
            if problem is not None:
                complain("cancel", plain(problem))
    if is_unsure or any(isinstance(outcome, CancelUnknown) for outcome in outcomes):
        return UNKNOWN
    return LEFT if problem is not None or any(outcome.may_be_open for outcome in outcomes) else DONE


def _cancelled(client: Client, order_ids: tuple[str, ...]) -> tuple[tuple[CancelOutcome, ...], str | None, bool]:
    """Cancel, and give the outcomes, what went wrong, and whether more may have happened than the outcomes say."""
    outcomes: tuple[CancelOutcome, ...] = ()
    try:
        outcomes = client.cancel_orders(order_ids)
        if any(isinstance(each, CancelUnknown) for each in outcomes):
            outcomes = client.resolve(outcomes)
    except CrossbookError as error:
        return error.cancel_outcomes or outcomes, str(error), False
    except KeyboardInterrupt as error:
        left: object = getattr(error, "outcomes", ())
        found = tuple(each for each in cast("tuple[object, ...]", left) if isinstance(each, CancelOutcome))
        return found or outcomes, STOPPED, not (found or outcomes)
    return outcomes, None, False


def _would_cancel(venue: str, client: Client, order_ids: tuple[str, ...], *, as_json: bool) -> int:
    listed = _listed(client)
    if isinstance(listed, CrossbookError):
        complain("cancel", plain(listed))
        return LEFT
    resting, missing = _sorted(listed, order_ids)
    with written() as paper:
        if as_json:
            rows = [order_row(venue, order) for order in resting]
            paper.write(document({"executed": False, "orders": rows, "not_resting": missing, "others": len(listed) - len(resting)}))
        else:
            show_orders(paper, venue, resting, f"none of the named orders rests ({others_rest(len(listed))})")
            for order_id in missing:
                say(paper, f"{order_id}: does not rest", indent=2)
            paper.print(Text("Nothing was sent but this look: --execute cancels.", style="bold"))
    return WOULD_ACT if resting else DONE


def _sorted(listed: Sequence[AnyOrder], order_ids: tuple[str, ...]) -> tuple[list[AnyOrder], list[str]]:
    """Give the orders of these ids that rest, and the ids of those that do not."""
    asked = {order_id.lower(): order_id for order_id in order_ids}
    resting = [order for order in listed if order.order_id.lower() in asked]
    found = {order.order_id.lower() for order in resting}
    return resting, [order_id for lowered, order_id in asked.items() if lowered not in found]
