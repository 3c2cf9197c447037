"""Options that several commands have, and how each of these commands ends where it cannot begin."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

import click

from crossbook.commands.printing import Unwritten, complain
from crossbook.commands.settings import Unusable

CommandT = TypeVar("CommandT", bound=Callable[..., object])

DONE: Final = 0
LEFT: Final = 1
UNKNOWN: Final = 2
UNUSABLE: Final = 3
WOULD_ACT: Final = 4


class Exacting(click.Command):
    """A command that ends with the code for what cannot be used where its words are wrong, too: click's own, 2, means something else."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words. Raises UsageError."""
        with exacting():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run it. What it found and cannot print is no traceback."""
        try:
            return super().invoke(ctx)
        except Unwritten as error:
            if not error.has_nobody:
                complain(str(self.name), f"what it found cannot be printed: {error.why}")
            sys.exit(error.exit_code)


class Commands(click.Group):
    """The commands, each loaded when it is asked for: the way out of a market is not to wait for a sandbox that nobody wants.

    Words that are wrong before one of them is found end as they do after it.
    """

    def __init__(self, loaders: Mapping[str, Callable[[], click.Command]], *, name: str, help: str) -> None:  # noqa: A002 - click's own word
        super().__init__(name=name, help=help)
        self._loaders = loaders

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        del ctx
        return sorted(self._loaders)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None where there is no such one."""
        del ctx
        load = self._loaders.get(cmd_name)
        return None if load is None else load()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words before the command. Raises UsageError."""
        if not args:
            return super().parse_args(ctx, args)  # Then click shows the help.
        with exacting():
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command. Raises UsageError."""
        with exacting():
            return super().resolve_command(ctx, args)


class Misused(click.UsageError):
    """Words of a command that are wrong."""

    exit_code = UNUSABLE


@contextmanager
def exacting() -> Generator[None]:
    """Give a usage error the code for what cannot be used."""
    try:
        yield
    except click.UsageError as error:
        raise Misused(error.format_message(), error.ctx) from None


CREDENTIALS: Final = """Credentials come from a file or else from the environment, never from arguments: see `crossbook doctor --help`."""


def account_options(command: CommandT) -> CommandT:
    """Add how accounts are reached, and the form of what is printed."""
    command = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(command)
    private = "A private host to which plain http is allowed."
    command = click.option("--insecure-host", "insecure_hosts", multiple=True, help=private)(command)
    path = click.Path(dir_okay=False, path_type=Path)
    return click.option("--settings", "path", type=path, help="A TOML file with a table for each venue.")(command)


def execute_option(command: CommandT) -> CommandT:
    """Add what turns a dry run into the real thing."""
    return click.option("--execute", is_flag=True, help="Do it. Without this it is only said what would be done.")(command)


@contextmanager
def usable(command: str) -> Generator[None]:
    """End with the code for what cannot be used where nothing could be begun."""
    try:
        yield
    except (Unusable, ValueError) as error:
        complain(command, str(error))
        sys.exit(UNUSABLE)
