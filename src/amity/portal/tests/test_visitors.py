"""Signing in with an emailed code: limits, no enumeration, devices, and fresh codes."""

import re
from argparse import Namespace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amity.accounts.contacts import commands as contact_commands
from amity.accounts.models import Account, Contact
from amity.audit import trail
from amity.outbox.models import Message
from amity.portal import cli
from amity.portal.tests.making import browser_of, signed_in
from amity.portal.visitors import commands, cookie, rules
from amity.portal.visitors.models import Device, EmailedCode
from amity.portal.visitors.queries import visitor_with
from amity.portal.visitors.sending import send_codes, settle
from amity.shared.errors import NotSeen, Refused
from tests.builders import acting, make_account, make_agency

pytestmark = pytest.mark.django_db
HERE = "203.0.113.7"


@pytest.fixture
def dana(osprey: Account) -> Contact:
    make_agency()
    return Contact.objects.create(account=osprey, name="Dana Ruiz", mail="dana@osprey.example")


def asked(address: str = "dana@osprey.example", network: str = HERE) -> UUID:
    return commands.ask_code(address=address, network=network, now=timezone.now())


def code_for(reference: UUID) -> str:
    return settle(code_id=EmailedCode.objects.get(reference=reference).pk, now=timezone.now())


def entered(reference: UUID, code: str, **later: int):
    return commands.enter_code(
        reference=reference, code=code, network=HERE, device="Safari, iPhone", now=timezone.now() + timedelta(**later)
    )


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**rules.DIGITS:06d}"


def test_the_right_code_signs_a_device_in_for_thirty_days(dana):
    reference = asked("Dana@Osprey.example ")
    done = entered(reference, code_for(reference))

    assert done.visitor.contacts == (dana,)
    assert visitor_with(done.token, timezone.now() + timedelta(days=29)) == done.visitor
    assert visitor_with(done.token, timezone.now() + timedelta(days=31)) is None
    assert "portal.signed_in" in trail.actions_on(dana)


def test_neither_codes_nor_tokens_are_stored(dana):
    reference = asked()
    code = code_for(reference)
    done = entered(reference, code)

    assert code not in str(list(EmailedCode.objects.values()))
    assert done.token not in str(list(Device.objects.values()))


def test_the_email_has_the_code_only_until_it_is_sent_and_only_the_contact_gets_it(dana, settings):
    asked()
    assert send_codes() == 1

    sent = Message.objects.get()
    assert (sent.to, sent.kind, sent.audience) == (dana.mail, "code", "guest")
    assert not re.search(r"\d{6}", sent.body)


def test_an_unknown_address_gets_the_same_answer_and_no_email(client, dana):
    answers = {}
    for address in ("dana@osprey.example", "nobody@osprey.example"):
        answer = client.post("/client/sign-in/", {"mail": address})
        page = client.get(answer["Location"])
        text = re.sub(r'value="[^"]*"', "", page.content.decode())
        answers[address] = (answer.status_code, re.sub(r"[0-9a-f-]{36}", "", answer["Location"]), text)
    send_codes()

    assert len(set(answers.values())) == 1
    assert [one.to for one in Message.objects.all()] == [dana.mail]


def test_a_known_and_an_unknown_address_cost_the_same_queries(client, dana):
    counts = []
    for address in ("dana@osprey.example", "nobody@osprey.example"):
        with CaptureQueriesContext(connection) as found:
            client.post("/client/sign-in/", {"mail": address})
        counts.append([re.sub(r"'[^']*'|\d+", "", one["sql"]) for one in found])

    assert counts[0] == counts[1]


def test_a_code_that_was_never_sent_is_never_right(dana):
    reference = asked("nobody@osprey.example")
    code = code_for(reference)

    assert entered(reference, code) is None
    assert entered(asked(), "000000") is None


def test_after_five_wrong_tries_the_right_code_is_refused(dana):
    reference = asked()
    code = code_for(reference)

    assert [entered(reference, wrong(code)) for _try in range(rules.TRIES)] == [None] * rules.TRIES
    assert entered(reference, code) is None


def test_a_code_works_once_and_for_ten_minutes(dana):
    late, used = asked(), asked()
    of_late, of_used = code_for(late), code_for(used)

    assert entered(late, of_late, minutes=11) is None
    assert entered(used, of_used)
    assert entered(used, of_used) is None


def test_a_code_works_only_with_the_request_it_was_sent_for(dana):
    mine, another = asked(), asked()
    code = code_for(mine)
    code_for(another)

    assert entered(uuid4(), code) is None
    assert EmailedCode.objects.get(reference=mine).tries == 0


def test_codes_are_limited_for_an_address_and_for_a_network(dana):
    for _ask in range(rules.OF_ADDRESS_HERE[0]):
        asked()
    with pytest.raises(Refused):
        asked()
    asked(network="198.51.100.1")  # A stranger elsewhere can't lock anyone out.

    for number in range(rules.OF_NETWORK[0]):
        asked(f"guess{number}@osprey.example", network="192.0.2.1")
    with pytest.raises(Refused):
        asked("one.more@osprey.example", network="192.0.2.1")


def test_too_many_codes_are_refused_for_an_unknown_address_too(client):
    for _ask in range(rules.OF_ADDRESS_HERE[0]):
        client.post("/client/sign-in/", {"mail": "nobody@osprey.example"})
    answer = client.post("/client/sign-in/", {"mail": "nobody@osprey.example"})

    assert answer.status_code == 422
    assert "Too many codes were requested" in answer.content.decode()


def test_a_contact_at_two_accounts_has_one_sign_in(dana):
    other = Contact.objects.create(account=make_account("Larkfield"), name="Dana R.", mail=dana.mail)

    assert signed_in(dana).contacts == (dana, other)


def test_a_device_ends_when_its_contact_leaves_and_stays_ended(dana, mara):
    done = entered(reference := asked(), code_for(reference))
    contact_commands.retire_contact(by=acting(mara), contact_id=dana.pk, version=dana.version, now=timezone.now())
    assert visitor_with(done.token, timezone.now()) is None

    dana.refresh_from_db()
    contact_commands.bring_back_contact(by=acting(mara), contact_id=dana.pk, version=dana.version, now=timezone.now())
    assert visitor_with(done.token, timezone.now()) is None


def test_a_device_ends_when_its_contact_gets_another_address(dana, mara):
    signed_in(dana, token="old")
    changes = contact_commands.ContactChanges(name=dana.name, mail="dana.ruiz@osprey.example")
    contact_commands.edit_contact(
        by=acting(mara), contact_id=dana.pk, version=dana.version, changes=changes, now=timezone.now()
    )

    assert visitor_with("old", timezone.now()) is None
    assert Device.objects.get().ended_at


def test_the_account_manager_signs_a_contact_out_everywhere_and_no_one_else_does(dana, mara, tim):
    signed_in(dana, token="phone")
    with pytest.raises(NotSeen):
        commands.end_devices(by=acting(tim), contact_id=dana.pk, now=timezone.now())

    assert commands.end_devices(by=acting(mara), contact_id=dana.pk, now=timezone.now()) == 1
    assert visitor_with("phone", timezone.now()) is None
    assert trail.actions_on(dana) == ["portal.devices_ended"]


def test_a_fresh_code_confirms_one_thing_on_one_device_once(dana):
    here, now = signed_in(dana, token="here"), timezone.now()
    elsewhere = signed_in(dana, token="elsewhere")
    reference = commands.ask_fresh_code(visitor=here, about="agreement 4", network=HERE, now=now)
    code = code_for(reference)

    def used(visitor=here, about="agreement 4"):
        return commands.use_fresh_code(visitor=visitor, reference=reference, about=about, code=code, now=now)

    assert [used(visitor=elsewhere), used(about="agreement 5"), used(), used()] == [False, False, True, False]
    assert entered(reference, code) is None, "it doesn't sign anyone in"


def test_signing_in_by_page_sets_a_cookie_of_its_own(client, dana):
    answer = client.post("/client/sign-in/?next=/client/", {"mail": dana.mail})
    code = code_for(EmailedCode.objects.get().reference)
    done = client.post(answer["Location"], {"code": f"{code[:3]} {code[3:]}"})

    kept = done.cookies[cookie.NAME]
    assert (done["Location"], kept["httponly"], kept["samesite"]) == ("/client/", True, "Lax")
    assert client.get("/client/").status_code == 200
    assert client.get("/accounts/").status_code == 302, "it opens nothing of the agency"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/client/", "//evil.example/client/", "/accounts/", "/client"]
)
def test_signing_in_leads_only_to_pages_for_clients(client, dana, elsewhere):
    answer = client.post("/client/sign-in/", {"mail": dana.mail, "next": elsewhere})
    code = code_for(EmailedCode.objects.get().reference)

    assert client.post(answer["Location"], {"code": code, "next": elsewhere})["Location"] == "/client/"


def test_signing_out_ends_the_device(dana):
    browser = browser_of(dana)
    browser.post("/client/sign-out/")

    assert browser.get("/client/")["Location"].startswith("/client/sign-in/")
    assert Device.objects.get().ended_at


def test_the_card_of_a_contact_names_their_devices(client, dana, mara):
    signed_in(dana)
    client.force_login(mara)

    page = client.get(f"/contacts/{dana.pk}/").content.decode()
    assert "Firefox, Windows" in page
    assert "Sign out everywhere" in page


def test_old_codes_and_devices_are_forgotten(dana):
    signed_in(dana, now=timezone.now() - timedelta(days=90))
    asked()
    commands.forget_old(timezone.now() + timedelta(days=3))

    assert not Device.objects.exists()
    assert not EmailedCode.objects.exists()


def test_the_server_prints_a_code_only_for_a_contact_who_asked(dana, capsys):
    asked("nobody@osprey.example")
    assert cli.run_client_code(Namespace(mail="nobody@osprey.example")) == 1
    assert cli.run_client_code(Namespace(mail=dana.mail)) == 1

    capsys.readouterr()
    reference = asked()
    assert cli.run_client_code(Namespace(mail=dana.mail)) == 0
    assert entered(reference, capsys.readouterr().out.strip())
    assert "portal.code_printed" in trail.actions_on(dana)
