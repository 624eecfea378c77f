"""Executes a notebook on a run directory: execute.py NOTEBOOK RUN_DIRECTORY OUTPUT.

The output depends on nothing but the notebook, the run and the pinned libraries: no times, no
identifiers, no version of the interpreter.
"""

import base64
import os
import pathlib
import sys
import tempfile

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

LANGUAGES = {"python3": ("Python 3", "python"), "java": ("Java", "java")}

# The figure of this one stands in README.md.
PICTURED = "predicted-vs-measured"


def first_picture(notebook) -> bytes:
    return next(
        base64.b64decode(result["data"]["image/png"])
        for cell in notebook.cells
        for result in cell.get("outputs", [])
        if "image/png" in result.get("data", {})
    )


def settle(notebook, kernel: str):
    """Leaves out what differs from one execution to the next."""
    display, language = LANGUAGES[kernel]
    notebook.metadata = {
        "kernelspec": {"display_name": display, "language": language, "name": kernel},
        "language_info": {"name": language},
    }
    for cell in notebook.cells:
        cell.metadata = {}
        outputs = []
        for result in cell.get("outputs", []):
            # what printf returns to the Java kernel: an object by its address
            if kernel == "java" and result.output_type == "execute_result" \
                    and "image/png" not in result["data"]:
                continue
            # "<Figure size ...>", "BufferedImage@1b2c" beside a picture say nothing
            if "image/png" in result.get("data", {}):
                result["data"].pop("text/plain", None)
                result["data"]["image/png"] = "".join(result["data"]["image/png"].split())
            last = outputs[-1] if outputs else None
            if last and result.output_type == last.output_type == "stream" \
                    and result.name == last.name:
                last.text += result.text
            else:
                outputs.append(result)
        if cell.cell_type == "code":
            cell.outputs = outputs


def execute(source, run, output) -> int:
    notebook = nbformat.read(source, as_version=4)
    kernel = notebook.metadata["kernelspec"]["name"]
    os.environ["FAIRLANE_RUN"] = str(pathlib.Path(run).resolve())
    os.environ["PYTHONHASHSEED"] = "0"
    client = NotebookClient(notebook, timeout=300, kernel_name=kernel, record_timing=False)
    # the Java kernel logs its comings and goings there; of interest only if something fails
    log = tempfile.TemporaryFile("w+")
    try:
        client.execute(stderr=log)
    except CellExecutionError as failure:
        print(f"fairlane: {source} failed: {failure.ename}: {failure.evalue}", file=sys.stderr)
        return 1
    except (DeadKernelError, RuntimeError) as failure:
        log.seek(0)
        print(log.read()[-2000:], file=sys.stderr)
        print(f"fairlane: {source}: its kernel did not run: {failure}", file=sys.stderr)
        return 1
    settle(notebook, kernel)
    nbformat.write(notebook, output)
    if pathlib.Path(output).stem == PICTURED:
        pathlib.Path(output).with_suffix(".png").write_bytes(first_picture(notebook))
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(execute(*sys.argv[1:4]))
