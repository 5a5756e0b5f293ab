"""A record's state is a pill that starts with a capital, in lists, cards and heads alike."""

import re

import pytest

from amity.ui.templatetags.amity import state
from tests.test_lists import LISTS
from tests.test_templates import ROOT, TEMPLATES

BY_HAND = re.compile(r'class="pill[^"]*\bis-')
DRAWN = re.compile(r"\{% state ")


def test_no_template_draws_a_state_by_hand():
    found = [path for path in TEMPLATES if BY_HAND.search(path.read_text())]

    assert [str(path.relative_to(ROOT)) for path in found] == ["src/amity/ui/templates/cotton/pill.html"]


def test_every_list_draws_its_state_as_a_pill():
    columns = [(address, one) for address, found in LISTS for one in found.columns if one.key == "state"]
    texts = {str(path).partition("/templates/")[2]: path.read_text() for path in TEMPLATES}

    assert len(columns) > 8
    bare = [
        address for address, one in columns if one.kind != "state" and not DRAWN.search(texts.get(one.template, ""))
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("shape", "word", "drawn"),
    [
        ("watch", "on pace", '<span class="pill is-watch"><svg'),
        ("info", "open", '<span class="pill is-info">Open</span>'),
        ("", "closed", '<span class="pill is-none">Closed</span>'),
        ("draft", "<b>", '<span class="pill is-none">&lt;b&gt;</span>'),
    ],
)
def test_a_state_has_its_shape_or_none_and_a_capital(shape, word, drawn):
    assert state(shape, word).startswith(drawn)
