"""Push budget and load: what was not asked for warns when it is too much, too late, or during a conflict."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from amity.gate import hooks
from amity.gate.bundles.commands import bundle
from amity.gate.checks.letters import findings_of
from amity.gate.decisions import commands as decisions
from amity.gate.models import Item
from amity.gate.pushes.rules import MANY_ASKS, is_quiet, next_good_time
from amity.gate.pushes.ways import Way, way_in
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, make_item, read, submitted
from amity.notifications.models import Notification
from amity.people import rules as roles
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_person, make_project

pytestmark = pytest.mark.usefixtures("on_monday")
BERLIN = ZoneInfo("Europe/Berlin")


def weekday(day):
    return day.weekday() < 5


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def lars(osprey):
    return make_person("Lars", roles.FINANCE)


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana")


@pytest.fixture
def spent(osprey, mara, dana):
    """Use Dana's five pushes of the week."""
    for _number in range(5):
        item = submitted(osprey, mara, [dana], kind="insight")
        Item.objects.filter(pk=item.pk).update(state="sent", sent_at=MONDAY - timedelta(days=1))


@pytest.fixture
def conflict(monkeypatch):
    """Report a severe conflict with every client."""
    open_conflict(monkeypatch, MONDAY - timedelta(days=1))


def open_conflict(monkeypatch, since):
    one = hooks.Conflict("Banner on Friday", since, "/x/")
    monkeypatch.setattr(hooks, "severe_conflicts", [lambda ids: dict.fromkeys(ids, one)])


def test_a_request_to_a_contact_who_is_asked_for_much_warns(mara, lars, osprey, dana, monkeypatch):
    monkeypatch.setattr("amity.gate.pushes.check.count_asked", lambda readers: [MANY_ASKS for _one in readers])

    request, letter = (submitted(osprey, lars, [dana], kind=kind) for kind in ("input", "insight"))

    assert found(request) == {f"push:load-{dana.pk}"}
    (warned,) = (one for one in findings_of(request).found if one.key == f"push:load-{dana.pk}")
    assert warned.text == f"We are already asking Dana for {MANY_ASKS} things."
    assert found(letter) == set()


@pytest.mark.usefixtures("spent")
def test_the_budget_of_a_contact_is_a_link_for_those_who_can_open_the_contact(mara, piet, osprey, dana, monkeypatch):
    monkeypatch.setattr("amity.gate.pushes.check.count_asked", lambda readers: [MANY_ASKS for _one in readers])
    make_project(osprey, manager=piet)
    pushed = findings_of(submitted(osprey, mara, [dana], kind="input"))

    keys = {f"push:{dana.pk}", f"push:load-{dana.pk}"}
    for reader, page in ((mara, f"/contacts/{dana.pk}/"), (piet, "")):
        links = {one.key: one.address for one in pushed.seen_by(acting(reader)).found if one.key in keys}
        assert links == dict.fromkeys(keys, page)


def found(item):
    return {one.key for one in findings_of(item).warnings if one.is_push}


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [("2026-11-23T08:00", False), ("2026-11-23T07:59", True), ("2026-11-23T18:30", True), ("2026-11-28T11:00", True)],
)
def test_evenings_nights_and_days_off_are_quiet(moment, quiet):
    assert is_quiet(at(moment), BERLIN, weekday) is quiet


@pytest.mark.parametrize(
    ("moment", "not_before", "later"),
    [
        ("2026-11-23T05:00", None, "2026-11-23T09:00"),
        ("2026-11-23T20:00", None, "2026-11-24T09:00"),
        ("2026-11-27T20:00", None, "2026-11-30T09:00"),
        ("2026-11-23T10:00", date(2026, 11, 28), "2026-11-30T09:00"),
    ],
)
def test_it_can_go_at_nine_of_the_next_working_day(moment, not_before, later):
    assert next_good_time(at(moment), BERLIN, weekday, not_before) == at(later)


def test_a_used_budget_warns_for_pushes_and_not_for_emails_or_replies(mara, lars, osprey, dana, spent, monkeypatch):
    push = submitted(osprey, lars, [dana], kind="insight")
    email = submitted(osprey, lars, [dana], kind="email")
    assert found(push) == {f"push:{dana.pk}"}
    assert found(email) == set()

    heard = hooks.Heard("m1", "How is it going?", "Dana", MONDAY - timedelta(hours=2))
    monkeypatch.setattr(hooks, "newest_messages", [lambda groups: dict.fromkeys(groups, heard)])
    assert found(push) == set()


def test_the_finding_names_what_used_the_budget_and_when_it_is_free_again(mara, lars, osprey, dana, spent):
    one = next(one for one in findings_of(submitted(osprey, lars, [dana], kind="insight")).warnings if one.is_push)

    assert one.title == "Dana’s push budget is used: 5 this week"
    assert "Banner" in str(one.text)
    assert one.later is not None
    assert one.later > MONDAY


def test_send_hold_and_later_answer_it(mara, lars, osprey, dana, spent):
    item = submitted(osprey, lars, [dana], kind="insight")
    key, later = f"push:{dana.pk}", MONDAY + timedelta(days=6)

    decisions.clear(by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY, later=later)

    assert read(item).goes_at == later
    assert item.overrulings.get(finding=key).chip == "later"
    other = submitted(osprey, lars, [dana], kind="insight")
    decisions.clear(by=acting(mara), item_id=other.pk, digest=other.digest, now=MONDAY, answers={key: "alone"})
    assert read(other).goes_at == MONDAY


def test_what_they_asked_for_uses_no_budget(mara, lars, osprey, dana, spent):
    from amity.accounts.pushes.queries import push_budget

    item = submitted(osprey, lars, [dana], kind="insight", answers={f"push:{dana.pk}": "asked"})
    Item.objects.filter(pk=item.pk).update(state="sent", sent_at=MONDAY)

    assert push_budget(acting(mara), dana, MONDAY.date()).left.used == 5


def test_a_push_in_the_evening_can_wait_for_the_morning(mara, osprey, dana):
    evening = datetime(2026, 11, 24, 21, 0, tzinfo=UTC)
    item = make_item(osprey, mara, [dana], kind="status", send_at=evening)

    one = next(one for one in findings_of(read(item)).warnings if one.key == "push:quiet")
    assert one.later is not None
    assert one.later.astimezone(UTC) > evening


def test_a_severe_conflict_holds_every_push_and_says_why(mara, osprey, dana, conflict):
    push, email = submitted(osprey, mara, [dana], kind="status"), submitted(osprey, mara, [dana])

    assert (push.lane, push.lane_because) == ("hold", "conflict")
    assert "push:conflict" in found(push)
    assert (email.lane, email.lane_because) == ("advise", "")


def test_a_conflict_that_opened_after_clearing_stops_a_push_and_no_reply(mara, lars, osprey, dana, monkeypatch):
    at, one_hour = MONDAY + timedelta(minutes=30), MONDAY + timedelta(hours=1)
    push = submitted(osprey, mara, [dana], kind="status", send_at=one_hour)
    email = submitted(osprey, mara, [dana], send_at=one_hour)
    open_conflict(monkeypatch, at)

    assert release_due(lambda: one_hour) == 1

    assert [read(one).state for one in (push, email)] == ["held", "released"]
    assert push.steps.get(verb="stop").words == "a conflict with the client has opened since"
    told = Notification.objects.filter(person=mara).latest("pk").text
    assert told.endswith("didn’t go: a conflict with the client has opened since")
    with pytest.raises(Invalid, match="conflict"):
        decisions.clear(by=acting(mara), item_id=push.pk, digest=push.digest, now=one_hour)
    decisions.clear(
        by=acting(mara), item_id=push.pk, digest=push.digest, now=one_hour, answers={"push:conflict": "alone"}
    )
    assert release_due(lambda: one_hour + timedelta(minutes=1)) == 1


def test_a_conflict_that_the_clearer_knew_stops_nothing_at_release(mara, lars, osprey, dana, conflict):
    push = submitted(osprey, lars, [dana], kind="insight")
    decisions.clear(
        by=acting(mara), item_id=push.pk, digest=push.digest, now=MONDAY, answers={"push:conflict": "alone"}
    )

    assert (release_due(lambda: MONDAY), read(push).state) == (1, "released")


def test_a_conflict_after_clearing_stops_a_bundle_with_a_push(mara, lars, osprey, dana, monkeypatch):
    parts = [submitted(osprey, lars, [dana], kind=kind, subject=kind) for kind in ("email", "status")]
    made = bundle(by=acting(mara), read=[(one.pk, one.digest) for one in parts], now=MONDAY)
    decisions.clear(by=acting(mara), item_id=made.pk, digest=made.digest, now=MONDAY)
    open_conflict(monkeypatch, MONDAY + timedelta(seconds=1))

    assert (release_due(lambda: MONDAY + timedelta(minutes=1)), read(made).state) == (0, "held")


def test_the_page_offers_to_send_bundle_or_clear_for_later(client, mara, lars, osprey, dana, spent):
    item = submitted(osprey, lars, [dana], kind="insight")
    submitted(osprey, lars, [dana], kind="status", subject="Also waiting")
    client.force_login(mara)

    page = client.get(f"/going-out/{item.pk}/").content.decode()
    for words in ("Send on its own", "They asked for it", 'href="#bundle"', "Clear for", "Also waiting"):
        assert words in page
    later = page.split('name="later" value="')[1].split('"')[0]
    client.post(f"/going-out/{item.pk}/clear/", {"digest": item.digest, "later": later})
    assert read(item).state == "cleared"
    goes_at = read(item).goes_at
    assert goes_at is not None
    assert goes_at.timestamp() == float(later)


def test_while_writing_an_email_is_bundled_with_what_waits_for_the_same_person(client, mara, lars, osprey, dana):
    waits = submitted(osprey, lars, [dana], subject="Report of the call", now=MONDAY)
    client.force_login(mara)
    address, sent = f"/accounts/{osprey.pk}/emails/", {"to_ids": [dana.pk], "subject": "Plan", "text": "Hello Dana"}
    page = client.post(f"{address}check/", sent).content.decode()
    assert "Emails they didn’t ask for: 5 of 5 left this week" in page
    assert "checks passed</summary>" in page
    assert "“Report of the call”" in page
    assert page.index('id="checks"') < page.index('<section class="card" aria-labelledby="load-h"')

    client.post(f"{address}write/", sent | {"way": f"bundle:{waits.pk}:{waits.digest}", "nonce": "n" * 32})

    bundle = Item.objects.get(kind="bundle")
    assert {one.subject for one in bundle.bundled.all()} == {"Plan", "Report of the call"}


def test_while_writing_what_needs_attention_comes_first_and_a_small_load_is_folded(client, mara, osprey, dana):
    client.force_login(mara)
    sent = {"to_ids": [dana.pk], "subject": "Plan", "text": "Hello Dana"}

    page = client.post(f"/accounts/{osprey.pk}/emails/check/", sent).content.decode()

    assert '<details class="card-b fold t13" id="load">' in page
    assert "Emails they didn’t ask for: 5 of 5 left this week" in page


def test_while_writing_a_used_budget_offers_to_hold_and_that_needs_no_answer(client, mara, osprey, dana, spent):
    item = make_item(osprey, mara, [dana], kind="status", subject="Status", now=MONDAY)
    client.force_login(mara)
    address = f"/going-out/{item.pk}/edit/"
    page = client.get(address).content.decode()
    found_code = re.search(r'value="later:(\d+)"', page)
    assert found_code is not None
    later = int(found_code[1])

    sent = {"to_ids": [dana.pk], "subject": "Status", "text": "Hello Dana", "version": item.version}
    client.post(address, sent | {"way": f"later:{later}", "nonce": "n" * 32})

    item = read(item)
    assert (item.state, item.send_at) == ("cleared", datetime.fromtimestamp(later, UTC))
    assert not findings_of(item).warnings


@pytest.mark.parametrize(
    "text", ["", "bundle", "bundle:x:y", "later:", "later:99999999999999", "bundle:1:", "sooner:1"]
)
def test_a_way_that_cannot_be_read_is_none(text):
    assert way_in(text) == Way()
