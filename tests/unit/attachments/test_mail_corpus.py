"""Every attachment of the mails that others collected is drawn anew or refused in a sentence; nothing else happens."""

import email
from collections.abc import Iterator
from email import policy
from pathlib import Path

import pytest

from app.helpdesk.attachments.drawing.anew import draw_anew
from app.kernel.errors import Invalid
from tests.conftest import corpus_folder
from tests.web.attachments.pictures import opened

LARGEST = 8_000_000


def attachments(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each attached file once, with the type that its mail claims."""
    known: set[bytes] = set()
    for path in sorted(folder.glob("email-*/**/*")):
        if not path.is_file() or path.stat().st_size > LARGEST:
            continue
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.compat32)
        for part in mail.walk():
            claimed = part.get_content_type()
            if part.is_multipart() or (claimed.startswith("text/") and not part.get_filename()):
                continue
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content and content not in known:
                known.add(content)
                yield claimed, content


@pytest.mark.corpus
def test_attachments_of_real_mail_are_drawn_or_refused() -> None:
    made = [drawn_or_said(content) for _, content in attachments(corpus_folder())]
    counts = {kind: [kind for kind, _ in made].count(kind) for kind in ("picture", "text", "refused")}
    print(f"\nattachments of real mail: {counts}")  # noqa: T201 - printed with -s
    assert all(said for _, said in made)
    assert counts["picture"] >= 5 and counts["text"] >= 5 and counts["refused"] >= 10


def drawn_or_said(content: bytes) -> tuple[str, str]:
    """Return what kind of file it became, or ``refused``; and what there is to say or see of it."""
    try:
        drawn = draw_anew("x.html", content)
    except Invalid as error:
        return "refused", error.sentence and error.remedy
    sizes = [opened(page.content).size == (page.width, page.height) for page in drawn.pages]
    return drawn.kind, drawn.text or "drawn" * all(sizes)
