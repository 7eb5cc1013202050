"""The mask policy as a table: what is drawn, what can be chosen, and what no choice can reach."""

import itertools
from dataclasses import replace

import pytest

from app.helpdesk.sight import Sight, called
from app.identity.actor import Actor
from app.identity.rights import Can, Clearance, Hat, Role
from app.privacy.policy import (
    DRAWN,
    RULES,
    STUDENT_ROLES,
    Cell,
    MaskPolicy,
    Show,
    UnknownCell,
    changes,
    read_cells,
    write_cells,
)


class Ticket:
    """A ticket as the policy sees it."""

    def __init__(self, kind: str = "student", owner: int | None = None) -> None:
        self.requester_kind = kind
        self.owner_id = owner


def tech(**more: object) -> Actor:
    values: dict[str, object] = {"roles": frozenset({Role.STUDENT_TECH}), "cadre_ids": frozenset({3})} | more
    return Actor(1, 9, Hat.DESK, Clearance.MASKED, **values)  # type: ignore[arg-type]


def adult(hat: Hat, role: Role, **more: object) -> Actor:
    return Actor(2, 9, hat, Clearance.STAFF, frozenset({role}), **more)  # type: ignore[arg-type]


def everything_loose() -> MaskPolicy:
    """A policy as it could be stored at worst: every cell clear, allowed or not."""
    return MaskPolicy(1, dict.fromkeys(RULES, Show.CLEAR))


def test_what_is_drawn_is_what_the_product_says() -> None:
    sight = Sight(tech(), DRAWN)
    assert sight.asked(Ticket("student")) is Show.HANDLE
    assert sight.asked(Ticket("caregiver", owner=1)) is Show.HANDLE
    assert sight.asked(Ticket("staff")) is Show.CLEAR
    assert sight.place(Ticket(owner=1)) is Show.CLEAR
    assert sight.place(Ticket(owner=7)) is Show.HIDDEN
    assert sight.reveals(Ticket(owner=1)) and not sight.reveals(Ticket(owner=7))
    assert not sight.typed(Ticket("staff"))


def test_a_trainer_who_checks_the_owner_sees_the_place() -> None:
    rights = frozenset({Can.APPROVE_DRAFTS})
    trainer = tech(roles=frozenset(STUDENT_ROLES), group_ids=frozenset({7}), rights=rights)
    assert Sight(trainer, DRAWN).place(Ticket(owner=7)) is Show.CLEAR
    assert Sight(trainer, DRAWN).place(Ticket(owner=8)) is Show.HIDDEN
    lapsed = tech(roles=frozenset(STUDENT_ROLES), group_ids=frozenset({7}))
    assert Sight(lapsed, DRAWN).place(Ticket(owner=7)) is Show.HIDDEN


def test_adults_see_names_words_and_places_as_drawn() -> None:
    for actor in (adult(Hat.DESK, Role.TECHNICIAN), adult(Hat.TEACH, Role.TEACHER)):
        sight = Sight(actor, DRAWN)
        assert sight.named(Ticket()) and sight.typed(Ticket()) and sight.finds_names
        assert sight.place(Ticket()) is Show.CLEAR


@pytest.mark.parametrize("kind", ["student", "caregiver", "somebody"])
def test_no_stored_choice_gives_a_masked_viewer_a_name_or_words(kind: str) -> None:
    rights = frozenset({Can.APPROVE_DRAFTS})
    trainer = tech(roles=frozenset(STUDENT_ROLES), group_ids=frozenset({1, 7}), rights=rights)
    for owner in (None, 1, 7):
        sight = Sight(trainer, everything_loose())
        assert sight.asked(Ticket(kind, owner)) is Show.HANDLE
        assert not sight.typed(Ticket(kind, owner)) and not sight.finds_names


def test_never_for_students_stays_hidden_by_construction() -> None:
    for cell, rule in RULES.items():
        if cell.klass == "never" and cell.role in STUDENT_ROLES:
            assert rule.choices == (Show.HIDDEN,)
            assert everything_loose().cell(cell) is Show.HIDDEN


def test_the_supervising_teacher_cannot_be_shut_out() -> None:
    teacher = adult(Hat.TEACH, Role.TEACHER, cadre_ids=frozenset({3}))
    tight = MaskPolicy(1, {cell: rule.choices[0] for cell, rule in RULES.items()})
    assert Sight(teacher, tight).named(Ticket()) and Sight(teacher, tight).typed(Ticket())
    outside = adult(Hat.TEACH, Role.TEACHER)
    assert not Sight(outside, tight).named(Ticket())


def test_a_hidden_name_hides_the_words_that_may_hold_it() -> None:
    named = Cell("masked", "student", Role.TECHNICIAN, "site")
    sight = Sight(adult(Hat.DESK, Role.TECHNICIAN), MaskPolicy(1, {named: Show.HANDLE}))
    assert not sight.named(Ticket()) and not sight.typed(Ticket()) and not sight.finds_names
    assert sight.named(Ticket(owner=2)) and sight.typed(Ticket(owner=2))


def test_unknown_cells_and_choices_are_refused() -> None:
    for stored in (
        {"masked/student/student_tech/owner": "clear"},
        {"masked/student/student_tech/owner": "partial"},
        {"never/student/student_tech/owner": "handle"},
        {"masked/room/student_tech/aunt": "clear"},
        {"room": "clear"},
    ):
        with pytest.raises(UnknownCell):
            read_cells(stored)


def test_what_is_written_is_read_again_and_only_what_differs() -> None:
    chosen = {cell: rule.choices[0] for cell, rule in RULES.items()}
    stored = write_cells(chosen)
    assert all(RULES[Cell(*key.split("/"))].drawn.value != word for key, word in stored.items())
    before, after = DRAWN, MaskPolicy(1, read_cells(stored))
    told = changes(before, after)
    assert {one.cell.key for one in told} == set(stored)
    assert not any(one.looser for one in told)
    assert all(one.looser for one in changes(after, before))


def test_more_roles_and_relations_never_give_less() -> None:
    for subject, count in itertools.product(("student", "room"), range(3)):
        held = ("site", "owner", "supervisor")[: count + 1]
        fewer = DRAWN.show("masked", subject, STUDENT_ROLES, held[:count])
        assert DRAWN.show("masked", subject, STUDENT_ROLES, held).rank >= fewer.rank


def test_a_partial_name_is_no_piece_of_the_name() -> None:
    assert called(Show.PARTIAL, "R-7F3", "student", "Maria Quintanilla") == "R-7F3 (a student)"
    assert called(Show.HANDLE, "R-7F3", "student", "Maria Quintanilla") == "R-7F3"
    assert called(Show.HIDDEN, "R-7F3", "student", "Maria Quintanilla") == "the requester"
    assert called(Show.CLEAR, "R-7F3", "staff", None) == "R-7F3"


def test_an_answer_is_kept_with_its_version_alone() -> None:
    cell = next(cell for cell, rule in RULES.items() if len(rule.choices) > 1)
    asked = (cell.klass, cell.subject, [Role(cell.role)], [cell.relation])
    drawn = MaskPolicy(1)
    for choice in RULES[cell].choices:
        chosen = replace(drawn, version=2, chosen={cell: choice})
        assert [chosen.show(*asked) for _ in range(2)] == [choice, choice]
        assert drawn.show(*asked) is RULES[cell].drawn and drawn == MaskPolicy(1)
