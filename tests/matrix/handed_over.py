"""Hand-offs of the scene in each state that has an action of its own, on work with unmistakable amounts."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from amity.accounts.models import Account
from amity.handoff.answers import commands as answer_commands
from amity.handoff.answers.commands import ConditionFields
from amity.handoff.changes import queries as changes_since
from amity.handoff.models import Handoff
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.offers import commands as offer_commands
from amity.handoff.preparation import commands as preparation_commands
from amity.handoff.read_backs import commands as read_back_commands
from amity.handoff.versions.rules import Difference
from amity.people.models import Person
from amity.projects.models import Project
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_item, make_project
from tests.matrix.rights import AM, PM, TEAM

FULL = ("want", "expectation", "promise", "people", "scope", "exclusion", "done", "commercial", "date")
SMALL = ("want", "done", "must_not", "money_date", "promise")


def handed_over(account: Account, viewers: Mapping[str, Person]) -> dict[str, int | str]:
    """Create a hand-off being prepared, two offered, one accepted with a condition and changed, and none on one
    project.
    """
    am, pm, team = viewers[AM], viewers[PM], viewers[TEAM]
    agreement = make_agreement(account, "fixed", fee=40_404_041, cap=41_414_143)
    names = ("Winter page", "Savings spring", "Ticket kiosk", "Gift cards", "Season maps")
    waiting = [
        make_project(account, name=name, manager=pm, team=[team], agreement=agreement, status="initiating")
        for name in names
    ]
    for person, hours in ((team, "2:10"), (pm, "1:20")):
        make_entry(by=person, project=waiting[1], hours=hours, on=date(2026, 11, 18))
    small, full = _begun(am, waiting[0], SMALL, "small"), _begun(am, waiting[1], FULL, "full")
    call_off = _begun(am, waiting[2], SMALL, "small", make_item(waiting[2], "One more size").pk)
    for one in (full, call_off):
        offer_commands.offer_handoff(by=acting(am), handoff_id=one.pk, now=MONDAY)
    key = f"note.{full.notes.get(block='expectation').pk}"
    read_back_commands.read_back(
        by=acting(pm), handoff_id=full.pk, key=key, words="As I plan it", version=0, now=MONDAY
    )
    taken, changed = _taken(am, pm, waiting[3])
    note = small.notes.get(block="done")
    return {
        "handoff_id": small.pk, "offered_id": call_off.pk, "full_id": full.pk, "taken_id": taken.pk,
        "note_id": note.pk, "condition_id": taken.conditions.get().pk, "waiting_id": waiting[4].pk,
        "at_risk_id": waiting[1].pk, "read_key": key, "since_key": changed.key, "since_digest": changed.digest,
        "by_day": (timezone.localdate() + timedelta(days=9)).isoformat(),
    }  # fmt: skip


def _begun(am: Person, project: Project, blocks: tuple[str, ...], kind: str, item_id: int | None = None) -> Handoff:
    begun = preparation_commands.prepare_handoff(
        by=acting(am), project_id=project.pk, item_id=item_id, kind=kind, now=MONDAY
    )
    if kind == "small":
        said = {block: HandoffNote(f"{block} in a sentence") for block in blocks}
        return note_commands.write_prompts(by=acting(am), handoff_id=begun.pk, version=1, prompts=said, now=MONDAY)
    for block in blocks:
        words = HandoffNote(f"{block} in a sentence")
        note_commands.add_note(by=acting(am), handoff_id=begun.pk, block=block, words=words, now=MONDAY)
    return begun


def _taken(am: Person, pm: Person, project: Project) -> tuple[Handoff, Difference]:
    begun = _begun(am, project, FULL, "full")
    offer_commands.offer_handoff(by=acting(am), handoff_id=begun.pk, now=MONDAY)
    key = f"note.{begun.notes.get(block='expectation').pk}"
    read_back_commands.read_back(
        by=acting(pm), handoff_id=begun.pk, key=key, words="As I plan it", version=0, now=MONDAY
    )
    wanted = [ConditionFields("The price list is here", pm.pk, MONDAY.date() + timedelta(days=9))]
    taken = answer_commands.accept_with_conditions(
        by=acting(pm), handoff_id=begun.pk, number=1, conditions=wanted, now=MONDAY
    )  # fmt: skip
    later = HandoffNote("Two pages after all")
    note_commands.add_note(by=acting(am), handoff_id=taken.pk, block="want", words=later, now=MONDAY)
    return taken, changes_since.since_acceptance(taken)[0]
