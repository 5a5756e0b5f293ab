"""Retainers by the unit, agreed before their kind was renamed, have the new kind."""

import pytest

from amity.retainers.models import RetainerTerms
from tests.builders import MONDAY, make_agreement
from tests.migrating import before

pytestmark = pytest.mark.django_db(transaction=True)


def test_terms_by_the_unit_get_the_kind_of_today(osprey):
    agreement = make_agreement(osprey, "retainer")
    with before(("retainers", "0006_kind_of_units")) as then:
        for kind in ("pieces", "hours"):
            then.get_model("retainers", "RetainerTerms")(
                agreement_id=agreement.pk, valid_from=MONDAY.date(), kind=kind, agreed_at=MONDAY
            ).save()

    assert list(RetainerTerms.objects.order_by("pk").values_list("kind", flat=True)) == ["units", "hours"]
