"""No template breaks the content policy, and every file a template names is there."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.rig.templates import faults

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = sorted((ROOT / "src" / "amity").glob("*/templates/**/*.html"))
STATIC = re.compile(r"\{%\s*static\s+[\"']([^\"'{]+)[\"']")


def test_no_template_has_inline_styles_scripts_or_handlers():
    assert [f"{path.relative_to(ROOT)}: {fault}" for path in TEMPLATES for fault in faults(path.read_text())] == []


def test_every_static_file_a_template_names_is_there():
    named = [(path, name) for path in TEMPLATES for name in STATIC.findall(path.read_text())]

    assert [f"{path.relative_to(ROOT)}: {name}" for path, name in named if finders.find(name) is None] == []
