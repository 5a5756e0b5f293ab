"""The agency's colour: text in it can be read, in both themes."""

import pytest

from amity.agency import commands
from amity.agency.colours.rules import DARK, LIGHT, READABLE, contrast, readable, tidy_colour
from amity.people import rules as roles
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_person


def test_contrast_is_that_of_the_standard():
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("colour", ["#0b7570", "#000000", "#b3193b", "#ffffff", "#ffd400"])
def test_a_shade_of_each_colour_can_be_read_in_both_themes(colour):
    for ground in (LIGHT, DARK):
        assert contrast(readable(colour, ground), ground) >= READABLE


def test_a_colour_is_read_as_people_write_it():
    assert [tidy_colour(text) for text in ("0B7570", " #fa0 ", "teal", "#12345")] == ["#0b7570", "#ffaa00", "", ""]


@pytest.mark.django_db
@pytest.mark.parametrize(("colour", "reason"), [("#ffd400", "darker colour"), ("teal", "For example")])
def test_a_colour_that_can_not_be_read_on_white_is_refused(agency, colour, reason):
    root = make_person("Root", roles.ADMINISTRATOR)
    frame = commands.Frame("Halden", "EUR", "DE", "Europe/Berlin", colour=colour)
    with pytest.raises(Invalid, match=reason):
        commands.change_settings(by=acting(root), version=agency.version, frame=frame, now=MONDAY)
