"""The card of what is recorded, and the hint about who can clear an agreement."""

from datetime import UTC, date, datetime

import pytest

from amity.agreements import rules
from amity.agreements.models import Agreement
from amity.agreements.steps.models import Recorded
from amity.agreements.tests.making import make_draft, say, submit
from tests.builders import make_agreement

HINT = "No one can clear an agreement that they drafted"
pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, mara, osprey):
    def shown(state):
        agreement = make_agreement(osprey, "fixed", title="App", state=state)
        Recorded.objects.create(
            agreement=agreement, step="signed", happened_on=date(2026, 11, 20), client="Dana", agency="Mara",
            how="email", recorded_by="Mara", recorded_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        )  # fmt: skip
        client.force_login(mara)
        return client.get(f"/agreements/{agreement.pk}/").content.decode()

    return shown


def test_both_sides_of_a_signature_are_apart(page):
    names = page(rules.SIGNED).split('id="recorded-h"')[1].split("</section>")[0]

    assert '<p class="row-x t13">' in names


def test_only_while_it_is_in_review_an_agreement_says_who_can_clear_it(client, mara, osprey, clara):
    draft = make_draft(mara, osprey)
    say(mara, draft, liability="unlimited")
    submit(mara, draft)
    client.force_login(mara)

    def is_hinted():
        return HINT in client.get(f"/agreements/{draft.pk}/").content.decode()

    assert is_hinted()
    Agreement.objects.filter(pk=draft.pk).update(state=rules.SIGNED)
    assert not is_hinted()
