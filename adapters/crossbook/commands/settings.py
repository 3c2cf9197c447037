"""Whom to examine: read from a file or from the environment, never from arguments, which other programs of the machine can see."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final, TypeAlias, cast

import attrs

from crossbook import predictstreet

PREFIX: Final = "CROSSBOOK_"
CONTRACTS: Final = ("exchange", "neg_risk_exchange", "vault_factory", "usdc", "conditional_tokens", "neg_risk_adapter")
ENVIRONMENT: Final = ("name", "rest_url", "websocket_url", "rpc_url", "chain_id")
KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "fourcasters": ("token", "url", "streaming_url"),
    "predictstreet": ("api_key", "environment", "wallet", "vault", *CONTRACTS),
}
"""What each venue's table may hold. In the environment: CROSSBOOK_FOURCASTERS_TOKEN, CROSSBOOK_PREDICTSTREET_API_KEY, and so on."""

_NEEDED: Final = {"fourcasters": ("token",), "predictstreet": ("api_key", "environment")}
"""What has to be said, of each venue."""

Told: TypeAlias = Mapping[str, object]


class Unusable(Exception):
    """What was told cannot be used. Holds no secret."""


@attrs.frozen(kw_only=True)
class FourcastersSettings:
    """How to reach a 4casters account."""

    token: str = attrs.field(repr=False)
    url: str | None
    streaming_url: str | None
    """Of the feeds: needed beside `url` for these."""


@attrs.frozen(kw_only=True)
class PredictStreetSettings:
    """How to reach a PredictStreet wallet, and what its orders are signed for."""

    api_key: str = attrs.field(repr=False)
    environment: predictstreet.Environment
    wallet: str | None
    account: predictstreet.TradingAccount | None


@attrs.frozen(kw_only=True)
class Settings:
    """Whom to examine."""

    fourcasters: FourcastersSettings | None
    predictstreet: PredictStreetSettings | None


def unsaid(venues: Collection[str] = ()) -> Unusable:
    """Give the error for venues that there are no settings of; for any of them where none is named."""
    named = tuple(venues) or tuple(KNOWN)
    variables = (" and ".join(f"{PREFIX}{venue}_{name}".upper() for name in _NEEDED[venue]) for venue in named)
    joint = "or" if not venues else "and"
    return Unusable(
        f"expected settings of {f' {joint} '.join(named)}, found none: name a file with --settings, or set {f', {joint} '.join(variables)}"
    )


def of_file(path: Path) -> Settings:
    """Read a file of TOML: a table for each venue. Raises Unusable."""
    try:
        tables: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror or error}") from None
    except ValueError:  # What is wrong may be a line with a secret in it.
        raise Unusable(f"expected {path} to be TOML in UTF-8") from None
    unknown = sorted(tables.keys() - KNOWN)
    if unknown:
        raise Unusable(f"expected tables named {', '.join(KNOWN)} in {path}, found {', '.join(unknown)}")
    return _settings({venue: _table(venue, tables[venue]) for venue in KNOWN if venue in tables})


def of_environment(variables: Mapping[str, str]) -> Settings:
    """Read variables of the environment. Raises Unusable."""
    found = {
        venue: {name: value for name in names if (value := variables.get(f"{PREFIX}{venue}_{name}".upper()))}
        for venue, names in KNOWN.items()
    }
    return _settings({venue: told for venue, told in found.items() if told})


def _table(venue: str, held: object) -> Told:
    if not isinstance(held, dict):
        raise Unusable(f"expected a table named {venue}")
    table = cast("dict[str, object]", held)
    unknown = sorted(table.keys() - KNOWN[venue])
    if unknown:
        raise Unusable(f"expected {', '.join(KNOWN[venue])} for {venue}, found {', '.join(unknown)}")
    return table


def _settings(told: Mapping[str, Told]) -> Settings:
    try:
        return Settings(
            fourcasters=_fourcasters(told["fourcasters"]) if "fourcasters" in told else None,
            predictstreet=_predictstreet(told["predictstreet"]) if "predictstreet" in told else None,
        )
    except ValueError as error:  # An InvalidRequest: it names what was expected, and addresses only.
        raise Unusable(str(error)) from None


def _fourcasters(told: Told) -> FourcastersSettings:
    token = _needed("fourcasters", told, "token")
    return FourcastersSettings(
        token=token, url=_text("fourcasters", told, "url"), streaming_url=_text("fourcasters", told, "streaming_url")
    )


def _predictstreet(told: Told) -> PredictStreetSettings:
    environment = _environment(told.get("environment"))
    named = [name for name in ("vault", *CONTRACTS) if name in told]
    wallet = _text("predictstreet", told, "wallet")
    account = None
    if named:
        contracts = {name: value for name in CONTRACTS[2:] if (value := _text("predictstreet", told, name)) is not None}
        account = predictstreet.TradingAccount(
            environment=environment,
            contracts=predictstreet.Contracts(
                exchange=_needed("predictstreet", told, "exchange"),
                neg_risk_exchange=_needed("predictstreet", told, "neg_risk_exchange"),
                **contracts,
            ),
            wallet=_needed("predictstreet", told, "wallet"),
            vault=_needed("predictstreet", told, "vault"),
        )
    return PredictStreetSettings(api_key=_needed("predictstreet", told, "api_key"), environment=environment, wallet=wallet, account=account)


def _environment(told: object) -> predictstreet.Environment:
    """Give an environment by its name, or one of the caller's own. None is assumed: a forgotten one must not be production."""
    match told:
        case "production":
            return predictstreet.PRODUCTION
        case "testnet":
            return predictstreet.TESTNET
        case dict():
            members = cast("dict[str, object]", told)
            if members.keys() != set(ENVIRONMENT):
                raise Unusable(f"expected {', '.join(ENVIRONMENT)} for the environment, found {', '.join(sorted(members)) or 'nothing'}")
            texts = {name: _needed("environment", members, name) for name in ENVIRONMENT[:-1]}
            number = members["chain_id"]
            if not isinstance(number, int):
                raise Unusable(f"expected chain_id as a whole number, found {number!r}")
            return predictstreet.Environment(
                name=texts["name"],
                rest_url=texts["rest_url"],
                websocket_url=texts["websocket_url"],
                rpc_url=texts["rpc_url"],
                chain_id=number,
            )
        case _:
            raise Unusable(f"expected environment of predictstreet as production, testnet or a table, found {told!r}")


def _needed(venue: str, told: Told, name: str) -> str:
    value = _text(venue, told, name)
    if value is None:
        raise Unusable(f"expected {name} of {venue} beside the rest, found none")
    return value


def _text(venue: str, told: Told, name: str) -> str | None:
    value = told.get(name)
    if value is not None and (not isinstance(value, str) or not value):
        raise Unusable(f"expected {name} of {venue} as text, found {type(value).__name__ if value else 'an empty one'}")
    return value
