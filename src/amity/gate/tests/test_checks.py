"""Checks at submitting and clearing, who reads an item, and what is frozen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from amity.gate import hooks, queries
from amity.gate.checks import registry
from amity.gate.checks.letters import findings_of
from amity.gate.checks.rules import BLOCK
from amity.gate.decisions import commands as decisions
from amity.gate.items.freezing import is_unchanged
from amity.gate.models import Item, LaneSetting, Recipient
from amity.gate.releases.commands import release
from amity.gate.tests.making import BODY, make_contact, read, submitted
from amity.people import rules as roles
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def lars(osprey):
    """Return a colleague of finance, whose emails to clients are held."""
    return make_person("Lars", roles.FINANCE)


def clear(by, item, digest=None, **values):
    return decisions.clear(by=acting(by), item_id=item.pk, digest=digest or item.digest, now=MONDAY, **values)


def set_lane(lane, author="others", kind="email", account=None):
    LaneSetting.objects.create(account=account, kind=kind, author=author, lane=lane)


def steps(item):
    return list(item.steps.order_by("pk").values_list("verb", flat=True))


def test_what_never_goes_with_the_client_needs_words_to_go(mara, lars, osprey, preference):
    with pytest.raises(Invalid, match="never"):
        submitted(osprey, mara, body="We guarantee it.")
    item = submitted(osprey, lars, body="We guarantee it.")
    key = f"preference:{preference.pk}"
    with pytest.raises(Invalid, match="explain why"):
        clear(mara, item, answers={key: "checked", "promise:we guarantee": "wording"})
    with pytest.raises(Invalid, match="answer first"):
        clear(mara, item, answers={key: "Dana asked for it"})

    clear(mara, item, answers={key: "Dana asked for it", "promise:we guarantee": "wording"})

    assert dict(item.overrulings.values_list("finding", "chip")) == {key: "typed", "promise:we guarantee": "wording"}


def test_a_price_offers_no_answer_about_push_budgets(lars, osprey):
    item = submitted(osprey, lars, body="It costs € 3,200.")

    found = {one.key.partition(":")[0]: one.chips for one in findings_of(item).found}

    assert found["promise"] == ("checked", "wording", "not_promise")


def test_an_assumption_warns_only(mara, lars, osprey, preference):
    preference.basis = "assumption"
    preference.save()

    item = submitted(osprey, mara, body="We guarantee it.")

    assert item.state == "cleared"


@pytest.mark.parametrize("left", [{"is_active": False}, {"is_active": False, "erased_at": MONDAY}])
def test_what_a_contact_stated_who_has_left_warns_and_says_so(mara, lars, osprey, preference, left):
    type(preference.stated_by).objects.filter(pk=preference.stated_by_id).update(**left)

    (found,) = (one for one in findings_of(submitted(osprey, lars, body="We guarantee it.")).found if one.quote)

    assert (found.level, found.key) == ("warn", f"preference:{preference.pk}")
    assert "Dana States has left, so these are no longer a contact’s own words." in str(found.text)


def test_a_stated_must_that_is_lacking_blocks(mara, osprey, preference):
    preference.attitude, preference.check_kind, preference.check_value = "must", "required", "Order 4711"
    preference.save()

    with pytest.raises(Invalid, match="Lacks a “must” of the client"):
        submitted(osprey, mara)

    assert submitted(osprey, mara, body="Hello,\n\nIt is ready, order 4711.").state == "cleared"


def test_a_preference_that_could_not_be_checked_warns_and_has_not_passed(lars, osprey, preference):
    preference.check_kind, preference.check_value = "expression", "(a)(?=b)"
    preference.save()

    findings = findings_of(submitted(osprey, lars))

    (found,) = (one for one in findings.found if one.key == f"preference:{preference.pk}")
    assert (found.level, found.quote) == ("warn", "Never promise what we cannot keep.")
    assert found.text == "Not checked: its expression is no longer supported."
    assert "Client preferences" not in [str(text) for text in findings.passed]


def test_what_only_another_contact_never_wants_is_no_fault(mara, osprey, preference):
    preference.holder = make_contact(osprey, "Someone Else")
    preference.save()

    assert submitted(osprey, mara, body="We guarantee it.").state == "cleared"


def test_all_opened_items_without_a_warning_are_cleared_at_once(mara, lars, osprey):
    first, unread, warned = (submitted(osprey, lars, body=body) for body in (BODY, BODY, "By Friday."))
    for item in (first, warned):
        decisions.open_item(by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY)

    read_items = [(item.pk, item.digest) for item in (first, unread, warned)]
    assert decisions.clear_opened(by=acting(mara), read=read_items, now=MONDAY) == 1

    assert [read(item).state for item in (first, unread, warned)] == ["cleared", "submitted", "submitted"]


def test_who_is_reading_is_shown_for_ten_minutes(mara, ada, lars, osprey):
    item = submitted(osprey, lars)
    decisions.open_item(by=acting(ada), item_id=item.pk, digest=item.digest, now=MONDAY)

    def readers(by, minutes):
        return queries.readers_of(acting(by), item, MONDAY + timedelta(minutes=minutes))

    assert readers(mara, 9) == ["Ada"]
    assert readers(mara, 11) == []
    assert readers(ada, 0) == []


def test_a_newer_message_of_the_client_stops_clearing(mara, lars, osprey, monkeypatch):
    item = submitted(osprey, lars)
    message = hooks.Heard("mail:7", "Please wait", "Dana", MONDAY)
    monkeypatch.setattr(hooks, "newest_messages", [lambda groups: dict.fromkeys(groups, message)])

    with pytest.raises(Invalid, match="wrote since"):
        clear(mara, item)

    assert clear(mara, item, answers={"thread:mail:7": "That is about another job"}).state == "cleared"


def test_a_tampered_item_is_not_cleared(mara, lars, osprey):
    item = submitted(osprey, lars)
    Item.objects.filter(pk=item.pk).update(body="Something else")

    with pytest.raises(Refused, match="submit it again"):
        clear(mara, item)


def test_a_name_is_frozen_when_it_is_submitted(mara, lars, osprey):
    dana = make_contact(osprey, "Dana Whitlock")
    item = submitted(osprey, lars, [dana])
    dana.name, dana.mail = "Dana Smith", "smith@client.example"
    dana.save()

    one = Recipient.objects.get(item=item)
    assert (one.name, one.address) == ("Dana Whitlock", "dana.whitlock@client.example")
    assert is_unchanged(read(item))


def test_release_runs_each_check_that_can_block_and_none_that_only_warns(mara, osprey, monkeypatch):
    item, ran = submitted(osprey, mara), []

    def noted(check):
        def prepare(letters):
            ran.append(check.key)
            return check.prepare(letters)

        return replace(check, prepare=prepare)

    monkeypatch.setattr(registry, "_checks", {key: noted(check) for key, check in registry._checks.items()})

    assert release(item_id=item.pk, now=MONDAY)
    assert sorted(ran) == sorted(registry.blocking())
    assert {"recipients", "subject", "preferences", "thread", "legal", "rights"} <= set(ran)
    assert {"pushes", "names"}.isdisjoint(ran)


def test_a_check_that_only_warns_cannot_block(mara, osprey, monkeypatch):
    item = submitted(osprey, mara)
    block = registry.Finding(key="stop", level=BLOCK, title="Stop")
    check = registry.Check("warns", 1, "", registry.of_words(lambda _letter: [block]), can_block=False)
    monkeypatch.setattr(registry, "_checks", {"warns": check})

    with pytest.raises(ValueError, match="warns blocks"):
        findings_of(item)
