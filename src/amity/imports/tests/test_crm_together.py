"""The tables of a CRM in one ZIP: associations, stages by name, merged records once, a dry run, and an undo."""

import zipfile

import pytest

from amity.accounts.models import Account, Contact
from amity.growth.models import Opportunity
from amity.imports.models import Made
from amity.imports.readers.limits import Limits
from amity.imports.readers.tables_zip import tables_of
from amity.imports.rules import Unreadable
from amity.imports.tests import by_page
from amity.imports.tests.bringing import amity, left_over
from tests.builders import make_person

COMPANIES = (
    "id,is_deleted,property_name,property_domain,property_industry\n"
    "1,false,Osprey Rail,osprey.example,Rail\n2,false,Larkfield,,Dairy\n3,true,Gone,,Dairy\n"
)
CONTACTS = (
    "id,_fivetran_deleted,property_email,property_company,property_firstname,property_hs_merged_object_ids\n"
    "11,FALSE,helen@osprey.example,,Helen,\n12,FALSE,fcb67ef339b691956cc85fa12be6490c,,Lara,13\n13,FALSE,lara@old.example,,Lara,\n"
    "14,FALSE,tom@nowhere.example,,Tom,\n"
)
DEALS = (
    "deal_id,is_deleted,deal_pipeline_stage_id,owner_id,property_dealname,property_amount,property_createdate\n"
    "21,false,s-won,9,Site,900,2026-01-05 9:30:00\n22,false,s-scope,9,Audit,,2026-02-05 9:30:00\n"
    "23,false,s-scope,,Audit again,,2026-02-05 9:30:00\n24,false,s-talk,,Film,,2026-03-05 9:30:00\n"
)
STAGES = (
    "active,closed_won,is_closed,probability,stage_id,label,pipeline_id\n"
    "TRUE,TRUE,TRUE,1.0,s-won,Signed,p\nTRUE,FALSE,FALSE,0.5,s-scope,Scoping,p\n"
    "TRUE,FALSE,FALSE,0.1,s-talk,Contract sent,p\n"
)
LINKS = {
    "deal_company.csv": "company_id,deal_id,type_id\n2,21,341\n1,21,5\n",
    "deal_contact.csv": "contact_id,deal_id,type_id\n13,22,3\n",
    "contact_company.csv": "contact_id,company_id\n13,2\n",
    "merged_deals.csv": "deal_id,merged_deal_id\n22,23\n99,24\n",
    "owners.csv": "owner_id,email,first_name,last_name\n9,mara@halden.example,Mara,Lind\n",
}
TABLES = {"companies.csv": COMPANIES, "contacts.csv": CONTACTS, "deals.csv": DEALS, "stages.csv": STAGES, **LINKS}


def zipped(path, tables):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in tables.items():
            archive.writestr(name, text)
    return path


@pytest.fixture
def bring(capsys, fina, own_folder, tmp_path):
    def brought(tables=TABLES, *words):
        path = zipped(tmp_path / "crm.zip", tables)
        return amity(capsys, "import", "crm", path, "--json", "--create-missing", *words)

    return brought


def deals():
    return dict(Opportunity.objects.values_list("title", "account__name"))


def test_contacts_and_deals_find_their_company_by_association(bring):
    answer = bring()

    assert (answer["rows"], answer["created"], len(answer["rejected"])) == (11, 7, 4)
    assert dict(Contact.objects.values_list("name", "account__name")) == {"Helen": "Osprey Rail", "Lara": "Larkfield"}
    assert deals() == {"Site": "Osprey Rail", "Audit": "Larkfield", "Film": None}
    assert Opportunity.objects.values_list("contact__name", flat=True).get(title="Audit") == "Lara"


def test_a_contact_with_a_hashed_address_comes_in_without_one(bring):
    answer = bring()

    assert Contact.objects.get(name="Lara").mail == ""
    assert any("without an email address" in warning for warning in answer["warnings"])


def test_stages_have_the_names_and_probabilities_of_their_own_table(bring):
    answer = bring()

    stages = {title: (stage, chance) for title, stage, chance in Opportunity.objects.values_list(
        "title", "stage", "probability")}  # fmt: skip
    assert stages == {"Site": ("won", None), "Audit": ("proposed", 50), "Film": ("agreeing", 10)}
    assert any("“Scoping” (1) → Proposed" in warning for warning in answer["warnings"])


def test_an_owner_is_found_by_the_table_of_owners(bring):
    mara = make_person("Mara", "account_manager", mail="mara@halden.example")
    bring()

    assert Opportunity.objects.get(title="Audit").owner == mara
    assert Opportunity.objects.get(title="Film").owner is None


def test_merged_records_count_once_and_are_kept_where_the_other_one_is_missing(bring):
    reasons = [row["reason"] for row in bring()["rejected"]]

    assert sum("was merged" in reason for reason in reasons) == 2
    assert sum("was deleted" in reason for reason in reasons) == 1
    assert "deals.csv: It was merged into another one in the CRM." in reasons
    assert "Film" in deals()


def test_a_dry_run_foresees_the_same_and_writes_nothing(bring):
    foreseen = bring(TABLES, "--dry-run")
    assert left_over() == []
    assert not Opportunity.objects.exists()
    done = bring()

    assert {name: foreseen[name] for name in ("created", "rejected")} == {
        name: done[name] for name in ("created", "rejected")
    }


def test_the_same_tables_twice_add_nothing_and_are_undone_to_nothing(bring, capsys):
    first, again = bring(), bring()

    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 7)
    for answer in (again, first):
        assert amity(capsys, "undo", answer["batch"], "--json")["kept"] == []
    assert not Opportunity.objects.exists()
    assert not Contact.objects.exists()
    assert not Account.objects.exists()
    assert not Made.objects.exists()


def test_ids_in_a_column_connect_as_a_table_does(bring):
    people = "Record ID,First Name,Last Name,Email,Associated Company IDs\n11,Helen,Marsh,helen@other.example,2;1\n"
    bring({"companies.csv": COMPANIES, "people.csv": people})

    assert Contact.objects.get().account.name == "Larkfield"


def test_a_folder_of_tables_is_read_as_a_zip_is(capsys, fina, own_folder, tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / name).write_text(text)
    answer = amity(capsys, "import", "crm", folder, "--json", "--create-missing")

    assert answer["created"] == 7


@pytest.mark.parametrize("tables", [{"readme.txt": "x"}, {"owners.csv": LINKS["owners.csv"]}])
def test_a_zip_without_such_tables_is_refused(bring, tables):
    assert bring(tables).code == 2
    assert left_over() == []


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path):
    path = zipped(tmp_path / "crm.zip", {"deals.csv": DEALS * 50})

    with pytest.raises(Unreadable) as fault:
        tables_of(path, Limits(unzipped_bytes=10_000))
    assert fault.value.reason.code == "tables_too_large"


def test_the_page_recognises_the_zip_and_imports_and_undoes_it(finas, tmp_path):
    content = zipped(tmp_path / "crm.zip", TABLES).read_bytes()
    by_page.bring(finas, content, name="crm.zip", tool="find_out")
    page = finas.get(by_page.at("batch")).content.decode()
    assert by_page.newest().tool == "crm"
    assert "11 records in these tables" in page
    assert "contacts.csv: No company is named" in page
    finas.post(by_page.at("take"), {"create_missing": "on"})
    by_page.run_job()
    assert "Companies, contacts and deals imported" in finas.get(by_page.at("batch")).content.decode()
    assert (Account.objects.count(), Contact.objects.count(), Opportunity.objects.count()) == (2, 2, 3)
    finas.post(by_page.at("undo"))
    by_page.run_job()

    assert not Account.objects.exists()
