"""What a program that logs everything would have logged."""

from __future__ import annotations

import logging
from typing import Self


class Logs(logging.Handler):
    """Keeps every record's text, of every logger, at every level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self._level = logging.root.level

    def __enter__(self) -> Self:
        self._level = logging.root.level
        logging.root.addHandler(self)
        logging.root.setLevel(logging.DEBUG)
        return self

    def __exit__(self, *_: object) -> None:
        logging.root.removeHandler(self)
        logging.root.setLevel(self._level)

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != "websockets.server":
            self.lines.append(self.format(record))

    def take(self) -> str:
        text = "\n".join(self.lines)
        self.lines.clear()
        return text
