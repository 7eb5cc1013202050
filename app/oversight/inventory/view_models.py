"""The list of personal data in words: frozen, plain."""

from collections.abc import Iterable
from typing import Any

from app.identity.rights import Role
from app.kernel.data import ABOUT, CLASSES, PURPOSES
from app.kernel.frozen import dataclass
from app.oversight.inventory.names import plain_name
from app.oversight.mask import words
from app.privacy.classes import Element
from app.privacy.policy import RELATIONS, RULES, STUDENT_ROLES, Cell, MaskPolicy
from app.privacy.retention import RETENTION

KINDS = {
    "column": "stored",
    "field": "typed into a form",
    "derived": "derived",
    "header": "header of a mail",
}
SEEN_BY = {
    **{role: words.ROLES[role] for role in RELATIONS},
    Role.PRIVACY_OFFICER: "Privacy officer",
    Role.ADMINISTRATOR: "Administrator",
}
_BY_RIGHT = "by their rights"


@dataclass(frozen=True)
class Line:
    """One element. Shape: ``seen_by`` follows SEEN_BY."""

    kind: str
    place: str
    name: str
    plain: str
    klass: str
    purpose: str
    about: str
    retention: str
    zone: str
    seen_by: tuple[str, ...]


@dataclass(frozen=True)
class InventoryView:
    """The list of personal data of a district."""

    district: str
    version: int
    lines: tuple[Line, ...]
    counts: tuple[tuple[str, str, int], ...]


def view_of(district: str, policy: MaskPolicy, elements: Iterable[Element]) -> InventoryView:
    """Return the list in words under the mask policy in force."""
    lines = tuple(_line(element, policy) for element in elements)
    counts = tuple(
        (klass, said, sum(line.klass == klass for line in lines)) for klass, said in CLASSES.items()
    )
    return InventoryView(district, policy.version, lines, counts)


def _line(element: Element, policy: MaskPolicy) -> Line:
    datum = element.datum
    return Line(
        kind=KINDS[element.kind],
        place=element.place,
        name=element.name,
        plain=plain_name(element.kind, element.place, element.name),
        klass=datum.klass,
        purpose=PURPOSES[datum.purpose],
        about=ABOUT[datum.about],
        retention=RETENTION[element.retention],
        zone=element.zone,
        seen_by=tuple(seen_by(datum.klass, datum.about, role, policy) for role in SEEN_BY),
    )


def seen_by(klass: str, about: str, role: Role, policy: MaskPolicy) -> str:
    """Return what a role is given of data of a class: ``own ticket: the handle; same school: the handle``."""
    if role not in RELATIONS:
        return _BY_RIGHT
    subjects = ("student", "staff", "caregiver") if about == "people" else (about,)
    cells = [Cell(klass, subject, role.value, RELATIONS[role][0]) for subject in subjects]
    subject = next((cell.subject for cell in cells if cell in RULES), "")
    if not subject:
        return "clear" if klass == "public" else "hidden" if role in STUDENT_ROLES else _BY_RIGHT
    told: dict[str, list[str]] = {}
    for relation in RELATIONS[role]:
        cell = Cell(klass, subject, role.value, relation)
        told.setdefault(words.gives(cell, policy.cell(cell)), []).append(words.column(cell).split(", ")[1])
    if len(told) == 1:
        return next(iter(told))
    return "; ".join(f"{' and '.join(relations)}: {said}" for said, relations in told.items())


def as_json(view: InventoryView) -> dict[str, Any]:
    """Return the list for a machine. Source: 105 ILCS 85/27(a): elements, operators, subcontractors."""
    return {
        "district": view.district,
        "mask_policy_version": view.version,
        "classes": CLASSES,
        "operators": [],
        "subcontractors": [],
        "elements": [
            {
                "kind": line.kind,
                "place": line.place,
                "element": line.name,
                "called": line.plain,
                "class": line.klass,
                "purpose": line.purpose,
                "about": line.about,
                "retention": line.retention,
                "zone": line.zone,
                "seen_by": dict(zip((role.value for role in SEEN_BY), line.seen_by, strict=True)),
            }
            for line in view.lines
        ],
    }
