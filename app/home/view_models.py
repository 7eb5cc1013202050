"""What the homes show: frozen and plain."""

from app.helpdesk.attachments.view_models import FileRow
from app.helpdesk.care.view_models import CareList
from app.helpdesk.desk.view_models import TicketRow
from app.helpdesk.drafts.view_models import DraftRow
from app.helpdesk.resolutions.view_models import ReviewRow
from app.kernel.frozen import dataclass
from app.ui.panels import Panel


@dataclass(frozen=True)
class OnShift:
    """A tech who should be here now."""

    name: str
    says: str
    here: bool
    url: str  # of their tickets


@dataclass(frozen=True)
class FirstStep:
    """What a team that cannot work yet needs next, and where."""

    heading: str
    lede: str
    act: str
    url: str


@dataclass(frozen=True)
class TeacherHome:
    """What a teacher does now, in the order of who waits. Shape: ``behind`` is how many drafts and files the lists
    leave out, ``reviews_behind`` how many endings."""

    heading: str
    lede: str
    care: CareList
    budget: tuple[tuple[str, str, int], ...]
    budget_words: str
    drafts: tuple[DraftRow, ...]
    files: tuple[FileRow, ...]
    unread: int
    behind: int
    reviews: tuple[ReviewRow, ...]
    reviews_behind: int
    panels: tuple[Panel, ...]
    late: tuple[TicketRow, ...]
    period: str
    shift: tuple[OnShift, ...]
    desk: tuple[tuple[str, str], ...]
    without_team: bool = False
    step: FirstStep | None = None


@dataclass(frozen=True)
class SchoolLine:
    """A school and what it still lacks."""

    name: str
    lacks: tuple[str, ...]
    teams: int


@dataclass(frozen=True)
class AdminHome:
    """What an administrator does now."""

    heading: str
    lede: str
    schools: tuple[SchoolLine, ...]
    people: tuple[tuple[str, str], ...]
    roster: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str, str], ...]
