"""An agreement whose end date has passed is shown as expired, also where the daily job leaves its status."""

from datetime import date

import pytest
from django.urls import reverse

from amity.agreements import rules
from amity.agreements.account_list import ListedAgreement, agreements_of
from amity.agreements.models import Agreement
from tests.builders import acting, make_agreement

PAST, TODAY, LATER = date(2026, 5, 22), date(2026, 11, 23), date(2027, 1, 31)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, rules.EXPIRED),
        ({"ends_on": TODAY}, rules.IN_FORCE),
        ({"ends_on": None}, rules.IN_FORCE),
        ({"renewal": rules.BY_ITSELF}, rules.IN_FORCE),
        ({"renewal": rules.BY_WORD}, rules.EXPIRED),
        ({"kind": rules.CHANGE_ORDER}, rules.IN_FORCE),
        ({"state": rules.SIGNED}, rules.SIGNED),
        ({"state": rules.TERMINATED}, rules.TERMINATED),
    ],
)
def test_an_agreement_in_force_is_expired_after_its_last_day(values, shown):
    given = {"state": rules.IN_FORCE, "kind": rules.SOW, "renewal": rules.NO_RENEWAL, "ends_on": PAST} | values

    assert rules.state_on(TODAY, **given) == shown


@pytest.mark.django_db
def test_an_account_lists_what_has_ended_apart(mara, osprey):
    make_agreement(osprey, title="Spring", ends_on=PAST)
    make_agreement(osprey, title="Longer", ends_on=PAST, ends_changed=LATER)

    listed = agreements_of(acting(mara), osprey, TODAY)

    shown = {one.agreement.title: (one.state_label, one.ends_on, one.is_over) for one in listed}
    assert shown == {"Spring": ("Expired", PAST, True), "Longer": ("In force", LATER, False)}


@pytest.mark.django_db
def test_the_account_folds_the_ended_agreements_below_the_others(client, mara, osprey, on_monday):
    make_agreement(osprey, title="Spring", ends_on=PAST)
    make_agreement(osprey, title="Longer", ends_on=LATER)
    client.force_login(mara)

    page = client.get(reverse("projects:account_work", args=[osprey.pk])).content.decode()

    open_rows, _fold, folded = page[page.index('id="agreed-h"') :].partition("<details")
    assert ("Longer" in open_rows, "Spring" in open_rows, "Spring" in folded) == (True, False, True)
    assert "1 ended agreement" in folded


@pytest.mark.django_db
def test_the_page_of_an_ended_agreement_says_so(client, mara, osprey, on_monday):
    agreement = make_agreement(osprey, title="Spring", ends_on=PAST)
    client.force_login(mara)

    page = client.get(reverse("agreements:agreement", args=[agreement.pk])).content.decode()

    title, _rest = page.partition("<h1")[2].split("</h1>", 1)
    assert "Spring ended on" in title
    assert ("Expired" in page, "In force" in page) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("", {"Longer", "Open"}),
        ("?closed=on", {"Longer", "Open", "Spring"}),
        ("?state=going", {"Longer", "Open"}),
        ("?state=in_force", {"Longer", "Open"}),
        ("?state=expired", {"Spring"}),
    ],
)
def test_the_list_and_its_filter_go_by_the_end_date(client, mara, osprey, on_monday, asked, titles):
    make_agreement(osprey, title="Spring", ends_on=PAST)
    make_agreement(osprey, title="Longer", ends_on=PAST, ends_changed=LATER)
    make_agreement(osprey, title="Open")
    client.force_login(mara)

    page = client.get(reverse("agreements:agreements") + asked).content.decode()

    assert {one for one in ("Longer", "Open", "Spring") if f">{one}<" in page} == titles


@pytest.mark.parametrize(
    ("kind", "model", "has"),
    [("msa", "unknown", False), ("nda", "unknown", False), ("change_order", "unknown", False), ("sow", "unknown", True),
     ("msa", "fixed", True)],
)  # fmt: skip
def test_only_agreements_of_work_lack_a_fee_model_that_is_not_set_yet(kind, model, has):
    assert ListedAgreement(Agreement(kind=kind, fee_model=model), "in_force", None).has_fee_model is has
