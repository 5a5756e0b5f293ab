"""Deals and companies of a CRM: a dry run, errors by row, nothing twice, corrections, and an undo to nothing."""

from datetime import date

import pytest

from amity.accounts.models import Account, Contact
from amity.growth import commands as growth
from amity.growth import rules
from amity.growth.models import Opportunity
from amity.growth.rules import NextStep
from amity.imports.models import Made
from amity.imports.tests import by_page
from amity.imports.tests.bringing import amity, csv_file, left_over
from tests.builders import MONDAY, acting, make_account, make_person

HEAD = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company\n"
AUDIT = "7,Audit,proposal sent,2026-12-01,Mara,900,Osprey Rail\n"
WON = "8,Site,closedwon,2026-03-01,Someone Else,12000,Larkfield\n"
LOST = "9,Film,closedlost,2026-04-01,,0,\n"
FAULTY = "10,,new,2026-02-30,,-5,\n"


@pytest.fixture
def bring(capsys, fina, own_folder, tmp_path):
    def brought(*rows, words=(), head=HEAD, tool="deals"):
        return amity(capsys, "import", tool, csv_file(tmp_path, head + "".join(rows)), "--json", *words)

    return brought


@pytest.fixture
def undo(capsys):
    return lambda answer: amity(capsys, "undo", answer["batch"], "--json")


def test_deals_become_opportunities_with_account_owner_and_stage(bring):
    mara, osprey = make_person("Mara", "account_manager"), make_account("Osprey Rail")
    answer = bring(AUDIT, WON, LOST)

    assert (answer.code, answer["created"]) == (0, 3)
    audit, site, film = Opportunity.objects.order_by("pk")
    assert (audit.account_id, audit.owner_id, audit.stage, audit.value) == (osprey.pk, mara.pk, "proposed", 90_000)
    assert (audit.starts_on, audit.closed_on) == (date(2026, 12, 1), None)
    assert (site.account_id, site.company, site.stage, site.closed_on) == (None, "Larkfield", "won", date(2026, 3, 1))
    assert site.source_note == "Owner in the CRM: Someone Else"
    assert (film.who, film.stage, film.value) == ("", "lost", None)


def test_a_dry_run_writes_nothing_and_names_every_fault(bring):
    answer = bring(AUDIT, FAULTY, words=("--dry-run",))

    assert (answer["created"], [row["row"] for row in answer["rejected"]]) == (1, [2])
    assert "The name of the deal is missing." in answer["rejected"][0]["reason"]
    assert left_over() == []
    assert not Opportunity.objects.exists()


def test_the_same_file_twice_adds_nothing_and_a_newer_one_corrects(bring):
    bring(AUDIT, WON)
    again = bring(AUDIT, WON)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    newer = bring(AUDIT.replace("proposal sent", "contractsent").replace("900", "1000"), WON)

    assert (newer["created"], newer["updated"], newer["unchanged"]) == (0, 1, 1)
    audit = Opportunity.objects.get(title="Audit")
    assert (audit.stage, audit.value) == (rules.AGREEING, 100_000)


def test_what_was_changed_here_is_not_overwritten(bring):
    mara = make_person("Mara", "account_manager")
    make_account("Osprey Rail", manager=mara)
    bring(AUDIT)
    one = Opportunity.objects.get()
    step = NextStep("Call", MONDAY.date())
    growth.plan_step(by=acting(mara), opportunity_id=one.pk, version=1, step=step, now=MONDAY)
    newer = bring(AUDIT.replace("900", "1000"))

    assert (newer["updated"], len(newer["rejected"])) == (0, 1)
    one.refresh_from_db()
    assert (one.value, one.next_step) == (90_000, "Call")


def test_an_undo_restores_what_a_newer_file_corrected_and_then_removes_all(bring, undo):
    first = bring(AUDIT, WON)
    newer = bring(AUDIT.replace("900", "1000"), WON)
    undo(newer)
    assert Opportunity.objects.get(title="Audit").value == 90_000
    gone = undo(first)

    assert gone["kept"] == []
    assert not Opportunity.objects.exists()
    assert not Made.objects.exists()


def test_an_undo_leaves_what_someone_works_on(bring, undo):
    mara = make_person("Mara", "account_manager")
    make_account("Osprey Rail", manager=mara)
    first = bring(AUDIT, WON)
    one = Opportunity.objects.get(title="Audit")
    growth.move_opportunity(by=acting(mara), opportunity_id=one.pk, version=1, stage=rules.AGREEING, now=MONDAY)
    gone = undo(first)

    assert [(left["kind"], left["reason"]) for left in gone["kept"]] == [("deal", "edited_since")]
    assert Opportunity.objects.get() == one


def test_stages_that_are_not_known_are_named(bring):
    answer = bring(AUDIT.replace("proposal sent", "On the golf course"))

    assert Opportunity.objects.get().stage == rules.SPOTTED
    assert "“On the golf course” (1)" in answer["warnings"][0]


def test_a_team_member_can_import_no_deals(bring, fina):
    fina.held_roles.all().delete()

    assert bring(AUDIT).code != 0
    assert not Opportunity.objects.exists()


def test_companies_become_prospects_once(bring, undo):
    make_account("Osprey Rail")
    head = "Record ID,Company name,Company Domain Name,Industry\n"
    rows = ("1,Osprey Rail,osprey.example,Rail\n", "2,Larkfield,larkfield.example,Dairy\n", "3,Larkfield,,Dairy\n")
    first = bring(*rows, head=head, tool="companies")
    assert (first["created"], first["unchanged"]) == (1, 2)
    made = Account.objects.get(name="Larkfield")
    assert (made.status, made.domains.get().domain) == ("prospect", "larkfield.example")
    again = bring(*rows, head=head, tool="companies")
    assert (again["created"], again["unchanged"]) == (0, 3)
    undo(again)
    undo(first)

    assert [one.name for one in Account.objects.all()] == ["Osprey Rail"]


def test_contacts_that_were_merged_or_deleted_come_in_once(bring):
    head = "id,_fivetran_deleted,property_email,property_company,property_firstname,property_hs_merged_object_ids\n"
    answer = bring(
        "1,FALSE,helen@osprey.example,Osprey Rail,Helen,2;3\n", "2,FALSE,h@osprey.example,Osprey Rail,Helen,\n",
        "4,TRUE,old@osprey.example,Osprey Rail,Old,\n", head=head, tool="contacts", words=("--create-missing",),
    )  # fmt: skip

    assert (answer["created"], [row["row"] for row in answer["rejected"]]) == (1, [2, 3])
    assert Contact.objects.get().mail == "helen@osprey.example"


def test_a_person_maps_the_columns_of_any_table_of_deals(bring):
    columns = ("--map", "title=What", "--map", "value=Worth", "--map", "company=Who")
    answer = bring("Audit,Osprey,12\n", head="What,Who,Worth\n", words=columns)

    assert (answer.code, answer["created"]) == (0, 1)
    assert Opportunity.objects.values_list("title", "company", "value").get() == ("Audit", "Osprey", 1_200)


def test_the_page_of_a_file_shows_its_deals_and_the_column_of_each_field(finas):
    by_page.bring(finas, HEAD + AUDIT + FAULTY, tool="find_out")
    page = finas.get(by_page.at("batch")).content.decode()

    assert by_page.newest().tool == "deals"
    assert "2 deals in this file" in page
    assert "The name of the deal is missing." in page
    assert 'name="c_stage"' in page
    assert not Opportunity.objects.exists()


def test_what_a_file_of_deals_made_is_on_its_page_and_is_undone_there(finas):
    by_page.bring(finas, HEAD + AUDIT + WON, tool="find_out")
    finas.post(by_page.at("take"))
    by_page.run_job()
    page = finas.get(by_page.at("batch")).content.decode()
    assert "Deals imported as opportunities" in page
    assert Opportunity.objects.count() == 2
    finas.post(by_page.at("undo"))
    by_page.run_job()

    assert not Opportunity.objects.exists()
