"""Bars: what is past its track is crimson, whatever is left of it."""

import pytest

from amity.ui.templatetags.amity import bar


@pytest.mark.parametrize(("used", "kind", "drawn"), [(102, "i", "o"), (130, "w", "o"), (102, "a", "a"), (96, "w", "w")])
def test_a_bar_past_its_track_is_crimson_unless_its_colour_names_a_side(used, kind, drawn):
    first = bar(used, kind=kind).split("<rect ")[2]

    assert first.startswith(f'class="{drawn}"')
