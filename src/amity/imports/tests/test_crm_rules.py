"""Deals and companies in files of a CRM: columns, stages, and rows that were deleted or merged."""

from datetime import date

import pytest

from amity.growth import rules as growth
from amity.imports.crm.rules import columns, rows
from amity.imports.crm.rules.rows import CompanyRow, DealRow
from amity.imports.crm.rules.stages import stage_of
from amity.imports.rules import Record, Unreadable
from amity.imports.time_rows.rules.rows import Rejected

HUBSPOT_API = ["deal_id", "is_deleted", "deal_pipeline_stage_id", "property_dealname", "property_amount",
               "property_closedate", "property_createdate"]  # fmt: skip
HUBSPOT_UI = ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Deal owner", "Amount", "Associated Company",
              "Merged Record IDs"]  # fmt: skip
PIPEDRIVE = ["Person - Name*", "Person - Email (Work)", "Organization - Name*", "Deal - Title", "Deal - Value",
             "Deal - Stage", "Activity - Subject*", "Activity - Due date", "Note - Content*"]  # fmt: skip
SALESFORCE = ["Opportunity Name", "Account Name", "Stage", "Amount", "Probability (%)", "Close Date", "Next Step",
              "Opportunity Owner", "Created Date"]  # fmt: skip


def deals(headers: list[str], *cells: list[str], currency: str = "EUR") -> list[DealRow | Rejected]:
    """Return the deals of a table."""
    records = [Record(number, row) for number, row in enumerate(cells, start=1)]
    places = columns.deal_columns(headers)
    return list(rows.deals_in(rows.surveyed(headers, places, records, currency=currency), records))


def one_deal(headers: list[str], cells: list[str]) -> DealRow:
    """Return the only deal of a table."""
    (row,) = deals(headers, cells)
    assert isinstance(row, DealRow)
    return row


@pytest.mark.parametrize("headers", [HUBSPOT_API, HUBSPOT_UI, PIPEDRIVE, SALESFORCE])
def test_the_four_layouts_are_recognised_as_deals(headers):
    assert columns.looks_like_deals(headers)
    assert not columns.looks_like_companies(headers)


@pytest.mark.parametrize(
    "headers",
    [
        ["Date", "Client", "Project", "Hours"],
        ["Record ID", "First Name", "Last Name", "Email"],
        ["Invoice number", "Client", "Total"],
        ["deal_id", "timestamp", "_fivetran_synced", "source", "name", "source_id", "value"],
        ["company_id", "deal_id", "type_id", "category"],
        ["deal_id", "merged_deal_id"],
    ],
)
def test_other_tables_are_not(headers):
    assert not columns.looks_like_deals(headers)
    assert not columns.looks_like_companies(headers)


def test_a_deal_of_each_layout():
    api = one_deal(HUBSPOT_API, ["12", "false", "", "Audit", "1200.50", "", "2026-01-05 9:30:01"])
    assert (api.key, api.title, api.value, api.added, api.stage) == ("12", "Audit", 120_050, "2026-01-05", "spotted")
    ui = one_deal(HUBSPOT_UI, ["7", "Audit", "closedwon", "2026-03-01", "Mara", "€ 900", "Osprey Rail", ""])
    assert (ui.stage, ui.company, ui.owner, ui.value, ui.closes) == ("won", "Osprey Rail", "Mara", 90_000, "2026-03-01")
    pipe = one_deal(
        PIPEDRIVE,
        ["Helen", "H@Osprey.example", "Osprey", "Audit", "900", "Proposal made", "Call", "2026-12-01", "As heard"],
    )
    assert (pipe.person, pipe.mail, pipe.stage, pipe.next_step) == ("Helen", "h@osprey.example", "proposed", "Call")
    assert (pipe.next_on, pipe.text) == ("2026-12-01", "As heard")
    force = one_deal(
        SALESFORCE,
        ["Audit", "Osprey", "Negotiation/Review", "1,000", "90", "2026-12-31", "Sign", "Mara", "2026-01-05"],
    )
    assert (force.stage, force.probability, force.value, force.next_step) == ("agreeing", 90, 100_000, "Sign")


def test_pipedrives_own_sample_with_a_date_as_a_number_of_a_spreadsheet():
    people = "Person - Name*,Person - First name,Person - Last name,Person - Phone,Person - Email (Work)"
    rest = "Person - Email (Home),Organization - Name*,Organization - Address,Deal - Title,Deal - Value"
    headers = [*people.split(","), *rest.split(","), "Activity - Subject*", "Activity - Due date", "Note - Content*"]
    person = ["Helen Marsh", "Helen", "Marsh", "", "helen@osprey.example", ""]
    row = one_deal(headers, [*person, "Osprey", "", "Audit", "900", "Call", "45631", "As heard"])

    assert columns.looks_like_deals(headers)
    assert (row.person, row.mail, row.company) == ("Helen Marsh", "helen@osprey.example", "Osprey")
    assert (row.next_step, row.next_on) == ("Call", "2024-12-05")


def test_deleted_and_merged_rows_count_once():
    found = deals(
        HUBSPOT_UI,
        ["1", "Audit", "", "", "", "", "", "2; 3"],
        ["2", "Audit (copy)", "", "", "", "", "", ""],
        ["3", "Audit (older)", "", "", "", "", "", ""],
        ["4", "Site", "", "", "", "", "", ""],
    )
    assert [getattr(row, "key", "") for row in found] == ["1", "", "", "4"]
    assert [row.reasons[0][1].code for row in found if isinstance(row, Rejected)] == ["crm_merged", "crm_merged"]
    (gone,) = deals(HUBSPOT_API, ["12", "TRUE", "", "Audit", "", "", ""])
    assert isinstance(gone, Rejected)
    assert gone.reasons[0][1].code == "crm_deleted"


def test_deals_without_ids_are_told_apart_by_how_often_they_are_there():
    headers = ["Opportunity Name", "Account Name", "Stage"]
    found = deals(headers, ["Audit", "Osprey", "Won"], ["Audit", "Osprey", "Won"], ["Audit", "Larkfield", "Won"])

    assert len({row.key for row in found if isinstance(row, DealRow)}) == 3


def test_every_fault_of_a_row_is_named():
    found = deals(HUBSPOT_UI, ["1", "", "Won", "2026-02-30", "", "-5", "", ""])

    assert isinstance(found[0], Rejected)
    assert [name for name, _reason in found[0].reasons] == ["closes", "value", "title"]


def test_a_table_without_a_name_of_its_deals_is_refused():
    with pytest.raises(Unreadable):
        deals(["Stage", "Amount"], ["Won", "5"])


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("In_Progress", growth.SPOTTED), ("", growth.SPOTTED), ("qualifiedtobuy", growth.QUALIFIED),
        ("Proposal Sent", growth.PROPOSED), ("contractsent", growth.AGREEING), ("Closed Won", growth.WON),
        ("Closed Lost", growth.LOST), ("On the golf course", None),
    ],
)  # fmt: skip
def test_a_crms_word_for_a_stage(word, stage):
    assert stage_of(word) == stage


@pytest.mark.parametrize(("text", "percent"), [("25", 25), ("25%", 25), ("0.25", 25), ("1", 1), ("soon", None)])
def test_a_probability_as_a_share_or_in_percent(text, percent):
    assert one_deal(["Deal Name", "Stage", "Probability"], ["Audit", "", text]).probability == percent


def test_a_won_deal_without_a_date_was_closed_when_it_was_added():
    won = one_deal(["Deal Name", "Stage", "Created Date"], ["Audit", "Won", "2026-01-05"])

    assert rows.closed_on(won, date(2026, 11, 23)) == date(2026, 1, 5)


def test_companies_with_their_domain():
    headers = ["Record ID", "Company name", "Company Domain Name", "Industry", "Merged Record IDs"]
    records = [
        Record(1, ["1", "Osprey Rail", "https://www.osprey.example/home", "Rail", "2"]),
        Record(2, ["2", "Osprey", "", "", ""]),
        Record(3, ["3", "", "", "", ""]),
    ]
    assert columns.looks_like_companies(headers)
    first, merged, nameless = rows.companies_in(columns.company_columns(headers), records)

    assert first == CompanyRow(1, "Osprey Rail", "osprey.example", "1")
    assert isinstance(merged, Rejected)
    assert isinstance(nameless, Rejected)
