"""`make part` writes a part that passes the linter and compiles. Its rights still have to be declared."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from runpy import run_path

import pytest

from amity.config.house import HOUSE
from tests.rig import shape
from tooling.new_part import names, write_part

ROOT = Path(__file__).resolve().parents[1]
RUFF = Path(sys.executable).parent / "ruff"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Create a tree with only the list of parts."""
    house = tmp_path / "src" / "amity" / "config" / "house.py"
    house.parent.mkdir(parents=True)
    house.write_text((ROOT / "src" / "amity" / "config" / "house.py").read_text())
    return tmp_path


def test_what_it_writes_compiles_and_passes_the_linter(tree):
    written = write_part(tree, "press_kits", "press_kit", above="accounts")
    settings = ["--no-cache", "--config", str(ROOT / "pyproject.toml")]
    subprocess.run([RUFF, "check", "--fix", "--quiet", "--select", "I", *settings, "src"], cwd=tree, check=True)
    subprocess.run([RUFF, "format", "--quiet", *settings, "src"], cwd=tree, check=True)

    found = subprocess.run([RUFF, "check", *settings, "src"], cwd=tree, capture_output=True, text=True, check=False)

    assert found.returncode == 0, found.stdout
    for path in written:
        assert "$" not in path.read_text(), path
        if path.suffix == ".py":
            ast.parse(path.read_text())
    assert shape.layer_folders(tree / "src" / "amity") == set()


def test_it_stands_right_above_the_part_that_was_named(tree):
    write_part(tree, "suppliers", "supplier", above="accounts")

    house = run_path(str(tree / "src/amity/config/house.py"))["HOUSE"]

    assert house.index("suppliers") == HOUSE.index("accounts") + 1
    assert [part for part in house if part != "suppliers"] == list(HOUSE)


def test_its_rights_say_yes_to_no_one_until_they_are_stated(tree):
    write_part(tree, "suppliers", "supplier", above="accounts")
    rights = run_path(str(tree / "src/amity/suppliers/tests/rights.py"))

    assert not any(row.get | row.post for row in rights["RIGHTS"].values())
    assert not any(row.may for row in rights["REST"].values())


def test_what_it_imports_is_there(tree):
    written = write_part(tree, "suppliers", "supplier", above="accounts")
    modules = [ast.parse(path.read_text()) for path in written if path.suffix == ".py"]
    taken = [
        (node.module, name.name)
        for module in modules
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module and not node.module.startswith("amity.suppliers")
        for name in node.names
    ]

    assert ("amity.api.shapes", "Body") in taken
    assert [(module, name) for module, name in taken if not hasattr(import_module(module), name)] == []


@pytest.mark.parametrize(
    ("name", "noun", "above"),
    [("accounts", "account", "lines"), ("Suppliers", "supplier", "lines"), ("suppliers", "supplier", "nowhere"),
     ("suppliers", "suppliers", "lines"), ("suppliers", "supplier", "config")],
)  # fmt: skip
def test_a_name_that_is_taken_or_none_is_refused(tree, name, noun, above):
    (tree / "src" / "amity" / "accounts").mkdir()

    with pytest.raises(ValueError, match=r"small letters|there already|no part"):
        write_part(tree, name, noun, above=above)


def test_words_of_two_are_spoken_apart_and_written_together():
    found = names("press_kits", "press_kit")

    assert (found["words"], found["Title"], found["Noun"], found["noun_kind"]) == (
        "press kits", "Press kit", "PressKit", "presskit",
    )  # fmt: skip
