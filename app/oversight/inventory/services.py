"""Read the list of personal data and the annual notice of the actor's district."""

from collections.abc import Iterable

from app.audit.tags import Tag
from app.audit.work import Work
from app.oversight.inventory import queries
from app.oversight.inventory.notice import Facts, paragraphs
from app.oversight.inventory.view_models import InventoryView, view_of
from app.oversight.mask.services import policy_in_force
from app.privacy.classes import Element


def read_inventory(work: Work, elements: Iterable[Element]) -> InventoryView:
    """Return the list of personal data under the mask policy in force.

    Records: inventory:seen.
    """
    view = view_of(str(work.value(queries.district(work.actor)) or ""), policy_in_force(work), elements)
    work.record(Tag.INVENTORY_SEEN, kind="inventory", count=len(view.lines))
    return view


def export_inventory(work: Work, elements: Iterable[Element], kind: str) -> InventoryView:
    """Return the list for a file.

    Records: inventory:seen, record:exported.
    """
    view = read_inventory(work, elements)
    work.record(Tag.RECORD_EXPORTED, kind=f"inventory_{kind}", count=len(view.lines))
    return view


def read_notice(work: Work) -> tuple[str, ...]:
    """Return the annual notice's paragraph from the roles that people hold today.

    Records: inventory:seen.
    """
    today = work.today
    teams = work.rows(queries.teams(work.actor, today))
    facts = Facts(
        district=str(work.value(queries.district(work.actor)) or "The district"),
        roles=frozenset(row.role for row in work.rows(queries.roles_held(work.actor, today))),
        schools=tuple(row.name for row in teams),
        guardian_needed=frozenset(row.name for row in teams if row.guardian_needed),
        policy=policy_in_force(work),
    )
    work.record(Tag.INVENTORY_SEEN, kind="notice")
    return paragraphs(facts)
