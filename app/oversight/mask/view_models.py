"""The mask policy as a table, its versions and what they changed: frozen, plain."""

from collections.abc import Mapping

from app.identity.rights import Role
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.oversight.mask import words
from app.privacy.door import open_for
from app.privacy.policy import RELATIONS, RULES, Cell, Change, MaskPolicy
from app.privacy.sealed import Sealed


@dataclass(frozen=True)
class CellView:
    """One cell. Shape: ``choices`` are (value, words); empty for what nobody can set."""

    key: str
    column: str
    value: str
    words: str
    drawn: str
    differs: bool
    why: str
    choices: tuple[tuple[str, str], ...]
    starts: bool


@dataclass(frozen=True)
class RowView:
    """One class of one subject."""

    title: str
    words: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class Head:
    """A role over its columns."""

    role: str
    relations: tuple[str, ...]


@dataclass(frozen=True)
class ChangeView:
    """One changed cell in words."""

    what: str
    column: str
    before: str
    after: str
    looser: bool


@dataclass(frozen=True)
class VersionView:
    """One version: who, when, why."""

    version: int
    when: str
    by: str
    approved_by: str
    why: str
    changed: int


@dataclass(frozen=True)
class ProposalView:
    """What waits for a second adult."""

    id: int
    by: str
    at: str
    until: str
    why: str
    changes: tuple[ChangeView, ...]
    approve: Verdict
    turn_down: Verdict
    own: bool


@dataclass(frozen=True)
class PolicyView:
    """The page."""

    version: VersionView
    heads: tuple[Head, ...]
    rows: tuple[RowView, ...]
    versions: tuple[VersionView, ...]
    proposals: tuple[ProposalView, ...]
    change: Verdict
    kept_back: int


@dataclass(frozen=True)
class DiffView:
    """What one version changed against another."""

    version: VersionView
    against: int
    newest: int
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True)
class KeptBack:
    """A student whose name the family keeps back."""

    id: int
    name: str
    since: str
    by: str


def heads() -> tuple[Head, ...]:
    """Return the roles and relationships over the table."""
    return tuple(
        Head(
            words.ROLES[role],
            tuple(words.column(Cell("", "", role.value, one)).split(", ")[1] for one in relations),
        )
        for role, relations in RELATIONS.items()
    )


def rows(policy: MaskPolicy, typed: Mapping[str, str] | None = None) -> tuple[RowView, ...]:
    """Return the table; with ``typed``, what somebody is choosing stands in place of what holds."""
    made: dict[tuple[str, str], list[CellView]] = {}
    for cell in RULES:
        made.setdefault((cell.klass, cell.subject), []).append(_cell(policy, cell, typed or {}))
    return tuple(RowView(*words.ROWS[asked], tuple(cells)) for asked, cells in made.items())


def _cell(policy: MaskPolicy, cell: Cell, typed: Mapping[str, str]) -> CellView:
    rule, show = RULES[cell], policy.cell(cell)
    choices = () if rule.fixed else tuple((one.value, words.gives_short(cell, one)) for one in rule.choices)
    return CellView(
        key=cell.key,
        column=words.column(cell),
        value=typed.get(cell.key, show.value),
        words=words.gives(cell, show),
        drawn=words.gives(cell, rule.drawn),
        differs=show is not rule.drawn,
        why=rule.why,
        choices=choices,
        starts=RELATIONS[Role(cell.role)][0] == cell.relation,
    )


def change_view(change: Change) -> ChangeView:
    """Return a changed cell in words."""
    cell = change.cell
    title, kind = words.ROWS[cell.klass, cell.subject]
    before, after = words.gives(cell, change.before), words.gives(cell, change.after)
    return ChangeView(f"{title} ({kind})", words.column(cell), before, after, change.looser)


def name_of(row: object) -> str:
    """Return a student's name for an officer."""
    given = getattr(row, "preferred", "") or getattr(row, "given", "")
    return open_for(Sealed(f"{given} {getattr(row, 'family', '')}".strip()))
