"""`crossbook doctor`: what is proven, before anything is placed, and what is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import get_terminal_size
from typing import Final

import click

from crossbook import Finding, fourcasters, predictstreet
from crossbook.commands.ascii_json import document
from crossbook.commands.options import Exacting
from crossbook.commands.settings import (
    KNOWN,
    PREFIX,
    FourcastersSettings,
    PredictStreetSettings,
    Settings,
    Unusable,
    of_environment,
    of_file,
    unsaid,
)

PROVEN: Final = 0
WRONG: Final = 1
UNPROVEN: Final = 2
UNUSABLE: Final = 3

_COLOURS: Final = {"proven": "green", "wrong": "red", "unproven": "yellow"}
_NAMES: Final = {"fourcasters": "4casters", "predictstreet": "ADI PredictStreet"}
_INDENT: Final = " " * 12
_NARROWEST: Final = 40
_WIDEST: Final = 140


@click.command("doctor", cls=Exacting)
@click.argument("venues", nargs=-1, type=click.Choice(tuple(KNOWN)))
@click.option("--settings", "path", type=click.Path(dir_okay=False, path_type=Path), help="A TOML file with a table for each venue.")
@click.option("--rpc", "rpc_url", envvar=f"{PREFIX}RPC_URL", help="A node of PredictStreet's chain to ask (or CROSSBOOK_RPC_URL).")
@click.option("--insecure-host", "insecure_hosts", multiple=True, help="A private host to which plain http is allowed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def doctor(*, venues: tuple[str, ...], path: Path | None, rpc_url: str | None, insecure_hosts: tuple[str, ...], as_json: bool) -> None:
    """Examine accounts before anything is placed: nothing is placed, signed or changed. VENUES are all that there are settings for.

    Looks at token or key, account, clock; for PredictStreet at wallet, vault, contracts, and with --rpc at the digest of a sample order,
    as the exchanges on the chain compute it.

    Credentials come from the file or else from the environment, never from arguments: token and url of [fourcasters]; api_key,
    environment (production, testnet or a table), wallet, vault, exchange, neg_risk_exchange, vault_factory of [predictstreet]; or
    CROSSBOOK_FOURCASTERS_TOKEN, CROSSBOOK_PREDICTSTREET_API_KEY, and so on.

    Exit code: 0 where everything is proven, 1 where something is wrong, 2 where something is unproven, 3 where nobody can
    be examined, for a wrong option too.
    """
    try:
        settings = of_environment(os.environ) if path is None else of_file(path)
        found = _examined(settings, venues, rpc_url, insecure_hosts)
    except (Unusable, ValueError) as error:
        click.echo(f"crossbook doctor: {error}", err=True)
        sys.exit(UNUSABLE)
    if as_json:
        click.echo(document(_document(found)))
    else:
        _describe(found)
    sys.exit(_code(found))


def _examined(
    settings: Settings, venues: tuple[str, ...], rpc_url: str | None, insecure_hosts: tuple[str, ...]
) -> dict[str, tuple[Finding, ...]]:
    told = {"fourcasters": settings.fourcasters, "predictstreet": settings.predictstreet}
    wanted = venues or tuple(venue for venue, held in told.items() if held is not None)
    missing = [venue for venue in wanted if told[venue] is None]
    if missing or not wanted:
        raise unsaid(missing)
    found: dict[str, tuple[Finding, ...]] = {}
    if settings.fourcasters is not None and "fourcasters" in wanted:
        found["fourcasters"] = _fourcasters(settings.fourcasters, insecure_hosts)
    if settings.predictstreet is not None and "predictstreet" in wanted:
        found["predictstreet"] = _predictstreet(settings.predictstreet, rpc_url, insecure_hosts)
    return found


def _fourcasters(told: FourcastersSettings, insecure_hosts: tuple[str, ...]) -> tuple[Finding, ...]:
    token, hosts = told.token, insecure_hosts
    made = fourcasters.Fourcasters
    client = made(token=token, insecure_hosts=hosts) if told.url is None else made(token=token, base_url=told.url, insecure_hosts=hosts)
    with client:
        return client.check()


def _predictstreet(told: PredictStreetSettings, rpc_url: str | None, insecure_hosts: tuple[str, ...]) -> tuple[Finding, ...]:
    with predictstreet.PredictStreet(
        api_key=told.api_key,
        user_wallet=told.wallet,
        environment=told.environment,
        account=told.account,
        insecure_hosts=insecure_hosts,
    ) as client:
        found = client.check()
    return (*found, *_chain(told, rpc_url, insecure_hosts))


def _chain(told: PredictStreetSettings, rpc_url: str | None, insecure_hosts: tuple[str, ...]) -> tuple[Finding, ...]:
    if told.account is None:
        return (Finding("chain", "unproven", "without wallet, vault and contracts there is nothing to ask the chain"),)
    if rpc_url is None:
        return (Finding("chain", "unproven", "nobody asked the chain: name a node with --rpc, such as the venue's own"),)
    with predictstreet.Chain(rpc_url=rpc_url, insecure_hosts=insecure_hosts) as chain:
        try:
            return chain.check(told.account)
        except ModuleNotFoundError as error:  # without the extra `signing`
            return (Finding("chain", "unproven", str(error)),)


def _code(found: Mapping[str, tuple[Finding, ...]]) -> int:
    verdicts = {finding.verdict for findings in found.values() for finding in findings}
    if "wrong" in verdicts:
        return WRONG
    return UNPROVEN if "unproven" in verdicts else PROVEN


def _document(found: Mapping[str, tuple[Finding, ...]]) -> dict[str, object]:
    every = [finding for findings in found.values() for finding in findings]
    counts = {verdict: sum(finding.verdict == verdict for finding in every) for verdict in _COLOURS}
    return {"venues": found, **counts, "exit_code": _code(found)}


def _describe(found: Mapping[str, tuple[Finding, ...]]) -> None:
    width = max(_NARROWEST, min(_WIDEST, get_terminal_size().columns))
    for venue, findings in found.items():
        click.echo(click.style(_NAMES[venue], bold=True))
        for finding in findings:
            click.echo(f"  {click.style(f'{finding.verdict:<10}', fg=_COLOURS[finding.verdict])}{finding.about}")
            click.echo(click.wrap_text(finding.words, width, _INDENT, _INDENT))
    told = _document(found)
    click.echo(", ".join(f"{told[verdict]} {verdict}" for verdict in _COLOURS))
