"""The port: it is ours from the moment it is chosen, and the next one is taken where it is somebody's."""

import socket

import pytest

from app.commands.serve import listen
from app.config import SettingsError
from tests.served.server import free_port


def test_two_that_start_at_once_get_two_ports() -> None:
    wanted = free_port()
    with listen("127.0.0.1", wanted) as first, listen("127.0.0.1", wanted) as second:
        ports = [line.getsockname()[1] for line in (first, second)]
        assert ports == sorted(set(ports))
        for port in ports:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(SettingsError, match="no address of this machine"):
        listen("192.0.2.1", free_port())
