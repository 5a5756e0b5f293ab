"""Actions of search: a verb's beginning and words of its object, in either order, only for who may do it."""

import pytest
from django.utils.translation import override

from amity.ui.search import actions, jumps
from amity.ui.search.words import words_of
from tests.builders import acting, make_account, make_agreement, make_person, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def larkfield(site, mara, ada, piet):
    """A second account of Mara's with a retainer and two projects; and one of somebody else."""
    account = make_account("Larkfield Dairy", manager=mara, director=ada)
    care = make_agreement(account, "retainer", title="Dairy care", fee=120_000, included_seconds=36_000)
    make_project(account, name="App care", manager=piet, agreement=care)
    make_project(account, name="Old shop", status="closed")
    make_account("Larkspur", manager=make_person("Nell", "account_manager"))
    return account


def offered(person, typed):
    """The offers for what was typed: label and object."""
    found, _letters = actions.offered(acting(person), words_of(typed), lambda _kind: None)
    return [(one.name, one.note) for one in found]


@pytest.mark.parametrize(
    ("typed", "label", "thing"),
    [
        ("small job larkfield", "New small job", "Larkfield Dairy"),
        ("sma jo dairy lark", "New small job", "Larkfield Dairy"),
        ("larkfield small job", "New small job", "Larkfield Dairy"),
        ("LÄRKFIELD SMALL", "New small job", "Larkfield Dairy"),
        ("expectation osprey", "Add expectation", "Osprey Rail"),
        ("promise osprey", "Add promise", "Osprey Rail"),
        ("risk ticket", "Add risk", "Ticket site"),
        ("blocker ticket", "Add blocker", "Ticket site"),
        ("ask client ticket", "Request input", "Ticket site"),
        ("start timer app care", "Start timer", "App care"),
        ("add contact larkfield", "Add contact", "Larkfield Dairy"),
        ("preference larkfield", "Add preference", "Larkfield Dairy"),
        ("new brief osprey", "New brief", "Osprey Rail"),
        ("new agreement osprey", "New agreement", "Osprey Rail"),
        ("log a request dairy", "Log request", "Dairy care, Larkfield Dairy"),
        ("log time", "Log time", ""),
        ("read-back", "Hand-offs", ""),
        ("read back", "Hand-offs", ""),
        ("hand-offs", "Hand-offs", ""),
        ("hand off", "Hand-offs", ""),
        ("handoff", "Hand-offs", ""),
        ("new contact larkfield", "Add contact", "Larkfield Dairy"),
        ("new account tern & co", "New account “tern & co”", ""),
        ("osprey money", "Money", "Osprey Rail"),
        ("osprey margin", "Money", "Osprey Rail"),
        ("who does what larkfield", "Who does what", "Larkfield Dairy"),
    ],
)
def test_a_verb_and_its_object_are_understood(mara, larkfield, typed, label, thing):
    assert offered(mara, typed)[0] == (label, thing)


@pytest.mark.parametrize("typed", ["contact osprey", "osprey cont"])
def test_what_a_label_is_about_comes_before_what_its_name_begins_with(mara, osprey, typed):
    assert [label for label, _thing in offered(mara, typed)][:2] == ["Add contact", "New contact report"]

    with override("de"):
        assert offered(mara, "kontakt osprey")[0] == ("Kontakt hinzufügen", "Osprey Rail")


def test_a_request_without_an_account_offers_each_retainer_with_its_account(mara, osprey, larkfield, piet):
    held = make_agreement(osprey, "retainer", title="App care", fee=120_000, included_seconds=36_000)
    make_project(osprey, name="Care", manager=piet, agreement=held)
    opened = jumps.hits(jumps.kinds["retainer"], acting(mara), [larkfield.agreements.get()])[0]
    found, _letters = actions.offered(acting(mara), words_of("log a request"), lambda _kind: opened)

    assert [(one.name, one.note) for one in found[:2]] == [
        ("Log request", "Dairy care, Larkfield Dairy"), ("Log request", "App care, Osprey Rail"),
    ]  # fmt: skip


def test_an_account_of_another_is_no_object(mara, ada, larkfield):
    assert offered(mara, "small job larkspur") == []
    assert offered(mara, "small job lark") == [("New small job", "Larkfield Dairy")]


def test_only_those_who_may_are_offered_an_action(tim, piet, fina, larkfield):
    assert offered(tim, "small job osprey") == []
    assert ("Start timer", "Ticket site") in offered(tim, "start timer ticket")
    assert offered(piet, "promise osprey")[0] == ("Add promise", "Osprey Rail")
    assert offered(fina, "promise osprey") == []
    assert ("Add contact", "Osprey Rail") in offered(fina, "add contact osprey")


def test_a_closed_project_takes_no_timer(mara, larkfield):
    assert offered(mara, "start timer old shop") == []


def test_what_is_called_so_hides_what_lies_under_it(mara, larkfield):
    assert [thing for _label, thing in offered(mara, "risk osprey")] == ["Osprey Rail"]
    assert [thing for _label, thing in offered(mara, "risk dairy care")] == ["App care"]


def test_labels_come_before_other_words(mara, larkfield):
    assert offered(mara, "new osprey")[0] == ("New small job", "Osprey Rail")


def test_a_reader_finds_actions_in_their_language_and_in_english(mara, larkfield):
    with override("de"):
        german, english = offered(mara, "erwartung osprey"), offered(mara, "expectation osprey")

    assert german[0] == english[0] == ("Erwartung hinzufügen", "Osprey Rail")


def test_the_object_comes_first_and_then_what_can_be_done_with_it(client, mara, larkfield):
    client.force_login(mara)
    shown = client.get("/jump/options/?q=larkfield").content.decode()
    places = [
        shown.index(text) for text in ('data-key="/accounts/', 'data-label="New small job"', 'data-label="New brief"')
    ]

    assert places == sorted(places)


def test_an_action_leads_to_its_form_filled_in(client, mara, larkfield):
    client.force_login(mara)
    options = client.get("/jump/options/?q=promise+larkfield").content.decode()
    address = f"/accounts/{larkfield.pk}/expectations/record/?kind=promise"

    assert f'data-key="{address}"' in options
    assert client.get(address).context["form"].initial["kind"] == "promise"


def test_a_note_of_a_contact_leads_to_the_form_with_them_chosen(client, mara, larkfield):
    siobhan = larkfield.contacts.create(name="Siobhan Reid", title="Brand manager")
    larkfield.contacts.create(name="Ferdia Nolan")
    assert offered(mara, "note siobhan")[0] == ("Add note", "Siobhan Reid, Brand manager, Larkfield Dairy")
    assert [who for label, who in offered(mara, "note larkfield") if label == "Add note"] == ["Larkfield Dairy"]

    client.force_login(mara)
    form = client.get(f"/notes/add/?contact={siobhan.pk}", follow=True)

    assert form.request["PATH_INFO"] == f"/accounts/{larkfield.pk}/notes/add/"
    assert form.context["form"].initial["contacts"] == [str(siobhan.pk)]


@pytest.mark.parametrize(
    "typed", ["email siobhan", "mail siobhan", "e-mail reid", "write to siobhan", "message siobhan"]
)
def test_an_email_is_written_to_a_contact_by_name(client, mara, tim, larkfield, typed):
    siobhan = larkfield.contacts.create(name="Siobhan Reid", mail="siobhan@larkfield.example")
    client.force_login(mara)
    options = client.get("/jump/options/", {"q": typed}).text

    assert offered(mara, typed)[0] == ("Write email", "Siobhan Reid, Larkfield Dairy")
    assert f'data-key="/accounts/{larkfield.pk}/emails/write/?contact={siobhan.pk}"' in options
    assert "Nothing found" not in options
    assert offered(tim, typed) == []


@pytest.mark.parametrize(
    ("typed", "label", "thing"),
    [
        ("statement siobhan", "Statement", "Dairy care, Siobhan Reid, Larkfield Dairy"),
        ("agreement siobhan", "New agreement", "Larkfield Dairy, Siobhan Reid"),
        ("reid statement of work", "New agreement", "Larkfield Dairy, Siobhan Reid"),
        ("contact report siobhan", "New contact report", "Larkfield Dairy, Siobhan Reid"),
        ("log a request siobhan", "Log request", "Dairy care, Siobhan Reid, Larkfield Dairy"),
        ("start timer siobhan", "Start timer", "Larkfield Dairy, Siobhan Reid"),
    ],
)
def test_an_action_is_found_by_the_people_of_its_client(mara, larkfield, osprey, typed, label, thing):
    larkfield.contacts.create(name="Siobhan Reid", title="Osprey fan")
    make_account("Larkfield", manager=mara).contacts.create(name="Ferdia Nolan")

    assert offered(mara, typed)[0][0] == label
    assert offered(mara, typed).count((label, thing)) == 1
    assert [what for what, _who in offered(mara, "log a request siobhan")] == ["Log request", "Log a request"]
    assert offered(make_person("Una", "account_manager"), typed) == []


def test_signing_out_is_sent_and_leads_only_where_it_is_named(client, mara, osprey):
    make_project(osprey, name="Signs out of town")
    client.force_login(mara)

    def found(typed):
        return [
            one.name for section in client.get("/jump/", {"q": typed}).context["sections"] for one in section.entries
        ]

    assert found("sign out")[0] == "Sign out"
    assert found("sign").index("Signs out of town") < found("sign").index("Sign out")
    assert "Sign out" not in found("")
    options = client.get("/jump/options/", {"q": "log out"}).text
    assert '<form method="post" action="/sign-out/" hidden>' in options


@pytest.mark.parametrize("typed", ["margin", "below target", "loses money"])
def test_what_earns_too_little_leads_to_the_lists_that_begin_with_it(mara, tim, larkfield, typed):
    pages = [name for name, _note in offered(mara, typed)]

    assert sorted(pages[:3]) == ["Accounts below target", "Jobs, worst margin first", "Margin by account"]
    assert "Accounts below target" not in [name for name, _note in offered(tim, typed)]


def test_a_page_called_so_leads_whatever_was_opened_last(client, mara, larkfield):
    client.force_login(mara)
    client.get(f"/accounts/{larkfield.pk}/")
    options = client.get("/jump/options/?q=money").content.decode()

    assert options.index('data-key="/money/"') < options.index(f'data-key="/accounts/{larkfield.pk}/money/"')


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("invoice", "/money/receivables/"), ("debtors", "/money/receivables/"),
        ("holiday", "/stand-ins/"), ("out of office", "/stand-ins/"),
        ("change order", "/agreements/"), ("status", "/status/"), ("log out", "/sign-out/"), ("logout", "/sign-out/"),
    ],
)  # fmt: skip
def test_a_page_is_found_by_the_words_people_use_and_leads_nobody_to_a_new_account(
    client, mara, larkfield, typed, address
):
    client.force_login(mara)
    options = client.get("/jump/options/", {"q": typed}).text

    assert f'data-key="{address}"' in options
    assert "New account" not in options


@pytest.mark.parametrize("typed", ["statement tom", "agreement for tern", "overage whoever"])
def test_what_begins_like_an_action_is_no_name_of_a_new_account(client, mara, larkfield, typed):
    client.force_login(mara)

    assert "New account" not in client.get("/jump/options/", {"q": typed}).text
    assert "New account “tern statement”" in client.get("/jump/options/", {"q": "tern statement"}).text


def test_a_change_order_is_found_and_begun_on_a_signed_agreement(client, mara, larkfield):
    signed = make_agreement(larkfield, title="Farm shop", kind="sow", state="signed")
    order = make_agreement(larkfield, title="Fewer stations", kind="change_order", parent=signed)
    client.force_login(mara)
    options = client.get("/jump/options/", {"q": "change order"}).text

    assert f'data-key="/agreements/{order.pk}/"' in options
    assert f'data-key="/agreements/{signed.pk}/order/"' in options
    assert f'data-key="/agreements/{order.pk}/order/"' not in options
    assert ("New change order", "Farm shop, Larkfield Dairy") in offered(mara, "change order farm shop")


def test_the_month_ahead_leads_to_the_outlook(client, ada, larkfield):
    client.force_login(ada)

    assert 'data-key="/money/ahead/"' in client.get("/jump/options/", {"q": "month ahead"}).text


def test_creating_an_account_is_offered_behind_a_page_that_matches(client, mara, larkfield):
    client.force_login(mara)
    options = client.get("/jump/options/?q=account").text

    assert options.index('data-key="/accounts/"') < options.index("New account")


def test_a_colleague_is_offered_by_name_and_role_without_their_address(client, mara, piet, site):
    client.force_login(mara)
    options = client.get("/jump/options/?q=piet").content.decode()

    assert "Project manager" in options
    assert piet.mail not in options
