"""Everyone who reads the audit log sees who did what. Details are only for those who can open the object."""

import pytest

from amity.audit import queries, trail
from amity.outbox.models import Message
from amity.people import rules
from amity.people.models import Person
from amity.people.rights import commands
from tests.builders import MONDAY, acting, make_account, make_agreement, make_line, make_person

SECRET = "Helen has not told her board"


@pytest.fixture
def root(agency):
    return make_person("Root", rules.ADMINISTRATOR)


def details(reader, subject):
    """Return what a reader sees of the newest action on an object: whether details are withheld, and the values."""
    kind = f"{subject._meta.label_lower}:{subject.pk}"
    line = queries.trail_seen_by(acting(reader), queries.Asked(subject=kind))[0]
    changes = queries.details_seen_by(acting(reader), line.id).changes
    assert line.has_changes is bool(changes)
    return line.withheld, [change.after for change in changes]


@pytest.mark.parametrize("about", ["account", "agreement", "line"])
def test_content_of_clients_is_for_those_who_may_open_it(root, fina, ada, mara, osprey, about):
    agreement = make_agreement(osprey)
    subject = {"account": osprey, "agreement": agreement, "line": make_line(agreement)}[about]
    trail.record("account.edited", subject=subject, by=acting(mara), at=MONDAY, changes={"note": SECRET})
    stranger = make_person("Dora", rules.ACCOUNT_DIRECTOR)

    assert details(root, subject) == (True, [])
    assert details(stranger, subject) == (True, [])
    assert details(fina, subject) == details(ada, subject) == (False, [SECRET])


def test_the_page_says_that_something_is_withheld_and_not_what(client, root, mara, osprey):
    trail.record("account.edited", subject=osprey, by=acting(mara), at=MONDAY, changes={"note": SECRET})
    client.force_login(root, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/settings/trail/").content.decode()
    line = queries.trail_seen_by(acting(root), queries.Asked(subject=f"accounts.account:{osprey.pk}"))[0]
    details = client.get(f"/settings/trail/{line.id}/").content.decode()

    assert (page.count("details only for"), '<span class="visually-hidden">locked</span>' in page) == (1, True)
    assert SECRET not in page
    assert ("can open this object" in details, SECRET in details) == (True, False)


def test_what_is_deleted_is_read_by_roles_that_see_every_account(root, fina, ada, mara, osprey):
    gone = make_account("Larkfield", manager=mara)
    trail.record("account.edited", subject=gone, by=acting(mara), at=MONDAY, changes={"note": SECRET})
    type(gone).objects.filter(pk=gone.pk).delete()

    assert [details(one, gone)[0] for one in (root, ada, fina)] == [True, True, False]


def test_records_of_people_and_settings_are_read_whole(root, mara):
    commands.change_roles(by=acting(root), person_id=mara.pk, roles=[rules.LEGAL], now=MONDAY)

    assert details(root, mara)[0] is False


def mailed():
    return sorted(Message.objects.filter(kind="rights_changed").values_list("to", flat=True))


def test_other_administrators_and_directors_are_mailed_when_rights_change(root, ada, fina, mara):
    other = make_person("Rosa", rules.ADMINISTRATOR)
    commands.change_roles(by=acting(root), person_id=root.pk, roles=[rules.ADMINISTRATOR, rules.FINANCE], now=MONDAY)

    assert mailed() == sorted([ada.mail, other.mail])
    commands.set_money_right(by=acting(root), person_id=mara.pk, right=5, now=MONDAY)
    assert len(mailed()) == 4
    assert "cost by person" in Message.objects.latest("pk").body


def test_no_one_is_mailed_when_nothing_changed(root, ada, mara):
    commands.change_roles(by=acting(root), person_id=mara.pk, roles=Person.objects.get(pk=mara.pk).roles, now=MONDAY)
    commands.set_money_right(by=acting(root), person_id=mara.pk, right=None, now=MONDAY)

    assert mailed() == []
