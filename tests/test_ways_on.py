"""An account with nothing open shows the first step, and an agreement leads to its projects and back."""

import pytest
from django.urls import reverse

from amity.agreements.models import Agreement
from tests.builders import make_agreement, make_project

pytestmark = pytest.mark.django_db


def test_an_account_with_nothing_open_says_the_first_step(client, mara, osprey):
    client.force_login(mara)

    page = client.get(reverse("accounts:account", args=[osprey.pk])).text

    assert "Nothing is open." in page
    assert "<sup>" not in page


def test_an_agreement_leads_to_its_project_and_back_before_and_after_signature(client, mara, osprey):
    client.force_login(mara)
    for state in ("draft", "in_force"):
        agreement = make_agreement(osprey, title=f"Site, {state}", state=state)
        project = make_project(osprey, name=f"Site {state}", agreement=agreement)

        there = client.get(reverse("agreements:agreement", args=[agreement.pk])).text
        back = client.get(reverse("projects:project", args=[project.pk])).text

        assert reverse("projects:project", args=[project.pk]) in there, state
        head = back[: back.index('class="stage')]
        assert reverse("agreements:agreement", args=[agreement.pk]) in head, state


def test_a_change_order_leads_to_the_project_of_what_it_changes(client, mara, osprey):
    client.force_login(mara)
    agreement = make_agreement(osprey, title="Site", state="in_force")
    project = make_project(osprey, name="Site", agreement=agreement)
    order = Agreement.objects.create(
        account=osprey, kind="change_order", title="More pages", parent=agreement, fee_model="fixed", currency="EUR",
        state="draft",
    )  # fmt: skip

    assert reverse("projects:project", args=[project.pk]) in client.get(f"/agreements/{order.pk}/").text
