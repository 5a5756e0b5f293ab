"""Once a hand-off is offered, agreement and search lead to it and start no other."""

import pytest
from django.urls import reverse

from amity.handoff.models import Handoff
from amity.handoff.tests.making import make_waiting, offered
from tests.builders import MONDAY, make_agreement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_once_it_is_offered_agreement_and_search_lead_to_it_and_start_no_other(client, mara, piet, osprey):
    agreement = make_agreement(osprey, "fixed", title="Booking")
    project = make_waiting(osprey, piet, name="Winter page", agreement=agreement)
    client.force_login(mara)
    page, action = reverse("agreements:agreement", args=[agreement.pk]), reverse("handoff:prepare", args=[project.pk])
    search = "/jump/?q=hand+off+winter+page"
    assert action in client.get(search).text

    handoff = offered(mara, project)

    primary = [one for one in client.get(page).context["buttons"] if one.primary]
    to = reverse("handoff:handoff", args=[handoff.pk])
    assert [(one.label, one.url, one.post) for one in primary] == [("Open hand-off, waiting for Piet", to, False)]
    assert action not in client.get(search).text
    assert to in client.get("/jump/?q=winter+page").text

    Handoff.objects.update(state="accepted", answered_at=MONDAY)
    assert [one.label for one in client.get(page).context["buttons"] if one.primary] == ["New change order"]
