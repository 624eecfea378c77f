"""Executes every committed notebook on its committed run: check.py --check | --renew.

Each must run to its end, print what its committed version prints, and end with the number that the
command line's JSON has for it. --renew writes the outputs here instead of comparing them.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from execute import execute

HERE = pathlib.Path(__file__).parent
FAIRLANE = HERE.parent / "fairlane"

# Printed by simulate and by the notebooks with six digits after the point.
TOLERANCE = 1e-5

LIVE = ["simulate", "seed", "--set", "consumer.messages=2000000", "--replications", "10", "--seed",
        "1", "--costs", str(HERE / "seed" / "costs.json"), "--arm", "fair,locked", "--json"]

# Notebook: its run, and for each number that it ends with the command and where it is in its JSON.
PAGES = {
    "seed": ("seed", {
        "measured speedup": (["compare", str(HERE / "seed"), "--json"], "cells/0/measured"),
        "predicted speedup": (["compare", str(HERE / "seed"), "--json"], "cells/0/predicted"),
    }),
    "grid": ("grid", {
        "median error": (["compare", str(HERE / "grid"), "--json"], "summary/medianAbsError"),
        "coverage": (["compare", str(HERE / "grid"), "--json"], "summary/coverage95"),
    }),
    "dedicate": ("seed", {
        "speedup in the full crowd": (LIVE, "speedup/locked/ratio"),
    }),
    "map": ("map", {
        "cells worth their price": (["sweep", "--resume", str(HERE / "map"), "--json"],
                                    "lanes/0/worthIt"),
        "cells that are faster": (["sweep", "--resume", str(HERE / "map"), "--json"],
                                  "lanes/0/faster"),
    }),
    "predicted-vs-measured": ("seed", {
        "median absolute error": (["compare", str(HERE / "seed"), "--json"],
                                  "summary/medianAbsError"),
    }),
}


def printed(notebook: pathlib.Path) -> list:
    """Source and words of each cell; pictures depend on the fonts of the machine."""
    cells = json.loads(notebook.read_text())["cells"]
    return [("".join(cell["source"]),
             ["".join(output.get("text") or output.get("data", {}).get("text/markdown") or "")
              for output in cell.get("outputs", [])])
            for cell in cells]


def says(command: list, path: str) -> float:
    answer = subprocess.run([str(FAIRLANE), *command], capture_output=True, text=True)
    if answer.returncode:
        sys.exit(f"fairlane {' '.join(command)} failed: {answer.stderr.strip()}")
    value = json.loads(answer.stdout)
    for step in path.split("/"):
        value = value[int(step) if step.isdigit() else step]
    return value


def wrong_numbers(name: str, notebook: pathlib.Path) -> list:
    words = "\n".join(text for _, outputs in printed(notebook) for text in outputs)
    wrong = []
    for what, (command, path) in PAGES[name][1].items():
        shown = re.search(rf"^{what}: ([-\d.eE]+)$", words, re.MULTILINE)
        if not shown:
            wrong.append(f"{name}: prints no '{what}: ...'")
            continue
        told = says(command, path)
        if abs(float(shown[1]) - told) > TOLERANCE * max(1, abs(told)):
            wrong.append(f"{name}: {what} {shown[1]}, fairlane {command[0]} says {told}")
    return wrong


def main(mode: str) -> int:
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (run, _) in PAGES.items():
            committed = HERE / f"{name}.ipynb"
            output = committed if mode == "--renew" else pathlib.Path(folder) / f"{name}.ipynb"
            if execute(committed, HERE / run, output):
                wrong.append(f"{name}: does not run to its end")
                continue
            wrong += wrong_numbers(name, output)
            if '"image/png"' not in output.read_text():
                wrong.append(f"{name}: shows no picture")
            if printed(output) != printed(committed):
                wrong.append(f"{name}: prints other than what is committed: see what changed with"
                             " 'fairlane notebook --renew' and git diff")
    for line in wrong:
        print(f"fairlane: {line}", file=sys.stderr)
    return 3 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
