"""Writes how something fails: statuses of operations and error texts of messages, and asks what each proves where that is open."""

from __future__ import annotations

import re

from compiler.comparing.fidelity import Finding
from compiler.completing import DEFAULTS, proof
from compiler.documents import JSON, Node, node
from compiler.following.bench import Bench, question_lines
from compiler.following.editing import at
from compiler.following.locating import reach


def add_status(bench: Bench, finding: Finding, file: str, home: str, status: str) -> None:
    """Write a status of the operation at a pointer."""
    operation = node(reach(bench.contents[file], home))
    is_read = node(operation.get("x-effect")).get("kind") == "read"
    bodies = [node(reply) for name, reply in node(operation.get("responses")).items() if str(name)[0] == "4" and "content" in node(reply)]
    reply: Node = {"description": bench.theirs.words(finding.exchange, status), **({"content": bodies[0]["content"]} if bodies else {})}
    defaults = node(bench.written[file].get(DEFAULTS))
    if "error" in defaults and reply.get("content") == {JSON: {"schema": defaults["error"]}}:
        del reply["content"]
    bench.files[file].add([*at(home), "responses"], status, reply, [bench.source(finding)])
    if DEFAULTS in bench.written[file] and (is_read or proof(status, "") is not None):
        return  # what it proves follows
    notes = [] if is_read else question_lines(f"whether {status} proves that the venue has not acted (not_acted), or not")
    bench.files[file].add([*at(home), "x-effect", "statuses"], status, "not_acted" if is_read else "may_have_acted", notes)


def add_error(bench: Bench, finding: Finding) -> bool:
    """Write an error text at a message that its page is about; whether there is one."""
    file = bench.socket_of(finding)
    words = finding.at.partition(" error ")[2].strip("'\"")
    messages = node(bench.contents[file].get("x-messages")) if file else {}
    senders = [name for name in bench.messages_of(bench.contents[file], finding) if node(messages[name]).get("x-effect")] if file else []
    if not senders:
        return False
    # The one that the text names, or else the first that the page is about.
    named = [name for name in senders if re.search(rf"\b{re.escape(name)}\b", words)]
    chosen = named[0] if named else senders[0]
    effect = ["x-messages", chosen, "x-effect"]
    which = "whether" if named else f"which of {', '.join(senders)} can fail so, and whether" if len(senders) > 1 else "whether"
    notes = [bench.source(finding), *question_lines(f"{which} {words!r} proves that the venue has not acted (not_acted)")]
    if bench.files[file].has([*effect, "replies", "errors"]):
        bench.files[file].add([*effect, "replies", "errors"], words, "may_have_acted", notes)
    else:  # what reads says nothing of its replies
        bench.files[file].add(effect, "replies", {"data": "not_acted", "errors": {words: "not_acted"}, "default": "not_acted"}, notes)
    return True
