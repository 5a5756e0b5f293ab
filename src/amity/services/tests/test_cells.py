"""Who does a service is recorded with evidence, dated, contradicted by our records, confirmed and removed."""

from datetime import date

import pytest

from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.audit import trail
from amity.audit.models import Payload
from amity.invoicing.tests.making import make_invoice
from amity.services.cells import commands, wording
from amity.services.cells.queries import all_cells
from amity.services.cells.rules import COMPETITOR, DELIVER, IN_HOUSE, NOT_RELEVANT, UNKNOWN, CellFields
from amity.services.models import Cell
from amity.services.tests.making import deliver, make_service, record
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_account, make_agreement, make_line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture
def film(db):
    return make_service("Film", "Content")


def shown(account, service):
    return all_cells(TODAY).shown(account.pk, service)


def test_a_service_we_logged_time_for_is_delivered_and_says_how_much(mara, osprey, film):
    deliver(mara, osprey, film, on=date(2026, 11, 20))
    cell = shown(osprey, film)

    assert (cell.cell.state, cell.row) == (DELIVER, None)
    assert (
        wording.records(cell, hours=True) == "We logged 21\xa0h in the last 12 months, most recently in November 2026."
    )
    assert wording.records(cell, hours=False) == "We logged time until November 2026."


def test_time_of_more_than_twelve_months_ago_no_longer_counts(mara, osprey, film):
    deliver(mara, osprey, film, on=date(2025, 11, 28))

    assert shown(osprey, film).cell.state == DELIVER  # its line was signed in January
    Cell.objects.all().delete()
    other = make_account("Larkfield", manager=mara)
    make_line(make_agreement(other), service=film, valid_from=date(2025, 11, 1), signed_on=date(2025, 11, 1))
    assert shown(other, film).cell.state == UNKNOWN


def test_a_signed_line_without_time_is_delivered_and_a_quoted_one_is_only_named(osprey, film):
    app = make_service("App")
    make_line(make_agreement(osprey), service=film, signed_on=date(2026, 11, 3), valid_from=date(2026, 11, 3))
    make_line(make_agreement(osprey), service=app, signed_on=None, valid_from=date(2026, 11, 4), source="estimate")

    assert wording.records(shown(osprey, film), hours=True) == "Signed on 3 Nov 2026, no time yet."
    assert (shown(osprey, film).cell.state, shown(osprey, app).cell.state) == (DELIVER, UNKNOWN)
    assert wording.records(shown(osprey, app), hours=True) == "We quoted it on 4 Nov 2026."


@pytest.mark.parametrize(
    ("values", "state"),
    [({}, DELIVER), ({"status": "draft"}, UNKNOWN), ({"status": "void"}, UNKNOWN), ({"net": -100_000}, UNKNOWN)],
)
def test_a_line_of_an_invoice_that_was_issued_is_delivery(osprey, film, values, state):
    quoted = make_line(make_agreement(osprey), service=film, signed_on=None, valid_from=date(2024, 1, 1))
    invoice = make_invoice(osprey, issued_on=date(2026, 10, 5), **values)
    invoice.lines.update(line=quoted)

    assert shown(osprey, film).cell.state == state


def test_an_invoice_names_its_month(osprey, film):
    quoted = make_line(make_agreement(osprey), service=film, signed_on=None, valid_from=date(2024, 1, 1))
    make_invoice(osprey, issued_on=date(2026, 10, 5)).lines.update(line=quoted)

    assert wording.records(shown(osprey, film), hours=True) == "We invoiced it, most recently in October 2026."


def test_a_competitor_is_recorded_with_who_said_so_and_its_contract(mara, osprey, film):
    helen = Contact.objects.create(account=osprey, name="Helen Marsh")
    fields = CellFields(COMPETITOR, "Northword", 9_000_000, date(2027, 3, 31))
    evidence = Evidence(helen.pk, date(2026, 11, 20), "call", "They renew in March.")
    cell = commands.record_service(
        by=acting(mara), account_id=osprey.pk, service_id=film.pk, fields=fields, evidence=evidence, now=MONDAY
    )

    now = shown(osprey, film)
    assert (now.cell.state, now.cell.by_hand, cell.recorded_on) == (COMPETITOR, True, date(2026, 11, 20))
    assert wording.who_recorded(cell) == "Helen Marsh, call, 20 Nov 2026"
    assert wording.entry(now, spend=True, currency="EUR") == (
        "Northword does it. About €90,000 a year. The contract ends on 31 Mar 2027."
    )
    assert "90,000" not in wording.entry(now, spend=False, currency="EUR")
    assert wording.known_as(now) == "known"
    assert trail.actions_on(cell) == ["cell.recorded"]
    assert Payload.objects.get(record__action="cell.recorded").money_fields == ["spend"]


def test_without_a_contact_an_entry_is_assumed(mara, osprey, film):
    record(mara, osprey, film, IN_HOUSE)

    assert wording.known_as(shown(osprey, film)) == "assumed"
    assert wording.known_as(shown(osprey, make_service("App"))) == "ask"


def test_time_after_an_entry_contradicts_it_until_it_is_confirmed(mara, osprey, film):
    record(mara, osprey, film, IN_HOUSE)
    Cell.objects.update(recorded_on=date(2026, 4, 3))
    deliver(mara, osprey, film, on=date(2026, 5, 20))

    now = shown(osprey, film)
    assert (now.cell.state, now.cell.is_disputed) == (DELIVER, True)
    assert wording.dispute(now, hours=True) == (
        "Recorded as “In-house” on 3 Apr 2026. We logged 21\xa0h in the last 12 months, most recently in May 2026."
    )
    commands.confirm_service(by=acting(mara), account_id=osprey.pk, service_id=film.pk, version=1, now=MONDAY)
    assert (shown(osprey, film).cell.state, shown(osprey, film).cell.is_disputed) == (IN_HOUSE, False)


def test_an_entry_that_is_removed_leaves_our_records(mara, osprey, film):
    deliver(mara, osprey, film)
    record(mara, osprey, film, IN_HOUSE)
    commands.remove_record(by=acting(mara), account_id=osprey.pk, service_id=film.pk, version=1, now=MONDAY)

    assert (shown(osprey, film).cell.state, shown(osprey, film).row) == (DELIVER, None)
    assert trail.actions_on(osprey)[-1] == "cell.removed"


def test_not_relevant_needs_a_reason(mara, osprey, film):
    with pytest.raises(Invalid, match="Enter why"):
        record(mara, osprey, film, NOT_RELEVANT)
    with pytest.raises(Invalid, match="Choose a reason"):
        commands.dismiss_service(by=acting(mara), account_id=osprey.pk, service_id=film.pk, reason=" ", now=MONDAY)
    commands.dismiss_service(by=acting(mara), account_id=osprey.pk, service_id=film.pk, reason="Too small", now=MONDAY)

    assert (shown(osprey, film).cell.state, shown(osprey, film).row.reason) == (NOT_RELEVANT, "Too small")


def test_a_competitor_is_named_only_where_one_does_it(mara, osprey, film):
    with pytest.raises(Invalid, match="Leave this blank"):
        record(mara, osprey, film, IN_HOUSE, competitor="Northword")


def test_a_stale_version_is_refused_with_the_entry_of_now(mara, osprey, film):
    record(mara, osprey, film, IN_HOUSE)

    for version in (0, 7):
        with pytest.raises(Stale) as refused:
            record(mara, osprey, film, COMPETITOR, version=version)
        assert isinstance(refused.value.current, Cell)
        assert refused.value.current.state == IN_HOUSE
    assert record(mara, osprey, film, COMPETITOR, version=1).version == 2


def test_only_those_responsible_for_the_account_record(fina, piet, osprey, film):
    with pytest.raises(Refused, match="Only the account manager"):
        record(fina, osprey, film, IN_HOUSE)
    with pytest.raises(NotSeen):
        record(piet, osprey, film, IN_HOUSE)
