"""The venue's own words in an error body, whichever of the documented forms it has."""

from __future__ import annotations

from typing import Final, cast

import msgspec

from crossbook_bindings.runtime import sound


class _ErrorBody(msgspec.Struct):
    """The members in which error bodies carry words. One flat shape of any types: only words are looked for."""

    error: object = None
    message: object = None
    code: object = None


_ERROR_BODY: Final = msgspec.json.Decoder(_ErrorBody)


def words_of(body: str) -> str | None:
    """Find the venue's own words in an error body, or None where it is not a JSON object with any."""
    try:
        found = _ERROR_BODY.decode(sound(body))
    except (msgspec.DecodeError, RecursionError):
        return None
    error = found.error
    if isinstance(error, dict):
        error = cast("dict[str, object]", error).get("message")
    said, message = _text(error), _text(found.message)
    if said is not None:
        return said
    # A code is words where it is a text; a number only repeats the status.
    if isinstance(found.code, str):
        return f"{found.code}: {message}" if message else found.code
    return message


def _text(value: object) -> str | None:
    """Give a text, or several as one (frameworks list the faults of a body so)."""
    if isinstance(value, list):
        texts = [text for text in cast("list[object]", value) if isinstance(text, str)]
        return "; ".join(texts) or None
    return value if isinstance(value, str) else None
