"""Parse YAML safely and strictly; loaded when the first content file is read."""

from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """The safe loader, which also refuses a key written twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping. Refuses: a key that stands twice."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def parse(text: str) -> Any:
    """Parse YAML text. Refuses: ValueError for broken YAML, and for a key that stands twice."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, made strict
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
