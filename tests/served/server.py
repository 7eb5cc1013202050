"""Start, kill and talk to a real `cadre serve` over the cast's school, on loopback."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app import storage
from app.commands import beside
from app.config import Settings
from tests.cast import PASSWORD, School, raise_school

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds; nothing here takes so long, but a machine that is shared may
FIRST_PORT, PORTS = 20_000, 10_000


def free_port() -> int:
    """Return a port that nothing takes before the server does, nor while it is down: one from below those that
    the system gives to whoever asks for any."""
    for number in range(os.getpid(), os.getpid() + PORTS):
        port = FIRST_PORT + number % PORTS
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")


def wait_until_open(address: str, process: "subprocess.Popen[bytes]", seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=20):
                return
        except OSError:
            if time.monotonic() > deadline or process.poll() is not None:
                raise
            time.sleep(0.1)


@dataclass
class Served:
    """The school on a port, in a data folder of its own."""

    base: str
    port: int
    school: School
    folder: Path
    env: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        command = [sys.executable, "-m", "app.cli", "serve", "--with-worker", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, start_new_session=True)
        wait_until_open(f"{self.base}/healthz", self.process)

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE)

    def kill(self) -> None:
        """End server, web workers and job worker at once, as a power cut does."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=PATIENCE)

    def job_worker(self) -> int:
        """Return the process of the job worker, 0 when there is none."""
        assert self.process is not None
        listed = subprocess.run(
            ["ps", "-axo", "pid=,ppid=,comm="], capture_output=True, text=True, check=True
        )
        for line in listed.stdout.splitlines():
            pid, parent, *words = line.split()
            if int(parent) == self.process.pid and words == [beside.NAME]:
                return int(pid)
        return 0

    @property
    def settings(self) -> Settings:
        return Settings.from_env(self.env)


@contextlib.contextmanager
def school_on_a_port(workers: int = 1) -> Iterator[Served]:
    """Yield a served school; everything is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="cadre-served-"))
    env = {**os.environ, "CADRE_INSTANCE": str(folder), "CADRE_WORKERS": str(workers)}
    env.pop("CADRE_DATABASE_URL", None)
    settings = Settings.from_env(env)
    storage.initialize(settings, print)
    owner = storage.owner_engine(settings)
    school = raise_school(owner)
    owner.dispose()
    port = free_port()
    served = Served(f"http://127.0.0.1:{port}", port, school, folder, env)
    try:
        served.start()
        yield served
    finally:
        if served.process is not None and served.process.poll() is None:
            served.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Client:
    """A small browser: cookies, form tokens, no redirects; survives a server that goes away."""

    def __init__(self, port: int, name: str) -> None:
        self._port = port
        self._name = name
        self._cookies: dict[str, str] = {}
        self._token = ""

    def call(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return status, location and body; status 0 when the server went away."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items()), "Accept": "text/html"}
        body = None
        if form is not None:
            body = urllib.parse.urlencode({**form, "csrf_token": self._token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return 0, "", ""
        finally:
            connection.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.split(";")[0]
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text)
        self._token = found.group(1) if found else self._token
        return answer.status, answer.getheader("Location") or "", text

    def sign_in(self) -> bool:
        self.call("GET", "/sign-in")
        status, where, _ = self.call("POST", "/sign-in", {"username": self._name, "password": PASSWORD})
        return status == 303 and "/sign-in" not in where
