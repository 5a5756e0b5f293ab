"""A template has no name of the client it came from."""

import pytest

from amity.briefs.line_templates import commands as line_templates
from amity.briefs.line_templates.rules import full_and_last, without_names
from amity.briefs.models import TemplateLine
from amity.briefs.tests.making import HOUR, make_brief, make_brief_line, make_contact, make_crafts
from tests.builders import MONDAY, acting

NAMES = dict.fromkeys(full_and_last(["Ferdia Nolan", "Li"]), "the client’s contact") | {"Osprey Rail": "the client"}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One idea chosen by Ferdia Nolan", "One idea chosen by the client’s contact"),
        ("Ask Nolan twice", "Ask the client’s contact twice"),
        ("Osprey Rail's ticket site", "the client's ticket site"),
        ("Nolanesque words, and Limits", "Nolanesque words, and Limits"),
    ],
)
def test_names_are_cut_where_they_are_whole_words(text, cut):
    assert without_names(text, NAMES) == cut


def test_a_kept_template_has_no_name_of_the_client(mara, osprey):
    contact = make_contact(osprey, "Ferdia Nolan")
    brief = make_brief(mara, osprey)
    hours = ((make_crafts()["Design"].pk, HOUR),)
    make_brief_line(mara, brief, hours, title=f"Pages for {osprey.name}", acceptance=f"Chosen by {contact.name}")
    line_templates.keep_template(by=acting(mara), brief_id=brief.pk, name="Pages", now=MONDAY)

    line = TemplateLine.objects.get()
    assert (line.title, line.acceptance) == ("Pages for the client", "Chosen by the client’s contact")
