"""Drafts a new operation or a new message of a socket: its schemas, and around them what its neighbours in the spec have."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import chain, count
from typing import Final

import attrs

from compiler.comparing.catalogue import Exchange
from compiler.comparing.openapi import NO_KEY
from compiler.comparing.shapes import Shape
from compiler.documents import JSON, Node, items, node, operations, text
from compiler.following.drafting import Draft
from compiler.following.limits import pace_of
from compiler.following.paging import page_keys
from compiler.following.sentences import sentences, telling_sentences
from compiler.following.states import SHOWN
from compiler.following.told import Told
from compiler.naming import snake

_MOST: Final = 0.8
"""How many of its neighbours must have something for a new operation to have it too."""
_NOTHING: Final = Exchange(parts={}, notes={}, direction="request")
_OF_CALLS: Final = frozenset({"server of a call", "header of a call"})
"""What the call of an operation tells of it, and nothing else does where it is described in prose only."""


@attrs.frozen(kw_only=True)
class Drafted:
    """A new operation."""

    name: str
    """Its operationId."""
    item: Node
    questions: list[str]
    buckets: Node
    """The buckets that it brings with it."""


def draft_operation(draft: Draft, name: str, theirs: Told, defaults: Node) -> Drafted:
    """Draft an operation, and the questions about it. `defaults` are what the spec says of all operations."""
    method, _, path = name.partition(" ")
    told, said = theirs.exchange(name) or _NOTHING, theirs.said(name)
    is_read = method == "GET"
    others = [operation for _, _, operation in operations(draft.content)]
    operation_id = _operation_id(path, {text(other.get("operationId")) for other in others})
    draft.prefix = operation_id
    questions: list[str] = []
    item: Node = {"operationId": operation_id, "tags": ["rest"], "summary": _summary(said[0], operation_id)}
    item["description"] = telling_sentences(said[1]) or f"What {draft.source} says of {name}."
    item["externalDocs"] = {"url": told.page or draft.docs or "https://example.invalid"}
    public = told.notes.get("security") == (NO_KEY,)
    if public:
        item["security"] = []
    host = _elsewhere(draft.content, told)
    if host:
        item["servers"] = [{"url": host}]
        asked = "is the token to be sent there, and do the limits, headers and failures hold that are written?"
        questions.append(f"it is called at {host}, which is not among `servers`: {asked}")
    replies = _replies(draft, told, operation_id, others, public=public, own=_not_elsewhere(defaults) if host else {})
    pace = pace_of(draft.content, defaults, name, operation_id, words=" ".join(said), source=draft.source, elsewhere=bool(host))
    reply = _shape(told, "200")
    if reply is not None and "data" in reply.members:
        item["x-payload"] = "data"
    keys, doubts = _paging(told, reply, operation_id)
    item |= {"x-page": keys} if keys else {}
    questions += doubts
    if told.notes.keys() <= _OF_CALLS and not any(part[0].isdigit() for part in told.parts):
        item["x-status"] = "prose-only"
    statuses = [status for status, found in replies.items() if found is not None]
    item["x-effect"] = _effect(statuses, list(pace.buckets), is_read=is_read)
    questions += [pace.question] if pace.question else []
    if not is_read:
        questions.append(f"what {operation_id} does (kind, scope, settles), and what each of its statuses proves")
    shown = {part.removeprefix(f"{SHOWN} "): held for part, held in told.parts.items() if part.startswith(f"{SHOWN} query ")}
    parameters = [
        _parameter(draft, part, held.shape, held.words)
        for part, held in {**shown, **told.parts}.items()
        if part.startswith(("query ", "path ", "header ")) and held.shape
    ]
    if parameters:
        item["parameters"] = parameters
    if (body := _shape(told, "body")) is not None:
        schema = {"$ref": f"{draft.home}{draft.object(body, f'{operation_id}Request', sent=True)}"}
        item["requestBody"] = {"required": body.required, "content": {"application/json": {"schema": schema}}}
    # A success without the headers of all others says so.
    none: Node = {"headers": {}} if (public or host) and "headers" in defaults else {}
    if examples := theirs.samples(name):
        media = node(node(node(replies.get("200")).get("content")).get(JSON))
        media |= {"example": examples[0]} if media else {}
    item["responses"] = {status: {**none, **node(found)} if status[0] == "2" else found for status, found in replies.items()}
    return Drafted(name=operation_id, item=item, questions=questions, buckets=pace.new)


def _paging(told: Exchange, reply: Shape | None, operation_id: str) -> tuple[Node, list[str]]:
    keys, is_told = page_keys(told, reply)
    if is_told or not {"query cursor", "query page", "query offset"} & set(told.parts):
        return keys, []
    question = "do the pages of {} follow each other so (x-page)?" if keys else "how the pages of {} follow each other (x-page)"
    return keys, [question.format(operation_id)]


def _replies(draft: Draft, told: Exchange, operation_id: str, others: list[Node], *, public: bool, own: Node) -> Node:
    """Draft what it answers: what the documents list, and what nearly all others answer, or for another host `own`."""
    usual = own or dict.fromkeys(status for status in _usual(others) if not (public and status in ("401", "403")))
    plain = public or bool(own)
    statuses = dict.fromkeys([*(part for part in told.parts if re.fullmatch(r"\d{3}", part)), *usual])
    if not any(status[0] == "2" for status in statuses):
        statuses["200"] = None
    return {
        status: own[status]
        if status in own and status not in told.parts
        else _reply(draft, status, told, operation_id, others, plain=plain)
        for status in sorted(statuses)
    }


def _elsewhere(content: Node, told: Exchange) -> str:
    """Return the host that an operation is called at, where that is another one than the spec has."""
    servers = {text(node(server).get("url")).rstrip("/") for server in items(content.get("servers"))}
    found = (server for server in told.notes.get("server of a call", ()) if server not in servers)
    return next((server for server in found if server.startswith("https://")), "")


def _not_elsewhere(defaults: Node) -> Node:
    """Say of what all operations answer what is known of another host: nothing. A limit and a failure can meet any operation."""
    words = {"429": "Too many requests.", "5": "The service cannot answer."}
    found = {status: words.get(status) or words.get(status[0]) for status in node(defaults.get("responses"))}
    return {status: {"description": f"{told} Undocumented here.", "content": {}} if told else None for status, told in found.items()}


def draft_message(draft: Draft, name: str, theirs: Told) -> tuple[Node, list[str]]:
    """Draft a message of a socket, and the questions about it."""
    told, said = theirs.exchange(name) or _NOTHING, theirs.said(name)
    way, _, word = name.partition(" ")
    draft.prefix = word
    socket = node(draft.content.get("x-socket"))
    part = "request" if way == "send" else "payload"
    shape = _shape(told, part) or Shape(types=frozenset({"object"}))
    ours = node(socket.get("send_tell" if way == "send" else "tell")).get("field") or node(socket.get("tell")).get("field")
    tell = text(ours or next(iter(told.tells), ""))
    framing = "object" if tell else text((socket.get("send_framing") if way == "send" else None) or socket.get("framing"))
    carried = attrs.evolve(shape, members={key: member for key, member in shape.members.items() if key != tell})
    payload = draft.object(carried, f"{word}{'Request' if way == 'send' else ''}", sent=way == "send") if carried.members else ""
    frame = draft.free(f"{word}Frame")
    members = [{"const": word}, *([{"$ref": f"{draft.home}{payload}"}] if payload else [])]
    if framing == "tuple":
        draft.made[frame] = {
            "type": "array",
            "description": f"Frame of {word}.",
            "prefixItems": members,
            "items": False,
            "minItems": len(members),
            "maxItems": len(members),
        }
    else:
        inner = node(draft.made.get(payload) or draft.known.get(payload))
        required = [tell, *[text(key) for key in items(inner.get("required"))]]
        draft.made[frame] = {
            "type": "object",
            "description": f"Frame of {word}.",
            "required": required,
            "properties": {tell: {"const": word}, **node(inner.get("properties"))},
        }
    if examples := theirs.samples(name):
        draft.made[frame]["examples"] = examples
    message: Node = {
        "summary": _summary(sentences(said[1], 1) or said[0], word),
        **({"description": sentences(more, 3)} if (more := said[1].removeprefix(_first(said[1])).strip()) else {}),
        "docs": draft.docs,
        "direction": way,
        "status": "typed",
        "frame": frame,
        part: payload or None,
    }
    questions: list[str] = [] if way == "send" else [f"in a sentence, what {word} tells"]
    if way == "send":
        buckets = list(node(draft.content.get("x-buckets")))[:1]
        # Nothing is taken for harmless before somebody has said so.
        message |= {"reply": None, "x-effect": {"kind": "account", "settles": "later", "buckets": buckets}}
        effect = "(kind, scope, settles), what answers it (reply, replies), and which members it needs"
        empty = f"; what {', '.join(dict.fromkeys(draft.unsaid))} holds, which is empty in every sample" if draft.unsaid else ""
        draft.unsaid.clear()
        questions.append(f"in a sentence, what {word} does {effect}{empty}")
    return message, questions


def _shape(told: Exchange, part: str) -> Shape | None:
    held = told.parts.get(part) or told.parts.get(f"{SHOWN} {part}")
    return None if held is None else held.shape


def _operation_id(path: str, taken: set[str]) -> str:
    words = [word for word in re.split(r"[/{}_-]+", path) if word and not re.fullmatch(r"v\d+", word)]
    words = ["".join(part[:1].upper() + part[1:] if index else part for index, part in enumerate(word.split("."))) for word in words] or [
        "root"
    ]
    last = words[-1]
    longer = last + "".join(word[:1].upper() + word[1:] for word in reversed(words[:-1]))
    known = {snake(name) for name in taken}
    numbered = (f"{longer}{number}" for number in count(2))
    return next(name for name in chain((last, longer), numbered) if snake(name) not in known)


def _summary(said: str, name: str) -> str:
    words = sentences(said, 1) or name
    return words if words.endswith(".") else f"{words}."


def _first(words: str) -> str:
    """Return the first sentence as it stands there."""
    return re.split(r"(?<=[.!?])\s", words, maxsplit=1)[0]


def _usual(others: list[Node]) -> list[str]:
    """Name the failures that nearly every operation lists."""
    counted = Counter(text(status) for other in others for status in node(other.get("responses")))
    return [status for status, count in counted.items() if count >= _MOST * len(others) and status[0] in "45"]


def _effect(statuses: list[str], buckets: list[str], *, is_read: bool) -> Node:
    proof = dict.fromkeys(statuses, "not_acted" if is_read else "may_have_acted")
    effect: Node = {"kind": "read"} if is_read else {"kind": "account", "settles": "later"}
    return {
        **effect,
        "buckets": buckets,
        "statuses": {**proof, "default": "not_acted" if is_read else "may_have_acted"},
    }


def _parameter(draft: Draft, part: str, shape: Shape, words: str) -> Node:
    place, _, name = part.partition(" ")
    schema = draft.schema(attrs.evolve(shape, words=""), name, sent=True)
    told = " ".join((words or shape.words or text(schema.get("description"))).split())[:200]
    plain = {key: value for key, value in schema.items() if key != "description"}
    return {
        "name": name,
        "in": place,
        **({"required": True} if shape.required else {}),
        "description": told or f"{name}.",
        "schema": plain or {"type": "string"},
        **({"example": json.loads(shape.example)} if shape.example and "\n" not in shape.example else {}),
    }


def _reply(draft: Draft, status: str, told: Exchange, operation_id: str, others: list[Node], *, plain: bool) -> Node:
    """Draft one reply. `plain` is one without the headers of all others."""
    held = told.parts.get(status)
    if status[0] == "2":
        shape = _shape(told, status)
        headers: Node = {} if plain else _common([node(node(other.get("responses")).get(status)).get("headers") for other in others])
        reply: Node = {
            "description": held.words if held and held.words not in ("", "OK") else "The reply.",
            **({"headers": headers} if headers else {}),
        }
        if shape is None:
            return reply
        schema = {"$ref": f"{draft.home}{draft.object(shape, f'{operation_id}Reply', sent=False)}"}
        return {**reply, "content": {"application/json": {"schema": schema}}}
    # The form that most operations of the spec give this status.
    usual = _common([node(other.get("responses")).get(status) for other in others])
    if usual:
        words = {"description": held.words} if held is not None and held.words and "$ref" not in usual else {}
        return {**usual, **words}
    return {"description": held.words if held is not None and held.words else f"Status {status}."}


def _common(found: list[object]) -> Node:
    counted = Counter(json.dumps(each, sort_keys=True, default=str) for each in found if each)
    best = next(iter(counted.most_common(1)), None)
    loaded: object = json.loads(best[0]) if best else {}
    return node(loaded)
