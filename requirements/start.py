"""Prepare the data folder and serve it, for ./run: one import of the application instead of three.

The preparation happens in a forked child, so that the server keeps none of its memory and connections.
"""

import os
import signal
import sys
from dataclasses import replace
from types import FrameType

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(
        signal.SIGINT, signal.SIG_DFL
    )  # Ctrl-C while all of this loads ends it, and shows no traceback

import app.factory  # noqa: F401 - loaded once, before the child parts
from app.cli import main
from app.commands.signals import ending
from app.config import Settings


def cadre(*words: str) -> None:
    """Run a command of `cadre` and return when it succeeded.

    Refuses: SystemExit with the command's own sentence.
    """
    try:
        main(list(words), prog_name="cadre")
    except SystemExit as end:
        if end.code:
            raise


def say(line: str) -> None:
    """Tell how far the set-up is."""
    print(line, flush=True)  # noqa: T201  # this is what it is for


def prepare(with_demo: bool) -> None:
    """Make or complete the database and the keys, then the demo school if the database is empty."""
    say("3/5 Preparing the database and the keys")
    cadre("init")
    if not with_demo:
        say("4/5 No demo school, as you asked; README.md, 'Your own school', says how to fill it")
    else:
        say("4/5 Demo school")
        cadre("demo", "--if-empty")


def prepare_apart(with_demo: bool) -> None:
    """Prepare in a child of this process, which passes on what asks it to end.

    Refuses: SystemExit with the child's code.
    """
    child = os.fork()
    if child == 0:
        prepare(with_demo)
        sys.stdout.flush()
        os._exit(0)

    def pass_on(number: int, _frame: FrameType | None) -> None:
        os.kill(child, number)

    earlier = {number: signal.signal(number, pass_on) for number in ending()}
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    for number, handler in earlier.items():
        signal.signal(number, handler)
    if code:
        raise SystemExit(code if code > 0 else 128 - code)


def check_address(words: tuple[str, ...]) -> None:
    """Refuse an address that cannot be served before anything is made. Refuses: SettingsError."""
    given = dict(zip(words[::2], words[1::2], strict=True)).get("--host")
    settings = Settings.from_env()
    replace(settings, host=given or settings.host).check_host()


def start(demo: str, serve: str, *serve_options: str) -> None:
    """Do what ./run was asked: yes or no to the demo, yes or no to serving, and the server's options."""
    if serve == "yes":
        check_address(serve_options)
    prepare_apart(demo == "yes")
    if serve == "no":
        say("5/5 Everything is set up. ./run starts it.")
        return
    say("5/5 Starting the server and its worker; Ctrl-C stops both")
    cadre("serve", "--with-worker", *serve_options)


if __name__ == "__main__":
    start(*sys.argv[1:])
