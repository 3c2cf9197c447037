"""What `follow --write` makes of messages: replies in several forms, what samples leave out, first commands, fields told in prose."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from followed_states import documents, locked, specs
from test_follow_asks import asked
from test_follow_drafts import DEFAULTS, followed, rest_of

from compiler.__main__ import main
from compiler.documents import read
from compiler.following.copying import Copier, Original
from compiler.rules.linting import lint


def recorded(folder: Path, name: str) -> Any:
    return json.loads(folder.joinpath("tests", "recordings", "small", f"{name}.sample.json").read_text(encoding="utf-8"))


# ---- replies in several forms, and of messages


REPLAY = """\
## Replay

Missed messages are read again.

```
GET https://stream.example/missed?after=1
```

### Response: `success`

```json
{"status": "success", "messages": [{"...": "the messages in order, each with its orderID"}]}
```

### Response: `expired`

```json
{"status": "expired", "left": [{"...": "whatever is still there"}]}
```

## Messages
"""


@pytest.fixture
def replayed(tmp_path: Path) -> Path:
    page = documents(tmp_path / "was").joinpath("pages/socket.mdx").read_text(encoding="utf-8")
    return followed(
        tmp_path,
        {"pages/socket.mdx": page.replace("## Messages\n", REPLAY, 1)},
        ("rest.openapi.yaml", "paths:\n", f"{DEFAULTS}paths:\n"),
    )


def test_a_field_whose_values_head_the_forms_of_a_reply_tells_them_apart(replayed: Path) -> None:
    schemas = rest_of(replayed)["components"]["schemas"]

    reply = schemas["MissedReply"]
    assert reply["required"] == ["status"]
    (listed, others) = reply["properties"]["status"]["anyOf"]
    assert schemas[listed["$ref"].rpartition("/")[2]]["enum"] == ["success", "expired"]
    assert others == {"type": "string"}  # there may be others


def test_messages_that_a_sample_leaves_out_are_those_of_the_socket_and_that_is_asked(replayed: Path) -> None:
    schemas = rest_of(replayed)["components"]["schemas"]

    name = schemas["MissedReply"]["properties"]["messages"]["items"]["$ref"].rpartition("/")[2]
    assert schemas["MissedReply"]["properties"]["left"]["items"]["$ref"].endswith(f"/{name}")
    assert schemas[name]["x-same"] == "socket.schema.yaml#/$defs/OrderUpdate"
    assert schemas[name]["required"] == ["orderID"]
    (question,) = [question for question in asked(replayed) if "of the socket" in question]
    assert "the messages in order, each with its orderID" in question
    assert "whatever is still there" in question
    assert [str(fault) for fault in lint(replayed.parent) if fault.rule == "same"] == []


def test_nothing_is_known_of_another_host_but_that_it_may_refuse_and_fail(replayed: Path) -> None:
    content: Any = read(replayed / "rest.openapi.yaml")
    operation = content["paths"]["/missed"]["get"]

    assert operation["x-effect"]["buckets"] == ["missed"]
    assert content["x-buckets"]["missed"]["limit"] is None
    assert operation["responses"]["429"] == {"description": "Too many requests. Undocumented here."}
    assert sum("stream.example" in question for question in asked(replayed)) == 1
    assert not [question for question in asked(replayed) if "bucket" in question]


@pytest.mark.usefixtures("replayed")
def test_a_recording_is_composed_where_the_sample_leaves_something_out(tmp_path: Path) -> None:
    recording = recorded(tmp_path, "missed")

    assert recording["source"] == "composed from pages/socket.mdx"
    assert recording["request"] == {"method": "GET", "target": "/missed"}
    assert recording["status"] == 200
    assert recording["reply"]["status"] == "success"
    assert set(recording["reply"]["messages"][0]) == {"orderID", "status", "filled"}


def test_a_message_that_contains_itself_is_copied_once() -> None:
    rows: Any = {"type": "array", "description": "Rows.", "items": {"$ref": "#/$defs/Row"}}
    row: Any = {"type": "object", "description": "A row.", "properties": {"id": {"type": "string"}, "rows": {"$ref": "#/$defs/Rows"}}}
    row["x-many"] = True
    made: dict[str, Any] = {}

    name = Copier(known={}, made=made, home="#/x/", free=str).copy(Original("a.schema.yaml", "Rows", {"$defs": {"Rows": rows, "Row": row}}))

    assert name == "Rows"
    assert set(made) == {"Rows", "Row"}
    assert made["Rows"]["items"] == {"$ref": "#/x/Row"}
    assert made["Row"]["properties"]["rows"] == {"$ref": "#/x/Rows"}
    assert made["Row"]["x-same"] == "a.schema.yaml#/$defs/Row"
    assert "x-many" not in made["Row"]  # a reply is no feed


def test_of_what_is_left_out_and_named_by_nobody_it_is_asked_what_it_holds(tmp_path: Path) -> None:
    page = documents(tmp_path / "was").joinpath("pages/socket.mdx").read_text(encoding="utf-8")
    words = page.replace("## Messages\n", REPLAY.replace(", each with its orderID", ""), 1)
    home = followed(tmp_path, {"pages/socket.mdx": words})

    assert any("what do these hold?" in question and "the messages in order" in question for question in asked(home))


# ---- what is sent to a socket for the first time


PRICES = """\
# Prices

## Subscriptions

Send one of the following commands as a JSON text frame.

### Subscribe

Install a filter. All others are dropped.

```json
{"type": "subscribe", "games": ["g1"], "sports": [], "replace": true}
```

### Subscribe to everything

```json
{"type": "subscribeAll"}
```

## Messages

### `priceUpdate`

```json
["priceUpdate", {"type": "spread", "odds": 1.5}]
```
"""
SILENT = """\
$schema: https://json-schema.org/draft/2020-12/schema
title: Prices
x-socket: {url: 'wss://one.example/prices', framing: tuple, tell: {position: 0}, correlation: null}
x-messages:
  priceUpdate:
    summary: A price has changed.
    docs: https://one.example/pages/prices
    direction: receive
    status: typed
    frame: PriceUpdateFrame
    payload: PriceUpdate
$defs:
  Kind: {type: string, description: Kind of market., enum: [spread, total]}
  PriceUpdateFrame: {type: array, prefixItems: [{const: priceUpdate}, {$ref: '#/$defs/PriceUpdate'}], items: false}
  PriceUpdate:
    type: object
    properties:
      type: {anyOf: [{$ref: '#/$defs/Kind'}, {type: string}], description: Kind of market.}
      odds: {type: number, description: Decimal odds.}
"""


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    home = specs(tmp_path, documents=locked(documents(tmp_path))) / "small"
    tmp_path.joinpath("tests", "recordings", "small").mkdir(parents=True)
    home.joinpath("prices.schema.yaml").write_text(SILENT, encoding="utf-8")
    after = tmp_path / "after"
    shutil.copytree(tmp_path / "documents", after)
    after.joinpath("pages/prices.mdx").write_text(PRICES, encoding="utf-8")
    main(["--specs", str(home.parent), "follow", "small", "--documents", str(after), "--date", "2026-02-03", "--write"])
    return home


def test_the_first_commands_of_a_socket_are_told_from_what_it_sends_and_how_they_are_framed_is_written(sent: Path) -> None:
    content = yaml.safe_load(sent.joinpath("prices.schema.yaml").read_text(encoding="utf-8"))

    assert set(content["x-messages"]) == {"priceUpdate", "subscribe", "subscribeAll"}
    assert (content["x-socket"]["send_framing"], content["x-socket"]["send_tell"]) == ("object", {"field": "type"})
    # A command is no kind of market.
    assert content["$defs"]["Kind"]["enum"] == ["spread", "total"]
    frame = content["$defs"]["SubscribeFrame"]
    assert frame["required"] == ["type"]
    assert frame["properties"]["type"] == {"const": "subscribe"}
    assert content["x-messages"]["subscribe"]["x-effect"]["buckets"] == ["prices"]
    assert content["x-buckets"]["prices"]["limit"] is None
    assert frame["examples"] == [{"type": "subscribe", "games": ["g1"], "sports": [], "replace": True}]


def test_a_command_is_described_by_its_section_and_what_is_empty_in_every_sample_is_asked_with_it(sent: Path) -> None:
    content = yaml.safe_load(sent.joinpath("prices.schema.yaml").read_text(encoding="utf-8"))

    assert content["x-messages"]["subscribe"]["summary"] == "Install a filter."
    assert content["x-messages"]["subscribe"]["description"] == "All others are dropped."
    (question,) = [question for question in asked(sent) if question.startswith("subscribe: ")]
    assert question.endswith("; what sports holds, which is empty in every sample")


@pytest.mark.usefixtures("sent")
def test_the_recording_of_a_command_is_its_frame(tmp_path: Path) -> None:
    recording = recorded(tmp_path, "subscribe")

    assert (recording["kind"], recording["socket"], recording["operation"]) == ("command", "prices", "subscribe")
    assert recording["request"] == {"frame": {"type": "subscribe", "games": ["g1"], "sports": [], "replace": True}}
    assert "reply" not in recording


# ---- fields that prose tells of


def test_a_field_that_prose_says_objects_carry_is_written_into_each_of_them(tmp_path: Path) -> None:
    page = documents(tmp_path / "was").joinpath("pages/place-order.mdx").read_text(encoding="utf-8")
    words = 'Orders placed with `kind: "post"` also carry `isPost: true` inside `fills`; it is left out otherwise.'
    home = followed(tmp_path, {"pages/place-order.mdx": page.replace("## Request", f"{words}\n\n## Request", 1)})

    source = home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8")
    assert source.count("isPost:") == 1
    fills = rest_of(home)["components"]["schemas"]["Reply"]["properties"]["data"]["properties"]["fills"]["items"]
    assert fills["properties"]["isPost"]["type"] == "boolean"
    # What the sentence names with its value, and not as something that is carried, is no field of it.
    assert "kind" not in fills["properties"]
