"""A conflict is one record, shown with its expectation and among risks and blockers."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.conflicts import commands as conflict_commands
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.monitoring.changes import EntryFields, EntryMove
from amity.monitoring.expectations import commands as expectation_commands
from amity.monitoring.models import RegisterEntry
from amity.monitoring.risks import commands as risk_commands
from amity.monitoring.risks.queries import entries_seen_by, register_of_account, register_on, with_words
from amity.shared.errors import Invalid, Refused
from amity.ui.templatetags.amity import both_sides
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db
WAYS = (OptionFields("change_order", 2, 3), OptionFields("decline", -4, -1))


@pytest.fixture
def conflict(mara, osprey, site):
    """Return a conflict: Dana expects Welsh on the site, and the agreement states English."""
    dana = Contact.objects.create(account=osprey, name="Dana Whitlock")
    said = ExpectationFields("Welsh at launch", "scope", evidence=Evidence(dana.pk, MONDAY.date(), "call", ""))
    made = expectation_commands.expect_on_project(by=acting(mara), project_id=site.pk, fields=said, now=MONDAY)
    found = ConflictFields("English only", WAYS)
    return conflict_commands.find_conflict(
        by=acting(mara), expectation_id=made.pk, version=made.version, fields=found, now=MONDAY
    )


def answered(mara, conflict):
    said = ConflictAnswerFields("change_order", "They have the money", mara.pk, MONDAY.date() + timedelta(days=2))
    return conflict_commands.answer_conflict(
        by=acting(mara), conflict_id=conflict.pk, version=conflict.version, fields=said, now=MONDAY
    )


def test_a_conflict_of_an_expectation_is_a_row_of_risks_and_blockers(osprey, site, conflict):
    row = RegisterEntry.objects.get()

    assert (row.conflict, row.kind, row.title, row.detail) == (conflict, "conflict", "Welsh at launch", "English only")
    assert (row.account, row.project, row.state) == (osprey, site, "open")
    assert (row.client_effect, row.agency_effect, row.severity) == (4, 1, 2)


def test_the_account_page_lists_a_conflict_once_and_risks_beside_it(client, mara, site, conflict):
    fields = EntryFields("Sandbox is down", account_id=site.account_id)
    risk_commands.add_entry(by=acting(mara), fields=fields, now=MONDAY)
    client.force_login(mara)

    page = client.get(reverse("accounts:account", args=[site.account_id])).text

    register = page.partition('id="register"')[2].partition("</section>")[0]
    assert "Sandbox is down" in register
    assert "Welsh at launch" not in register
    assert f"#conflict-{conflict.pk}" in page


def test_the_page_of_a_contact_lists_an_expectation_in_conflict_once(client, mara, conflict):
    by, contact = acting(mara), conflict.expectation.stated_by
    heard = Evidence(contact.pk, MONDAY.date(), "call", "")
    fields = ExpectationFields("Answers within a day, as in SOW-38", evidence=heard)
    record_expectation(by=by, account_id=contact.account_id, fields=fields, now=MONDAY)
    client.force_login(mara)

    page = client.get(reverse("accounts:contact", args=[contact.pk])).text.partition('id="open-h"')[2]

    assert page.count("Welsh at launch</a>") == 1
    assert "Dana Whitlock expects" in page
    assert 'Answers within a day, as in <span class="text-nowrap">SOW-38</span></a>' in page


def test_many_open_things_with_a_contact_fold_after_the_first_dozen(client, mara, conflict):
    by, contact = acting(mara), conflict.expectation.stated_by
    heard = Evidence(contact.pk, MONDAY.date(), "call", "")
    for number in range(14):
        fields = ExpectationFields(f"Expectation {number}", evidence=heard)
        record_expectation(by=by, account_id=contact.account_id, fields=fields, now=MONDAY)
    client.force_login(mara)
    address = reverse("accounts:contact", args=[contact.pk])

    folded, opened = (client.get(f"{address}{query}").text for query in ("", "?open=expectation"))

    assert '<details class="wl-fold">' in folded
    assert '<details class="wl-fold" open>' in opened


def listed(client):
    """Return the register's row as its spreadsheet has it: severity, and effects without the guard against formulas."""
    sheet = b"".join(client.get(reverse("monitoring:register") + "?export=csv").streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(sheet)))
    return row["Severity"], row["Effects"].lstrip("'")


def test_the_list_shows_the_effects_of_the_expectations_page(client, mara, conflict):
    client.force_login(mara)
    assert listed(client) == ("serious", "−4 / −1")

    answered(mara, conflict)

    assert listed(client) == ("slight", "+2 / +3")
    page = client.get(reverse("monitoring:register")).text
    assert "Effect on client +2 of 5, on agency +3 of 5" in page


def test_effects_without_options_are_unknown(client, mara, conflict):
    conflict.options.all().delete()
    client.force_login(mara)

    assert listed(client) == ("unknown", "unknown")


def test_project_and_account_read_the_options_along_with_the_rows(mara, site, conflict):
    with CaptureQueriesContext(connection) as captured:
        on_project, on_account = register_on(site), register_of_account(acting(mara), site.account)

    listed_rows = list(entries_seen_by(acting(mara)))
    with_words(listed_rows)
    shown = [vars(row)["effects"] for row in (*on_project, *on_account, *listed_rows)]
    assert shown == [(-4, -1)] * 3
    assert [query for query in captured if query["sql"].startswith('SELECT "expectations_conflictoption"')] == []


def test_the_row_follows_the_answer_and_the_outcome(mara, conflict):
    one = answered(mara, conflict)
    row = RegisterEntry.objects.get()
    assert (row.state, row.owner, row.response) == ("responding", mara, "They have the money")

    conflict_commands.close_conflict(by=acting(mara), conflict_id=one.pk, version=2, outcome="Signed", now=MONDAY)

    row.refresh_from_db()
    assert (row.state, row.outcome) == ("closed", "Signed")
    assert list(row.steps.order_by("pk").values_list("after", flat=True)) == ["open", "responding", "closed"]


def test_the_row_is_changed_only_through_its_expectation(mara, site, conflict):
    row = RegisterEntry.objects.get()

    with pytest.raises(Refused):
        risk_commands.move_entry(
            by=acting(mara), entry_id=row.pk, version=row.version, move=EntryMove("closed", "Over"), now=MONDAY
        )
    with pytest.raises(Invalid):
        risk_commands.add_entry(by=acting(mara), fields=EntryFields("Another", "conflict", site.pk), now=MONDAY)


@pytest.mark.parametrize("name", ["entry", "edit_entry", "move_entry"])
def test_addresses_of_the_row_lead_to_the_conflict(client, mara, conflict, name):
    client.force_login(mara)

    answer = client.get(reverse(f"monitoring:{name}", args=[RegisterEntry.objects.get().pk]))

    assert answer["Location"] == f"/expectations/{conflict.expectation_id}/#conflict-{conflict.pk}"


def test_an_expectation_bound_elsewhere_takes_its_row_along(mara, conflict):
    expectation_commands.bind_expectation(
        by=acting(mara), expectation_id=conflict.expectation_id, project_id=None, now=MONDAY
    )  # fmt: skip

    assert RegisterEntry.objects.get().project is None


def test_signed_effects_are_written_with_their_sign():
    assert ">+2<" in both_sides(2, -1, signed=True)
    assert ">2<" in both_sides(2, 1)
