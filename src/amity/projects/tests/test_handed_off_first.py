"""A signed agreement leads first to the project under it that waits for its hand-off."""

import pytest
from django.urls import reverse

from tests.builders import make_agreement, make_project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("status", "first"), [("initiating", True), ("active", False)])
def test_the_next_step_of_a_signed_agreement_is_the_hand_off_of_its_project(client, mara, piet, osprey, status, first):
    agreement = make_agreement(osprey, "fixed", title="Booking")
    project = make_project(osprey, name="Winter page", manager=piet, agreement=agreement, status=status)
    client.force_login(mara)

    seen = client.get(reverse("agreements:agreement", args=[agreement.pk])).context
    buttons = seen["buttons"]

    primary = [(one.label, one.url) for one in buttons if one.primary]
    page = reverse("projects:project", args=[project.pk])
    assert (primary == [("Hand off Winter page", page)]) is first
    assert "New change order" in [one.label for one in (*seen["menu"], *buttons)]
