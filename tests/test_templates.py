"""No template breaks the content policy, and every file a template names exists."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.rig.templates import faults, prepositions_before_days

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = sorted((ROOT / "src" / "amity").glob("*/templates/**/*.html"))
STATIC = re.compile(r"\{%\s*static\s+[\"']([^\"'{]+)[\"']")


def test_no_template_has_inline_styles_scripts_or_handlers():
    assert [f"{path.relative_to(ROOT)}: {fault}" for path in TEMPLATES for fault in faults(path.read_text())] == []


def test_every_static_file_a_template_names_is_there():
    named = [(path, name) for path in TEMPLATES for name in STATIC.findall(path.read_text())]

    assert [f"{path.relative_to(ROOT)}: {name}" for path, name in named if finders.find(name) is None] == []


def test_no_template_writes_a_preposition_before_a_day_itself():
    found = [(path, name) for path in TEMPLATES for name in prepositions_before_days(path.read_text())]

    assert [f'{path.relative_to(ROOT)}: use |day:"by" for {name}' for path, name in found] == []


@pytest.mark.parametrize(
    "template",
    [
        "{% blocktranslate with day=due|day %}Due on {{ day }}{% endblocktranslate %}",
        "{% blocktranslate trimmed with day=due|day %}late since <b>{{ day }}</b>{% endblocktranslate %}",
        '{% translate "in force since" %} <b>{{ card.from|day }}</b>',
    ],
)
def test_a_preposition_before_a_day_is_found(template):
    assert prepositions_before_days(template)


def test_a_day_with_its_preposition_is_no_fault():
    template = '{% blocktranslate with by_day=due|day:"by" %}Due {{ by_day }}{% endblocktranslate %}, {{ due|day }}'

    assert prepositions_before_days(template) == []
