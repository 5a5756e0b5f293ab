"""Parsed templates keep the source of their tags while debugging only."""

import pytest
from django.template import Engine, Node

LOADER = ("amity.ui.shell.template_loader.Loader", [("django.template.loaders.locmem.Loader", {
    "page": "{% for one in rows %}{% if one %}{{ one }}, {% endif %}{% endfor %}",
    "broken": "{% for one in rows %}{{ one.fails }}{% endfor %}",
})])  # fmt: skip


class Failing:
    """A value whose attribute can't be read."""

    @property
    def fails(self) -> str:
        raise ArithmeticError("no such figure")


@pytest.mark.parametrize(("debug", "kept"), [(False, 0), (True, 4)])
def test_the_source_of_tags_is_kept_while_debugging_only(debug, kept):
    template = Engine(loaders=[LOADER], debug=debug).get_template("page")

    nodes = template.nodelist.get_nodes_by_type(Node)
    assert [len(nodes), sum(node.token is not None for node in nodes)] == [4, kept]


def test_a_template_is_parsed_once_and_drawn_from_what_is_kept():
    engine = Engine(loaders=[LOADER])

    first, second = engine.get_template("page"), engine.get_template("page")

    assert first is second
    assert engine.render_to_string("page", {"rows": [1, 0, 2]}) == "1, 2, "


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_while_drawing_is_raised_as_it_is(debug):
    engine = Engine(loaders=[LOADER], debug=debug)

    with pytest.raises(ArithmeticError, match="no such figure") as raised:
        engine.render_to_string("broken", {"rows": [Failing()]})

    assert hasattr(raised.value, "template_debug") is debug
