"""Run several `cadre` commands in one process and print how each ended, as JSON."""

import json
import sys

from click.testing import CliRunner

from app.cli import main


def run(calls: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return exit code, output and errors of each call."""
    told: list[dict[str, object]] = []
    for call in calls:
        done = CliRunner().invoke(main, call["words"], input=call["typed"])  # type: ignore[arg-type]
        told.append({"code": done.exit_code, "out": done.stdout, "err": done.stderr})
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(json.load(sys.stdin))))
