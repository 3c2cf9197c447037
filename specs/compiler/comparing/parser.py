"""The parser of the commands: wrong arguments end as unreadable input does."""

from __future__ import annotations

import argparse
import sys
from typing import Final, NoReturn

UNREADABLE: Final = 3


class Parser(argparse.ArgumentParser):
    """Ends with `UNREADABLE` on wrong arguments: a scheduled job must not take them for a finding."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(UNREADABLE, f"{self.prog}: {message}\n")
