"""Outside the demo there are no cards and no way out of one."""

from dataclasses import replace

from flask.testing import FlaskClient

from app.config import Settings
from app.demo import kept
from app.demo.kept import Card


def test_a_real_school_has_no_cards_and_no_way_out(adair: FlaskClient, settings: Settings) -> None:
    kept.keep(settings, (Card("A", "b", "c", "d" * 10),))
    try:
        assert "Demo school" not in adair.application.test_client().get("/sign-in").get_data(as_text=True)
        assert adair.get("/admin/own-school").status_code == 404
        assert "own-school" not in adair.get("/admin").get_data(as_text=True)
    finally:
        kept.forget(settings)


def test_without_its_file_there_is_no_card(settings: Settings) -> None:
    assert kept.read(replace(settings, instance=settings.instance / "nowhere")) == ()
