"""Each check of `make check` must find a planted fault. A check that cannot fail proves nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig import real, shape
from tests.rig.templates import faults
from tooling.audit import read_npm_audit, read_pip_audit
from tooling.check import BIN

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "pyproject.toml"


def said(folder: Path, *command: str) -> tuple[int, str]:
    """Return exit code and output of a tool run in a folder of faults."""
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout + ended.stderr


def test_a_missing_real_input_is_skipped_only_where_none_can_be(tmp_path, monkeypatch):
    monkeypatch.delenv("AMITY_REAL_DATA", raising=False)
    monkeypatch.setattr(real, "DEFAULT", tmp_path)
    with pytest.raises(AssertionError, match="missing"):
        real.path_of("harvest.csv")

    monkeypatch.setattr(real, "DEFAULT", tmp_path / "nowhere")
    with pytest.raises(pytest.skip.Exception):
        real.path_of("harvest.csv")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Create small parts that break the rules: a lower part and a rule with wrong imports, and a page that
    reads rows.
    """
    files = {
        "shared/__init__.py": "",
        "people/__init__.py": "",
        "people/models.py": "ROWS = 1\n",
        "people/views.py": "from amity.people.models import ROWS\n",
        "people/rules.py": "import django\n",
        "people/commands.py": "from amity.timesheets import models\n",
        "timesheets/__init__.py": "",
        "timesheets/models.py": "",
        "attic/__init__.py": "",
    }
    for name, text in {"__init__.py": "", **files}.items():
        path = tmp_path / "amity" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_ruff_finds_a_fault(tmp_path):
    (tmp_path / "bad.py").write_text("import os\n")

    code, output = said(tmp_path, str(BIN / "ruff"), "check", "--no-cache", "--config", str(SETTINGS), ".")

    assert code == 1
    assert "F401" in output


def test_ruff_finds_a_file_that_is_not_formatted(tmp_path):
    (tmp_path / "bad.py").write_text("x = { 'a':1 }\n")

    code, output = said(tmp_path, str(BIN / "ruff"), "format", "--check", "--no-cache", "--config", str(SETTINGS), ".")

    assert code == 1
    assert "1 file would be reformatted" in output


def test_mypy_finds_a_wrong_type_and_a_missing_one(tmp_path):
    (tmp_path / "bad.py").write_text("def one(x):\n    return x\n\n\nTWO: int = 'two'\n")

    bad, cache = str(tmp_path / "bad.py"), f"--cache-dir={tmp_path / 'cache'}"
    code, output = said(ROOT, str(BIN / "mypy"), "--config-file", str(SETTINGS), cache, bad)

    assert code == 1
    assert "[no-untyped-def]" in output
    assert "[assignment]" in output


def test_import_contracts_find_each_wrong_direction(house, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(house), str(ROOT))))

    code, output = said(house, str(BIN / "lint-imports"), "--no-cache", "--config", str(SETTINGS))

    assert code == 1
    assert "amity.people is not allowed to import amity.timesheets" in output
    assert "amity.people.views is not allowed to import amity.people.models" in output
    assert "amity.people.rules is not allowed to import django" in output


def test_import_contracts_find_a_part_without_a_place(house, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(house), str(ROOT))))

    _, output = said(house, str(BIN / "lint-imports"), "--no-cache", "--config", str(SETTINGS))

    assert "attic" in output


def test_djade_finds_an_untidy_template(tmp_path):
    (tmp_path / "bad.html").write_text("{%load i18n%}<p>{{x}}</p>\n")

    code, _ = said(tmp_path, str(BIN / "djade"), "--check", "--target-version", "5.2", "bad.html")

    assert code == 1


def test_deptry_finds_a_package_no_one_declared(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "bad"\nversion = "1"\ndependencies = []\n')
    (tmp_path / "bad.py").write_text("import psutil\n")

    code, output = said(tmp_path, str(BIN / "deptry"), ".")

    assert code == 1
    assert "DEP001" in output or "DEP003" in output


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("S602", "subprocess.call('ls ' + input(), shell=True)"),
        ("S301", "pickle.loads(input().encode())"),
        ("S307", "eval(input())"),
        ("S314", "ElementTree.fromstring(input())"),
        ("S324", "hashlib.md5(input().encode())"),
    ],
)
def test_ruff_finds_an_unsafe_call(tmp_path, rule, line):
    imports = "import hashlib\nimport pickle\nimport subprocess\nfrom xml.etree import ElementTree\n"
    (tmp_path / "bad.py").write_text(f"{imports}\n{line}\n")

    code, output = said(tmp_path, str(BIN / "ruff"), "check", "--config", str(SETTINGS), ".")

    assert code == 1
    assert rule in output


def test_a_model_without_its_migration_is_found(tmp_path):
    part = tmp_path / "lost"
    (part / "migrations").mkdir(parents=True)
    (part / "migrations" / "__init__.py").touch()
    (part / "__init__.py").touch()
    (part / "models.py").write_text("from django.db import models\n\n\nclass Lost(models.Model):\n    pass\n")
    (tmp_path / "lost_settings.py").write_text(
        "INSTALLED_APPS = ['lost']\nSECRET_KEY = 'x'\nDEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'\n"
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}}\n"
    )
    options = ["--check", "--dry-run", "--settings=lost_settings", f"--pythonpath={tmp_path}"]

    code, output = said(tmp_path, sys.executable, "-m", "django", "makemigrations", *options)

    assert code == 1
    assert "Create model Lost" in output


def test_an_audit_that_audited_nothing_is_not_done():
    skipped = '{"dependencies": [{"name": "django", "skip_reason": "could not be audited"}], "fixes": []}'

    assert not read_pip_audit(skipped).done
    assert not read_pip_audit("").done
    assert not read_npm_audit('{"error": {"code": "ENOTFOUND"}}').done


def test_an_audit_that_found_something_says_what():
    fault = '{"id": "CVE-1", "fix_versions": ["2.0"]}'
    python = f'{{"dependencies": [{{"name": "old", "version": "1.0", "vulns": [{fault}]}}]}}'
    browser = '{"vulnerabilities": {"old": {}}, "metadata": {"vulnerabilities": {"high": 1}}}'

    assert read_pip_audit(python).found == ["old 1.0: CVE-1, mended in 2.0"]
    assert read_npm_audit(browser).found == ["1 in browser packages: old"]


def test_an_audit_that_found_nothing_is_done():
    python = read_pip_audit('{"dependencies": [{"name": "new", "version": "1.0", "vulns": []}]}')
    browser = read_npm_audit('{"vulnerabilities": {}, "metadata": {"vulnerabilities": {"high": 0}}}')

    assert (python.done, python.found, browser.done, browser.found) == (True, [], True, [])


def test_a_file_that_is_too_long_is_found(tmp_path):
    (tmp_path / "long.py").write_text("\n" * 301)

    assert shape.long_file(tmp_path / "long.py") == ["long.py: 301 lines, at most 300"]


def test_a_folder_named_after_a_layer_is_found(tmp_path):
    layers = ("people/views", "people/invitations/commands", "people/invitations/models", "people/rules")
    for folder in (*layers, "people/invitations", "people/invitations/rules", "people/tests/rest"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "one.py").touch()

    assert shape.layer_folders(tmp_path) == set(layers)


@pytest.mark.parametrize("name", ["standing.py", "facts_said.py", "told.html", "as_kept.py"])
def test_a_module_without_a_noun_is_found(name):
    assert shape.named_by_a_stance(Path(name))
    assert not shape.named_by_a_stance(Path("understanding.py"))


def test_a_function_that_is_too_long_is_found():
    source = "def long():\n" + "    x = 1\n" * 50

    assert shape.long_functions(source) == ["long: 51 lines, at most 50"]


@pytest.mark.parametrize(
    ("find", "source"),
    [
        (shape.more_than_a_docstring, '"""Owns."""\nimport os\n'),
        (shape.more_than_a_docstring, ""),
        (shape.impure_imports, "from django.utils import timezone\n"),
        (shape.impure_imports, "def late():\n    from amity.people import queries\n"),
        (shape.impure_imports, "from amity.shared.command import command\n"),
        (shape.mail_senders, "from django.core.mail import EmailMessage\n"),
        (shape.mail_senders, "from django.core import mail\nfrom django.core.mail import send_mail\n"),
        (shape.bulk_writes, "Entry.objects.filter(pk=1).update(hours=3)\n"),
        (shape.bulk_writes, "Entry.objects.bulk_create(rows)\n"),
        (shape.clock_reads, "def test_a():\n    assert date.today()\n"),
        (shape.clock_reads, "def test_a():\n    assert time.time()\n"),
        (shape.clock_reads, "def test_a():\n    assert datetime.datetime.now()\n"),
        (shape.clock_reads, "import datetime as moments\nTODAY = moments.date.today()\n"),
        (shape.clock_reads, "TODAY = timezone.localdate()\n"),
        (shape.silent_cuts, "handoff.sentence = words[:2000]\n"),
        (shape.silent_cuts, "one.note = note.strip()[:500]\n"),
        (shape.silent_cuts, 'one.title = " ".join(title.split())[:LONGEST]\n'),
        (shape.raw_request_values, 'words = request.POST.get("words", "")\n'),
        (shape.raw_request_values, "kept = grid.save(actor, self.request.GET)\n"),
        (shape.raw_request_values, 'back = "back" in request.POST\n'),
        (shape.numbers_without_a_most, 'units = forms.IntegerField(label=_("Units"), min_value=1)\n'),
        (shape.numbers_read_by_hand, "number = int(text) if text.isdigit() else 0\n"),
        (
            shape.look_ups_by_hand,
            "\n    row = rows.filter(pk=row_id).first()\n    if row is None:\n        raise NotSeen(GONE)\n",
        ),
        (shape.private_names, "def note(told: str) -> None: ...\n"),
        (shape.private_names, "said_by = row.reader\n"),
        (shape.traces_of_a_machine, "see /home/mara/amity\n"),
        (shape.traces_of_a_machine, "see /work/amity\n"),
        (shape.traces_of_a_machine, "from https://registry.npmjs.org/esbuild\n"),
    ],
)
def test_a_fault_of_shape_is_found(find, source):
    assert find(source) != []


def test_what_is_well_shaped_is_left_alone():
    assert shape.impure_imports("from decimal import Decimal\nfrom amity.shared.money import Money\n") == []
    assert shape.impure_imports("from amity.briefs.sizes.rules import NOTE\n") == []
    assert shape.bulk_writes("known.update(other)\n") == []
    assert shape.clock_reads("def test_a():\n    assert timezone.now()\n") == []
    assert shape.raw_request_values("form = NoteForm(request.POST or None, request.FILES or None)\n") == []
    assert shape.raw_request_values('form = F.NoteForm(request.POST if request.method == "POST" else None)\n') == []
    assert not shape.points_upward("timesheets", "people")
    assert shape.points_upward("people", "timesheets")


@pytest.mark.parametrize(
    "template",
    [
        '<p style="color: red">',
        "<script>alert(1)</script>",
        '<a href="#" onclick="go()">',
        '<a href="javascript:go()">',
        "<style>p {}</style>",
        '<img src="https://cdn.example.com/x.png">',
        "{{ text|safe }}",
    ],
)
def test_a_template_against_the_content_policy_is_found(template):
    assert faults(template) != []


def test_a_template_within_the_content_policy_is_left_alone():
    assert (
        faults('<script src="{% static "x.js" %}"></script><a data-style="x" href="{% url "home" %}">on="x"</a>') == []
    )
