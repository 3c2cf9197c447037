"""The `crossbook` command. Its parts are imported when they are used, and say which extra they need where it is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import click

_INSTALL: Final = "python -m pip install 'crossbook[{extras}]'"
_INTERRUPTED: Final = 130
# Which module of which extra a command fails without.
_SANDBOX: Final = ("aiohttp", "coincurve", "eth_keys", "Crypto", "jsonschema", "referencing", "yaml")


def main() -> None:
    """Run the command line."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)  # While something was still being loaded.


def _run() -> None:
    try:
        import click  # noqa: PLC0415 - the extra may be missing
        import rich  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        sys.exit(f"crossbook: the command needs the extra `cli` ({error.name} is missing): {_INSTALL.format(extras='cli')}")
    del rich  # looked for only, on behalf of the commands
    from crossbook import __version__  # noqa: PLC0415 - as the commands
    from crossbook.commands.options import Commands  # noqa: PLC0415 - only where click is
    from crossbook.commands.printing import ready, settle  # noqa: PLC0415 - only where rich is

    group = Commands(
        {
            "cancel": _cancel,
            "demo": partial(_loaded, "demo", _demo),
            "doctor": _doctor,
            "listen": _listen,
            "open": _open,
            "pull": _pull,
            "replay": _replay,
            "sandbox": partial(_loaded, "sandbox", _sandbox),
        },
        name="crossbook",
        help="crossbook: tools for two trading venues. Exit code 3: something was not said as expected.",
    )
    group = click.version_option(__version__, prog_name="crossbook")(group)
    ready()
    try:
        group()
    finally:
        settle()


def _sandbox() -> click.Command:
    from crossbook.commands.sandbox import sandbox  # noqa: PLC0415 - the extra may be missing

    return sandbox


def _demo() -> click.Command:
    from crossbook.demo.command import demo  # noqa: PLC0415 - the extra may be missing

    return demo


def _replay() -> click.Command:
    from crossbook.commands.replay import replay_command  # noqa: PLC0415 - only where click is

    return replay_command


def _doctor() -> click.Command:
    from crossbook.commands.doctor import doctor  # noqa: PLC0415 - only where click is

    return doctor


def _listen() -> click.Command:
    from crossbook.commands.listen import listen  # noqa: PLC0415 - only where click is

    return listen


def _open() -> click.Command:
    from crossbook.commands.orders import open_command  # noqa: PLC0415 - only where click is

    return open_command


def _cancel() -> click.Command:
    from crossbook.commands.orders import cancel_command  # noqa: PLC0415 - only where click is

    return cancel_command


def _pull() -> click.Command:
    from crossbook.commands.pull import pull_command  # noqa: PLC0415 - only where click is

    return pull_command


def _loaded(name: str, load: Callable[[], click.Command]) -> click.Command:
    """Load a command; give one that says what to install where its extra is missing, so that the others still work."""
    import click  # noqa: PLC0415 - main has looked for it

    try:
        return load()
    except ModuleNotFoundError as error:
        if error.name not in _SANDBOX:
            raise
        hint = f"`crossbook {name}` needs the extra `sandbox` ({error.name} is missing): {_INSTALL.format(extras='cli,sandbox')}"

    def refuse() -> None:
        raise click.ClickException(hint)

    settings = {"ignore_unknown_options": True, "allow_extra_args": True}
    return click.Command(name, callback=refuse, help=hint, add_help_option=True, context_settings=settings)
