"""Make what builds a page's address when one is first written, not for every page when the server starts."""

from collections.abc import Callable

from werkzeug.routing import Rule


class LateRule(Rule):
    """A route whose two address builders are compiled one by one, each at its first use.

    Shape: where Werkzeug calls it otherwise, all are compiled at the start again, and nothing else changes.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        place = "_build_unknown" if append_unknown else "_build"

        def first(rule: Rule, /, **values: object) -> tuple[str, str]:
            made: Callable[..., tuple[str, str]]
            made = Rule._compile_builder(rule, append_unknown).__get__(rule, None)
            setattr(rule, place, made)
            return made(**values)

        return first
