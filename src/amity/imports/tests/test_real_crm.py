"""The real files of CRMs: the counts their README states, twice without duplicates, and undone to nothing."""

from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from django.db.models import Count

from amity.accounts.models import Account, Contact
from amity.growth.models import Opportunity
from amity.growth.rules import OPEN
from amity.imports.crm.rules.tables import links_in
from amity.imports.crm.together import crm_tables
from amity.imports.models import Made
from amity.imports.readers.limits import Limits
from amity.imports.readers.workspace import zipped
from amity.imports.tests.bringing import amity

DEALS = "crm-pipeline/sales-pipeline.csv"
COMPANIES = "crm-pipeline/accounts.csv"
WON_AND_LOST = (5, 0)
"""The stages of the table of HubSpot that close a deal."""


@pytest.fixture
def bring(capsys, fina, own_folder, real_data):
    return lambda tool, path, *words: amity(capsys, "import", tool, real_data(path), "--json", *words)


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


def test_hubspots_contacts_come_in_where_their_company_is_known(bring):
    contacts = bring("contacts", "hubspot/contact_data.csv", "--create-missing")

    reasons = [row["reason"] for row in contacts["rejected"]]
    assert (contacts["rows"], contacts["created"], len(reasons)) == (22, 1, 21)
    assert sum("merged" in reason for reason in reasons) == 3
    assert sum("No company is named" in reason for reason in reasons) == 18
    assert Contact.objects.values_list("account__name", "mail").get() == ("SampleCompany", "")


def test_hubspots_tables_come_in_together_twice_without_a_duplicate_and_are_undone_to_nothing(bring, capsys):
    first = bring("crm", "hubspot", "--create-missing")

    assert (first["rows"], first["created"], len(first["rejected"])) == (24 + 22 + 44, 24 + 1 + 44, 21)
    assert any("deal_property_history_data.csv" in warning for warning in first["warnings"])
    assert (Account.objects.count(), Contact.objects.count(), Opportunity.objects.count()) == (25, 1, 44)
    again = bring("crm", "hubspot", "--create-missing")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 24 + 1 + 44)
    for answer in (again, first):
        assert amity(capsys, "undo", answer["batch"], "--json")["kept"] == []
    assert [model for model in (Opportunity, Contact, Account) if model._default_manager.exists()] == []
    assert not Made.objects.exists()


def test_hubspots_stages_and_merged_deals_are_read_from_their_own_tables(real_data):
    folder = real_data("hubspot")
    with zipped(folder, "csv") as file, NamedTemporaryFile(suffix=".zip") as copy:
        copy.write(file.read())
        copy.flush()
        links = links_in(crm_tables(Path(copy.name), Limits()), dict.fromkeys(OPEN, 10))

    stages = list(links.stages.values())
    assert len(stages) == 71
    assert (sum(one.stage == "won" for one in stages), sum(one.stage == "lost" for one in stages)) == WON_AND_LOST
    assert len(links.merged["deal id"]) == 14
    assert links.other("deal id", "86133127", "contact id") == "1499466"
    assert links.other("deal id", "6789", "company id") == "12345"
