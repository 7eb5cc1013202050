"""`cadre serve`: gunicorn with preloaded workers, and the job worker beside it when asked."""

import ctypes
import errno
import gc
import signal
import socket
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from app.commands.beside import Beside
from app.commands.ready import check_ready
from app.commands.signals import outlives_terminal
from app.config import Settings, SettingsError

_WAITING = 2048  # connections, until a worker takes them
_OPTIONS = {
    "worker_class": "gthread",
    "threads": 4,
    "preload_app": True,
    "keepalive": 15,
    "timeout": 60,
    "graceful_timeout": 15,
    "loglevel": "warning",
    "limit_request_line": 8190,
    "backlog": _WAITING,
    "proc_name": "cadre",
    "control_socket_disable": True,
}


def listen(host: str, wanted: int) -> socket.socket:
    """Return a socket that listens on the wanted port, or on the next free one above it: nobody takes it from us."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(wanted, min(wanted + 50, 65536)):
        line = socket.socket(family, socket.SOCK_STREAM)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((host, port))
            line.listen(_WAITING)
        except OSError as error:
            line.close()
            if error.errno == errno.EADDRNOTAVAIL:
                raise SettingsError(
                    f"{host} is no address of this machine. Use --host 127.0.0.1, or the number of one of its "
                    "network interfaces."
                ) from error
            if error.errno == errno.EACCES:
                raise SettingsError(
                    f"port {port} is the system's own. Use one above 1023, such as 5000."
                ) from error
            continue
        return line
    raise SettingsError(f"no free port from {wanted} on. Close another program, or use --port.")


class _Master(Arbiter):  # type: ignore[misc]
    """Gunicorn's master, which looks after the job worker as it does after its own, and ends with its terminal."""

    def init_signals(self) -> None:
        """Hear signals, but of a closed terminal only where `nohup` did not say otherwise."""
        stays = outlives_terminal()
        super().init_signals()
        if stays:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def handle_hup(self) -> None:
        """End as on TERM: a server that nobody sees any more would hold the port. Preloaded code has no reload."""
        self.handle_term()

    def manage_workers(self) -> None:
        """Start what is missing. Called about once a second."""
        super().manage_workers()
        if self.app.beside:
            self.app.beside.look_after(self._close)

    def _close(self) -> None:
        for line in (*self.LISTENERS, *(worker.tmp for worker in self.WORKERS.values())):
            line.close()


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, configured here rather than by a file."""

    def __init__(
        self, settings: Settings, line: socket.socket, beside: Beside | None = None, **hooks: Any
    ) -> None:
        own = {"bind": f"fd://{line.detach()}", "workers": settings.workers}
        parted = {"pre_fork": _before_fork, "post_fork": _after_fork, "post_worker_init": _told_by_master}
        self._options = {**_OPTIONS, **own, **parted, **hooks}
        self.beside = beside
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Build what the workers share before they part, and keep it out of their garbage collection."""
        from app import create_app
        from app.privacy.text.words import lexicon

        _keep_one_heap()
        lexicon()
        built = create_app()
        _warm(built)
        gc.enable()
        gc.freeze()
        return built

    def run(self) -> None:
        """Serve until told to stop."""
        _Master(self).run()


def _keep_one_heap() -> None:
    """Let glibc give large blocks back at once and keep no heap for each thread; elsewhere this does nothing."""
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(-3, 256 * 1024)  # M_MMAP_THRESHOLD
        libc.mallopt(-8, 1)  # M_ARENA_MAX


def _warm(app: Any) -> None:
    """Do once what each worker's first request would do again: its memory stays shared, and nobody waits for it."""
    from app.kernel.db import close_connections
    from app.ui.compiled import load_templates

    load_templates(app)
    app.test_client().get("/sign-in")
    close_connections()


def _before_fork(_server: Any, worker: Any) -> None:
    """Load what few pages need while the first worker answers already: the next ones share it."""
    from app.curriculum.modules.rendering import html_of

    if worker.age > 1:
        html_of("a text, so that what renders it is there")
        gc.freeze()  # this too: looking for garbage in it would write to it, and a page that is written is copied


def _after_fork(_server: Any, _worker: Any) -> None:
    """Give each web worker connections of its own."""
    from app.kernel.db import forget_connections

    forget_connections()


def _told_by_master(_worker: Any) -> None:
    """Let a web worker finish its answers when the terminal closes: the master tells it when to end."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def _do_jobs(settings: Settings) -> None:
    """Be the job worker, in a process that parted from the master."""
    from app.commands.worker import work_on
    from app.kernel.db import forget_connections

    forget_connections()
    work_on(settings)


@click.command()
@click.option("--host", default=None, help="Address to listen on; beyond 127.0.0.1 it needs HTTPS in front.")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Port; the next free one is taken.")
@click.option("--with-worker", is_flag=True, help="Run the job worker too; both stop together.")
def serve(host: str | None, port: int | None, with_worker: bool) -> None:
    """Serve the pages (and, with --with-worker, do the background jobs).

    Stops cleanly on Ctrl-C or TERM, and when its terminal is closed, unless it was started with nohup.
    Example: cadre serve --port 5080 --with-worker
    """
    gc.disable()  # until the application is loaded: all of it stays, so looking for garbage is lost time
    settings = Settings.from_env()
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    settings.check_host()
    check_ready(settings)
    line = listen(settings.host.strip("[]"), settings.port)
    served = replace(settings, port=line.getsockname()[1])
    beside = Beside(partial(_do_jobs, settings)) if with_worker else None

    def _ready(_server: Any) -> None:
        if served.port != settings.port:
            click.echo(f"Port {settings.port} is taken; using {served.port}.")
        click.echo(f"Cadre is open at {settings.public_url or f'http://{served.address}'}")

    def _end(_server: Any) -> None:
        if beside:
            beside.stop()

    Server(served, line, beside, when_ready=_ready, on_exit=_end).run()
