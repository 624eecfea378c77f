"""Fails unless two notebooks have the same cells and the same printed results."""

import json
import pathlib
import sys


def text(path: str) -> list:
    notebook = json.loads(pathlib.Path(path).read_text())
    return [
        (cell["source"], [output.get("text") or output.get("data", {}).get("text/markdown")
                          for output in cell.get("outputs", [])])
        for cell in notebook["cells"]
    ]


if text(sys.argv[1]) != text(sys.argv[2]):
    sys.exit(f"{sys.argv[1]} is out of date: execute it again with 'notebooks/run notebooks/seed"
             f" {sys.argv[1]}' and commit it")
