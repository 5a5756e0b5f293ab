"""An agreement for signature, sent through the gate."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.accounts.timeline.queries import events_of
from amity.agency.models import Agency
from amity.agreements import heading, rules
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.named_people.commands import Named, name_person
from amity.agreements.review import commands as reviews
from amity.agreements.review.models import Review, ReviewRule
from amity.agreements.tests.making import make_draft, make_order, read, sign, submit
from amity.gate import rules as items
from amity.gate.checks.letters import findings_of
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests import leaving
from amity.gate.tests.making import make_contact
from amity.gate.tests.making import read as read_item
from amity.people import rules as roles
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday", "media")


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])


@pytest.fixture
def sow(mara, osprey, dana):
    """Return a cleared statement of work, which names who approves prices."""
    sow = make_draft(mara, osprey)
    named = Named("client", "Head of brand", "Dana Whitlock", approves="money")
    name_person(by=acting(mara), agreement_id=sow.pk, version=sow.version, named=named, now=MONDAY)
    return submit(mara, sow)


def written(by, agreement):
    return leaving.written(by, AGREEMENT, agreement.pk)


def sent(by, agreement):
    return leaving.sent(by, written(by, agreement))


def test_the_email_has_the_document_the_price_and_who_approves_prices(mara, sow, dana):
    item = written(mara, sow)

    assert (item.subject, item.kind) == ("For your signature: Booking", items.AGREEMENT)
    assert "Price: €10,000" in item.body
    assert [one.contact for one in item.recipients.all()] == [dana]
    assert [(one.file.name, one.is_of_subject) for one in item.files.all()] == [("SOW-36 Booking.pdf", True)]


def test_once_it_has_left_the_client_has_the_agreement_and_the_conversation_tells_it_once(mara, osprey, sow):
    item = sent(mara, sow)

    recorded = sow.recorded.get()
    assert read(sow).state == rules.WITH_CLIENT
    assert (recorded.client, recorded.agency, recorded.outgoing) == ("Dana Whitlock", "Mara", item)
    assert recorded.version == sow.versions.get()
    events, _more = events_of(acting(mara), osprey)
    assert [one.source.key for one in events] == ["outgoing"]


def test_an_agreement_that_changed_stops_its_email(mara, sow):
    item = written(mara, sow)
    make_offer_on(sow)

    with pytest.raises(Invalid, match="The agreement changed since this was written"):
        leaving.submitted(mara, item)
    with pytest.raises(Refused, match="has changed since it was cleared"):
        written(mara, sow)


def make_offer_on(sow):
    """Change the content of an agreement behind its review."""
    type(sow).objects.filter(pk=sow.pk).update(order_number="PO-7")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("Price: €10,000", "Price: €9,000"), ("Starts: 2 Nov 2026", "Starts: 9 Nov 2026")],
)
def test_a_price_or_date_that_isnt_the_agreements_stops_its_email(mara, sow, right, wrong):
    item = written(mara, sow)
    assert right in item.body
    type(item).objects.filter(pk=item.pk).update(body=item.body.replace(right, wrong))

    with pytest.raises(Invalid, match="This differs from Amity"):
        leaving.submitted(mara, read_item(item))


def test_lines_are_read_for_the_prices_that_an_email_states_only_where_there_are_any(client, mara, sow):
    item = leaving.submitted(mara, written(mara, sow))
    client.force_login(mara)
    client.get(f"/going-out/{item.pk}/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/going-out/{item.pk}/").context["item"] == item
    placed = [one["sql"] for one in captured if 'FROM "agreements_agreementline"' in one["sql"]]
    assert [sql for sql in placed if '"agreements_agreementline"."number"' in sql] == []


def warned(item, body):
    """Return the words about which an email with this text warns."""
    type(item).objects.filter(pk=item.pk).update(body=body)
    return [one.words for one in findings_of(read_item(item)).warnings]


def test_its_own_price_and_dates_are_no_promises(mara, sow):
    item = written(mara, sow)

    assert "Price: €10,000" in item.body
    assert "Starts: 2 Nov 2026" in item.body
    assert warned(item, item.body) == []
    assert warned(item, f"{item.body}\nWe go live by 15 March 2027.") == ["by 15 March"]
    assert warned(item, f"{item.body}\n€10,000 it is, and €9,500 later.") == ["€9,500"]
    assert warned(item, f"{item.body}\nIt is $10,000.") == ["$10,000"]


@pytest.mark.parametrize(("verdict", "title"), [("", "Legal hasn’t cleared"), ("returned", "Legal returned")])
def test_an_agreement_that_needs_legal_stops_without_their_decision(mara, sow, verdict, title):
    item = written(mara, sow)
    ReviewRule.objects.create(key="own", role="legal", condition="always", kinds=["sow"], due_hours=8)
    if verdict:
        frozen, values = sow.versions.get(), {"asked_at": MONDAY, "due_at": MONDAY}
        Review.objects.create(version=frozen, role="legal", verdict=verdict, **values)

    found = findings_of(item).blocks

    assert [(str(one.title).startswith(title), one.can_be_overruled) for one in found] == [(True, not verdict)]


def test_an_agreement_that_was_returned_to_draft_cant_be_sent(mara, sow):
    item = written(mara, sow)
    reviews.take_back(
        by=acting(mara), agreement_id=sow.pk, version=read(sow).version, reason="A line is missing", now=MONDAY
    )

    with pytest.raises(Invalid, match="its status doesn’t allow sending it"):
        leaving.submitted(mara, item)
    with pytest.raises(Refused, match="cleared and not signed"):
        written(mara, sow)


def test_a_change_order_goes_the_same_way(mara, osprey, sow):
    signed = sign(mara, make_draft(mara, osprey, number="SOW-37"))
    order = make_order(mara, signed, number="CO-1")

    item = written(mara, submit(mara, order))

    assert item.kind == items.CHANGE_ORDER
    assert "It changes “SOW-37 Booking”." in item.body


def test_a_change_order_goes_to_whoever_the_signed_agreement_names(mara, osprey):
    make_contact(osprey, "Piotr Zielinski", roles=["decision_maker"])
    gwen = make_contact(osprey, "Gwen Pryce", roles=["day_to_day"])
    draft = make_draft(mara, osprey, number="SOW-37")
    named = Named("client", "Head of brand", "Gwen Pryce", approves="all")
    name_person(by=acting(mara), agreement_id=draft.pk, version=draft.version, named=named, now=MONDAY)
    signed = sign(mara, read(draft))
    order = make_order(mara, signed, number="CO-1")

    item = written(mara, submit(mara, order))

    assert [one.contact for one in item.recipients.all()] == [gwen]
    assert item.body.startswith("Hello Gwen,")


def test_those_who_dont_see_fees_neither_send_nor_read_it(mara, piet, sow):
    stranger = make_person("Olga", roles.TEAM_MEMBER)
    item = sent(mara, sow)

    for person in (piet, stranger):
        with pytest.raises(NotSeen):
            written(person, sow)
    assert not Item.objects.visible_to(piet).filter(pk=item.pk).exists()


def test_the_page_leads_to_the_email_and_then_shows_where_it_is(client, mara, sow):
    client.force_login(mara)
    page, send = (reverse(f"agreements:{name}", args=[sow.pk]) for name in ("agreement", "send_agreement"))
    assert send in client.get(page).content.decode()
    assert "For your signature" in client.get(send).content.decode()

    sent(mara, sow)

    shown = client.get(page).content.decode()
    assert "Sent to Dana Whitlock" in shown
    assert "Send again" in shown


def test_the_page_says_the_same_before_and_after_an_email_without_a_server_is_tried(client, mara, sow, settings):
    Agency.objects.update_or_create(pk=1, defaults={"is_demo": True})
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    client.force_login(mara)
    item = leaving.submitted(mara, written(mara, sow))

    def states():
        shown = client.get(reverse("agreements:agreement", args=[sow.pk])).context["sendings"]
        return [(one.sentence, one.shape) for one in shown]

    before = states()
    release_due(lambda: MONDAY)

    assert read_item(item).state == items.STORED
    assert before == states() == [("Cleared, but not sent: no email server is set up", "unwell")]


def test_recording_it_by_hand_is_the_next_step_only_where_no_email_does_it(mara, sow):
    def next_steps(**seen):
        return [one.label for one in heading.steps(sow, **seen) if one.primary]

    assert next_steps() == ["Record as sent to client"], "the person can't send it"
    assert next_steps(may_send=True) == ["Send to client"]
    assert next_steps(on_its_way=True) == []


def test_an_email_on_its_way_leaves_no_primary_action(client, mara, sow):
    client.force_login(mara)
    leaving.submitted(mara, written(mara, sow))
    shown = client.get(reverse("agreements:agreement", args=[sow.pk])).context

    assert [(one.label, one.primary) for one in shown["buttons"]] == [("PDF", False)]
    assert [(one.label, one.primary) for one in shown["menu"]] == [
        ("Locked version", False), ("Return to draft", False), ("Record as sent to client", False),
    ]  # fmt: skip


def test_an_email_for_signature_is_not_asked_what_it_asks(client, mara, osprey, sow):
    client.force_login(mara)

    assert "asks_approval" in client.get(reverse("gate:write_email", args=[osprey.pk])).text
    assert "asks_approval" not in client.get(reverse("gate:edit_email", args=[written(mara, sow).pk])).text
