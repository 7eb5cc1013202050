"""The verifier is one file without us, `tools/verify_audit.py`: here it is loaded, never copied."""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

FILE = Path(__file__).resolve().parents[3] / "tools" / "verify_audit.py"


@cache
def verifier() -> ModuleType:
    """Return the verifier's module."""
    spec = importlib.util.spec_from_file_location("cadre_verify_audit", FILE)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
