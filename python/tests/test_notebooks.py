"""The notebooks run, and are kept without their outputs."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
# An environment that has the wheel, polars and Jupyter alone; else the one of the tests.
PYTHON = os.environ.get("NIANBAO_NOTEBOOK_PYTHON", sys.executable)


class Kernel(AsyncKernelManager):
    """A kernel of that Python, whichever kernels are installed."""

    @property
    def kernel_spec(self) -> KernelSpec:
        argv = [PYTHON, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, language="python", display_name="Python 3")


def run(name: str) -> list[dict[str, Any]]:
    """What the cells of the notebook put out, one after the other."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    resources = {"metadata": {"path": str(FOLDER)}}
    client = NotebookClient(notebook, km=Kernel(), timeout=300, resources=resources)
    client.execute()
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def texts(outputs: list[dict[str, Any]]) -> str:
    return "\n".join(str(output.get("text") or output.get("data", {}).get("text/plain", "")) for output in outputs)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_kept_without_outputs(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    document = json.loads(text)
    code = [cell for cell in document["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"] for cell in code] == [[] for _ in code]
    assert {cell["execution_count"] for cell in code} == {None}
    # As it is written by every program that keeps to the format, so that a change shows what was changed.
    assert text == json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert "虚构" in text


def test_an_analyst_gets_from_a_workbook_to_a_page() -> None:
    outputs = run("from-workbook-to-page.ipynb")
    told = texts(outputs)
    assert "unowned-numeral at narrative/report.typ:40:126" in told
    assert "<Figure petitions.forwarded: 上级转送信访事项 146件>" in told
    assert "146 rows of 信访台账.xlsx › 信访: A4:A11, A13:A24," in told
    assert "信访台账.xlsx › 信访 › D4 上级转送" in told
    assert "74件 of 146件\nrows 1–8, 10–21," in told
    assert "在期限内办结的转送交办信访事项 156件  (petitions.closed_on_time)" in told
    kinds = [set(output.get("data", {})) for output in outputs]
    assert any("image/svg+xml" in kind for kind in kinds)
    assert "application/pdf" in kinds[-1]


def test_a_pipeline_is_told_what_a_correction_changes() -> None:
    told = texts(run("against-last-year.ipynb"))
    assert "1 figure is not as in " in told
    assert "expected  643条\n  actual    616条" in told
    assert "原为643条，更正为616条" in told
