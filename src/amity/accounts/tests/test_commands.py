"""Commands on accounts: each outcome, refusal and audit record."""

from datetime import date

import pytest

from amity.accounts import commands
from amity.accounts.commands import AccountChanges
from amity.accounts.contacts import commands as contact_commands
from amity.accounts.contacts.commands import ContactChanges
from amity.accounts.models import AccountHolder
from amity.audit import trail
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_account, make_person


def test_an_account_manager_who_opens_an_account_manages_it_from_today(mara):
    account = commands.open_account(by=acting(mara), name=" Larkfield  Dairy ", now=MONDAY)

    assert (account.name, account.currency, account.manager) == ("Larkfield Dairy", "EUR", mara)
    assert AccountHolder.objects.get().valid_from == MONDAY.date()
    assert trail.actions_on(account) == ["account.opened"]


def test_finance_opens_without_manager_and_the_team_opens_nothing(fina, tim):
    assert commands.open_account(by=acting(fina), name="Larkfield", now=MONDAY).manager is None
    with pytest.raises(Refused):
        commands.open_account(by=acting(tim), name="Mine", now=MONDAY)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": "osprey rail"}, "name"), ({"name": " "}, "name"), ({"name": "New", "currency": "EURO"}, "currency")],
)
def test_what_cannot_be_taken_is_named_by_its_field(mara, osprey, values, field):
    with pytest.raises(Invalid) as fault:
        commands.open_account(by=acting(mara), now=MONDAY, **values)

    assert fault.value.field == field


def test_executives_and_legal_read_and_do_not_write(osprey):
    changes = AccountChanges("Osprey", "EUR")
    for role in ("executive", "legal", "business_affairs"):
        reader = make_person("", role)
        with pytest.raises(Refused):
            commands.edit_account(by=acting(reader), account_id=osprey.pk, version=1, changes=changes, now=MONDAY)


def test_who_does_not_see_an_account_learns_nothing(piet, osprey):
    with pytest.raises(NotSeen):
        commands.edit_account(
            by=acting(piet), account_id=osprey.pk, version=1, changes=AccountChanges("X", "EUR"), now=MONDAY
        )


def test_the_second_editor_is_refused(mara, osprey):
    edit = {"by": acting(mara), "account_id": osprey.pk, "changes": AccountChanges("Osprey", "EUR", "A"), "now": MONDAY}
    commands.edit_account(version=1, **edit)

    with pytest.raises(Stale):
        commands.edit_account(version=1, **edit)
    assert trail.actions_on(osprey) == ["account.edited"]


def test_an_account_closes_only_when_its_projects_are_over(mara, site):
    move = {"by": acting(mara), "account_id": site.account_id, "version": 1, "status": "closed", "now": MONDAY}
    with pytest.raises(Refused, match="1 project"):
        commands.move_account(**move)
    site.status = "closed"
    site.save()

    assert commands.move_account(**move).status == "closed"
    with pytest.raises(Refused):
        commands.move_account(**move | {"version": 2, "status": "dormant"})


def test_the_newest_day_says_who_manages_today(ada, mara, piet, osprey):
    assign = {"by": acting(ada), "account_id": osprey.pk, "duty": "manager", "now": MONDAY}
    commands.assign_account(person_id=piet.pk, valid_from=date(2026, 11, 1), **assign)
    commands.assign_account(person_id=mara.pk, valid_from=date(2025, 1, 1), **assign)

    osprey.refresh_from_db()
    assert osprey.manager == piet
    assert trail.actions_on(osprey) == ["account.assigned", "account.assigned"]
    with pytest.raises(Invalid):
        commands.assign_account(person_id=mara.pk, valid_from=date(2028, 1, 1), **assign)


def test_an_account_manager_does_not_give_accounts_away(mara, piet, osprey):
    with pytest.raises(Refused):
        commands.assign_account(
            by=acting(mara), account_id=osprey.pk, duty="manager", person_id=piet.pk, valid_from=MONDAY.date(),
            now=MONDAY,
        )  # fmt: skip


def test_a_domain_belongs_to_one_account(fina, osprey):
    other = make_account("Larkfield")
    commands.set_domains(by=acting(fina), account_id=osprey.pk, domains=["Jo@Osprey.example"], now=MONDAY)

    with pytest.raises(Invalid, match=r"osprey\.example"):
        commands.set_domains(by=acting(fina), account_id=other.pk, domains=["osprey.example"], now=MONDAY)
    assert commands.set_domains(by=acting(fina), account_id=osprey.pk, domains=[], now=MONDAY) == []


def test_a_contact_is_added_changed_retired_and_restored(mara, osprey):
    by = acting(mara)
    contact = contact_commands.add_contact(
        by=by, account_id=osprey.pk, changes=ContactChanges("Helen", mail="Helen@O.example"), now=MONDAY
    )
    edited = ContactChanges("Helen Marsh", roles=("legal", "sponsor"))
    contact_commands.edit_contact(by=by, contact_id=contact.pk, version=1, changes=edited, now=MONDAY)
    contact_commands.retire_contact(by=by, contact_id=contact.pk, version=2, now=MONDAY)
    contact = contact_commands.bring_back_contact(by=by, contact_id=contact.pk, version=3, now=MONDAY)

    assert (contact.name, contact.roles, contact.is_active) == ("Helen Marsh", ["sponsor", "legal"], True)
    assert trail.actions_on(contact) == [
        "contact.added", "contact.edited", "contact.retired", "contact.brought_back",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (ContactChanges(""), "name"),
        (ContactChanges("Jo", mail="jo at osprey"), "mail"),
        (ContactChanges("Jo", mail="helen@o.example"), "mail"),
        (ContactChanges("Jo", roles=("king",)), "roles"),
        (ContactChanges("Jo", standing="doubts"), "standing_evidence"),
        (ContactChanges("Jo", cadence_days=0), "cadence_days"),
        (ContactChanges("Jo", reports_to_id=0), "reports_to_id"),
    ],
)
def test_what_cannot_be_said_of_a_contact_is_named_by_its_field(mara, osprey, changes, field):
    osprey.contacts.create(name="Helen", mail="helen@o.example")

    with pytest.raises(Invalid) as fault:
        contact_commands.add_contact(by=acting(mara), account_id=osprey.pk, changes=changes, now=MONDAY)
    assert fault.value.field == field
