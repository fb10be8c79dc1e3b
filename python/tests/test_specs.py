"""Python and the command say the same of the small projects of all specs, field by field."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from test_golden import same_figures, same_findings

import nianbao as nb

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The project of every case of the specs, with its own pack."""
    # As `cargo test` selects, so that nothing but the program is compiled.
    build = ["cargo", "build", "--quiet", "--workspace", "--bin", "golden-projects"]
    subprocess.run(build, cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    folder = tmp_path_factory.mktemp("golden")
    subprocess.run([target / "debug" / "golden-projects", folder], check=True)
    projects = sorted(folder.iterdir())
    assert len(projects) > 150
    return projects


def told(projects: list[Path], command: Callable[..., str], verb: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each project, with what the command says of it."""

    def ask(project: Path) -> str:
        return command("--project", project, "--pack", project / "pack", verb, "--format", "json")

    with ThreadPoolExecutor() as pool:
        yield from zip(projects, map(json.loads, pool.map(ask, projects)), strict=True)


def test_findings_are_those_of_the_command(projects: list[Path], command: Callable[..., str]) -> None:
    codes = set()
    for project, expected in told(projects, command, "check"):
        same_findings(nb.open(project, pack=project / "pack").check(), expected)
        codes |= {finding["code"] for finding in expected["findings"]}
    # All but those of finished texts and of locks.
    assert len(codes) > 40


def test_figures_are_those_of_the_command(projects: list[Path], command: Callable[..., str]) -> None:
    count = 0
    for project, expected in told(projects, command, "figures"):
        same_figures(nb.open(project, pack=project / "pack").figures, expected)
        count += len(expected["figures"])
    assert count > 150
