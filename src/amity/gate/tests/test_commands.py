"""Items from draft to cleared: each lane, each move and refusal, and the trail."""

from datetime import timedelta

import pytest

from amity.accounts.models import Cover, Preference
from amity.accounts.preferences.rules import ASSUMPTION
from amity.agency import commands as agency
from amity.audit import trail
from amity.charter.models import SkippedStep
from amity.gate import queries, rules
from amity.gate.decisions import commands as decisions
from amity.gate.items import commands
from amity.gate.items.fields import Ground, ItemFields
from amity.gate.items.freezing import is_unchanged
from amity.gate.models import Frozen, LaneSetting
from amity.gate.tests.making import BODY, make_contact, make_item, read, submitted
from amity.notifications.models import Notification
from amity.people import rules as roles
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_account, make_person

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


def test_an_account_managers_email_is_cleared_by_its_lane(mara, osprey):
    item = submitted(osprey, mara)

    assert (item.state, item.lane, item.goes_at) == ("cleared", "advise", MONDAY)
    assert steps(item) == ["submit", "lane"]
    assert trail.actions_on(item) == ["outgoing.written", "outgoing.submitted"]
    assert is_unchanged(item)


def test_a_project_managers_email_goes_at_once_and_waits_where_only_the_account_manager_writes(
    mara, piet, site, osprey
):
    assert submitted(osprey, piet).state == "cleared"

    from amity.charter.duties.commands import set_questions
    from amity.charter.duties.rules import Questions

    set_questions(by=acting(mara), account_id=osprey.pk, asked=Questions("", "nothing", ""), now=MONDAY)
    item = submitted(osprey, piet)
    assert (item.state, item.lane_because) == ("submitted", "writes")


def test_someone_elses_email_waits_for_the_account_manager(mara, lars, osprey):
    item = submitted(osprey, lars)

    assert (item.state, item.lane) == ("submitted", "hold")
    assert item.clear_by == MONDAY + timedelta(minutes=240)
    assert list(queries.waiting_for(acting(mara), MONDAY)) == [item]
    assert Notification.objects.get(person=mara).path == f"/going-out/{item.pk}/"


def test_what_is_held_unless_stopped_goes_after_sixty_working_minutes(mara, lars, osprey):
    set_lane("unless")

    item = submitted(osprey, lars)

    assert (item.state, item.goes_at) == ("scheduled", MONDAY + timedelta(minutes=60))


def test_the_agency_sets_how_long_it_can_be_stopped(mara, lars, osprey):
    set_lane("unless")
    boss = make_person("Boss", roles.ADMINISTRATOR)
    agency.set_limit(by=acting(boss), name="gate.stop_minutes", value=90, now=MONDAY)

    assert submitted(osprey, lars).goes_at == MONDAY + timedelta(minutes=90)


@pytest.mark.parametrize("body", ["It costs € 8,400.", "The fee is 12,000 in all."])
def test_a_price_makes_someone_clear_it_whatever_the_lane(mara, piet, site, osprey, body):
    item = submitted(osprey, piet, body=body)

    assert (item.state, item.lane, item.lane_because) == ("submitted", "hold", "price")


def test_a_sponsor_makes_someone_clear_it(piet, site, osprey):
    sponsor = make_contact(osprey, "Sven Sponsor", roles=["sponsor"])

    assert submitted(osprey, piet, [sponsor]).lane_because == "sponsor"


def test_the_account_manager_alone_skips_the_step_which_is_recorded(mara, osprey):
    item = submitted(osprey, mara, body="It costs € 8,400.")

    assert (item.state, item.lane) == ("cleared", "hold")
    assert steps(item) == ["submit", "skip"]
    assert SkippedStep.objects.get().step == "gate.clear"


def test_four_eyes_are_never_the_authors(mara, ada, osprey):
    set_lane("four", author="manager")
    item = submitted(osprey, mara)

    assert item.state == "submitted"
    with pytest.raises(Refused, match="your own"):
        clear(mara, item)
    assert clear(ada, item).state == "cleared"


def test_clearing_takes_the_digest_that_was_read(mara, lars, osprey):
    item = submitted(osprey, lars)
    old = item.digest
    commands.revise(by=acting(lars), item_id=item.pk, now=MONDAY, words="A typo")
    to_ids = tuple(item.recipients.values_list("contact", flat=True))
    edited = commands.edit_item(
        by=acting(lars), item_id=item.pk, version=read(item).version, now=MONDAY,
        fields=ItemFields(item.subject, "Hello,\n\nA new text.", to_ids),
    )  # fmt: skip
    commands.submit(by=acting(lars), item_id=item.pk, version=edited.version, now=MONDAY)

    with pytest.raises(Stale, match="changed since you read it") as fault:
        clear(mara, item, old)

    compared = fault.value.current
    assert isinstance(compared, decisions.Compared)
    assert compared.before is not None
    texts = [str(one["body"]).partition("\n\nYou can also find this")[0] for one in (compared.before, compared.after)]
    assert texts == [BODY, "Hello,\n\nA new text."]
    assert read(item).state == "submitted"
    assert Frozen.objects.filter(item=item).count() == 2
    assert clear(mara, read(item)).state == "cleared"


def test_clearing_is_recorded_and_the_author_notified(mara, lars, osprey):
    item = submitted(osprey, lars)

    clear(mara, item)

    assert trail.actions_on(item)[-1] == "outgoing.cleared"
    assert steps(item) == ["submit", "clear"]
    assert "cleared" in Notification.objects.get(person=lars).text
    with pytest.raises(Refused, match="already cleared"):
        clear(mara, read(item))


def test_strangers_neither_see_nor_decide(lars, piet, osprey):
    item = submitted(osprey, lars)
    other = make_person("Otto", roles.ACCOUNT_MANAGER)

    for person in (piet, other):
        with pytest.raises(NotSeen):
            clear(person, item)
    with pytest.raises(Refused, match="can clear this"):
        clear(make_person("Eva", roles.EXECUTIVE), item)
    with pytest.raises(NotSeen):
        make_item(osprey, other)
    with pytest.raises(NotSeen):
        make_item(osprey, piet)


def test_a_team_member_who_sees_the_account_does_not_write_to_the_client(tim, site, osprey):
    with pytest.raises(Refused, match="write to the client"):
        make_item(osprey, tim)


def test_a_draft_is_its_authors_alone(mara, lars, osprey):
    item = make_item(osprey, lars)

    with pytest.raises(NotSeen):
        queries.item_seen_by(acting(mara), item.pk)
    with pytest.raises(NotSeen):
        commands.submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY)


def test_the_stand_in_of_a_cover_clears(mara, lars, osprey):
    stand_in = make_person("Stella", roles.ACCOUNT_MANAGER)
    Cover.objects.create(account=osprey, stand_in=stand_in, starts_on=MONDAY.date(), ends_on=MONDAY.date())
    item = submitted(osprey, lars)

    assert Notification.objects.filter(person=stand_in).exists()
    assert clear(stand_in, item).decided_by_id == stand_in.pk


@pytest.mark.parametrize("ground", rules.GROUNDS)
def test_an_item_is_returned_on_one_ground(ground, mara, lars, osprey, preference):
    item = submitted(osprey, lars)
    given = Ground(
        ground, "" if ground == "preference" else "Too long", preference.pk if ground == "preference" else None
    )

    decisions.return_item(by=acting(mara), item_id=item.pk, digest=item.digest, ground=given, now=MONDAY)

    step = item.steps.get(verb="return")
    believed = Preference.objects.filter(basis=ASSUMPTION).values_list("pk", flat=True).first()
    kept = believed if ground == "belief" else given.preference_id
    assert (read(item).state, step.ground, step.ground_id) == ("returned", ground, kept)
    assert trail.actions_on(item)[-1] == "outgoing.returned"
    assert "returned" in Notification.objects.get(person=lars).text


def test_a_matter_of_taste_returns_nothing(mara, lars, osprey):
    item = submitted(osprey, lars)

    decisions.return_item(
        by=acting(mara), item_id=item.pk, digest=item.digest, ground=Ground("taste", "I’d write less"), now=MONDAY
    )

    assert (read(item).state, steps(item)) == ("submitted", ["submit", "comment"])


@pytest.mark.parametrize(
    ("ground", "field"),
    [(Ground("mood", "x"), "ground"), (Ground("fact"), "words"), (Ground("preference"), "preference_id")],
)
def test_a_return_without_its_ground_is_refused(ground, field, mara, lars, osprey):
    item = submitted(osprey, lars)

    with pytest.raises(Invalid) as fault:
        decisions.return_item(by=acting(mara), item_id=item.pk, digest=item.digest, ground=ground, now=MONDAY)
    assert fault.value.field == field


def test_a_returned_item_is_changed_and_submitted_again(mara, lars, osprey):
    item = submitted(osprey, lars)
    decisions.open_item(by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY)
    decisions.return_item(by=acting(mara), item_id=item.pk, digest=item.digest, ground=Ground("fact", "No"), now=MONDAY)

    commands.submit(by=acting(lars), item_id=item.pk, version=read(item).version, now=MONDAY)

    now = read(item)
    assert (now.state, now.revision, now.was_read) == ("submitted", 2, True)


def test_hold_stops_the_clock_and_pulling_back_does_too(mara, lars, osprey):
    set_lane("unless")
    held, pulled = submitted(osprey, lars), submitted(osprey, lars)

    decisions.hold(by=acting(mara), item_id=held.pk, digest=held.digest, now=MONDAY, words="Wait for legal")
    decisions.pull_back(by=acting(lars), item_id=pulled.pk, now=MONDAY)

    assert [(read(one).state, read(one).goes_at) for one in (held, pulled)] == [("held", None)] * 2
    assert clear(mara, read(held)).state == "cleared"
    with pytest.raises(Refused):
        decisions.hold(by=acting(lars), item_id=pulled.pk, digest=pulled.digest, now=MONDAY)


def test_an_item_is_withdrawn_by_its_author_before_it_leaves(mara, lars, osprey):
    item = submitted(osprey, lars)
    with pytest.raises(Refused, match="Only Lars"):
        commands.withdraw(by=acting(mara), item_id=item.pk, now=MONDAY)

    commands.withdraw(by=acting(lars), item_id=item.pk, now=MONDAY)

    assert trail.actions_on(item)[-1] == "outgoing.withdrawn"
    with pytest.raises(NotSeen):
        clear(mara, item)


def test_what_is_incomplete_is_not_submitted(mara, osprey):
    for missing, field in (
        ({"subject": ""}, "subject"),
        ({"body": " "}, "body"),
        ({"send_at": MONDAY - timedelta(1)}, "send_at"),
    ):
        item = make_item(osprey, mara, **missing)
        with pytest.raises(Invalid) as fault:
            commands.submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY)
        assert fault.value.field == field
    nobody = make_item(osprey, mara, to_ids=())
    with pytest.raises(Invalid, match="recipient"):
        commands.submit(by=acting(mara), item_id=nobody.pk, version=nobody.version, now=MONDAY)


def test_contacts_of_other_accounts_and_those_who_left_get_nothing(mara, osprey):
    stranger, gone = make_contact(make_account("Brae")), make_contact(osprey)
    with pytest.raises(Invalid, match="contact of this account"):
        make_item(osprey, mara, [stranger])
    item = make_item(osprey, mara, [gone])
    gone.is_active = False
    gone.save()

    with pytest.raises(Invalid, match="no longer works"):
        commands.submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY)
