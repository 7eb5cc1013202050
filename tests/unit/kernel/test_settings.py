"""Where Cadre may listen, and how an address is told."""

import pytest

from app.config import Settings, SettingsError


def settings(**env: str) -> Settings:
    return Settings.from_env({f"CADRE_{name}": value for name, value in env.items()})


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "127.0.0.1:5000"),
        ("localhost", "localhost:5000"),
        ("::1", "[::1]:5000"),
        ("[::1]", "[::1]:5000"),
    ],
)
def test_this_machine_alone_may_be_served_without_https(host: str, shown: str) -> None:
    made = settings(HOST=host)
    made.check_host()
    assert made.address == shown


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_beyond_this_machine_https_is_needed(host: str) -> None:
    with pytest.raises(SettingsError, match="CADRE_PUBLIC_URL"):
        settings(HOST=host).check_host()
    settings(HOST=host, PUBLIC_URL="https://desk.example", TRUSTED_PROXIES="1").check_host()


def test_a_name_that_leads_nowhere_is_told_as_such() -> None:
    with pytest.raises(SettingsError, match="no address"):
        settings(HOST="no such host").check_host()


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "²"), ("PORT", "0"), ("WORKERS", "0"), ("PORT", "9" * 5000)]
)
def test_a_number_that_cannot_be_is_refused_in_a_sentence(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"CADRE_{name} is .* Set it to a whole number from 1 to"):
        settings(**{name: value})
