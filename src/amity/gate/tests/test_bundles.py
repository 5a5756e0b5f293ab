"""Bundles: one email of several items for the same people, decided about and sent as one."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.accounts.pushes.queries import push_budget
from amity.audit import trail
from amity.gate import queries, rules
from amity.gate.bundles import commands
from amity.gate.bundles.queries import beside
from amity.gate.bundles.rules import Part, assembled, split, subject_of
from amity.gate.decisions import commands as decisions
from amity.gate.items import commands as items
from amity.gate.items.fields import Ground
from amity.gate.models import Item, LaneSetting
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, make_item, read, submitted
from amity.outbox import sending
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
DANA = "Hello Dana,\n\n{}\n\nKind regards\nLars"


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def lars(osprey):
    return make_person("Lars", roles.FINANCE)


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana")


def held(osprey, by, dana, subject, text="It is ready.", kind="email", **values):
    return submitted(osprey, by, [dana], subject=subject, body=DANA.format(text), kind=kind, **values)


@pytest.fixture
def pair(osprey, lars, dana):
    """Return two items that wait for the same person of the client."""
    return [held(osprey, lars, dana, "The banner"), held(osprey, lars, dana, "The report", "It is attached.")]


def bundle(by, *parts):
    pairs = [(part.pk, part.digest) for part in parts]
    return read(commands.bundle(by=acting(by), read=pairs, now=MONDAY))


def clear(by, item):
    decisions.clear(by=acting(by), item_id=item.pk, digest=item.digest, now=MONDAY)


def states(*items):
    return [read(one).state for one in items]


def test_the_text_greets_once_signs_once_and_has_each_item_under_its_heading():
    parts = [Part("The banner", DANA.format("It is ready.")), Part("The report", DANA.format("It is attached."))]

    assert assembled(parts) == (
        "Hello Dana,\n\n1. The banner\n-------------\nIt is ready.\n\n2. The report\n-------------\nIt is attached.\n\n"
        "Kind regards\nLars"
    )
    assert subject_of(parts) == "The banner · The report"
    assert subject_of([Part("a" * 150, ""), Part("b" * 150, "")]) == "a" * 150 + " + 1"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("Dear Dana, you asked for it.\n\nHere it is.", "Dear Dana, you asked for it.\n\nHere it is."),
        ("Hello is what the banner says.", "Hello is what the banner says."),
        ("Thanks\nfor the call.\nOne\nTwo\nThree\nFour", "Thanks\nfor the call.\nOne\nTwo\nThree\nFour"),
        ("Guten Tag Frau Reid,\n\nAnbei.\n\nMit freundlichen Grüßen\nLars", "Anbei."),
        ("Bonjour Dana,\n\nVoici.\n\nCordialement,\nLars", "Voici."),
    ],
)
def test_only_a_greeting_and_a_sign_off_are_left_out(body, kept):
    assert split(body)[1] == kept


def test_a_bundle_is_cleared_with_one_digest_and_its_items_follow_its_release(mara, lars, osprey, dana, pair):
    made = bundle(lars, *pair)
    assert (made.state, made.kind, made.lane, made.author) == ("submitted", "bundle", "hold", lars)
    assert states(*pair) == ["bundled", "bundled"]
    assert list(queries.waiting_for(acting(mara), MONDAY)) == [made]

    clear(mara, made)
    assert (release_due(lambda: MONDAY), states(made, *pair)) == (1, ["released"] * 3)
    assert sending.deliver(lambda: MONDAY) == 1

    assert [one.subject for one in mail.outbox] == ["The banner · The report"]
    assert states(made, *pair) == ["sent"] * 3
    assert {read(one).sent_at for one in pair} == {MONDAY}
    assert Message.objects.count() == 1
    assert trail.actions_on(made)[0] == "outgoing.bundled"


def test_an_item_of_a_bundle_cannot_be_decided_about_alone(mara, lars, pair):
    bundle(lars, *pair)

    with pytest.raises(Refused, match="part of a bundle"):
        clear(mara, read(pair[0]))
    with pytest.raises(Refused, match="part of a bundle"):
        items.withdraw(by=acting(lars), item_id=pair[0].pk, now=MONDAY)


def test_returning_a_bundle_returns_each_item_on_its_ground(mara, lars, pair):
    made = bundle(lars, *pair)

    decisions.return_item(
        by=acting(mara), item_id=made.pk, digest=made.digest, ground=Ground("fact", "Wrong date"), now=MONDAY
    )

    assert states(made, *pair) == ["withdrawn", "returned", "returned"]
    assert {step.words for one in pair for step in one.steps.filter(verb="return")} == {"Wrong date"}


def test_a_bundle_taken_apart_frees_its_items_to_wait_on_their_own(mara, lars, pair):
    made = bundle(lars, *pair)

    commands.take_apart(by=acting(mara), item_id=made.pk, now=MONDAY)

    assert states(made, *pair) == ["withdrawn", "held", "held"]
    clear(mara, read(pair[0]))
    assert states(pair[0]) == ["cleared"]


def test_a_bundle_cannot_be_changed_and_its_withdrawal_frees_its_items(lars, pair):
    made = bundle(lars, *pair)

    with pytest.raises(Refused, match="can’t be changed"):
        items.revise(by=acting(lars), item_id=made.pk, now=MONDAY)
    items.withdraw(by=acting(lars), item_id=made.pk, now=MONDAY)
    assert states(*pair) == ["held", "held"]


def test_other_people_other_digests_and_what_is_signed_are_refused(mara, lars, osprey, dana, pair):
    other = submitted(osprey, lars, subject="For someone else")
    with pytest.raises(Refused, match="same people"):
        bundle(lars, pair[0], other)
    with pytest.raises(Refused, match="changed since you read it"):
        commands.bundle(by=acting(lars), read=[(pair[0].pk, pair[0].digest), (pair[1].pk, "0" * 64)], now=MONDAY)
    with pytest.raises(Invalid, match="Choose 2"):
        bundle(lars, pair[0])
    order = held(osprey, lars, dana, "Sign here", kind="change_order")
    with pytest.raises(Refused, match="must be sent alone"):
        bundle(lars, pair[0], order)
    draft = make_item(osprey, lars, [dana])
    with pytest.raises(Refused):
        bundle(lars, pair[0], draft)
    assert states(*pair) == ["submitted", "submitted"]


def test_someone_who_wrote_a_part_cannot_clear_the_bundle_that_another_signs(mara, lars, osprey, dana, pair):
    edda = make_person("Edda", roles.ACCOUNT_DIRECTOR)
    osprey.director = edda
    osprey.save()
    LaneSetting.objects.create(account=osprey, kind="email", author="manager", lane="hold")
    own = submitted(osprey, edda, [dana], subject="From Edda")
    made = bundle(edda, pair[0], own)

    assert (made.author, made.body.count("Lars\n\n2. From Edda")) == (lars, 1)
    with pytest.raises(Refused, match="can’t clear your own text"):
        clear(edda, made)
    clear(mara, made)


def test_a_pair_that_waits_is_offered_beside_either_item(mara, lars, osprey, pair):
    submitted(osprey, lars, subject="For someone else")

    assert beside(acting(mara), pair[0], MONDAY) == [pair[1]]
    bundle(mara, *pair)
    assert beside(acting(mara), read(pair[0]), MONDAY) == []


def test_a_bundle_is_one_push(mara, lars, osprey, dana):
    pair = [held(osprey, lars, dana, "Status", kind="status"), held(osprey, lars, dana, "Trends", kind="insight")]
    made = bundle(lars, *pair)
    Item.objects.filter(pk__in=[made.pk, *(one.pk for one in pair)]).update(state="sent", sent_at=MONDAY)

    assert push_budget(acting(mara), dana, MONDAY.date()).left.used == 1


def test_what_stops_an_item_stops_the_bundle_before_it_goes(mara, lars, dana, pair):
    made = bundle(lars, *pair)
    clear(mara, made)
    dana.is_active = False
    dana.save()

    assert release_due(lambda: MONDAY) == 0
    assert states(made, *pair) == ["held", "bundled", "bundled"]
    assert rules.move(rules.RELEASE, "bundled") is not None


def test_the_page_bundles_and_takes_apart(client, mara, osprey, pair):
    client.force_login(mara)
    page = client.get(f"/going-out/{pair[0].pk}/").content.decode()
    assert "Bundle with" in page
    assert "one email and one push" in page

    answer = client.post("/going-out/bundle/", {"read": [f"{one.pk}:{one.digest}" for one in pair]}, follow=True)
    made = Item.objects.get(kind="bundle")
    assert "2 emails in this bundle" in answer.content.decode()
    assert "Part of a bundle" in client.get(f"/going-out/{pair[0].pk}/").content.decode()

    client.post(f"/going-out/{made.pk}/take-apart/")
    assert states(made, *pair) == ["withdrawn", "held", "held"]


def test_the_page_of_a_bundle_reads_its_emails_once_for_the_checks_and_once_for_the_rest(client, mara, lars, pair):
    made = bundle(lars, *pair)
    client.force_login(mara)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/going-out/{made.pk}/").content.decode()
    assert "2 emails in this bundle" in page
    assert sum('FROM "gate_item" WHERE "gate_item"."bundle_id"' in _from(one["sql"]) for one in captured) == 2


def _from(sql):
    """Return a statement without its joins."""
    return re.sub(r" (INNER|LEFT OUTER) JOIN .*?(?= WHERE )", "", sql).replace("WHERE (", "WHERE ")
