"""`crossbook doctor`: what is proven, wrong and unproven of accounts at both venues, and how the command says so."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sysconfig
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import examined_accounts
import pytest
from accounts import API_KEY, TOKEN, Clients
from click.testing import CliRunner
from examined_accounts import ELSEWHERE, account_of, verdicts, words
from replies import Answer, Closed, Replies, said

from crossbook.commands.doctor import doctor
from crossbook.sandbox import Clock, PredictStreetSandbox, Sandbox

COMMAND = Path(sysconfig.get_path("scripts"), "crossbook")
market = pytest.fixture(examined_accounts.market)


# ---- the market


def test_the_venue_proves_key_wallet_vault_clock_and_contracts(sandbox: Sandbox, market: PredictStreetSandbox) -> None:
    clients = Clients(market.url, asynchronous=True)
    found = clients.predictstreet(api_key=market.api_key, user_wallet=None, base_url=market.url, account=account_of(market)).check()
    clients.close()
    assert verdicts(found) == dict.fromkeys(("key", "wallet", "vault", "clock", "contracts"), "proven")
    assert sandbox.violations == ()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [({"vault": ELSEWHERE}, "vault"), ({"wallet": ELSEWHERE}, "wallet"), ({"usdc": ELSEWHERE}, "contracts")],
)
def test_what_the_venue_says_otherwise_is_wrong(market: PredictStreetSandbox, changes: Any, wrong: str) -> None:
    clients = Clients(market.url, asynchronous=False)
    found = clients.predictstreet(
        api_key=market.api_key, user_wallet=None, base_url=market.url, account=account_of(market, **changes)
    ).check()
    clients.close()
    assert {about for about, verdict in verdicts(found).items() if verdict == "wrong"} == {wrong}


def test_a_key_or_a_token_that_is_refused_is_wrong_and_the_rest_unproven(venue: Replies, clients: Clients) -> None:
    venue.always(Answer(401, b'{"code": "api_key_revoked", "message": "key was revoked"}'))
    found = clients.predictstreet(base_url=venue.url).check()
    assert verdicts(found) == {"key": "wrong", "vault": "unproven", "clock": "unproven", "contracts": "unproven"}
    venue.always(Answer(401, b'{"error": "no such token"}'))
    found = clients.fourcasters(base_url=venue.url).check()
    assert verdicts(found) == {"token": "wrong", "account": "unproven", "clock": "unproven"}
    assert "no such token" in words(found, "token")


def test_where_nothing_is_answered_nothing_is_said_to_be_wrong(venue: Replies, clients: Clients) -> None:
    venue.always(Closed())
    assert set(verdicts(clients.predictstreet(base_url=venue.url).check()).values()) == {"unproven"}
    assert set(verdicts(clients.fourcasters(base_url=venue.url).check()).values()) == {"unproven"}


ME = {"data": {"user": {"id": "1", "username": "quoter"}}}


@pytest.mark.parametrize(
    ("off", "verdict"),
    [(0, "proven"), (3, "proven"), (-3, "proven"), (60, "wrong"), (-60, "wrong"), (7200, "wrong")],
)
def test_a_clock_is_wrong_where_it_is_certainly_off(venue: Replies, clients: Clients, off: int, verdict: str) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=off)
    for header in (str(int(moment.timestamp() * 1000)), str(int(moment.timestamp())), moment.isoformat()):
        venue.always(attrs.evolve(said(ME), headers=(("X-Server-Time", header),)))
        found = clients.fourcasters(base_url=venue.url).check()
        assert verdicts(found) == {"token": "proven", "account": "proven", "clock": verdict}
        if abs(off) >= 60:
            direction = "behind the venue's by" if off > 0 else "ahead of the venue's by"
            assert direction in words(found, "clock")
    venue.always(attrs.evolve(said(ME), headers=(("Date", moment.strftime("%a, %d %b %Y %H:%M:%S GMT")),)))
    assert verdicts(clients.fourcasters(base_url=venue.url).check())["clock"] == verdict


@pytest.mark.parametrize("headers", [{}, {"Date": "today"}, {"X-Server-Time": "99999999999999999999"}, {"X-Server-Time": "-1"}])
def test_a_time_that_cannot_be_read_proves_nothing(venue: Replies, clients: Clients, headers: dict[str, str]) -> None:
    venue.always(attrs.evolve(said(ME), headers=tuple(headers.items())))
    assert verdicts(clients.fourcasters(base_url=venue.url).check())["clock"] == "unproven"


# ---- the command


def settings_of(sandbox: Sandbox, **changes: str) -> str:
    """Write the file that `crossbook doctor --settings` reads."""
    market, first = sandbox.predictstreet, sandbox.fourcasters
    account = account_of(market)
    own = {"api_key": market.api_key, "wallet": market.wallet, "vault": account.vault}
    own |= {name: getattr(account.contracts, name) for name in ("exchange", "neg_risk_exchange", "vault_factory", "usdc")} | changes
    lines = ["[fourcasters]", f'token = "{first.token}"', f'url = "{first.url}"', "[predictstreet]"]
    lines += [f'{name} = "{value}"' for name, value in own.items()] + ["[predictstreet.environment]"]
    lines += [f'{name} = "{getattr(account.environment, name)}"' for name in ("name", "rest_url", "websocket_url", "rpc_url")]
    return "\n".join([*lines, f"chain_id = {market.chain_id}", ""])


def run(*options: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CROSSBOOK_")}
    return subprocess.run(  # noqa: S603 - our own
        [COMMAND, "doctor", *options], capture_output=True, text=True, check=False, env={**kept, "COLUMNS": "80", **(environment or {})}
    )


def test_both_venues_are_examined_and_everything_is_proven(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(settings_of(sandbox))
    done = run("--settings", str(file), "--rpc", sandbox.predictstreet.rpc_url, "--json")
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr, document["exit_code"]) == (0, "", 0)
    assert (document["proven"], document["wrong"], document["unproven"]) == (12, 0, 0)
    assert [*document["venues"]] == ["fourcasters", "predictstreet"]
    assert {*document["venues"]["fourcasters"][0]} == {"about", "verdict", "words"}
    shown = run("--settings", str(file), "--rpc", sandbox.predictstreet.rpc_url)
    assert shown.returncode == 0
    assert "12 proven, 0 wrong, 0 unproven" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80
    assert "\x1b" not in shown.stdout, "no colours where nobody sees them"
    for secret in (sandbox.fourcasters.token, sandbox.predictstreet.api_key):
        assert secret not in shown.stdout + done.stdout
    assert sandbox.fourcasters.requests
    assert not any(record.operation.startswith(("place", "cancel", "edit")) for record in sandbox.predictstreet.requests)


def test_the_exit_code_tells_what_is_wrong_from_what_is_unproven(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(settings_of(sandbox, vault=ELSEWHERE))
    done = run("predictstreet", "--settings", str(file), "--json")
    assert (done.returncode, json.loads(done.stdout)["exit_code"], [*json.loads(done.stdout)["venues"]]) == (1, 1, ["predictstreet"])
    file.write_text(settings_of(sandbox))
    done = run("--settings", str(file))
    assert done.returncode == 2
    assert "--rpc" in done.stdout


def test_the_environment_serves_as_well(sandbox: Sandbox) -> None:
    first = sandbox.fourcasters
    done = run(environment={"CROSSBOOK_FOURCASTERS_TOKEN": first.token, "CROSSBOOK_FOURCASTERS_URL": first.url})
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 proven" in done.stdout


def test_a_terminal_gets_colours(sandbox: Sandbox) -> None:
    first = sandbox.fourcasters
    variables = {**os.environ, "TERM": "xterm", "CROSSBOOK_FOURCASTERS_TOKEN": first.token, "CROSSBOOK_FOURCASTERS_URL": first.url}
    ours, theirs = pty.openpty()
    with subprocess.Popen([COMMAND, "doctor", "fourcasters"], stdout=theirs, env=variables) as process:  # noqa: S603 - our own
        assert process.wait(timeout=60) == 0
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert "\x1b[32mproven" in shown


KEYED = f'[predictstreet]\napi_key = "{API_KEY}"\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "found none: name a file"),
        ("token =", "to be TOML"),
        (f'[fourcasters]\ntoken = "{TOKEN}"\nurl = 7\n', "url of fourcasters as text, found int"),
        ('[fourcasters]\nurl = "https://x.example"\n', "token of fourcasters beside the rest"),
        (f'[fourcasters]\ntoken = "{TOKEN}"\nlogin = "x"\n', "found login"),
        ("[other]\n", "found other"),
        (KEYED, "environment of predictstreet as production, testnet or a table, found None"),
        (f'{KEYED}environment = "prod"\n', "found 'prod'"),
        (f'{KEYED}environment = "testnet"\nvault = "{ELSEWHERE}"\n', "exchange of predictstreet beside the rest"),
        (f'{KEYED}[predictstreet.environment]\nname = "x"\n', "rest_url, websocket_url"),
        ('[predictstreet]\napi_key = "planted-key"\nenvironment = "testnet"\n', "a key of the form"),
        (f'[fourcasters]\ntoken = "{TOKEN}"\nurl = "http://x.example"\n', "a URL that starts with https"),
    ],
)
def test_settings_that_cannot_be_used_are_named_and_nobody_is_asked(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    done = CliRunner().invoke(doctor, ["--settings", str(file)])
    assert done.exit_code == 3
    assert " ".join(problem.split()) in " ".join(done.output.split())
    assert "planted" not in done.output


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("--settings", str(tmp_path / "none.toml"))
    assert done.returncode == 3
    assert "none.toml cannot be read" in done.stderr


def test_the_sandboxes_clock_can_be_off() -> None:
    with Sandbox(clock=Clock(starts=datetime.now(UTC) + timedelta(minutes=3))) as sandbox:
        market = sandbox.predictstreet
        clients = Clients(market.url, asynchronous=False)
        found = clients.predictstreet(api_key=market.api_key, user_wallet=None).check()
        clients.close()
    assert verdicts(found)["clock"] == "wrong"
