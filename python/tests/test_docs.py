"""Every example of the package does what it says, when it is run from the root of the repository."""

import doctest
import inspect
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import nianbao as nb
from nianbao import testing

ROOT = Path(__file__).parents[2]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def documented() -> Iterator[tuple[str, str]]:
    """The docstrings of everything public that have examples, by name; inspect is no use with native classes."""
    modules: list[ModuleType] = [nb, nb.numeral, testing]
    for module in modules:
        yield module.__name__, module.__doc__ or ""
        for name in module.__all__:
            thing = getattr(module, name)
            if isinstance(thing, ModuleType):
                continue
            yield f"{module.__name__}.{name}", thing.__doc__ or ""
            if inspect.isclass(thing):
                for member, value in vars(thing).items():
                    if not member.startswith("_"):
                        yield f"{module.__name__}.{name}.{member}", getattr(value, "__doc__", None) or ""


EXAMPLES = {name: text for name, text in documented() if ">>>" in text}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> nb.Project:
    """The sample, in a folder that looks like the root of the repository and may be written into."""
    for name in ["tests", "report-templates"]:
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    shutil.copytree(ROOT / "sample-data", tmp_path / "sample-data", ignore=shutil.ignore_patterns("out"))
    monkeypatch.chdir(tmp_path)
    return nb.open("sample-data/shapingba-2021")


def check(name: str, text: str, project: nb.Project) -> None:
    test = doctest.DocTestParser().get_doctest(text, {"nb": nb, "project": project}, name, None, 0)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=told.append)
    assert not told, "".join(told)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_of_the_package_are_true(name: str, project: nb.Project) -> None:
    check(name, inspect.cleandoc(EXAMPLES[name]), project)


def test_examples_of_the_documentation_are_true(project: nb.Project) -> None:
    blocks = BLOCK.findall((ROOT / "docs" / "python.md").read_text(encoding="utf-8"))
    assert len(blocks) > 5
    check("docs/python.md", "".join(blocks), project)
