"""Pages that two hats share: one view under /teach and /admin, and links that stay under the hat worn."""

from typing import Any

from flask import Blueprint, request

HATS = "<any(admin, teach):hat>"


def share(bp: Blueprint, *hats: str) -> Blueprint:
    """Let a blueprint's addresses carry the hat without its views knowing."""

    known = hats or ("admin", "teach")

    @bp.url_value_preprocessor
    def _take(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values is not None:
            values.pop("hat", None)

    @bp.url_defaults
    def _give(_endpoint: str, values: dict[str, Any]) -> None:
        worn = request.path.strip("/").split("/", 1)[0]
        values.setdefault("hat", worn if worn in known else "teach")

    return bp
