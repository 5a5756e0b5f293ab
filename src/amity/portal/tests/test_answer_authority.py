"""Who decides: approvers up to their amount, with a fresh code for prices; hold on; and where answers wait."""

import pytest
from django.test import Client

from amity.accounts.models import Contact
from amity.agreements.named_people.models import NamedPerson
from amity.audit import trail
from amity.gate.items import commands as items
from amity.gate.models import Item, ItemFile
from amity.gate.releases.commands import release
from amity.notifications.models import Notification
from amity.portal.answers import commands, rules, taking_note
from amity.portal.answers.authority import names_of_approvers
from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.tests.answering import code_sent, make_answer, sent_item, token_for
from amity.portal.tests.deciding import APPROVE, NOW, decided, given, hidden
from amity.portal.tests.making import browser_of, make_version, signed_in
from amity.projects.versions.client_answers import SUBJECT
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_agreement, make_project

pytestmark = pytest.mark.usefixtures("an_hour_later")


def test_a_price_needs_a_new_code_on_a_known_device_too(osprey, mara, dana):
    item = sent_item(osprey, mara, [dana], now=MONDAY, body="It costs € 4,000.", kind="quote")
    token, browser = token_for(item, dana), browser_of(dana)
    with pytest.raises(Refused, match="new code"):
        commands.answer_by_link(
            token=token, digest=item.digest, given=APPROVE, visitor=signed_in(dana, token="o"), now=NOW
        )  # fmt: skip
    sent = given(item)
    page = browser.post(f"/a/{token}/", sent).content.decode()
    reference = hidden(page, "reference")
    browser.post(f"/a/{token}/code/", sent | {"reference": reference, "address": "", "code": code_sent()})

    assert decided(item) == [("Dana Whitlock", "approve", "decided")]


def test_only_the_approvers_of_an_agreement_decide_up_to_their_amount(osprey, mara, dana, gwen):
    agreement = make_agreement(osprey, state="in_force")
    for name, what, most in (("Gwen Lewis", "all", 500_000), ("Dana Whitlock", "work", None)):
        NamedPerson.objects.create(
            agreement=agreement, side="client", role="Approver", name=name, approves=what, approves_up_to=most
        )
    cheap = sent_item(osprey, mara, [gwen, dana], now=MONDAY, body="It costs € 4,000.", kind="quote")
    dear = sent_item(osprey, mara, [gwen], now=MONDAY, body="It costs € 40,000.", kind="quote")
    for item, contact, number in ((dear, gwen, 1), (cheap, dana, 2), (cheap, gwen, 3)):
        commands.answer_by_link(
            token=token_for(item, contact), digest=item.digest, given=APPROVE, fresh=True, now=NOW,
            visitor=signed_in(contact, now=NOW, token=f"t{number}"),
        )  # fmt: skip

    assert decided(dear) == [("Gwen Lewis", "approve", "no_auth")]
    assert decided(cheap) == [("Dana Whitlock", "approve", "no_auth"), ("Gwen Lewis", "approve", "decided")]


def test_the_approvers_of_an_items_own_agreement_decide_and_those_of_another_have_no_say(osprey, mara, dana, gwen):
    master = make_agreement(osprey, state="in_force", kind="msa", title="Master")
    banners = make_agreement(osprey, state="in_force", title="Banners", parent=master)
    films = make_agreement(osprey, state="in_force", title="Films", parent=master)
    sites = make_agreement(osprey, state="in_force", title="Sites", parent=master)
    old = make_agreement(osprey, state="ended", title="Old")
    for agreement, contact in ((banners, dana), (films, gwen), (old, dana)):
        _name(agreement, contact)
    items = {one: _shown(osprey, mara, [dana, gwen], one) for one in (banners, films, sites, old)}

    assert names_of_approvers(items[banners]) == ["Dana Whitlock"]
    assert names_of_approvers(items[films]) == ["Gwen Lewis"]
    assert names_of_approvers(items[sites]) == ["Dana Whitlock"], "no one is named: the decision maker"
    _name(master, gwen)
    assert names_of_approvers(items[sites]) == ["Gwen Lewis"]
    assert names_of_approvers(items[banners]) == ["Dana Whitlock"]
    assert names_of_approvers(sent_item(osprey, mara, [dana], now=MONDAY)) == ["Dana Whitlock", "Gwen Lewis"]
    commands.answer_by_link(
        token=token_for(items[films], dana), digest=items[films].digest, given=APPROVE, fresh=True, now=NOW,
        visitor=signed_in(dana, now=NOW),
    )  # fmt: skip
    assert decided(items[films]) == [("Dana Whitlock", "approve", "no_auth")]


@pytest.mark.parametrize(
    ("body", "may"),
    [
        ("Design is € 3,000.", True),
        ("Design is € 3,000, and the printer asks € 1,500.", True),
        ("Design is € 3,000, and the printer asks € 2,500.", False),
        ("Design is € 3,000, printing € 1,500: € 4,500 in all.", True),
    ],
)
def test_a_limit_holds_for_all_that_is_approved_at_once_with_third_parties(osprey, mara, gwen, body, may):
    agreement = make_agreement(osprey, state="in_force")
    _name(agreement, gwen, approves="money", approves_up_to=500_000)
    item = sent_item(osprey, mara, [gwen], now=MONDAY, body=body, kind="quote")

    assert bool(names_of_approvers(item)) is may
    NamedPerson.objects.update(approves="work")
    assert names_of_approvers(item) == []


def _name(agreement, contact, **values):
    given = {"side": "client", "role": "Approver", "name": contact.name, "approves": "all"} | values
    return NamedPerson.objects.create(agreement=agreement, **given)


def _shown(account, by, to, agreement):
    """Send a version of a deliverable of a project under an agreement."""
    project = make_project(account, name=agreement.title, manager=by, agreement=agreement)
    item = sent_item(account, by, to, now=MONDAY)
    Item.objects.filter(pk=item.pk).update(subject_kind=SUBJECT, subject_id=make_version(project, by).pk)
    item.refresh_from_db()
    return item


def test_hold_on_after_approving_stops_the_next_step_until_someone_resumes(item, token, dana, mara, tim):
    browser = browser_of(dana)
    browser.post(f"/a/{token}/", given(item))
    page = browser.post(f"/a/{token}/hold/", {"words": "Legal called"}, follow=True).content.decode()

    answer = Answer.objects.get()
    assert "You asked us to hold on" in page
    assert (answer.is_held, answer.held_words) == (True, "Legal called")
    assert "Dana Whitlock asks to hold on" in Notification.objects.filter(person=mara).latest("pk").text
    with pytest.raises(Refused):
        taking_note.mark_seen(by=acting(mara), answer_id=answer.pk, now=NOW)
    with pytest.raises(NotSeen):
        taking_note.resume(by=acting(tim), answer_id=answer.pk, now=NOW)
    taking_note.resume(by=acting(mara), answer_id=answer.pk, now=NOW)
    assert not Answer.objects.get().is_held
    assert trail.actions_on(item)[-3:] == ["answer.decided", "answer.held", "answer.resumed"]


@pytest.mark.parametrize("state", ["cleared", "scheduled"])
def test_hold_on_stops_what_is_cleared_or_scheduled_about_the_same_thing(osprey, mara, dana, state):
    for name, about in (("first", 7), ("next", 7), ("another", 8), ("gone", 7)):
        row = sent_item(osprey, mara, [dana], now=MONDAY, subject=name)
        Item.objects.filter(pk=row.pk).update(subject_kind="version", subject_id=about)
    item = Item.objects.get(subject="first")
    Item.objects.filter(subject__in=["next", "another"]).update(
        state=state, goes_at=NOW, released_at=None, sent_at=None
    )
    make_answer(item, dana)

    commands.hold_on(token=token_for(item, dana), visitor=signed_in(dana, now=NOW), words="Legal called", now=NOW)

    states = dict(Item.objects.values_list("subject", "state"))
    assert states == {"first": "sent", "next": "held", "another": state, "gone": "sent"}
    held = Item.objects.get(subject="next")
    assert (held.goes_at, held.clear_by) == (None, NOW)
    assert release(item_id=held.pk, now=NOW) is False
    assert trail.actions_on(held)[-1] == "outgoing.stopped"


def test_someone_elses_device_can_not_hold(item, token, dana, gwen):
    browser_of(dana, token="d").post(f"/a/{token}/", given(item))
    with pytest.raises(Refused):
        commands.hold_on(token=token, visitor=signed_in(gwen, now=NOW, token="g"), words="", now=NOW)


def test_many_answers_through_one_link_are_refused(item, token):
    question = Given("question", "Which date?", "DW")
    for _again in range(rules.TRIES_AN_HOUR):
        commands.answer_by_link(token=token, digest=item.digest, given=question, visitor=None, now=NOW)
    with pytest.raises(Refused, match="Too many"):
        commands.answer_by_link(token=token, digest=item.digest, given=question, visitor=None, now=NOW)


def test_a_contact_who_left_reads_nothing_by_their_link_and_answers_nothing(osprey, mara, dana, gwen):
    stored = items.FILES.store(by=acting(mara), name="plan.pdf", chunks=[b"%PDF-1.7 plan"], now=MONDAY)
    item = sent_item(osprey, mara, [dana, gwen], now=MONDAY)
    ItemFile.objects.create(item=item, file=stored)
    token, colleague, known = token_for(item, dana), token_for(item, gwen), browser_of(dana)
    Contact.objects.filter(pk=dana.pk).update(is_active=False)

    for browser in (known, Client()):
        for place in ("", "why/", f"files/{stored.pk}/"):
            page = browser.get(f"/a/{token}/{place}")
            assert (page.status_code, b"Station banner" in page.content) == (404, False), place
        for choice in ("approve", "changes", "question"):
            assert browser.post(f"/a/{token}/", given(item, choice, "Which date?")).status_code == 404
    assert not Answer.objects.exists()
    assert Client().get(f"/a/{colleague}/").status_code == 200


def test_an_answer_waits_for_author_and_account_manager_until_read(client, item, token, mara, dana):
    browser_of(dana).post(f"/a/{token}/", given(item))
    client.force_login(mara)
    assert "Dana Whitlock approved" in client.get("/waiting/").content.decode()
    page = client.get(f"/going-out/{item.pk}/").content.decode()
    assert "Signed “" in page

    client.post(f"/answers/{Answer.objects.get().pk}/read/")

    assert Answer.objects.get().seen_by == "Mara"


@pytest.mark.parametrize(
    ("address", "is_shared"),
    [
        ("info@x.example", True),
        ("Marketing+eu@x.example", True),
        ("dana@x.example", False),
        ("dana.info@x.example", False),
    ],
)
def test_addresses_of_teams_are_known(address, is_shared):
    assert rules.is_shared_mailbox(address) is is_shared
