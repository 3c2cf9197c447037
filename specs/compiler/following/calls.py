"""Reads the curl calls of a block of shell."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl

import attrs

from compiler.following.samples import UnreadableSampleError

_TAKES: Final = {"-X": "method", "--request": "method", "-H": "header", "--header": "header", "--url": "url"} | dict.fromkeys(
    ("-d", "--data", "--data-raw", "--data-binary", "--data-urlencode", "--json"), "body"
)
_PASSED: Final = ("-A", "-b", "-c", "-e", "-F", "-m", "-o", "-T", "-u", "-w", "-x", "--cookie", "--max-time", "--output", "--user")
"""Options whose argument says nothing of the call that is read here."""
_CLUSTER: Final = re.compile(r"(-)([sSfLkivgG#]*)([A-Za-z#])(.*)", re.DOTALL)
_HOST: Final = re.compile(r"(?:https?://[^/?\s]+|\$\{?\w+\}?|[\w-]+(?:\.[\w-]+)+(?::\d+)?|localhost(?::\d+)?)(?=[/?]|$)")


@attrs.frozen(kw_only=True)
class Call:
    """A curl call."""

    method: str
    url: str
    headers: tuple[str, ...]
    body: str
    """Empty where none is sent."""

    @property
    def operation(self) -> str:
        """The operation that is called: `POST /session/cancel`."""
        return f"{self.method} {_HOST.sub('', self.url, count=1).partition('?')[0].partition('#')[0]}"


def calls_of(content: str) -> tuple[Call, ...]:
    """Read the curl calls of a block of shell. Raises UnreadableSampleError where quotes are left open around one."""
    joined = content.replace("\\\r\n", " ").replace("\\\n", " ")
    if re.search(r"\bcurl\b", joined) is None:
        return ()
    try:
        words = shlex.split(joined, comments=True)
    except ValueError:
        raise UnreadableSampleError("the call: expected quotes that are closed, found some that are not") from None
    starts = [index for index, word in enumerate(words) if word == "curl"]
    ends = [*starts[1:], len(words)] if starts else []
    found = (_call(words[start + 1 : end]) for start, end in zip(starts, ends, strict=True))
    return tuple(call for call in found if call is not None)


def queries_of(url: str) -> tuple[tuple[str, str], ...]:
    """Return the parameters of the query of an address, each with the value that is sent."""
    return tuple(parse_qsl(url.partition("?")[2].partition("#")[0], keep_blank_values=True))


def _call(words: list[str]) -> Call | None:
    said: dict[str, list[str]] = {"method": [], "header": [], "body": [], "url": []}
    gets = False
    rest = iter(words)
    for option, joined in _options(rest):
        gets = gets or option in ("-G", "--get")
        if option in _TAKES:
            said[_TAKES[option]].append(joined if joined is not None else next(rest, ""))
        elif option in _PASSED and joined is None:
            next(rest, "")
        elif not option.startswith("-") and _HOST.match(option):
            said["url"].append(option)
    if not said["url"]:
        return None
    url, body = said["url"][0], "" if gets else "".join(said["body"])
    if gets and said["body"]:
        url += ("&" if "?" in url else "?") + "&".join(said["body"])
    method = said["method"][0] if said["method"] else "POST" if body else "GET"
    return Call(method=method.upper(), url=url, headers=tuple(said["header"]), body=body)


def _options(words: Iterator[str]) -> Iterator[tuple[str, str | None]]:
    """Yield the words of a call; options with what is joined to them: `--url=...`, `-XPOST`, `-sX`."""
    for word in words:
        if word.startswith("--"):
            option, equals, joined = word.partition("=")
            yield option, joined if equals else None
        elif (found := _CLUSTER.fullmatch(word)) is not None:
            yield from (("-G", None),) if "G" in found.group(2) else ()
            yield f"-{found.group(3)}", found.group(4) or None
        else:
            yield word, None
