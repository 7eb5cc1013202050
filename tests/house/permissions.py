"""Write docs/permissions.md from the rights, the roles and the pages that ask for them."""

from pathlib import Path

from app.identity.rights import NEEDS_LIVE, RIGHTS, Can, clearance_of

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"


def _roles() -> list[str]:
    lines = ["| hat | role | clearance | rights |", "|---|---|---|---|"]
    for (hat, role), rights in RIGHTS.items():
        held = ", ".join(sorted(f"`{right.value}`" for right in rights))
        clearance = clearance_of(hat, frozenset({role})).value
        lines.append(f"| `/{hat.value}` | {role.value.replace('_', ' ')} | {clearance} | {held} |")
    return lines


def _rights() -> list[str]:
    lines = ["| right | held by | needs what live work needs |", "|---|---|---|"]
    for right in Can:
        held = [pair for pair, rights in RIGHTS.items() if right in rights]
        holders = [f"{role.value.replace('_', ' ')} at `/{hat.value}`" for hat, role in held]
        lines.append(f"| `{right.value}` | {', '.join(holders)} | {'yes' if right in NEEDS_LIVE else ''} |")
    return lines


def permissions_page() -> str:
    """Return the page as it should stand."""
    parts = [
        "# Who may what",
        "Generated from `app/identity/rights.py`; `python -m tests.house.permissions` writes it anew.",
        "One request wears one hat, chosen by its address. Object rules (own ticket, cleared category, own"
        " group) are in each feature's `policy.py`.",
        "## Roles",
        "\n".join(_roles()),
        "## Rights",
        "\n".join(_rights()),
        "Live work needs a named supervising teacher, a signed agreement and a passed privacy module of"
        " this school year, an end date that has not come, and a guardian's permission where it is asked for;"
        " without them the marked rights are gone at the next request of a student.",
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(permissions_page())
