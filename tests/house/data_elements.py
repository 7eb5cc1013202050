"""Write the district pack's list of data elements anew: `python -m tests.house.data_elements`."""

import importlib
import pkgutil
from pathlib import Path

import app
from app.oversight.inventory.files import markdown_text
from app.oversight.inventory.gathering import everything
from app.oversight.inventory.view_models import view_of
from app.privacy.policy import DRAWN

PAGE = Path(__file__).parents[2] / "docs" / "district-pack" / "data-elements.md"
HEAD = """# Data elements

Written by `python -m tests.house.data_elements`, the same list that `cadre privacy inventory --markdown` prints from
your own installation; the tests refuse a list that differs. Columns that hold keys, times, counts and codes only are
left out. Who sees what by role: `cadre privacy inventory --csv`.

"""


def data_elements_page() -> str:
    """Return the page."""
    for found in pkgutil.walk_packages(app.__path__, "app."):
        importlib.import_module(found.name)
    return HEAD + markdown_text(view_of("", DRAWN, everything()))


if __name__ == "__main__":
    PAGE.write_text(data_elements_page())
