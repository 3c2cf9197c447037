"""`crossbook sandbox`: both venues on this machine until Ctrl-C."""

from __future__ import annotations

import json
import shlex
from decimal import Decimal
from pathlib import Path
from threading import Event

import click

from crossbook.commands.options import Exacting
from crossbook.commands.sandbox_settings import Fact, write_settings
from crossbook.commands.settings import CONTRACTS
from crossbook.sandbox import OperationRecord, Sandbox

_MOST_PORT = 65535
_LOOPBACK = "127.0.0.1"
_Port = click.IntRange(0, _MOST_PORT)


@click.command(cls=Exacting)
@click.option("--host", default=_LOOPBACK, show_default=True, help="Address to listen on; 0.0.0.0 for every one of this machine.")
@click.option("--port", type=click.IntRange(1, _MOST_PORT - 1), help="Port of 4casters; PredictStreet gets the next one.")
@click.option("--fourcasters-port", type=_Port, default=0, show_default="chosen by the system", help="Port of 4casters alone.")
@click.option("--predictstreet-port", type=_Port, default=0, show_default="chosen by the system", help="Port of PredictStreet alone.")
@click.option("--token", help="4casters token of the account under test; made up if left out.")
@click.option("--api-key", help="PredictStreet key, of the form ps_test_<16 hex digits>_<secret>; made up if left out.")
@click.option("--limits", is_flag=True, help="Enforce the rate limits that the venues document.")
@click.option("--seed/--no-seed", default=True, show_default=True, help="Start with a few open orders.")
@click.option("--json", "as_json", is_flag=True, help="Print where it listens and its credentials as one line of JSON.")
@click.option(
    "--settings", "path", type=click.Path(dir_okay=False, path_type=Path), help="Write a file for the other commands' --settings."
)
@click.option("--operations", is_flag=True, help="List what is answered from state and what is not, and end.")
def sandbox(
    *,
    host: str,
    port: int | None,
    fourcasters_port: int,
    predictstreet_port: int,
    token: str | None,
    api_key: str | None,
    limits: bool,
    seed: bool,
    as_json: bool,
    path: Path | None,
    operations: bool,
) -> None:
    """Run a stand-in for both venues.

    Nothing leaves this machine: orders are imaginary, and the credentials it prints work nowhere else. Whatever Python
    tests can do with it can be done over HTTP, under /_sandbox/ on either port: /_sandbox/openapi.json says how.
    """
    ports = (port, port + 1) if port is not None else (fourcasters_port, predictstreet_port)
    try:
        venues = Sandbox(*ports, host=host, limits=limits, faults_must_fire=False, fourcasters_token=token, predictstreet_api_key=api_key)
        if operations:
            _list(venues.operations())
            return
        with venues:
            order_ids = _seeded(venues) if seed else ()
            if path is not None:
                write_settings(path, _facts(venues))
            if as_json:
                _line(json.dumps(_facts(venues)))
            else:
                _describe(venues, order_ids, path)
            Event().wait()
    except KeyboardInterrupt:
        if not as_json:
            _line("Stopped.")
    except BrokenPipeError:
        raise  # Whoever read this has gone. (click ends in silence.)
    except OSError as error:
        what = "cannot listen" if error.filename is None else "cannot write the settings"
        raise click.ClickException(f"{what}: {error}") from error
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def _seeded(venues: Sandbox) -> tuple[str, ...]:
    venues.fourcasters.seed_order(user_reference="demo-1")
    venues.fourcasters.seed_order(market_type="spread", odds=105, bet=Decimal(250), filled=Decimal(40), user_reference="demo-2")
    venues.fourcasters.seed_order(market_type="total", bet=Decimal(60))
    venues.predictstreet.seed_order(client_order_id="demo-1")
    venues.predictstreet.seed_order(side="sell", outcome="1", price=Decimal("0.61"), quantity=Decimal(40), filled=Decimal("12.5"))
    return venues.fourcasters.open_order_ids()


def _facts(venues: Sandbox) -> dict[str, dict[str, Fact]]:
    """Give where everything is, and what a program needs to trade there. Orders are signed: so the key of the wallet is told too."""
    fourcasters, predictstreet = venues.fourcasters, venues.predictstreet
    return {
        "fourcasters": {
            "url": fourcasters.url,
            "orders_socket_url": fourcasters.orders_socket_url,
            "streaming_url": fourcasters.streaming_url,
            "user_feed_url": fourcasters.user_feed_url,
            "price_feed_url": fourcasters.price_feed_url,
            "token": fourcasters.token,
            "username": fourcasters.username,
            "password": fourcasters.password,
        },
        "predictstreet": {
            "url": predictstreet.url,
            "websocket_url": predictstreet.socket_url,
            "market_socket_url": predictstreet.market_socket_url,
            "user_socket_url": predictstreet.user_socket_url,
            "api_key": predictstreet.api_key,
            "wallet": predictstreet.wallet,
            "private_key": predictstreet.trader().private_key,
            "vault": predictstreet.trader().vault,
            "rpc_url": predictstreet.rpc_url,
            "chain_id": predictstreet.chain_id,
            # Under the names of `crossbook.predictstreet.Contracts`.
            "contracts": {name: getattr(predictstreet.contracts, name) for name in CONTRACTS},
        },
        "control": {"url": f"{fourcasters.url}/_sandbox", "openapi": f"{fourcasters.url}/_sandbox/openapi.json"},
    }


def _list(operations: tuple[OperationRecord, ...]) -> None:
    for answered, title in ((True, "Answered from state"), (False, "Answered with 501, as no document has their form")):
        chosen = [record for record in operations if record.imitated is answered]
        _line(f"{title}: {len(chosen)}")
        for record in chosen:
            _line(f"  {record.venue:<14}{record.transport:<8}{record.name:<28}{record.request}")


def _describe(venues: Sandbox, order_ids: tuple[str, ...], path: Path | None) -> None:
    facts = _facts(venues)
    _line("crossbook sandbox (synthetic credentials, no real orders)")
    for venue, names in {"4casters": facts["fourcasters"], "PredictStreet": facts["predictstreet"], "Control": facts["control"]}.items():
        for name, value in names.items():
            for part, words in value.items() if isinstance(value, dict) else (("", value),):
                title = f"{venue} {part or name}".replace("_", " ")
                _line(f"  {title:<34}{words}")
    fourcasters, predictstreet = facts["fourcasters"], facts["predictstreet"]
    _line("Try:")
    if path is not None:
        _line(f"  crossbook open --settings {shlex.quote(str(path))}")
    _line(f"  curl -s {fourcasters['url']}/user/getUnmatched -H 'Authorization: {fourcasters['token']}'")
    if order_ids:
        _line(
            f"  curl -s {fourcasters['url']}/session/cancel -H 'Authorization: {fourcasters['token']}' "
            f"-H 'Content-Type: application/json' -d '{{\"sessionID\": \"{order_ids[0]}\"}}'"
        )
    _line(f"  curl -s {predictstreet['url']}/api/orders/open -H 'X-Api-Key: {predictstreet['api_key']}'")
    _line(f"  curl -s -X POST {fourcasters['url']}/_sandbox/fourcasters/add_game")
    _line("Ctrl-C stops it.")


def _line(text: str) -> None:
    """Print a line as it stands, however narrow the terminal: a key that is broken in two cannot be copied."""
    click.echo(text)
