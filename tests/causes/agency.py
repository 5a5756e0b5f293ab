"""Causes inside the agency: emails, reviews, hand-offs, estimates, time, mailboxes and imports."""

from datetime import timedelta

from amity.agreements.models import Agreement
from amity.agreements.tests.making import make_draft, make_offer, say, submit
from amity.briefs.models import HoursAsked
from amity.briefs.tests.making import ask_about, make_brief, make_brief_line, make_crafts
from amity.facts.models import Fact
from amity.gate.lane_offers.models import LaneOffer
from amity.gate.models import Item
from amity.gate.tests.making import submitted, undelivered
from amity.gate.watch.models import Watch, Watched
from amity.handoff.answers import commands as answers
from amity.handoff.models import Condition, Handoff
from amity.handoff.tests.making import answer_all, condition, make_waiting, offered, read_back_all
from amity.imports.models import Batch
from amity.insights.feeds.models import Feed
from amity.insights.tests.making import make_source
from amity.mailbox.connections.models import Connection, Reading
from amity.mailbox.tests.connected import make_connection
from amity.meetings.models import Calendar
from amity.meetings.tests.making import make_calendar
from amity.people.models import Capacity, Person
from amity.projects.models import Project
from amity.timesheets.approval.models import WeekSheet
from amity.timesheets.models import TimeRules
from amity.timesheets.split import commands as split
from tests.builders import MONDAY, acting, make_entry
from tests.causes.world import Cause, Maker, World, day

HOUR = 3_600
BEFORE = MONDAY - timedelta(days=1)


def outgoing(w: World) -> Cause:
    """Piet's email waits to be cleared."""
    item = submitted(w.osprey, w.piet, [w.cleo], body="It costs € 3,000.", kind="quote")
    return Cause(w.mara, lambda: Item.objects.filter(pk=item.pk).update(state="withdrawn"))


def returned(w: World) -> Cause:
    """Mara's email was returned to her."""
    item = submitted(w.osprey, w.mara, [w.cleo], body="It costs € 3,000.", kind="quote")
    Item.objects.filter(pk=item.pk).update(state="returned")
    return Cause(w.mara, lambda: Item.objects.filter(pk=item.pk).update(state="withdrawn"))


def lost(w: World) -> Cause:
    """Mara's email may not have arrived."""
    item = undelivered(w.osprey, w.mara, [w.cleo])
    return Cause(w.mara, lambda: Item.objects.filter(pk=item.pk).update(state="sent"))


def went(w: World) -> Cause:
    """Piet's email went out although a check would have stopped it."""
    item = submitted(w.osprey, w.piet, [w.cleo])
    Item.objects.filter(pk=item.pk).update(state="sent", sent_at=MONDAY)
    found = [{"key": "x", "title": "A date", "words": "Friday", "stops": True}]
    row = Watched.objects.create(item=item, lane="watch", stopped=True, found=found, at=MONDAY)
    return Cause(w.mara, lambda: Watched.objects.filter(pk=row.pk).update(read_at=MONDAY))


def lane_offer(w: World) -> Cause:
    """Another lane fits Piet's emails."""
    item = submitted(w.osprey, w.piet, [w.cleo])
    row = LaneOffer.objects.create(
        account=w.osprey, kind="status", author="pm", why="lighter", before="unless", after="advise", item=item,
        at=MONDAY,
    )  # fmt: skip
    return Cause(w.mara, lambda: LaneOffer.objects.filter(pk=row.pk).update(answer="dismissed"))


def watch(w: World) -> Cause:
    """The first two weeks of the gate are over."""
    Watch.objects.update_or_create(outcome="", defaults={"begins_at": BEFORE - timedelta(days=14), "ends_at": BEFORE})
    return Cause(w.ada, lambda: Watch.objects.update(outcome="on"), stand_in=False)


def question(w: World) -> Cause:
    """Mara asked Tim about the brief."""
    ask_about(w.mara, make_brief(w.mara, w.osprey), "measure", w.tim)
    return Cause(w.tim, lambda: Fact.objects.filter(owner=w.tim).update(state="known"), stand_in=False)


def estimate(w: World, of: Person | None = None) -> Cause:
    """Tim, or someone else, was asked for the hours of a line."""
    person = of or w.tim
    craft = make_crafts()["Design"]
    line = make_brief_line(w.mara, make_brief(w.mara, w.osprey))
    row = HoursAsked.objects.create(
        line=line,
        person=person,
        discipline=craft,
        asked_by=w.mara,
        asked_at=MONDAY,
        due_on=day(2),
        link_until=day(9),
    )
    return Cause(person, lambda: HoursAsked.objects.filter(pk=row.pk).update(withdrawn_at=MONDAY), stand_in=False)


def review(w: World) -> Cause:
    """An agreement with an unusual term is in review with legal."""
    draft = make_draft(w.mara, w.osprey)
    make_offer(w.mara, draft)
    say(w.mara, draft, liability="unlimited")
    submit(w.mara, draft)
    return Cause(w.clara, lambda: Agreement.objects.filter(pk=draft.pk).update(state="dropped"), stand_in=False)


def _handoff(w: World) -> Handoff:
    return offered(w.mara, make_waiting(w.osprey, w.piet))


def handoff(w: World) -> Cause:
    """Piet hasn't answered a hand-off."""
    row = _handoff(w)

    def accept() -> None:
        answers.got_it(by=acting(w.piet), handoff_id=row.pk, number=row.number, sentence="One page.", now=MONDAY)

    return Cause(w.piet, accept, stand_in=False)


def begin(w: World) -> Cause:
    """Mara has a project to hand off."""
    project = make_waiting(w.osprey, w.piet)
    return Cause(w.mara, lambda: Project.objects.filter(pk=project.pk).update(status="cancelled"))


def read_back(w: World) -> Cause:
    """Piet's read-back isn't confirmed."""
    row = offered(w.mara, make_waiting(w.osprey, w.piet), "full")
    read_back_all(w.piet, row)
    return Cause(w.mara, row.read_backs.all().delete)


def to_meet(w: World) -> Cause:
    """Mara has to meet the condition of a hand-off."""
    row = offered(w.mara, make_waiting(w.osprey, w.piet), "full")
    read_back_all(w.piet, row)
    answer_all(w.mara, row)
    answers.accept_with_conditions(
        by=acting(w.piet), handoff_id=row.pk, number=1, conditions=[condition(w.mara)], now=MONDAY
    )
    return Cause(w.mara, lambda: Condition.objects.update(done_at=MONDAY))


def _working(person: Person) -> None:
    Capacity.objects.create(person=person, weekly_seconds=40 * HOUR, valid_from=day(-60))


def own_time(w: World) -> Cause:
    """Tim logged nothing last week."""
    _working(w.tim)

    def log() -> None:
        for number in range(1, 6):
            make_entry(by=w.tim, project=w.site, hours="8", on=day(-8 + number))

    return Cause(w.tim, log, stand_in=False)


def approval(w: World) -> Cause:
    """Tim's week waits for the director."""
    TimeRules.objects.update_or_create(pk=1, defaults={"approval": True})
    row = WeekSheet.objects.create(person=w.tim, monday=day(-7), state="submitted", submitted_at=MONDAY)
    return Cause(w.ada, row.delete, stand_in=False)


def standing_split(w: World) -> Cause:
    """Mara hasn't confirmed the standing split of last week."""
    _working(w.mara)
    split.set_shares(by=acting(w.mara), shares={w.osprey.pk: 5 * HOUR}, valid_from=day(-7), now=MONDAY)
    end = split.set_shares
    return Cause(
        w.mara,
        lambda: end(by=acting(w.mara), shares={w.osprey.pk: 0}, valid_from=day(-7), now=MONDAY),
        stand_in=False,
    )


def mailbox(w: World) -> Cause:
    """A shared mailbox of the account is refused."""
    row = make_connection(w.mara, account=w.osprey)
    Reading.objects.update_or_create(connection=row, defaults={"state": "refused", "refused_since": BEFORE})
    return Cause(w.mara, lambda: Connection.objects.filter(pk=row.pk).update(paused_at=MONDAY))


def calendar(w: World) -> Cause:
    """Mara's calendar can't be read."""
    row = make_calendar(w.mara, trouble="refused", failures=20, trouble_since=BEFORE)
    return Cause(w.mara, lambda: Calendar.objects.filter(pk=row.pk).update(is_paused=True), stand_in=False)


def feed(w: World) -> Cause:
    """A feed of Mara's account is no longer at its address."""
    source = make_source(w.osprey)
    troubled = Feed.objects.filter(pk=source.feed_id)
    troubled.update(trouble="gone", failures=20, trouble_since=BEFORE)
    return Cause(w.mara, lambda: troubled.update(trouble=""))


def batch(w: World) -> Cause:
    """Rows of Fina's file were rejected."""
    row = Batch.objects.create(
        tool="csv", file_name="time.csv", person=w.fina, state="applied", counts={"rejected": 3}, brought_at=BEFORE,
        ended_at=BEFORE,
    )  # fmt: skip
    return Cause(w.fina, lambda: Batch.objects.filter(pk=row.pk).update(state="undone"), stand_in=False)


MAKERS: dict[str, Maker] = {
    "outgoing": outgoing, "outgoing_returned": returned, "outgoing_lost": lost, "outgoing_watched": went,
    "lane_offer": lane_offer, "watch": watch, "question": question, "estimate": estimate, "review": review,
    "handoff": handoff, "begin": begin, "read-back": read_back, "condition": to_meet, "time": own_time,
    "approval": approval, "split": standing_split, "mailbox": mailbox, "calendar": calendar, "import": batch,
    "feed": feed,
}  # fmt: skip
