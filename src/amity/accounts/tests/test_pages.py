"""Pages of accounts: the list, the overview by right, and forms that keep typed text and are saved once."""

import re
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.accounts import places
from amity.accounts.models import Account, Contact
from amity.agency.models import ExchangeRate
from amity.shared.permission import MoneyRight
from amity.ui.slots import Slot
from tests.builders import make_account, make_person


@pytest.fixture
def maras(client, mara):
    client.force_login(mara)
    return client


def sent(**values):
    return {"nonce": uuid.uuid4().hex, **values}


def test_the_tab_people_shows_both_sides_coverage_and_history(maras, osprey):
    Contact.objects.create(
        account=osprey, name="Dana Whitlock", roles=["day_to_day"], standing="backs_us", standing_evidence="Call, May"
    )

    page = maras.get(reverse("accounts:people", args=[osprey.pk])).content.decode()

    for shown in ("Dana Whitlock", "Backs us", "Call, May", "Single point of contact", "Mara", "Ada", "sponsor"):
        assert shown in page
    pages = page.partition('id="pages-h"')[2].partition("</section>")[0]
    assert page.count('aria-labelledby="pages-h"') == 1
    assert {"Who does what", "Lanes"} <= set(re.findall(r'href="[^"]+">([^<]+)', pages))
    assert page.index("Account manager and director") < page.index('id="pages-h"')


def test_the_status_of_an_account_starts_with_a_capital(maras, osprey):
    page = maras.get(f"/accounts/{osprey.pk}/people/").content.decode()

    assert "<dd>Active</dd>" in page


def test_the_head_has_one_primary_button_and_a_menu_with_everything_else(maras, osprey):
    page = maras.get(reverse("accounts:account", args=[osprey.pk])).content.decode()
    head = page[page.index('<div class="acts') : page.index('aria-label="People on both sides"')]

    assert re.findall(r'class="(btn[^"]*)"', head) == ["btn", "btn btn-primary"]
    assert re.findall(r'class="item" href="[^"]*">([^<]+)', head) == [
        "Write email", "Log a request", "Add note", "Import emails", "Account review", "Edit account",
    ]  # fmt: skip


def test_the_head_of_a_contact_has_one_primary_button_and_a_menu_with_everything_else(maras, osprey):
    dana = Contact.objects.create(account=osprey, name="Dana Whitlock")
    page = maras.get(reverse("accounts:contact", args=[dana.pk])).content.decode()
    head = page[page.index("<h1") : page.index('<div class="cols')]

    assert re.findall(r'class="(btn[^"]*)"', head) == ["btn", "btn btn-primary"]
    assert re.findall(r'btn-primary" href="[^"]*">(?:<svg.*?</svg>)?([^<]+)', head) == ["Add note"]
    assert re.findall(r'class="item" href="[^"]*"[^>]*>([^<]+)', head) == [
        "Before the call", "Write email", "Log a request", "Edit contact",
    ]  # fmt: skip


def test_a_contacts_row_leads_to_an_email_to_them_and_their_page_archives_them(maras, osprey):
    dana = Contact.objects.create(account=osprey, name="Dana Whitlock", mail="dana@osprey.example")
    Contact.objects.create(account=osprey, name="Gwen Pryce")
    page = maras.get(reverse("accounts:people", args=[osprey.pk])).content.decode()
    table = page[page.index('aria-labelledby="contacts-h"') :].partition("</table>")[0]

    assert re.findall(r'class="btn btn-s" href="([^"]*)">Write email<', table) == [
        f"{reverse('gate:write_email', args=[osprey.pk])}?contact={dana.pk}"
    ]
    retire = reverse("accounts:retire_contact", args=[dana.pk])
    assert retire not in page
    assert retire in maras.get(reverse("accounts:contact", args=[dana.pk])).content.decode()


@pytest.mark.parametrize("of_contact", [False, True], ids=["account", "contact"])
def test_what_is_open_offers_four_things_to_add_and_a_menu_with_the_others(maras, osprey, of_contact):
    dana = Contact.objects.create(account=osprey, name="Dana Whitlock")
    one = ("accounts:contact", dana) if of_contact else ("accounts:account", osprey)
    page = maras.get(reverse(one[0], args=[one[1].pk])).content.decode()
    head = page[(start := page.index('id="open-h"')) : page.index("</header>", start)]

    assert re.findall(r'class="btn btn-s( wide-only)?"[^>]*>(?:<svg.*?</svg>)?([^<]+)', head) == [
        ("", "Promise"), (" wide-only", "Expectation"), (" wide-only", "Client input"), (" wide-only", "Preference"),
        ("", "More"),
    ]  # fmt: skip
    names = ["Add expectation", "Request client input", "Add preference"]
    assert re.findall(r'data-dialog aria-label="([^"]+)"', head) == ["Add promise", *names]
    assert re.findall(r'class="item only-narrow"[^>]*>([^<]+)', head) == names
    assert re.findall(r'class="item"[^>]*>([^<]+)', head) == [
        "Record a conflict", "Log what the client asks", "Add action", "Pass on",
    ]  # fmt: skip


def test_the_head_of_an_account_without_contacts_leads_to_the_first(maras, osprey):
    add = reverse("accounts:add_contact", args=[osprey.pk])

    def head():
        page = maras.get(reverse("accounts:account", args=[osprey.pk])).content.decode()
        return page.partition('aria-label="People on both sides"')[2].partition("</section>")[0]

    assert f'<a href="{add}" data-dialog>Add a contact</a>' in head()
    Contact.objects.create(account=osprey, name="Dana Whitlock", roles=["sponsor"])
    assert add not in head()


def test_who_only_works_on_a_project_sees_no_contacts(client, tim, site):
    Contact.objects.create(account=site.account, name="Dana Whitlock", standing="doubts", standing_evidence="Secret")
    client.force_login(tim)

    page = client.get(reverse("accounts:account", args=[site.account_id]), follow=True).content.decode()

    assert "Osprey Rail" in page
    assert "Dana" not in page
    assert "Secret" not in page
    work = client.get(reverse("projects:account_work", args=[site.account_id])).content.decode()
    assert "Ticket site" in work


def test_a_contact_is_added_edited_and_retired_by_form(maras, osprey):
    address = reverse("accounts:add_contact", args=[osprey.pk])
    page = maras.post(address, sent(name="Helen Marsh", standing="doubts"))
    assert page.status_code == 422
    assert "Helen Marsh" in page.content.decode()
    maras.post(address, sent(name="Helen Marsh", roles=["sponsor", "legal"], mail="Helen@osprey.example"))
    helen = Contact.objects.get()

    maras.post(reverse("accounts:edit_contact", args=[helen.pk]), sent(name="Helen M.", version=1, roles=["sponsor"]))
    maras.post(reverse("accounts:retire_contact", args=[helen.pk]), {"version": 2})

    helen.refresh_from_db()
    assert (helen.name, helen.roles, helen.is_active) == ("Helen M.", ["sponsor"], False)


def test_a_currency_is_chosen_from_those_of_the_agency_first(maras):
    ExchangeRate.objects.create(currency="GBP", valid_from=date(2026, 1, 1), rate="1.15")
    page = maras.get(reverse("accounts:open_account")).content.decode()
    field = page[page.index('name="currency"') :].partition("</select>")[0]

    assert re.findall(r'<optgroup label="([^"]*)"', field) == ["Currencies you use", "Other currencies"]
    assert re.findall(r'value="([A-Z]{3})"', field.partition("</optgroup>")[0]) == ["EUR", "GBP"]
    assert '<option value="EUR" selected' in field
    assert 'value="CHF"' in field
    assert {"Active", "Prospect", "No tier", "No one"} <= set(re.findall(r">\s*([^<>]+?)\s*<", page))


def test_an_account_is_opened_once_edited_and_moved(maras, mara):
    values = sent(name="Larkfield Dairy", status="prospect", currency="EUR")
    first, second = (maras.post(reverse("accounts:open_account"), values) for _ in range(2))
    account = Account.objects.get(name="Larkfield Dairy")

    assert first.url == second.url == reverse("accounts:account", args=[account.pk])
    assert (account.manager, account.currency) == (mara, "EUR")
    maras.post(reverse("accounts:move_account", args=[account.pk]), sent(version=account.version, status="active"))
    account.refresh_from_db()
    maras.post(
        reverse("accounts:edit_account", args=[account.pk]),
        sent(name="Larkfield", tier="B", currency="EUR", version=account.version),
    )
    account.refresh_from_db()
    assert (account.status, account.name, account.tier) == ("active", "Larkfield", "B")


def test_domains_and_duties_are_set_by_form(client, ada, mara, tim, osprey):
    client.force_login(ada)
    page = client.post(reverse("accounts:set_domains", args=[osprey.pk]), sent(domains="gmail.com"))
    assert "Anyone can have an address" in page.content.decode()
    client.post(reverse("accounts:set_domains", args=[osprey.pk]), sent(domains="www.osprey.example\nrail.example"))
    assign = reverse("accounts:assign_account", args=[osprey.pk])
    values = sent(duty="manager", person_id=tim.pk, valid_from="2026-11-01")
    assert "person_id" in client.post(assign, values).context["form"].errors
    client.post(assign, sent(**values | {"person_id": ada.pk}))

    osprey.refresh_from_db()
    assert sorted(osprey.domains.values_list("domain", flat=True)) == ["osprey.example", "rail.example"]
    assert osprey.manager == ada


def test_the_list_costs_the_same_for_3_and_30_accounts(client, fina, mara):
    client.force_login(fina)
    counted = []
    for many in (3, 27):
        for number in range(many):
            Contact.objects.create(account=make_account(f"Client {many} {number}", manager=mara), name="Jo")
        client.get(reverse("accounts:accounts"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("accounts:accounts")).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_brought_column_is_loaded_at_once_and_hidden_below_its_right(client, tim, mara, site, monkeypatch):
    asked = []

    def fees(actor, ids):
        asked.append(list(ids))
        return dict.fromkeys(ids, "918273")

    slot = Slot("account.columns")
    slot.register(places.AccountColumn(key="fees", order=1, label="Fees", loader=fees, right=MoneyRight.FEE))
    monkeypatch.setattr(places, "columns", slot)
    client.force_login(mara)
    assert "918273" in client.get(reverse("accounts:accounts")).content.decode()
    assert "918273" in b"".join(client.get(reverse("accounts:accounts") + "?export=csv").streaming_content).decode()
    client.force_login(tim)

    assert "918273" not in client.get(reverse("accounts:accounts")).content.decode()
    assert asked == [[site.account_id], [site.account_id]]


def test_the_form_of_a_new_account_names_its_manager_and_their_usual_director(maras, mara):
    director, other = make_person("Joachim Ebner", "account_director"), make_person("Edda Kerr", "account_director")
    for name, directed_by in (("One", director), ("Two", director), ("Three", other)):
        make_account(name, manager=mara, director=directed_by)

    form = maras.get(reverse("accounts:open_account")).context["form"]

    assert (form["manager_id"].value(), form["director_id"].value()) == (mara.pk, director.pk)


def test_the_form_of_a_contact_asks_little_and_opens_its_details_once_they_are_known(maras, osprey):
    dana = Contact.objects.create(account=osprey, name="Dana", standing="backs_us", standing_evidence="Call, May")

    new = maras.get(reverse("accounts:add_contact", args=[osprey.pk])).context["form"]
    known = maras.get(reverse("accounts:edit_contact", args=[dana.pk])).context["form"]

    assert [field.name for field in new.unfolded()] == ["name", "title", "mail", "phone", "roles"]
    assert (new.opens_details(), known.opens_details()) == (False, True)
