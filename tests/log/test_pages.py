"""The privacy officer's page of the log, what a witness asks over HTTP, and the weekly mail."""

import io
import re
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.audit import counting
from app.audit.log import keys, witness
from app.audit.log.folder import FILES, HEAD, TOKEN, LogFolder
from app.audit.log.models import Cosignature
from app.audit.log.sequencer import Sequencer
from app.config import Settings
from app.kernel import clock, db, jobs
from app.oversight.log import mailing
from app.oversight.log.models import LogRecipient
from app.ports import mail
from tests.cast import PASSWORD, School
from tests.log.conftest import Happen

TOLD = "a-token-of-the-witness"


@pytest.fixture
def house(settings: Settings, school: School) -> Iterator[LogFolder]:
    """The data folder that the application itself uses, without an earlier test's log."""
    counting.abandon()

    def sweep() -> None:
        for file in (*settings.instance.glob("*log.key"), *settings.instance.glob("*log.head")):
            file.unlink()
        for name in FILES:
            (settings.instance / name).unlink(missing_ok=True)

    sweep()
    folder = LogFolder(settings.instance, settings.host_name)
    mailing.use(folder, "Cadre <cadre@desk.example.org>")
    yield folder
    sweep()


@pytest.fixture
def post_office() -> Iterator[mail.Remembering]:
    earlier, twin = mail.mailer(), mail.Remembering()
    mail.use(twin)
    yield twin
    mail.use(earlier)


def sealed(house: LogFolder) -> None:
    Sequencer(house).round("school", take_over=True)


def confirm(client: FlaskClient) -> None:
    answer = client.post("/step-up", data={"secret": PASSWORD, "how": "password", "next": "/"})
    assert answer.status_code == 303, answer.get_data(as_text=True)


def test_the_page_says_what_to_do(house: LogFolder, reyes: FlaskClient, happen: Happen) -> None:
    assert "Events wait to be sealed" in reyes.get("/office/log").get_data(as_text=True)
    happen(3)
    sealed(house)
    page = reyes.get("/office/log").get_data(as_text=True)
    assert "<h1>Let somebody outside keep a head of the log.</h1>" in page
    home = reyes.get("/office").get_data(as_text=True)
    assert "Let somebody outside keep a head of the log." in home
    paper = reyes.get("/office/log/head")
    head = house.head()
    assert head is not None
    text = paper.get_data(as_text=True)
    assert head.note.split("\n")[2].replace("+", "&#43;") in text.replace("+", "&#43;")
    assert "<svg" in text


def test_no_head_yet(house: LogFolder, reyes: FlaskClient) -> None:
    assert reyes.get("/office/log/head").status_code == 404


def test_heads_are_mailed_now_and_weekly(
    house: LogFolder, reyes: FlaskClient, happen: Happen, post_office: mail.Remembering, owner: sa.Engine
) -> None:
    happen(2)
    sealed(house)
    confirm(reyes)
    for wrong in ("nobody", "a@b", "a b@c.org", "x@y.org, z@y.org", "x@y.org\nBcc: z@y.org"):
        assert reyes.post("/office/log/recipients", data={"mail": wrong}).status_code == 422
    assert reyes.post("/office/log/recipients", data={"mail": "chair@council.example.org"}).status_code == 303
    assert reyes.post("/office/log/recipients", data={"mail": "chair@council.example.org"}).status_code == 422
    post_office.away = True
    _do_jobs(clock.now())
    post_office.away = False
    assert post_office.sent == []
    _do_jobs(clock.now() + timedelta(hours=1, minutes=1))
    head = house.head()
    assert head is not None
    assert [str(one["To"]) for one in post_office.sent] == ["chair@council.example.org"]
    assert _attached(post_office.sent[0]) == head.note
    _do_jobs(clock.now() + timedelta(days=6))
    assert len(post_office.sent) == 1
    _do_jobs(clock.now() + timedelta(days=8))
    assert len(post_office.sent) == 2
    assert "chair@council.example.org" in reyes.get("/office/log").get_data(as_text=True)
    with owner.connect() as connection:
        key = connection.execute(sa.select(LogRecipient.id)).scalar_one()
    assert reyes.post(f"/office/log/recipients/{key}/remove").status_code == 303
    _do_jobs(clock.now() + timedelta(days=30))
    assert len(post_office.sent) == 2


@pytest.fixture
def kept(house: LogFolder, reyes: FlaskClient, happen: Happen, post_office: mail.Remembering) -> None:
    """Somebody is mailed heads, and the first has gone."""
    happen(2)
    sealed(house)
    confirm(reyes)
    assert reyes.post("/office/log/recipients", data={"mail": "chair@council.example.org"}).status_code == 303
    _do_jobs(clock.now())


def test_a_worker_that_was_killed_mails_no_week_twice(kept: None, post_office: mail.Remembering) -> None:
    """Its job is done again: the mail went, and the next week has its own job already."""
    _change_jobs(jobs.Job.done_at.is_not(None), done_at=None, leased_until=None)
    for days in (0, 7.1, 14.2, 21.3):
        _do_jobs(clock.now() + timedelta(days=days))
    assert len(post_office.sent) == 4


@pytest.mark.parametrize(
    "lost",
    [{"tries": jobs.MOST_TRIES}, {"run_at": clock.now() + timedelta(days=900)}],
    ids=["fault", "clock"],
)
def test_a_week_whose_job_was_lost_is_taken_up_again(
    kept: None, post_office: mail.Remembering, lost: dict[str, Any]
) -> None:
    assert mailing.take_up_again() == 0
    _change_jobs(jobs.Job.done_at.is_(None), **lost)
    with clock.at(clock.now() + timedelta(days=9)):
        assert (mailing.take_up_again(), mailing.take_up_again()) == (1, 0)
    _do_jobs(clock.now() + timedelta(days=9, hours=2))
    assert len(post_office.sent) == 2


def test_a_head_in_the_outbox_is_not_kept_outside(
    kept: None, post_office: mail.Remembering, reyes: FlaskClient
) -> None:
    assert "its heads are kept outside" in reyes.get("/office/log").get_data(as_text=True)
    post_office.leaves = False
    page = reyes.get("/office/log").get_data(as_text=True)
    assert "Carry the newest head to those who keep it." in page and "its heads are kept outside" not in page


def test_nothing_is_whole_before_a_head_has_left(
    house: LogFolder, reyes: FlaskClient, happen: Happen, post_office: mail.Remembering
) -> None:
    happen(2)
    sealed(house)
    confirm(reyes)
    post_office.away = True
    reyes.post("/office/log/recipients", data={"mail": "chair@council.example.org"})
    _do_jobs(clock.now())
    page = reyes.get("/office/log").get_data(as_text=True)
    assert (
        "Heads of the log do not reach those who keep them." in page
        and "its heads are kept outside" not in page
    )


def _change_jobs(*which: Any, **values: Any) -> None:
    with db.engine("system").begin() as connection:
        wanted = sa.update(jobs.Job).where(jobs.Job.kind == mailing.KIND, *which)
        connection.execute(wanted.values(**values))


def _do_jobs(at: datetime) -> None:
    with clock.at(at):
        for job in jobs.due(clock.now()):
            jobs.run(job, clock.now())


def _attached(message: EmailMessage) -> str:
    part = next(message.iter_attachments())
    found = part.get_content()
    return found.decode() if isinstance(found, bytes) else str(found)


class Whole(io.BytesIO):
    """An answer of which nothing is missing."""

    length = 0


@pytest.fixture
def asked(app: Flask, house: LogFolder, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Let the witness's requests reach the application without a socket."""
    client = app.test_client()
    (house.path / TOKEN).write_text(TOLD + "\n")

    def opened(request: urllib.request.Request, timeout: float) -> Any:
        answer = client.open(
            request.selector,
            method=request.get_method(),
            data=request.data,
            headers=dict(request.header_items()),
        )
        if answer.status_code != 200:
            raise OSError(answer.status_code)
        return Whole(answer.data)

    monkeypatch.setattr(urllib.request, "urlopen", opened)
    return client


def watch(state: Path, base: str = "http://desk.example.org", token: str = TOLD) -> Any:
    kept = witness.State(state, "w.example")
    offered = witness.from_address(base, token, kept.head.size if kept.head else None)
    head = witness.judge(kept, offered, datetime.now(UTC))
    witness.give_back(base, token, kept.signer, head)
    return head


def test_a_witness_follows_the_log_through_a_turned_key(
    house: LogFolder, asked: FlaskClient, happen: Happen, tmp_path: Path, owner: sa.Engine, check: Callable[..., Any],
    reyes: FlaskClient,
) -> None:  # fmt: skip
    happen(30)
    sealed(house)
    first = watch(tmp_path / "w.json")
    assert first.size >= 30
    happen(300)
    sealed(house)
    keys.rotate_key(house, "school")
    happen(3)
    sealed(house)
    last = watch(tmp_path / "w.json")
    assert last.size > first.size
    assert check(last.note)[0] == 0
    with owner.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(Cosignature)).scalar() == 2
    assert "w.example" in reyes.get("/office/log").get_data(as_text=True)


def test_a_witness_raises_the_alarm(
    house: LogFolder, asked: FlaskClient, happen: Happen, tmp_path: Path, owner: sa.Engine
) -> None:
    happen(30)
    sealed(house)
    state = tmp_path / "w.json"
    watch(state)
    earlier = state.read_text()
    kept = re.sub(
        r"\\n[A-Za-z0-9+/]{43}=\\nhead", "\\\\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\\\\nhead", earlier
    )
    assert kept != earlier
    state.write_text(kept)
    happen(1)
    sealed(house)
    with pytest.raises(witness.Alarm, match="the proof fails"):
        watch(state)
    assert state.read_text() == kept


def test_only_the_token_opens(
    house: LogFolder, asked: FlaskClient, reyes: FlaskClient, bo: FlaskClient, happen: Happen
) -> None:
    happen(260)
    sealed(house)
    tile = asked.get("/log/tile/0/000", headers={"Authorization": f"Bearer {TOLD}"})
    assert len(tile.data) == 256 * 32
    for path in ("/log/keys", "/log/checkpoint", "/log/tile/0/000"):
        assert asked.get(path, headers={"Authorization": f"Bearer {TOLD}"}).status_code == 200
        for client in (asked, reyes, bo):
            assert client.get(path).status_code == 404
            assert client.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 404
    for path in (
        "/log/tile/9/000",
        "/log/tile/0/999",
        "/log/tile/0/0",
        "/log/tile/0/001.p/255",
        "/log/tile/0/../x",
    ):
        assert asked.get(path, headers={"Authorization": f"Bearer {TOLD}"}).status_code == 404
    (house.path / TOKEN).unlink()
    assert asked.get("/log/keys", headers={"Authorization": "Bearer "}).status_code == 404
    assert (house.path / HEAD).exists()
