"""The subscriptions of one connection: what is accepted, what is rejected and in which words. Pure.

Codes and limits are those of api-reference/websocket/commands. Of the messages it is only known that they begin with the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import define, frozen

from crossbook.sandbox.predictstreet.sockets.channels import CHANNELS, Channel, Gateway
from crossbook.sandbox.wire import Json, JsonObject, member, strings, text

MOST_SUBSCRIPTIONS: Final = 256
MOST_IDS: Final = 100
SCOPE: Final = "portfolio:read"


@define(eq=False)
class Subscription:
    """One that is open."""

    sid: int
    channel: Channel
    ids: dict[str, None]

    def as_json(self) -> JsonObject:
        shown: JsonObject = {"sid": self.sid, "channel": self.channel.name}
        return shown if self.channel.normalise is None else {**shown, "ids": [*self.ids]}


@frozen
class Rejection:
    """Why something was not done."""

    code: str
    about: str

    @property
    def message(self) -> str:
        return f"{self.code}: {self.about}"


@frozen(kw_only=True)
class Rights:
    """What the key of a connection may hear of."""

    scopes: frozenset[str]
    vaults: Mapping[str, str]
    """Wallets by the addresses of their vaults."""


class Subscriptions:
    """Those of one connection, by sid; these count from 1."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._last = 0
        self.open: dict[int, Subscription] = {}

    def subscribe(self, entry: Json, rights: Rights) -> Subscription | Rejection:
        """Open one subscription of a subscribe command."""
        channel = CHANNELS.get(text(entry, "channel") or "")
        if channel is None:
            return Rejection("invalid_params", "unknown channel")
        if channel.gateway != self._gateway:
            return Rejection("forbidden", f"channel {channel.name} is of the {channel.gateway} gateway")
        if self._gateway == "user" and SCOPE not in rights.scopes:
            return Rejection("api_key_scope_missing", f"channel {channel.name} needs {SCOPE}")
        ids = self._ids(channel, member(entry, "ids"), rights)
        if isinstance(ids, Rejection):
            return ids
        if len(self.open) >= MOST_SUBSCRIPTIONS:
            return Rejection("subscription_cap_exceeded", f"{MOST_SUBSCRIPTIONS} subscriptions are open")
        self._last += 1
        found = self.open[self._last] = Subscription(self._last, channel, ids)
        return found

    def update(self, params: Json, rights: Rights) -> tuple[Subscription, frozenset[str], frozenset[str]] | Rejection:
        """Add ids to a subscription, or take some away; return it with those that are new and those that are gone.

        `add_ids` is in the text of the page. The name under which ids are taken away was not seen: `remove_ids` is its
        counterpart.
        """
        found = self.find(member(params, "sid"))
        if found is None:
            return Rejection("invalid_params", "unknown sid")
        if found.channel.normalise is None:
            return Rejection("invalid_params", f"channel {found.channel.name} takes no ids")
        sides: list[dict[str, None]] = []
        for name in ("add_ids", "remove_ids"):
            listed = member(params, name)
            ids = {} if listed is None else self._ids(found.channel, listed, rights)
            if isinstance(ids, Rejection):
                return ids
            sides.append(ids)
        added, removed = frozenset(sides[0]) - found.ids.keys(), frozenset(sides[1]) & found.ids.keys()
        # Whether the limit is on the whole or on what is added at once: the page says "per subscription", so on both.
        if len(found.ids) + len(added) - len(removed) > MOST_IDS:
            return Rejection("subscription_too_many_ids", f"more than {MOST_IDS} ids")
        found.ids = {name: None for name in (*found.ids, *sides[0]) if name not in removed}
        return found, added, removed

    def close(self, params: Json) -> tuple[Subscription, ...] | Rejection:
        """Close what a command names. Whether one sid or a list, and under which name, was not seen: `sid` and `sids` are heeded."""
        listed = member(params, "sids")
        named = [*(listed if isinstance(listed, list) else []), *([found] if (found := member(params, "sid")) is not None else [])]
        subscriptions = [self.find(sid) for sid in named]
        known = tuple(subscription for subscription in subscriptions if subscription is not None)
        if not known or len(known) < len(subscriptions):
            return Rejection("invalid_params", "unknown sid")
        for subscription in known:
            self.open.pop(subscription.sid, None)
        return known

    def find(self, sid: Json) -> Subscription | None:
        return self.open.get(sid) if isinstance(sid, int) and not isinstance(sid, bool) else None

    def _ids(self, channel: Channel, listed: Json, rights: Rights) -> dict[str, None] | Rejection:
        if channel.normalise is None:
            return {} if listed is None else Rejection("invalid_params", f"channel {channel.name} takes no ids")
        ids = strings({"ids": listed}, "ids")
        if not ids:
            return Rejection("invalid_params", f"channel {channel.name} needs ids")
        # Repetitions are removed; that they count before is the strict reading of the limit.
        if len(ids) > MOST_IDS:
            return Rejection("subscription_too_many_ids", f"more than {MOST_IDS} ids")
        found: dict[str, None] = {}
        for written in ids:
            normal = channel.normalise(written)
            if normal is None:
                return Rejection("invalid_params", "malformed id")
            found[normal] = None
        if channel.name == "vault_positions" and not rights.vaults.keys() >= found.keys():
            return Rejection("forbidden", "a vault that the key is not associated with")
        return found
