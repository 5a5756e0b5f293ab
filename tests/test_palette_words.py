"""Search finds what people call things: other forms of a word, and what they want to do without naming on what."""

from datetime import date

import pytest

from amity.accounts.evidence import NO_EVIDENCE
from amity.accounts.models import Preference
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_project

pytestmark = pytest.mark.django_db


def test_another_form_of_a_word_finds_what_is_called_so(client, mara, osprey):
    Preference.objects.create(
        account=osprey, text="Cows that talk", attitude="never", scope="visual", basis="assumption",
        added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    client.force_login(mara)

    options = client.get("/jump/options/", {"q": "talking cows"}).text
    assert options.index("Cows that talk") < options.index("New account “talking cows”")
    assert "Nothing found" not in options


def test_a_promise_is_marked_as_kept_and_overage_written_off_by_name(client, mara, piet, osprey):
    fields = ExpectationFields("Drafts on Monday", kind="promise", evidence=NO_EVIDENCE, promised_by_id=mara.pk)
    made = record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    care = make_agreement(
        osprey, "retainer", title="App care", included_seconds=36_000, overage_rate=120, starts_on=date(2026, 10, 1)
    )
    works = make_project(osprey, manager=piet, agreement=care)
    for day, hours in ((date(2026, 10, 20), "12:00"), (date(2026, 11, 20), "1:00")):
        make_entry(by=piet, project=works, on=day, hours=hours)
    client.force_login(mara)

    def options(typed):
        return client.get("/jump/options/", {"q": typed}).text

    assert f"/expectations/{made.pk}/move/?to=met" in options("mark as kept")
    assert f"/retainers/{care.pk}/#periods-h" in options("write off")
    for typed in ("mark as kept", "write off", "delivery margin"):
        assert "New account" not in options(typed), typed
    assert "Margin by account" in options("delivery margin")
