"""A conflict and the decision on it know each other: on both pages, and as one card."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amity.decisions import from_conflict
from amity.decisions.consultations import commands as asking
from amity.decisions.models import Decision
from amity.decisions.rules import Asked
from amity.expectations.models import Conflict, Expectation
from amity.people import rules as roles
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture
def conflict(mara, osprey):
    expected = Expectation.objects.create(
        account=osprey, kind="scope", statement="Welsh is in", added_at=MONDAY, changed_at=MONDAY
    )
    return Conflict.objects.create(
        expectation=expected, account=osprey, believed="Welsh is in", agreed="English only", found_at=MONDAY,
        found_by="Mara", speak_by=TODAY + timedelta(days=2),
    )  # fmt: skip


def page_of(client, conflict):
    return " ".join(client.get(reverse("expectations:expectation", args=[conflict.expectation_id])).text.split())


def test_a_conflict_shows_the_decision_on_it_and_whom_that_waits_for(client, mara, conflict):
    client.force_login(mara)
    assert "Make it a decision" in page_of(client, conflict)

    made = from_conflict.decide_conflict(by=acting(mara), conflict_id=conflict.pk, now=MONDAY)
    decision = reverse("decisions:decision", args=[made.pk])
    link = f'<a href="{decision}" data-verbatim>What do we answer to “Welsh is in”?</a> <span class="dim">%s</span>'
    assert link % "Open" in page_of(client, conflict)
    assert "Make it a decision" not in page_of(client, conflict)
    page = reverse("expectations:expectation", args=[conflict.expectation_id])
    assert f'<a href="{page}#conflict-{conflict.pk}">Welsh is in</a>' in client.get(decision).text

    clara = make_person("Clara", roles.LEGAL)
    asked = Asked(clara.pk, "", TODAY + timedelta(days=3))
    asking.ask_colleague(by=acting(mara), decision_id=made.pk, asked=asked, now=MONDAY)
    assert 'class="dim">waiting for Clara, by ' in page_of(client, conflict)

    Decision.objects.update(state="decided", chosen=made.options.create(title="Decline"))
    Conflict.objects.update(closed_at=MONDAY)
    assert link % "Decided" in page_of(client, conflict)


def test_a_conflict_and_the_decision_on_it_are_signs_of_one_thing(mara, conflict):
    from_conflict.decide_conflict(by=acting(mara), conflict_id=conflict.pk, now=MONDAY)

    groups = waiting_for(acting(mara), MONDAY)

    causes = {group.kind.key: [item.cause for item in group.items] for group in groups}
    assert causes["decisions_due"] == causes["conflict"] == [f"conflict {conflict.pk}"]
