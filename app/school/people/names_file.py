"""Keep a district's compiled names in one file of the data folder, mapped by every process of the machine.

The file holds salted digests of names and numbers, no text; only its owner reads it. It is replaced whole or not
at all.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.kernel.files import kept_block
from app.privacy.text.index import Index, Unusable

FOLDER = "names"

_folder: Path | None = None


def keep_in(instance: Path) -> None:
    """Keep the files of names in a folder of this data folder from now on."""
    global _folder  # noqa: PLW0603
    _folder = instance / FOLDER


def opened(district_id: int, source: str, compile_: Callable[[], bytes]) -> Index:
    """Return the index of a district's names, from the file when it is of this source, else compiled anew.

    Shape: ``source`` says of which database and state the names are. Without a folder that can be written, the
    names stay in the memory of this process.
    """

    def read(block: Any) -> Index:
        index = Index(block)
        if index.notes.get("source") != source:
            raise Unusable("of another source")
        return index

    if _folder is None:
        return Index(compile_())
    return kept_block(_folder / f"{district_id}.names", read, compile_)


def remove() -> None:
    """Remove the files of names; processes that mapped them go on with what they have."""
    for path in _folder.glob("*") if _folder is not None and _folder.is_dir() else ():
        path.unlink(missing_ok=True)
