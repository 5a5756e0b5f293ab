"""Read an item back in the taker's own words, and judge whether it is right."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.handoff import policy, queries, rules
from amity.handoff.models import Handoff, ReadBack
from amity.handoff.read_backs import queries as read_backs
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused, Stale
from amity.shared.text.texts import within

AGREED, DIFFERS = "agreed", "differs"


VERDICTS = (AGREED, DIFFERS)


@command
def read_back(*, by: Actor, handoff_id: int, key: str, words: str, version: int, now: datetime) -> ReadBack:
    """Read back an item of the offered version. `version` is 0 for a first read-back.

    Stale when the read-back was changed since. A new text needs a new judgement.
    """
    handoff = queries.handoff_seen_by(by, handoff_id, lock=True)
    policy.may_take(person_of(by), handoff).or_refuse()
    if handoff.state != rules.OFFERED:
        raise Refused(_("This hand-off hasn’t been offered, so you can’t read it back yet."))
    if key not in {pair.item.key for pair in read_backs.read(handoff).pairs}:
        raise Invalid(_("Choose an expectation from this hand-off."), "key")
    text = within(words, 4000, "words")
    if not text:
        raise Invalid(_("Enter it in your own words."), "words")
    there = queries.read_back_on(handoff, key, lock=True)
    one = there or ReadBack(handoff=handoff, key=key, version=0)
    one.expect(version)
    one.words, one.stated_by, one.stated_at = text, by.label, now
    one.verdict, one.remark, one.judged_by, one.judged_at = "", "", "", None
    one.save()
    trail.record("handoff.read_back", subject=handoff, by=by, at=now, changes={"key": key, "words": one.words})
    return one


@command
def judge_read_back(
    *, by: Actor, handoff_id: int, key: str, version: int, verdict: str, remark: str = "", now: datetime
) -> ReadBack:
    """Confirm a read-back, or state what needs correcting. Stale when it was changed since `version`."""
    handoff: Handoff = queries.handoff_seen_by(by, handoff_id, lock=True)
    if not policy.gives(person_of(by), handoff):
        raise Refused(_("Only the account manager and the directors of the account can confirm a read-back."))
    one = queries.read_back_on(handoff, key, lock=True)
    if one is None:
        raise Invalid(_("This hasn’t been read back yet."), "key")
    if verdict not in VERDICTS:
        raise Invalid(_("Choose whether the read-back is right or different."), "verdict")
    if verdict == DIFFERS and not remark.strip():
        raise Invalid(_("Enter what is different."), "remark")
    if version != one.version:
        raise Stale(_("This read-back has changed since you read it."), current=one)
    one.version += 1
    one.verdict, one.remark = verdict, within(remark, 2000, "remark")
    one.judged_by, one.judged_at = by.label, now
    one.save()
    changes = {"key": key, "verdict": verdict, "remark": one.remark}
    trail.record("handoff.read_back_judged", subject=handoff, by=by, at=now, changes=changes)
    return one
