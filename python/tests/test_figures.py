"""The figures of the sample, as a notebook sees them."""

from decimal import Decimal
from pathlib import Path

import pytest

import nianbao as nb

SAMPLE = Path(__file__).parents[2] / "sample-data" / "shapingba-2021"


@pytest.fixture(scope="module")
def figures() -> nb.Figures:
    return nb.open(SAMPLE).figures


def test_the_version_is_that_of_the_workspace() -> None:
    manifest = (SAMPLE.parents[1] / "Cargo.toml").read_text(encoding="utf-8")
    assert f'version = "{nb.__version__}"' in manifest


def test_values_are_exact_decimals(figures: nb.Figures) -> None:
    assert figures["petitions.forwarded"].value == Decimal(146)
    assert figures["relief.fiscal_seed"].value == Decimal(1_200_000)
    assert figures["petitions.on_time_rate"].value == Decimal(100)
    assert isinstance(figures["petitions.forwarded"].value, Decimal)


def test_figures_are_a_mapping(figures: nb.Figures) -> None:
    assert len(figures) == len(list(figures)) == len(figures.keys())
    assert "petitions.forwarded" in figures
    assert figures["petitions.forwarded"].printed == "146件"
    with pytest.raises(KeyError):
        figures["petitions.nothing"]


def test_figures_are_frozen(figures: nb.Figures) -> None:
    with pytest.raises(AttributeError):
        figures["petitions.forwarded"].value = Decimal(1)  # type: ignore[misc]


def test_a_missing_project_is_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        nb.open(tmp_path)


def test_a_faulty_project_says_all_its_faults(tmp_path: Path) -> None:
    (tmp_path / "nianbao.toml").write_text('[report]\npack = "no-such-pack"\n', encoding="utf-8")
    with pytest.raises(nb.ProjectError):
        nb.open(tmp_path)


def test_the_stub_names_what_the_module_has() -> None:
    import ast

    import nianbao._native as native

    stub = ast.parse((Path(__file__).parents[1] / "nianbao" / "_native.pyi").read_text(encoding="utf-8"))
    declared: dict[str, set[str]] = {}
    for node in stub.body:
        if isinstance(node, ast.ClassDef):
            declared[node.name] = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            declared[node.name] = set()
    actual = {name for name in dir(native) if not name.startswith("__")}
    assert set(declared) == actual
    for name, members in declared.items():
        cls = getattr(native, name)
        if isinstance(cls, type) and not issubclass(cls, Exception):
            assert {m for m in vars(cls) if not m.startswith("_")} == {m for m in members if not m.startswith("_")}
