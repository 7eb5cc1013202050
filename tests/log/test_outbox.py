"""The outbox where no mail server is named."""

from email.message import EmailMessage
from pathlib import Path

from app.ports import mail


def test_an_outbox_where_there_is_no_server(tmp_path: Path) -> None:
    box = mail.from_settings("", tmp_path)
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content("— a dash\n", cte="8bit")
    box.send(message)
    files = list((tmp_path / "outbox").glob("*.eml"))
    assert len(files) == 1
    assert "— a dash" in files[0].read_text()
