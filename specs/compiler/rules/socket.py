"""What a socket spec says of its socket and of each message; `rules_frames` has what their definitions must look like."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.documents import Document, Node, node, text
from compiler.framing import OBJECT, RECEIVE, SEND, TUPLE, framing, messages
from compiler.pointers import Finding, at
from compiler.rules import effects as rules_effects
from compiler.rules import frames as rules_frames
from compiler.rules import references as rules_references

_REPLIES = ("data", "errors", "default")
_ABOUT = (
    *("url", "testnet_url", "framing", "tell", "payload", "send_framing", "send_tell", "send_payload"),
    *("correlation", "envelope", "error"),
)
_COMMON = ("summary", "description", "docs", "direction", "status", "frame")
_WORDS = {SEND: (*_COMMON, "request", "reply", "x-positional", "x-effect"), RECEIVE: (*_COMMON, "payload")}


def socket(document: Document) -> Iterator[Finding]:
    """Apply the rules of this module, those of frames and those of the effect block, to every message."""
    yield from rules_effects.buckets(document)
    about = node(document.content.get("x-socket"))
    yield from (("/x-socket", "socket", message) for message in (*_about(document, about), *_names(document, about)))
    yield from _envelopes(document, about)
    for name, message in messages(document):
        location, direction = at("/x-messages", name), text(message.get("direction"))
        yield from _words(location, message)
        if direction not in _WORDS:
            yield at(location, "direction"), "message", f"expected {SEND} or {RECEIVE}, found {direction or 'none'}"
            continue
        for word in message.keys() - _WORDS[direction]:
            yield at(location, word), "message", f"expected no {word} in a message that we {direction}"
        if direction == RECEIVE:
            yield from rules_frames.received(document, location, name, message)
        else:
            yield from rules_frames.sent(document, location, name, message)
            yield from _effect(document, location, message)


def _about(document: Document, about: Node) -> Iterator[str]:
    yield from (f"expected no {word}" for word in about if word not in _ABOUT)
    for word in ("url", *(["testnet_url"] if "testnet_url" in about else [])):
        if not text(about.get(word)).startswith("wss://"):
            yield f"expected {word} to be wss://..., found {about.get(word)}"
    for word in ("framing", *(["send_framing"] if "send_framing" in about else [])):
        if about.get(word) not in (TUPLE, OBJECT):
            yield f"expected {word} to be {TUPLE} or {OBJECT}, found {about.get(word)}"
    for direction, tell, payload in ((SEND, "send_tell", "send_payload"), (RECEIVE, "tell", "payload")):
        frames = framing(document, direction)
        due = {"position": 0} if frames.kind == TUPLE else {"field": frames.tell or "the name of a field"}
        if tell in about and about[tell] != due and not _is_nameless(direction, about):
            yield f"expected {tell} to be {due}, found {about[tell]}"
        if payload in about and not (frames.payload and frames.kind == OBJECT and frames.tell):
            yield f"expected {payload} to be the name of a field, in objects that name their message; found {about[payload]}"


def _names(document: Document, about: Node) -> Iterator[str]:
    directions = [message.get("direction") for _, message in messages(document)]
    sends = framing(document, SEND)
    if SEND in directions and sends.kind == OBJECT and not sends.tell:
        yield "expected send_tell: nothing says in which field the messages that we send are named"
    if RECEIVE in directions and "tell" not in about:
        yield "expected tell: where frames name their message, or null"
    if _is_nameless(RECEIVE, about) and (directions.count(RECEIVE) != 1 or about.get("framing") != OBJECT):
        yield "expected tell: only where all frames are objects of one form can they do without a name"


def _is_nameless(direction: str, about: Node) -> bool:
    """Whether frames are said not to name their message; those that we send always do."""
    return direction == RECEIVE and "tell" in about and about["tell"] is None


def _envelopes(document: Document, about: Node) -> Iterator[Finding]:
    """Rule `correlation`: where replies are matched by a field, what is read first of any reply has it."""
    correlation = about.get("correlation")
    if "correlation" not in about or (correlation is not None and not text(correlation)):
        yield "/x-socket/correlation", "correlation", "expected the name of the field by which replies are matched, or null"
    for word in ("envelope", "error"):
        where, name = at("/x-socket", word), about.get(word)
        schema = rules_references.definition(document, name)
        if correlation is None:
            if name is not None:
                yield where, "correlation", f"expected no {word}: no reply can be matched"
        elif word == "error" and word in about and name is None:
            pass  # no page shows one
        elif schema is None:
            yield where, "socket", f"expected the name of a definition, found {name}"
        elif text(correlation) not in node(schema.get("properties")):
            yield where, "correlation", f"expected {name} to have {correlation}"


def _words(location: str, message: Node) -> Iterator[Finding]:
    if not text(message.get("summary")).strip():
        yield location, "words", "expected a summary"
    if not text(message.get("docs")).startswith("https://"):
        yield location, "docs", "expected the url of the venue's page"
    yield from rules_effects.status(at(location, "status"), message, "status")


def _effect(document: Document, location: str, message: Node) -> Iterator[Finding]:
    effect = node(message.get("x-effect"))
    where = at(location, "x-effect")
    is_answered = message.get("reply") is not None
    yield from rules_effects.effect(document, where, effect, proof="replies" if is_answered else "")
    kind = text(effect.get("kind"))
    if not is_answered:
        if kind != "read":
            yield where, "effect", f"expected read: without a reply nobody knows what came of it, found {kind}"
        return
    replies = node(effect.get("replies"))
    where = at(where, "replies")
    if set(replies) != set(_REPLIES):
        yield where, "status", f"expected {', '.join(_REPLIES)}, found {', '.join(replies) or 'nothing'}"
    yield from rules_effects.verdicts(where, {word: replies[word] for word in ("data", "default") if word in replies}, kind=kind)
    yield from rules_effects.verdicts(at(where, "errors"), node(replies.get("errors")), kind=kind)
