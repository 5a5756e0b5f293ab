"""Agreements from before kinds were stored: those paid as a retainer become one, others stay unchanged."""

from importlib import import_module

from django.apps import apps

from amity.agreements.models import Agreement
from amity.agreements.rules import SOW
from tests.builders import make_agreement

name_kinds = import_module("amity.agreements.migrations.0003_what_was_agreed_before").named_by_how_it_is_paid


def test_only_what_is_paid_as_a_retainer_becomes_one(osprey):
    for model in ("retainer", "fixed"):
        make_agreement(osprey, model)
    Agreement.objects.update(kind=SOW)
    name_kinds(apps, None)

    assert dict(Agreement.objects.values_list("fee_model", "kind")) == {"retainer": "retainer", "fixed": SOW}
