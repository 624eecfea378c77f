"""Executes a notebook on a run directory: execute.py NOTEBOOK RUN_DIRECTORY OUTPUT.

The output depends on nothing but the notebook, the run and the pinned libraries: no times, no
identifiers, no version of the interpreter.
"""

import base64
import os
import pathlib
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def first_picture(notebook) -> bytes:
    """The figure that README.md shows."""
    return next(
        base64.b64decode(result["data"]["image/png"])
        for cell in notebook.cells
        for result in cell.get("outputs", [])
        if "image/png" in result.get("data", {})
    )


def main(source: str, run: str, output: str) -> int:
    notebook = nbformat.read(source, as_version=4)
    os.environ["FAIRLANE_RUN"] = str(pathlib.Path(run).resolve())
    os.environ["PYTHONHASHSEED"] = "0"
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=False)
    try:
        client.execute()
    except CellExecutionError as failure:
        print(f"fairlane: the notebook failed: {failure.ename}: {failure.evalue}", file=sys.stderr)
        return 1
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata = {}
        for result in cell.get("outputs", []):
            # "<Figure size ...>" beside a picture says nothing
            if "image/png" in result.get("data", {}):
                result["data"].pop("text/plain", None)
    nbformat.write(notebook, output)
    pathlib.Path(output).with_suffix(".png").write_bytes(first_picture(notebook))
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
