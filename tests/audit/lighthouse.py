"""Lighthouse as on a phone: `python -m audit.lighthouse`, with `tests` on the path. Needs Node.js."""

import json
import os
import subprocess
import sys

from audit.published import CHROMIUM, ROOT, conclude, published
from browser.host import Host

COMMAND = ROOT / "tests/node_modules/lighthouse/cli/index.js"
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = ("", "exercises/index.html", "exercises/back-squat.html", "programs/basic-two-day.html")
"""The first is home, by the address that it tells the world."""
TRIES = 3
"""The performance score reckons with the machine's speed, so the best of a few is taken; the others never change."""


def scores(url: str) -> tuple[dict[str, int], list[str]]:
    """The score of each category, and what costs points."""
    command = [
        "node", str(COMMAND), url, "--quiet", "--output=json", f"--only-categories={','.join(LEAST)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    report = json.loads(done.stdout)
    points = {name: round(100 * (one["score"] or 0)) for name, one in report["categories"].items()}
    counted = {part["id"] for one in report["categories"].values() for part in one["auditRefs"] if part["weight"]}
    failed = [f"{one['id']}: {one['title']} {one.get('displayValue', '')}" for one in report["audits"].values()
              if one["id"] in counted and one["score"] is not None and one["score"] < 1]  # fmt: skip
    return points, failed


def measure(host: Host, address: str) -> list[str]:
    """Print the scores of a page; what is too low is a fault."""
    for _ in range(TRIES):
        points, failed = scores(host.url + address)
        if points["performance"] >= LEAST["performance"]:
            break
    print(f"lighthouse: /{address}: {', '.join(f'{name} {score}' for name, score in points.items())}", flush=True)
    low = [f"{address}: {name} {points[name]}" for name, least in LEAST.items() if points[name] < least]
    return [*low, *(failed if low else [])]


if __name__ == "__main__":
    with published() as made:
        conclude("lighthouse", [fault for page in PAGES for fault in measure(made, page)])
