"""People named in an agreement: added while it is open, frozen and printed with it."""

import uuid

import pytest
from django.urls import reverse

from amity.agreements.deliverables.commands import DeliverableFields, put_deliverable
from amity.agreements.named_people import commands
from amity.agreements.named_people.commands import Named
from amity.agreements.named_people.forms import NamedForm
from amity.agreements.named_people.queries import approvers_of
from amity.agreements.named_people.rules import Approver, may_approve
from amity.agreements.sections.commands import Section, put_clause
from amity.agreements.tests.making import make_draft, make_offer, read, sign
from amity.agreements.versions.content import content_of
from amity.agreements.versions.queries import version_page
from amity.audit import trail
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting


@pytest.fixture
def cleo(osprey):
    return osprey.contacts.create(name="Cleo", mail="cleo@osprey.example", phone="+44 1")


LEAD = Named("agency", "Technical lead", "Noor", "noor@halden.example", is_key=True, rule="With a résumé as good")


def put(mara, draft, named=LEAD, **more):
    """Add a person."""
    version = more.pop("version", None) or read(draft).version
    return commands.name_person(
        by=acting(mara), agreement_id=draft.pk, version=version, named=named, now=MONDAY, **more
    )  # fmt: skip


def test_who_is_named_is_frozen_with_the_agreement_and_shown_in_words(mara, osprey):
    draft = make_draft(mara, osprey)
    assert "people" not in content_of(draft)
    row = put(mara, draft)
    put(mara, draft, Named("client", "Product owner", "Cleo"))

    signed = sign(mara, draft)

    content = signed.versions.get().content["people"]
    assert content[str(row.pk)] == {
        "side": "agency", "role": "Technical lead", "name": "Noor", "reach": "noor@halden.example", "is_key": True,
        "rule": "With a résumé as good",
    }  # fmt: skip
    (role, who), _owner = version_page(acting(mara), signed, 1).printed.people
    assert role == "Technical lead, the agency"
    assert who.startswith("Noor, noor@halden.example. Key person: can only be replaced")
    with pytest.raises(Refused, match="Use a change order"):
        put(mara, signed)


def test_someone_is_replaced_and_left_out_and_the_second_editor_is_refused(mara, osprey):
    draft = make_draft(mara, osprey)
    row = put(mara, draft)

    put(mara, draft, Named("agency", "Technical lead", "Tim"), named_id=row.pk)

    assert draft.named_people.get().name == "Tim"
    with pytest.raises(Stale):
        put(mara, draft, version=1)
    commands.remove_named(by=acting(mara), agreement_id=draft.pk, named_id=row.pk, now=MONDAY)
    with pytest.raises(NotSeen):
        commands.remove_named(by=acting(mara), agreement_id=draft.pk, named_id=row.pk, now=MONDAY)
    assert trail.actions_on(draft) == [
        "agreement.drafted", "agreement.person_named", "agreement.person_named", "agreement.person_left_out",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("named", "field"),
    [(Named("nobody", "a", "b"), "side"), (Named("client", " ", "b"), "role"), (Named("client", "a", " "), "name")],
)
def test_someone_without_side_role_or_name_is_refused(mara, osprey, named, field):
    draft = make_draft(mara, osprey)

    with pytest.raises(Invalid) as fault:
        put(mara, draft, named)
    assert fault.value.field == field


def test_by_page_someone_is_named_changed_and_left_out(client, mara, osprey):
    draft = make_draft(mara, osprey)
    client.force_login(mara)

    def send(page, *ids, **data):
        address = f"{reverse(f'agreements:{page}', args=[draft.pk, *ids])}?side={data.pop('side', '')}"
        return client.post(address, {"nonce": uuid.uuid4().hex, "version": read(draft).version} | data, follow=True)

    drawn = send("name_person", side="agency", role="Lead", name="Noor", is_key="on").content.decode()
    assert ("Noor" in drawn, "key" in drawn) == (True, True)
    row = draft.named_people.get()
    assert "Tim" in send("change_named", row.pk, role="Lead", name="Tim").content.decode()
    send("remove_named", row.pk)
    assert not draft.named_people.exists()


def test_the_rows_of_an_agreement_are_changed_and_removed_in_their_menus(client, mara, osprey):
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    put(mara, draft)
    put_deliverable(by=acting(mara), agreement_id=draft.pk, deliverable=DeliverableFields("Report"), now=MONDAY)
    put_clause(by=acting(mara), agreement_id=draft.pk, section=Section("scope", "A map", heading="Scope"), now=MONDAY)
    client.force_login(mara)

    page = client.get(reverse("agreements:agreement", args=[draft.pk])).text

    places = (("Line 1", "lines"), ("Report", "handed-over"), ("Noor", "people"), ("Scope", "sections"))
    for about, kind in places:
        menu = page.partition(f'aria-label="More about “{about}”"')[2].partition("</details>")[0]
        assert (menu.count("Change"), menu.count("Remove"), menu.count(f"/agreements/{draft.pk}/{kind}/")) == (1, 1, 2)


def test_a_contact_has_the_role_that_amity_has_unless_another_is_entered(client, mara, osprey):
    osprey.contacts.create(name="Dana", title="Product owner, ticket app")
    draft = make_draft(mara, osprey)
    client.force_login(mara)

    def send(name, role, side="client"):
        sent = {"nonce": uuid.uuid4().hex, "version": read(draft).version, "name": "other", "name_other": name}
        return client.post(f"{reverse('agreements:name_person', args=[draft.pk])}?side={side}", sent | {"role": role})

    assert [send("Dana", role).status_code for role in ("", "Sponsor")] == [302, 302]
    assert [one.role for one in draft.named_people.order_by("pk")] == ["Product owner, ticket app", "Sponsor"]
    assert [send("Someone else", "").status_code, send("Dana", "", side="agency").status_code] == [422, 422]


@pytest.mark.usefixtures("cleo")
def test_a_page_offers_the_people_of_its_side_and_how_they_are_reached(client, mara, piet, osprey):
    draft = make_draft(mara, osprey)
    address = reverse("agreements:name_person", args=[draft.pk])
    client.force_login(mara)

    def send(side, name, **data):
        sent = {"nonce": uuid.uuid4().hex, "version": read(draft).version, "role": "Lead", **data}
        client.post(f"{address}?side={side}", sent | {"name": "other", "name_other": name})
        return draft.named_people.latest("pk")

    pages = [client.get(f"{address}?side={side}").content.decode() for side in ("client", "agency")]
    assert [("Cleo" in page, 'value="Piet"' in page, "Can approve" in page) for page in pages] == [
        (True, False, True), (False, True, False),
    ]  # fmt: skip
    assert [send(*who).reach for who in [("client", "Cleo"), ("agency", "Piet"), ("client", "Nobody yet")]] == [
        "cleo@osprey.example", piet.mail, "",
    ]  # fmt: skip
    assert send("client", "Cleo", reach="+44 2").reach == "+44 2", "what is entered stays"


@pytest.mark.usefixtures("cleo")
def test_replacing_someone_replaces_how_they_are_reached(mara, osprey):
    draft = make_draft(mara, osprey)
    row = put(mara, draft, Named("client", "Buyer", "Bo", "bo@osprey.example"))

    def changed(**sent):
        shown = {"nonce": uuid.uuid4().hex, "version": read(draft).version, "role": "Buyer", **sent}
        form = NamedForm(shown, agreement=draft, side="client", row=row)
        form.fill(draft)
        assert form.is_valid(), form.errors
        return form.named_given().reach

    assert changed(name="Cleo", reach="bo@osprey.example") == "cleo@osprey.example"
    assert changed(name="Bob", reach="bo@osprey.example") == "bo@osprey.example", "their name is corrected"


def test_what_someone_approves_is_frozen_printed_and_only_for_people_at_the_client(mara, osprey):
    draft = make_draft(mara, osprey)
    dana = Named("client", "Head of brand", "Dana", "dana@osprey.example", approves="money", approves_up_to=500_000)
    row = put(mara, draft, dana)
    with pytest.raises(Invalid, match="at the client"):
        put(mara, draft, Named("agency", "Lead", "Noor", approves="work"))
    with pytest.raises(Invalid, match="what they can approve"):
        put(mara, draft, Named("client", "Buyer", "Bo", approves_up_to=1))

    signed = sign(mara, draft)

    content = signed.versions.get().content["people"][str(row.pk)]
    assert (content["approves"], content["approved_price"]) == ("money", "5000")
    _role, who = version_page(acting(mara), signed, 1).printed.people[0]
    assert "Approves prices up to" in who
    assert "5,000" in who
    assert [one.name for one in approvers_of(osprey.pk)] == ["Dana"]


DANA = Approver("Dana Whitlock", "dana@osprey.example, +44 1", "money", 500_000, "EUR")
BO = Approver("Bo  Buyer", "+44 2", "all")


@pytest.mark.parametrize(
    ("name", "mail", "what", "amounts", "may"),
    [
        ("Dana W.", "Dana@osprey.example", "money", [(500_000, "EUR")], True),
        ("Dana W.", "dana@osprey.example", "money", [(500_001, "EUR")], False),
        ("Dana W.", "dana@osprey.example", "money", [(1, "USD")], False),
        ("Dana W.", "dana@osprey.example", "work", [], False),
        ("Dana Whitlock", "dana@elsewhere.example", "money", [], False),
        ("bo buyer", "", "work", [(10**9, "EUR")], True),
        ("Someone", "someone@osprey.example", "work", [], False),
    ],
)
def test_an_approver_is_found_by_address_and_keeps_to_kind_and_limit(name, mail, what, amounts, may):
    assert may_approve([DANA, BO], name=name, mail=mail, what=what, amounts=amounts) is may
