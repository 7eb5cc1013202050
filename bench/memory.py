"""Measure what two web workers hold: `python -m bench.memory [--pages 480] [--db sqlite,postgres] [--together]`

Builds the demo school, serves it as `./run` does, signs its eight cards in and lets each read on from link to
link, over loopback. Prints the memory (PSS) of the workers without master and job worker. `--instance DIR` takes a
demo on SQLite that is there already; reading it writes to its trail.
"""

import argparse
import html
import os
import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from app.config import Settings
from app.demo import kept
from bench.browser import Browser
from bench.databases import data_folder
from bench.processes import ROOT, free_port, pss_mb, serving, web_workers

_LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
_COMMAND = [sys.executable, "-m", "app.cli"]


def read_on(browser: Browser, pages: int) -> int:
    """Read so many pages from the first one on, the nearest links first, and return how many there were."""
    waiting, met = deque(["/"]), {"/"}
    for read in range(pages):
        if not waiting:
            return read
        answer = browser.call("GET", waiting.popleft())
        browser.hang_up()  # or one worker would answer all of a role
        links = [answer.location] if answer.location else _LINK.findall(answer.text)
        for link in map(html.unescape, links):
            if link not in met and not link.startswith("/sign-out"):
                met.add(link)
                waiting.append(link)
    return pages


@contextmanager
def _demo(kind: str, instance: str) -> Iterator[Mapping[str, str]]:
    """Yield the settings of a demo school, built anew unless there is one."""
    if instance:
        yield {"CADRE_INSTANCE": instance}
        return
    with data_folder(kind) as (env, _):
        for words in (["init"], ["demo"]):
            subprocess.run([*_COMMAND, *words], cwd=ROOT, env={**os.environ, **env}, check=True)
        yield env


def _measure(kind: str, env: Mapping[str, str], pages: int, together: bool) -> None:
    settings, port = Settings.from_env(env), free_port()
    cards = kept.read(settings)
    with serving(env, ("app.cli", "serve", "--with-worker", "--port"), port) as (master, _):
        while len(web_workers(master)) < settings.workers:
            time.sleep(0.1)

        def tell(when: str) -> None:
            workers = web_workers(master)
            print(f"{kind}: {pss_mb(workers):6.1f} MB in {len(workers)} workers {when}", flush=True)

        tell("at the start")
        browsers = [Browser(port) for _ in cards]
        for browser, card in zip(browsers, cards, strict=True):
            browser.sign_in(card.username, card.password)
            read_on(browser, 2)
        tell("after eight sign-ins and first pages")
        for turn in ("after", "again, after"):
            with ThreadPoolExecutor(len(cards) if together else 1) as hands:
                read = sum(hands.map(lambda browser: read_on(browser, pages // len(cards)), browsers))
            tell(f"{turn} {read} pages of all roles")


def main() -> None:
    """Measure each database that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pages", type=int, default=480, help="pages in all; a role has some 150 within reach"
    )
    parser.add_argument("--db", default="sqlite,postgres", help="databases, with a comma between")
    parser.add_argument("--together", action="store_true", help="read as all roles at once, not one by one")
    parser.add_argument("--instance", default="", help="a data folder with the demo, instead of a new one")
    asked = parser.parse_args()
    for kind in ["sqlite"] if asked.instance else asked.db.split(","):
        with _demo(kind, asked.instance) as env:
            _measure(kind, env, asked.pages, asked.together)


if __name__ == "__main__":
    main()
