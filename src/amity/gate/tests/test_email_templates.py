"""Email templates: what their placeholders mean, who changes them, and how an email begins with one."""

import pytest

from amity.audit import trail
from amity.gate.email_templates import commands
from amity.gate.email_templates.fields import TemplateFields
from amity.gate.email_templates.models import EmailTemplate
from amity.gate.email_templates.rules import filled, left_in, placed_before, unknown_in
from amity.gate.models import Item
from amity.gate.tests.making import make_contact, submitted
from amity.shared.errors import Invalid, Refused, Stale
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")
HELLO = "Hello {first_name},\n\nwe start on {next_working_day}.\n\n{sender}, {agency}"


def add(by, **values):
    given = {"name": "Kick-off", "subject": "Kick-off for {account}", "text": HELLO}
    return commands.add_template(by=acting(by), fields=TemplateFields(**given | values), now=MONDAY)


def test_known_values_are_filled_in_and_unknown_ones_stay():
    text = "Hello { first_name }, {price} for {account}"

    assert filled(text, {"first_name": "Dana", "account": ""}) == "Hello Dana, {price} for {account}"
    assert (unknown_in(text), left_in(text)) == (["price"], ["{ first_name }", "{account}"])
    assert placed_before("Hello", "  ") == "Hello"


@pytest.mark.parametrize(("name", "text"), [("text", "It costs {price}"), ("subject", "{link}")])
def test_only_known_placeholders_are_saved(mara, name, text):
    with pytest.raises(Invalid, match="isn’t a placeholder") as fault:
        add(mara, **{name: text})
    assert fault.value.field == name


def test_a_template_is_changed_once_at_a_time_and_removed(mara):
    row = add(mara)
    fields = TemplateFields(name="Start", text="Hello")
    commands.edit_template(by=acting(mara), template_id=row.pk, version=row.version, fields=fields, now=MONDAY)
    with pytest.raises(Stale):
        commands.edit_template(by=acting(mara), template_id=row.pk, version=row.version, fields=fields, now=MONDAY)
    commands.remove_template(by=acting(mara), template_id=row.pk, now=MONDAY)

    assert EmailTemplate.objects.get().removed_at == MONDAY
    assert trail.actions_on(row) == ["template.added", "template.edited", "template.removed"]


def test_someone_of_the_team_uses_templates_and_does_not_change_them(tim):
    with pytest.raises(Refused):
        add(tim)


def test_an_email_begins_with_a_template_and_leaves_with_names_and_dates(client, mara, osprey):
    row, dana = add(mara), make_contact(osprey, "Dana Whitlock")
    client.force_login(mara)
    address, typed = f"/accounts/{osprey.pk}/emails/write/", {"to_ids": [dana.pk], "text": "See you there."}
    page = client.post(address, typed | {"template": row.pk}).content.decode()
    assert "Kick-off for {account}" in page
    assert "Hello Dana,\n\nwe start" in page
    assert "See you there.</textarea>" in page
    assert not Item.objects.exists()

    sent = {"to_ids": [dana.pk], "subject": "Kick-off for {account}", "text": HELLO, "nonce": "n" * 32}
    client.post(address, sent)

    item = Item.objects.get()
    assert (item.state, item.subject) == ("cleared", "Kick-off for Osprey Rail")
    assert item.body.startswith("Hello Dana,\n\nwe start on Tuesday 24 November.\n\nMara, ")


def test_a_placeholder_that_nothing_fills_in_stops_an_email(mara, osprey):
    with pytest.raises(Invalid, match="placeholder"):
        submitted(osprey, mara, body=HELLO)
