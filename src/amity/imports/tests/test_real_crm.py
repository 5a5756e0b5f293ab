"""The real files of CRMs: the counts their README states, twice without duplicates, and undone to nothing."""

import pytest
from django.db.models import Count

from amity.accounts.models import Account
from amity.growth.models import Opportunity
from amity.imports.models import Made
from amity.imports.tests.bringing import amity

DEALS = "crm-pipeline/sales-pipeline.csv"
COMPANIES = "crm-pipeline/accounts.csv"


@pytest.fixture
def bring(capsys, fina, own_folder, real_data):
    return lambda tool, path: amity(capsys, "import", tool, real_data(path), "--json")


def test_the_whole_pipeline_comes_in_once_and_goes_again(bring, capsys):
    companies = bring("companies", COMPANIES)
    assert (companies["created"], Account.objects.count()) == (97, 97)
    first = bring("deals", DEALS)
    assert (first.code, first["rows"], first["created"], first["rejected"]) == (0, 14_277, 14_277, [])

    by_stage = dict(Opportunity.objects.values_list("stage").annotate(Count("pk")))
    assert by_stage == {"won": 6_438, "lost": 3_493, "spotted": 4_346}
    assert Opportunity.objects.filter(account=None, company="").count() == 5_393
    assert Opportunity.objects.filter(stage="spotted", starts_on=None, value=None).count() == 4_346

    again = bring("deals", DEALS)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 14_277)
    assert Opportunity.objects.count() == 14_277
    for answer in (again, first, companies):
        assert amity(capsys, "undo", answer["batch"], "--json")["kept"] == []
    assert not Opportunity.objects.exists()
    assert not Account.objects.exists()
    assert not Made.objects.exists()


def test_hubspots_tables_come_in_once(bring, capsys):
    companies, deals = bring("companies", "hubspot/company_data.csv"), bring("deals", "hubspot/deal_data.csv")

    assert (companies["created"], deals["created"]) == (24, 44)
    assert (Account.objects.count(), Opportunity.objects.count()) == (24, 44)
    again = bring("companies", "hubspot/company_data.csv"), bring("deals", "hubspot/deal_data.csv")
    assert [(one["created"], one["unchanged"]) for one in again] == [(0, 24), (0, 44)]
    for answer in (again[1], again[0], deals, companies):
        assert amity(capsys, "undo", answer["batch"], "--json")["kept"] == []
    assert not Opportunity.objects.exists()
    assert not Account.objects.exists()


def test_hubspots_contacts_are_all_accounted_for(bring):
    contacts = bring("contacts", "hubspot/contact_data.csv")

    reasons = [row["reason"] for row in contacts["rejected"]]
    assert (contacts["rows"], contacts["created"], len(reasons)) == (22, 0, 22)
    assert sum("merged" in reason for reason in reasons) == 3
