"""No secret in anything that shows: texts, members, causes, frames, logs; in any of the ways in which a reply can write one."""

from __future__ import annotations

import html
import json
import re
import traceback
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import unquote

from fuzz.proofs import Problem

_OWN: Final = "tests/fuzz"
_ESCAPE: Final = re.compile(r"\\u[0-9a-fA-F]{4}|\\.")


def _unescaped(text: str) -> str:
    def one(found: re.Match[str]) -> str:
        try:
            return str(json.loads(f'"{found.group()}"'))
        except ValueError:
            return found.group()[1:]

    return _ESCAPE.sub(one, text)


def readings(text: str) -> set[str]:
    """Give a text in every way in which somebody could read it."""
    found = {text}
    for _ in range(2):
        found |= {change(one) for one in found for change in (_unescaped, unquote, html.unescape)}
    return found


def leaks(text: str, secrets: Sequence[str]) -> list[str]:
    near = [secret for secret in secrets if len(secret) > 3 and _core(secret) in text]
    if not near:
        return []
    found = readings(text)
    return [secret for secret in near if any(secret in one for one in found)]


def _core(secret: str) -> str:
    return max(re.split(r"[^A-Za-z0-9]", secret), key=len)


def shown(value: object, *, frames: bool) -> str:
    """Give everything that a value or an error shows of itself."""
    if not isinstance(value, BaseException):
        return f"{value!r}\n{value}"
    lines: list[str] = []
    waiting: list[BaseException | None] = [value]
    known: list[BaseException] = []
    while waiting:
        error = waiting.pop()
        if error is None or any(error is one for one in known):
            continue
        known.append(error)
        waiting += [error.__cause__, error.__context__]
        lines += [repr(error), str(error), repr(error.args), repr(vars(error))]
        if frames:
            lines += [
                f"{name}={local!r}"
                for frame, _ in traceback.walk_tb(error.__traceback__)
                if _OWN not in frame.f_code.co_filename.replace("\\", "/") and "/crossbook/" in frame.f_code.co_filename
                for name, local in frame.f_locals.items()
            ]
    return "\n".join(lines)


def check_secrets(place: str, text: str, secrets: Sequence[str]) -> Iterable[Problem]:
    for secret in leaks(text, secrets):
        yield Problem("no secret shows", f"{secret!r} in {place}: {_around(text, secret)}")


def _around(text: str, secret: str) -> str:
    at = text.find(_core(secret))
    return repr(text[max(at - 100, 0) : at + 100])
