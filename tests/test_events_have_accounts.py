"""What happened before the conversation existed has the account of its client input, expectation or brief."""

from datetime import date

import pytest

from amity.briefs.models import Step
from amity.expectations.models import Conflict, ExpectationStep
from amity.monitoring.models import InputChase, InputStep
from tests.builders import MONDAY, make_account
from tests.migrating import before

pytestmark = pytest.mark.django_db(transaction=True)
ADDED = (
    ("monitoring", "0005_events_of_input"), ("expectations", "0004_events_of_expectations"),
    ("briefs", "0004_steps_by_date"),
)  # fmt: skip
STAMPS = {"added_at": MONDAY, "changed_at": MONDAY}


def test_earlier_events_get_their_account_and_their_date(osprey):
    make_account("Heron Works")
    with before(*ADDED) as then:
        asked = then.get_model("monitoring", "ClientInput").objects.create(
            account_id=osprey.pk, what="Photos", asked_on=date(2026, 11, 2), due_on=date(2026, 11, 9), state="in",
            received_on=date(2026, 11, 8), **STAMPS,
        )  # fmt: skip
        then.get_model("monitoring", "InputStep").objects.create(input=asked, at=MONDAY, by_label="Mara", after="in")
        then.get_model("monitoring", "InputChase").objects.create(
            input=asked, chased_on=date(2026, 11, 5), channel="mail", by_label="Mara", at=MONDAY
        )
        expected = then.get_model("expectations", "Expectation").objects.create(
            account_id=osprey.pk, kind="result", statement="Welsh", **STAMPS
        )
        then.get_model("expectations", "ExpectationStep").objects.create(
            expectation=expected, at=MONDAY, by_label="Mara", after="open", statement_after="Welsh"
        )
        then.get_model("expectations", "Conflict").objects.create(
            expectation=expected, believed="Welsh", agreed="English", found_at=MONDAY, found_by="Mara"
        )
        brief = then.get_model("briefs", "Brief").objects.create(
            account_id=osprey.pk, title="Spring", currency="EUR", opened_at=MONDAY, changed_at=MONDAY
        )
        then.get_model("briefs", "Step").objects.create(
            brief=brief, at=MONDAY, by_label="Mara", before="draft", after="with_client"
        )

    events = (InputStep, InputChase, ExpectationStep, Conflict, Step)
    assert [model.objects.get().account_id for model in events] == [osprey.pk] * 5
    assert InputStep.objects.get().named_on == date(2026, 11, 8)
