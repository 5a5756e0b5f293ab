"""Queries for hand-offs the actor can see, and for the guards of projects and time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.candidates import contacts_for
from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.agency.editions.by_roles import row_by_roles, rows_by_roles
from amity.agency.queries import limit
from amity.handoff import policy, rules
from amity.handoff.models import Condition, Handoff, HandoffQuerySet, Note, RaisedCap, ReadBack, Version
from amity.handoff.preparation.size import kind_of
from amity.handoff.rules import COVER, PROMPTS, RETAINED, SMALL, kinds_for
from amity.handoff.work_at_risk.rules import Room
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import rules as project_rules
from amity.projects.milestones.queries import first_milestone
from amity.projects.models import Project, ProjectQuerySet, WorkItem
from amity.projects.queries import PROJECT
from amity.projects.work_items import queries as work_item_queries
from amity.scope.models import Request
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.permission import YES, Answer, no
from amity.shared.rows.lookup import seen_or_missing
from amity.timesheets.sums import queries as time

CAP = "handoff.at_risk"
_FOREVER = 999_912


def handoffs_seen_by(by: Actor) -> HandoffQuerySet:
    """Return the hand-offs the actor can see, with their subject and both people."""
    found = Handoff.objects.visible_to(person_of(by))
    return found.select_related(
        "project__account__manager", "project__account_manager", "account__manager", "item", "giver", "taker"
    )


def handoff_seen_by(by: Actor, handoff_id: int, *, lock: bool = False) -> Handoff:
    """Return one hand-off, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    gone = _("Hand-off not found. It may have been deleted, or you don’t have access.")
    found: Handoff = row_by_roles("hand-off", by, handoff_id, gone, _with_agreement, lock=lock)
    return found


def _with_agreement(by: Actor) -> HandoffQuerySet:
    return handoffs_seen_by(by).select_related("project__agreement").prefetch_related(covers_along("account"))


def notes_of(handoff: Handoff) -> Sequence[Note]:
    """Return the notes of a hand-off with their records, the oldest first. A page reads them once."""
    rows = Note.objects.filter(handoff=handoff).select_related("expectation__stated_by", "expectation__promised_by")
    return once_a_page(("notes", handoff.pk), lambda: list(rows.order_by("pk")))


def note_seen_by(by: Actor, note_id: int, *, lock: bool = False) -> Note:
    """Return one note of a hand-off the actor can see, or raise `NotSeen`."""
    rows = Note.objects.select_related("handoff__account__manager").filter(handoff__in=handoffs_seen_by(by))
    return seen_or_missing(rows, note_id, _("Note not found."), lock=lock)


def prompts_of(handoff: Handoff) -> dict[str, Note]:
    """Return the first note of each of the five prompts, by block."""
    found: dict[str, Note] = {}
    rows = Note.objects.filter(handoff=handoff, block__in=PROMPTS).select_related("expectation")
    for note in rows.order_by("pk"):
        found.setdefault(note.block, note)
    return found


def contact_choices(handoff: Handoff) -> list[tuple[int, str]]:
    """Return the client's active contacts as choices, the likely ones first."""
    if handoff.account is None:
        return []
    return [(contact.pk, contact.name) for contact in contacts_for(handoff.account)]


def condition_to_change(by: Actor, condition_id: int) -> Condition:
    """Lock and return a condition of a hand-off the actor can see, or one they own, or raise `NotSeen`."""
    mine = Q(handoff__in=handoffs_seen_by(by)) | Q(owner=by.person_id)
    rows = Condition.objects.select_related("handoff__account__manager")
    return seen_or_missing(rows.filter(mine), condition_id, _("Condition not found."), lock=True)


def read_back_on(handoff: Handoff, key: str, *, lock: bool = False) -> ReadBack | None:
    """Return the read-back of an item, if there is one."""
    rows = ReadBack.objects.filter(handoff=handoff, key=key)
    return (rows.select_for_update() if lock else rows).first()


def accepted_version(handoff: Handoff) -> Version | None:
    """Return the version that was accepted last."""
    return Version.objects.filter(handoff=handoff, accepted_at__isnull=False).order_by("-number").first()


def handoff_of(project: Project) -> Handoff | None:
    """Return the hand-off of a whole project, not of a retainer request on it."""
    rows = Handoff.objects.select_related("giver", "taker", "account__manager", "project")
    return rows.filter(project=project, item=None).first()


def giver_for(account: Account | None, project: Project | None = None) -> Person | None:
    """Return the giver of an account's work: the project's account manager, or the account's."""
    if project is not None and project.account_manager is not None:
        return project.account_manager
    return account.manager if account is not None else None


def is_one_hat(project: Project) -> bool:
    """Return whether one person would hand the project over to themselves."""
    giver = giver_for(project.account, project)
    return giver is not None and giver.pk == project.manager_id


def handed_off_with_retainer(project: Project) -> Handoff | None:
    """Return the accepted hand-off of a project's retainer, which is handed off once for all its requests.

    A page reads it once.
    """
    if project.agreement is None or project.agreement.fee_model not in RETAINED:
        return None
    same = Project.objects.filter(pk=OuterRef("project_id"), agreement=project.agreement_id)
    taken = Handoff.objects.filter(Exists(same), item=None, state__in=rules.TAKEN).exclude(project=project)
    found = taken.select_related("project", "taker")
    return once_a_page(("handed off with retainer", project.pk), found.first)


def starts_without_taker(project: Project) -> bool:
    """Return whether a project needs no taker: both roles are one person, or its retainer was handed off."""
    return is_one_hat(project) or handed_off_with_retainer(project) is not None


@dataclass(frozen=True, slots=True)
class AtRisk:
    """Work on a project before its hand-off, also by month.

    `raised` is the latest change of its cap, if there is one.
    """

    room: Room
    raised: RaisedCap | None
    months: Sequence[time.MonthSum]

    @property
    def is_stopped(self) -> bool:
        """Return whether someone stopped the work, and no one has raised the cap since."""
        return self.raised is not None and self.raised.stops


def room_of(project: Project) -> AtRisk:
    """Return the time worked on a project before its hand-off, and the cap."""
    raised = RaisedCap.objects.filter(project=project).order_by("-pk").first()
    months = time.project_months([project.pk], through=_FOREVER)
    worked = sum(row.sums.seconds for row in months)
    return AtRisk(Room(worked, raised.seconds if raised else limit(CAP)), raised, months)


def next_cap(project: Project) -> int:
    """Return the suggested new cap in seconds: the current one plus the agency's."""
    return room_of(project).room.cap + limit(CAP)


def to_take(by: Actor) -> list[Handoff]:
    """Return the hand-offs offered to the actor."""
    return list(handoffs_seen_by(by).filter(taker=by.person_id, state=rules.OFFERED).order_by("offered_at"))


def conditions_of(person_id: int) -> list[Condition]:
    """Return someone's open conditions of accepted hand-offs, by due date."""
    rows = Condition.objects.filter(owner=person_id, done_at=None).select_related("handoff__project")
    return list(rows.order_by("due_on", "pk"))


def may_prepare(by: Actor, project: Project) -> Answer:
    """Return whether the actor can hand a project off, checked before a form is shown."""
    return policy.may_prepare(person_of(by), project)


def accounts_to_give(by: Actor) -> list[Account]:
    """Return the accounts the actor can hand over or have covered."""
    person = person_of(by)
    seen = Account.objects.visible_to(person).select_related("manager", "director").order_by("name", "pk")
    return [one for one in seen if policy.may_give_account(person, one, COVER)]


def may_give_accounts(by: Actor) -> Answer:
    """Return whether there is an account the actor can hand over, checked before a form is shown."""
    return YES if accounts_to_give(by) else no(_("You don’t have an account to hand over."))


def may_write(by: Actor, handoff: Handoff) -> Answer:
    """Return whether the actor can edit the hand-off."""
    return policy.may_write(person_of(by), handoff)


def may_take(by: Actor, handoff: Handoff) -> Answer:
    """Return whether the actor can answer the offer."""
    return policy.may_take(person_of(by), handoff)


def may_raise_cap(by: Actor, project: Project) -> Answer:
    """Return whether the actor can raise the cap on work at risk."""
    return policy.may_raise_cap(person_of(by), project)


def may_stop(by: Actor, project: Project) -> Answer:
    """Return whether the actor can stop the work before the hand-off."""
    return policy.may_stop(person_of(by), project)


def handoff_about(by: Actor, project: Project) -> Handoff | None:
    """Return the hand-off of a whole project, if the actor can see one."""
    given = {"project": project.pk}
    found = rows_by_roles("hand-off of a project", by, timezone.localdate(), given, of_project)
    return next(iter(found), None)


def of_project(by: Actor) -> HandoffQuerySet:
    """Return the hand-off of a `Given` whole project, if the actor can see one."""
    return handoffs_seen_by(by).filter(project=PROJECT, item=None).order_by("pk")[:1]


def item_of_request(by: Actor, request_id: int) -> WorkItem:
    """Return the work item of a retainer request on a project the actor can see, or raise `NotSeen`."""
    found = Request.objects.filter(pk=request_id).values_list("item_id", flat=True).first()
    return work_item_queries.item_seen_by(by, found or 0)


def kinds_offered(project: Project, item: WorkItem | None = None) -> Sequence[str]:
    """Return the kinds of hand-off available for a project, or for one of its retainer requests."""
    return kinds_for(project.agreement.fee_model if project.agreement else "", within_retainer=item is not None)


def known_kind(project: Project) -> str:
    """Return the kind that the agreement of a project decides, or "" where someone has to choose."""
    return kind_of(project, timezone.localdate())


def first_page_of(handoff: Handoff) -> str:
    """Return the URL after a hand-off was started. A small one is written on one page."""
    empty = handoff.kind == SMALL and handoff.state == rules.PREPARING
    return reverse("handoff:write_prompts" if empty else "handoff:handoff", args=[handoff.pk])


def waiting_projects(by: Actor) -> list[Project]:
    """Return projects without a hand-off that the actor would start."""
    waiting = without_handoff(person_of(by)).select_related("account__manager", "manager")
    rows = waiting.select_related("account_manager", "agreement__brief__stated_by").order_by("name")
    found = list(rows.annotate(first_milestone=first_milestone("pk")))
    passed = _handed_off_retainers(found)
    return [one for one in found if not is_one_hat(one) and one.agreement_id not in passed]


def without_handoff(person: Person) -> ProjectQuerySet:
    """Return projects before their hand-off that the person would hand off."""
    return _not_begun(person).filter(status=project_rules.INITIATING, taken_over=False, is_internal=False)


def taken_over_count(by: Actor) -> int:
    """Return how many running pre-existing projects have a hand-off the actor could complete."""
    return _not_begun(person_of(by)).filter(taken_over=True).exclude(status__in=project_rules.OVER).count()


def _not_begun(person: Person) -> ProjectQuerySet:
    """Return projects the person would hand off, and whose hand-off no one has started."""
    begun = Handoff.objects.filter(project=OuterRef("pk"), item=None)
    gives = Q(account_manager=person) | of_managed_accounts(person)
    return Project.objects.filter(gives, ~Exists(begun))


def _handed_off_retainers(projects: Sequence[Project]) -> frozenset[int | None]:
    """Return the retainers of some projects that were handed off with another of their projects."""
    retained = [one.agreement_id for one in projects if one.agreement and one.agreement.fee_model in RETAINED]
    taken = Handoff.objects.filter(item=None, state__in=rules.TAKEN, project__agreement__in=retained)
    return frozenset(taken.values_list("project__agreement", flat=True))


def overdue(condition: Condition, today: date) -> bool:
    """Return whether a condition is open past its due date."""
    return condition.done_at is None and condition.due_on < today
