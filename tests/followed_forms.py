"""A venue of two operations that share their schemas, followed to a state in which a second document tells of one of them otherwise."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

from followed_states import locked, specs

from compiler.__main__ import main
from compiler.following.lock import Locked, hash_of

SPEC: Final = """\
openapi: 3.1.0
info: {title: Small, version: '1', description: For tests.}
servers: [{url: 'https://one.example'}]
x-buckets:
  ip: {limit: 10, seconds: 60, per: ip, note: 'A page.'}
x-defaults:
  reads: {/: [ip]}
  responses: {'429': {$ref: '#/components/responses/Limited'}, '503': {$ref: '#/components/responses/Aborted'}}
paths:
  /rows:
    get:
      operationId: readRows
      tags: [rest]
      summary: Read rows.
      description: Rows of the account.
      externalDocs: {url: 'https://docs.example/pages/rows'}
      responses:
        '200':
          description: Rows.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/RowsReply'}
  /rows/old:
    get:
      operationId: readOldRows
      tags: [rest]
      summary: Read old rows.
      description: Old rows of the account.
      externalDocs: {url: 'https://docs.example/pages/old-rows'}
      responses:
        '200':
          description: Rows.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/OldRowsReply'}
components:
  responses:
    Limited: {description: Too many requests.}
    Aborted: {description: The venue cannot answer.}
  schemas:
    RowsReply:
      type: object
      description: Reply of readRows.
      properties:
        rows: {type: array, description: What the account has., items: {$ref: '#/components/schemas/Row'}}
    OldRowsReply:
      type: object
      description: Reply of readOldRows.
      properties:
        rows: {type: array, description: What the account has., items: {$ref: '#/components/schemas/Row'}}
        total: {type: integer, description: 'Sum, whole USD.'}
    Row:
      # A comment of the row.
      type: object
      description: A row.
      properties:
        id: {type: string, description: Id of the row.}
        at: {type: string, description: 'Time, ISO 8601.'}
        memo: {type: string, description: What the account wrote.}
        outcome: {description: How it ended., anyOf: [{$ref: '#/components/schemas/Outcome'}, {type: string}]}
        game: {$ref: '#/components/schemas/Game'}
    Outcome: {type: string, description: How a row ended., enum: [won, lost]}
    Game:
      type: object
      description: The game of a row.
      properties:
        id: {type: string, description: Id of the game.}
        sport: {type: string, description: Name of the sport.}
"""

TEXT: Final[dict[str, Any]] = {"type": "string"}
GAME: Final[dict[str, Any]] = {"id": TEXT, "sport": TEXT}
ROW: Final[dict[str, Any]] = {
    "id": TEXT,
    "at": {"type": "string", "format": "date-time"},
    "memo": TEXT,
    "outcome": {"type": "string", "enum": ["won", "lost"]},
    "game": {"type": "object", "properties": GAME},
}
LOST: Final[dict[str, Any]] = {"type": "object", "required": ["error"], "properties": {"error": TEXT}}
OTHER: Final[dict[str, Any]] = {
    "id": {"anyOf": [TEXT, LOST]},
    "at": {"type": "string", "description": "ISO 8601 timestamp"},
    "memo": {"type": "string", "nullable": True},
    "outcome": {"type": "string", "enum": ["won", "lost", "half"]},
    "origin": TEXT,
    "game": {"type": "object", "properties": {**GAME, "live": {"type": "boolean"}, "period": TEXT}},
}


def reply(rows: dict[str, Any], words: str, **fields: Any) -> dict[str, Any]:
    held = {"rows": {"type": "array", "items": {"type": "object", "properties": rows}}, **fields}
    content = {"application/json": {"schema": {"type": "object", "properties": held}}}
    return {"get": {"summary": words, "responses": {"200": {"description": "OK", "content": content}}}}


def document(**paths: Any) -> str:
    named = {name.replace("_", "/"): path for name, path in paths.items()}
    return json.dumps({"openapi": "3.0.0", "info": {"title": "t"}, "paths": named})


ENTRIES: Final = """\
deviations:
  - at: '*.outcome'
    difference: 'values: closed at the venue, open here'
    count: 2
    reason: Every list of values is open here.
    source: rule of this project
  - at: ['* 429', '* 503']
    difference: only we have this status
    count: 4
    reason: Any operation may be limited, and fail.
    source: a page
pages:
"""
PAGE: Final = """\
---
title: 'Old rows'
openapi: 'GET /rows/old'
---

## Response

<ResponseField name="rows" type="array">
  <Expandable title="Row">
    <ResponseField name="id" type="string">Id.</ResponseField>
    <ResponseField name="at" type="string">Time.</ResponseField>
    <ResponseField name="memo" type="string">Memo.</ResponseField>
    <ResponseField name="outcome" type="string">`won` or `lost`.</ResponseField>
    <ResponseField name="game" type="object">
      <Expandable title="Game">
        <ResponseField name="id" type="string">Id.</ResponseField>
        <ResponseField name="sport" type="string">Sport.</ResponseField>
      </Expandable>
    </ResponseField>
  </Expandable>
</ResponseField>
<ResponseField name="total" type="integer">Sum.</ResponseField>
"""


def following(
    folder: Path,
    rows: dict[str, Any],
    *,
    words: str = "",
    pages: tuple[str, str] | None = None,
    total: str = "integer",
    spec: str = SPEC,
    entries: str = ENTRIES,
    first: dict[str, Any] | None = None,
    more: dict[str, Any] | None = None,
    **paths: Any,
) -> Path:
    """Follow a second document that tells of the old rows as well, and perhaps a page that changes with it; return the specs.

    `first` and `more` are further fields of that reply in the first document and in the second, `paths` operations of the second.
    """
    was, now = folder / "was", folder / "is"
    was.mkdir()
    one = document(_rows=reply(ROW, "Rows"), _rows_old=reply(ROW, "Old rows", total={"type": "integer"}, **(first or {})))
    was.joinpath("openapi.json").write_text(one, encoding="utf-8")
    if pages is not None:
        was.joinpath("pages").mkdir()
        was.joinpath("pages", "old-rows.mdx").write_text(pages[0], encoding="utf-8")
    held = Locked(where="openapi.json", kind="openapi", seen="2026-01-01", sha256=hash_of(one.encode()))
    home = specs(folder, documents=(held, *locked(was))) / "small"
    home.joinpath("socket.schema.yaml").unlink()
    home.joinpath("rest.openapi.yaml").write_text(spec, encoding="utf-8")
    home.joinpath("deviations.yaml").write_text(entries, encoding="utf-8")
    states = ["--since", str(was), "--documents"]
    assert main(["--specs", str(home.parent), "follow", "small", *states, str(was), "--date", "2026-01-02"]) == 0
    shutil.copytree(was, now)
    two = document(_rows_old=reply(rows, words, total={"type": total}, **(more or {})), **paths)
    now.joinpath("second.json").write_text(two, encoding="utf-8")
    if pages is not None:
        now.joinpath("pages", "old-rows.mdx").write_text(pages[1], encoding="utf-8")
    main(["--specs", str(home.parent), "follow", "small", *states, str(now), "--date", "2026-02-03", "--write"])
    return home
