"""The page *Going out* reads what its checks need of all items at once, however many wait."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.accounts.models import Account, Preference
from amity.gate import queries, rules
from amity.gate.checks.letters import findings_by_item, findings_of
from amity.gate.items import views
from amity.gate.models import Item, Opened
from amity.gate.quiet.models import QuietCheck
from amity.gate.tests.making import make_contact, read, submitted
from amity.people import rules as roles
from amity.people.queries import known_while_reading
from amity.shared.errors import NotSeen
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


def wait(mara, lars, number, kind):
    """Submit an item of an account of its own, whose contact dislikes a word."""
    account = Account.objects.create(name=f"Client {number}", currency="EUR", manager=mara, opened_at=MONDAY)
    contact = make_contact(account, f"Dana {number}")
    Preference.objects.create(
        account=account, attitude="dislike", scope="wording", text="No cheap", basis="stated", stated_by=contact,
        stated_on=MONDAY.date(), check_kind="phrase", check_value="cheap", added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    item = submitted(account, lars, [contact], kind=kind)
    Item.objects.filter(pk=item.pk).update(body="It is cheap.")
    return item


def queries_of(client, address="/going-out/"):
    """Return the number of queries of the page, and its text."""
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    assert page.status_code == 200
    return len(captured), page.content.decode()


@pytest.mark.parametrize(("kinds", "most"), [(("email",), 15), (("email", "status", "input", "insight"), 21)])
def test_the_queue_asks_as_much_for_twelve_items_of_as_many_accounts_as_for_three(client, mara, kinds, most):
    lars = make_person("Lars", roles.FINANCE)
    client.force_login(mara)
    for number in range(3):
        wait(mara, lars, number, kinds[number % len(kinds)])
    client.get("/going-out/")
    few, page = queries_of(client)
    assert page.count("1 warning") == 4, "one in each row, and one of the open item"
    for number in range(3, 12):
        wait(mara, lars, number, kinds[number % len(kinds)])
    many, page = queries_of(client)

    assert page.count("1 warning") == 13
    assert many == few
    assert many <= most


def test_an_item_of_the_queue_is_read_once_with_those_beside_it(client, mara):
    lars = make_person("Lars", roles.FINANCE)
    client.force_login(mara)
    items = [wait(mara, lars, number, "email") for number in range(3)]
    address = f"/going-out/{items[2].pk}/"
    for page in ("/going-out/", address):
        client.get(page)
    whole, _page = queries_of(client)

    one, page = queries_of(client, address)

    assert page.count("1 warning") == 4
    assert one == whole


def test_an_email_that_left_is_read_together_with_those_that_wait(client, mara):
    lars = make_person("Lars", roles.FINANCE)
    left, *waiting = (wait(mara, lars, number, "email") for number in range(3))
    Item.objects.filter(pk=left.pk).update(state=rules.SENT)
    client.force_login(mara)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/going-out/{left.pk}/")
    assert page.context["item"] == left
    assert [row.item.pk for row in page.context["rows"]] == [one.pk for one in waiting]
    assert len([one for one in captured if "read_by" in one["sql"]]) == 1


def test_what_clients_wrote_last_is_read_once_for_the_checks_and_an_answer_that_left(client, mara):
    lars = make_person("Lars", roles.FINANCE)
    left, _waiting = (wait(mara, lars, number, "email") for number in range(2))
    Item.objects.filter(pk=left.pk).update(state=rules.SENT, known_message="email:1")
    client.force_login(mara)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/going-out/{left.pk}/").context["item"] == left
    assert len([one for one in captured if 'PARTITION BY "mailbox_message"."account_id"' in one["sql"]]) == 1


def test_an_email_that_waits_behind_those_with_room_is_shown_beside_them(client, mara, monkeypatch):
    monkeypatch.setattr(views, "MOST_WAITING", 2)
    lars = make_person("Lars", roles.FINANCE)
    items = [wait(mara, lars, number, "email") for number in range(3)]
    client.force_login(mara)
    page = client.get(f"/going-out/{items[2].pk}/")
    assert page.context["item"] == items[2]
    assert [row.item.pk for row in page.context["rows"]] == [one.pk for one in items[:2]]
    assert not page.context["in_queue"]


def test_overrulings_are_read_only_where_a_finding_was_overruled(client, mara):
    lars = make_person("Lars", roles.FINANCE)
    item = wait(mara, lars, 0, "email")
    client.force_login(mara)
    address = f"/going-out/{item.pk}/"
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    assert not any(row.is_answered for row in page.context["checks"])
    assert not [one for one in captured if one["sql"].startswith('SELECT "gate_overruling"')]

    key = f"preference:{Preference.objects.get(account=item.account).pk}"
    item.overrulings.create(finding=key, chip=rules.WORDING, person=lars, at=MONDAY)
    assert [row.is_answered for row in client.get(address).context["checks"]] == [True]


def test_the_preferences_that_were_checked_are_those_on_which_an_item_can_be_returned(client, mara):
    lars = make_person("Lars", roles.FINANCE)
    item = wait(mara, lars, 0, "email")
    one = Preference.objects.get(account=item.account)
    plain = Preference.objects.create(
        account=item.account, attitude="like", scope="process", text="Calls on Friday", basis="observed",
        added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    client.force_login(mara)
    client.get("/going-out/")

    with CaptureQueriesContext(connection) as captured:
        page = client.get("/going-out/")

    read = [query for query in captured if query["sql"].startswith('SELECT "accounts_preference"')]
    assert len(read) == 1
    assert page.context["preferences"] == [one, plain]


def test_each_item_of_a_queue_is_checked_by_what_its_own_account_has(mara):
    lars = make_person("Lars", roles.FINANCE)
    cheap, free = (wait(mara, lars, number, "email") for number in range(2))
    Preference.objects.filter(account=free.account).update(check_value="free")
    QuietCheck.objects.create(account=free.account, check_key="promise", title="A date", overruled=7, since=MONDAY)
    Item.objects.filter(pk__in=[cheap.pk, free.pk]).update(body="It is cheap. We guarantee it.")
    items = [read(cheap), read(free)]

    together = findings_by_item(items)

    own = f"preference:{Preference.objects.get(account=cheap.account).pk}"
    assert keys(together[cheap.pk]) == [own, "promise:we guarantee"]
    assert keys(together[free.pk]) == []
    assert list(together[free.pk].quiet) == ["A date"]
    for item in items:
        assert keys(together[item.pk]) == keys(findings_of(item))


def keys(findings):
    return [one.key for one in findings.found]


def test_the_statement_of_the_page_is_written_once_and_asked_for_each_reader_and_moment(mara, monkeypatch):
    lars, nora = make_person("Lars", roles.FINANCE), make_person("Nora", roles.ACCOUNT_MANAGER)
    own, other = wait(mara, lars, 0, "email"), wait(nora, lars, 1, "email")
    Opened.objects.create(item=own, person=lars, digest=own.digest, at=MONDAY)
    written = []
    write = queries._waiting_and_one

    def counted(*given):
        written.append(given)
        return write(*given)

    monkeypatch.setattr(queries, "_waiting_and_one", counted)

    def shown(person, item, now=MONDAY):
        with known_while_reading():
            waiting, seen = queries.waiting_and_one(acting(person), item.pk, now, 49)
            return waiting, seen, list(queries.readers_of(acting(person), seen, now))

    assert shown(mara, own) == ([own], own, ["Lars"])
    assert shown(nora, other) == ([other], other, [])
    assert shown(mara, own, MONDAY + timedelta(minutes=11)) == ([own], own, [])
    Item.objects.filter(pk=own.pk).update(state=rules.SENT)
    assert shown(mara, own)[:2] == ([], own)
    for item in (other.pk, 2**70):
        with pytest.raises(NotSeen), known_while_reading():
            queries.waiting_and_one(acting(mara), item, MONDAY, 49)
    assert len(written) == 1
