"""Inviting people, with and without an email server."""

from datetime import timedelta

import pytest

from amity.audit import trail
from amity.audit.models import Payload
from amity.outbox.models import Message
from amity.people import jobs, queries, rules
from amity.people.invitations import commands as invitation_commands
from amity.people.models import Invitation, Person
from amity.people.sign_in import commands as sign_in_commands
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting, make_person

GOOD = "a sentence kept in mind"


@pytest.fixture
def root(agency):
    return make_person("Root", rules.ADMINISTRATOR)


def invite(root, mail="nadia@halden.example", **values):
    return invitation_commands.invite_person(
        by=acting(root), name="Nadia", mail=mail, roles=["account_manager"], now=MONDAY, **values
    )


def token_of(invited):
    return invited.link.rstrip("/").rpartition("/")[2]


@pytest.fixture(autouse=True)
def no_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"


@pytest.fixture
def smtp(settings, no_mail_server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_an_invited_person_has_roles_capacity_and_a_mail_in_the_outbox(root):
    person = invite(root, weekly_seconds=144_000).person

    assert (sorted(person.roles), person.weekly_seconds) == (["account_manager"], 144_000)
    assert Message.objects.get().to == "nadia@halden.example"
    assert trail.actions_on(person) == ["person.invited", "person.capacity_set"]


def test_without_a_mail_server_the_link_comes_back_and_is_kept_nowhere(root):
    invited = invite(root)

    message = Message.objects.get()
    assert (message.state, message.secret) == ("kept", "")
    assert token_of(invited) not in message.body
    assert Invitation.objects.get().token_hash == queries.token_hash(token_of(invited))


def test_with_a_mail_server_no_one_but_the_mail_holds_the_link(root, smtp):
    invited = invite(root)

    assert invited.link == ""
    assert "/welcome/" in Message.objects.get().secret


def test_only_an_administrator_invites(fina, ada, mara):
    for person in (fina, ada, mara):
        with pytest.raises(Refused, match="Only an administrator"):
            invite(person)


def test_an_address_belongs_to_one_person_whatever_its_case(root):
    invite(root)

    with pytest.raises(Invalid, match="Nadia already has this") as fault:
        invite(root, mail="NADIA@halden.example")
    assert fault.value.field == "mail"


def test_someone_without_a_role_is_not_invited(root):
    with pytest.raises(Invalid, match="at least one role"):
        invitation_commands.invite_person(by=acting(root), name="N", mail="n@x.example", roles=[], now=MONDAY)


def test_a_link_works_once(root):
    token = token_of(invite(root))

    person = sign_in_commands.accept_invitation(token=token, password=GOOD, now=MONDAY)

    assert person.check_password(GOOD)
    with pytest.raises(Refused, match="already been used"):
        sign_in_commands.accept_invitation(token=token, password=GOOD, now=MONDAY)


def test_a_link_expires_after_two_weeks(root):
    token = token_of(invite(root))

    with pytest.raises(Refused, match="expired"):
        sign_in_commands.accept_invitation(token=token, password=GOOD, now=MONDAY + timedelta(days=15))


def test_a_weak_password_is_refused_and_the_link_still_works(root):
    token = token_of(invite(root))

    with pytest.raises(Invalid) as fault:
        sign_in_commands.accept_invitation(token=token, password="short", now=MONDAY)

    assert fault.value.field == "password"
    assert sign_in_commands.accept_invitation(token=token, password=GOOD, now=MONDAY).is_active


def test_a_new_link_voids_the_older_one(root):
    old = invite(root)
    new = invitation_commands.resend_invitation(by=acting(root), person_id=old.person.pk, now=MONDAY)

    with pytest.raises(Refused):
        sign_in_commands.accept_invitation(token=token_of(old), password=GOOD, now=MONDAY)
    assert sign_in_commands.accept_invitation(token=token_of(new), password=GOOD, now=MONDAY).is_active


def test_a_person_from_a_file_has_no_mail_until_an_administrator_gives_one(root, fina):
    person = invitation_commands.name_person(by=acting(fina), name="  Old   Hand ", now=MONDAY)

    assert (person.name, person.mail, person.has_usable_password()) == ("Old Hand", None, False)
    with pytest.raises(Refused, match="no email address"):
        invitation_commands.resend_invitation(by=acting(root), person_id=person.pk, now=MONDAY)
    assert invitation_commands.give_mail(by=acting(root), person_id=person.pk, mail="old@x.example", now=MONDAY).link


def test_a_file_hands_out_no_rights(fina):
    with pytest.raises(Refused, match="Only an administrator"):
        invitation_commands.name_person(by=acting(fina), name="X", roles=[rules.FINANCE], now=MONDAY)


def test_a_manager_brings_no_one_in_from_a_file(mara):
    with pytest.raises(Refused, match="Only finance"):
        invitation_commands.name_person(by=acting(mara), name="X", now=MONDAY)


@pytest.mark.django_db
def test_the_first_person_is_administrator_director_and_finance_and_there_is_one():
    first = sign_in_commands.first_person(mail="ada@x.example", name="Ada", locale="en_GB", time_zone="UTC", now=MONDAY)

    assert first.person.has_role(rules.ADMINISTRATOR)
    assert first.person.roles == frozenset({rules.ADMINISTRATOR, rules.ACCOUNT_DIRECTOR, rules.FINANCE})
    with pytest.raises(Refused, match="already has people"):
        sign_in_commands.first_person(mail="b@x.example", name="B", locale="en_GB", time_zone="UTC", now=MONDAY)


def test_no_token_is_in_the_audit_log(root):
    invited = invite(root)

    assert Person.objects.filter(pk=invited.person.pk).exists()
    payloads = str(list(Payload.objects.values_list("body", flat=True)))
    assert token_of(invited) not in payloads


def test_the_worker_deletes_links_that_have_expired(root):
    old = invite(root).person
    invitation_commands.resend_invitation(by=acting(root), person_id=old.pk, now=MONDAY + timedelta(days=10))
    new = Invitation.objects.latest("pk")

    jobs.forget(MONDAY + timedelta(days=15))

    assert list(Invitation.objects.all()) == [new]
