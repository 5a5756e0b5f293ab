"""Which briefs, lines and questions somebody sees, and rows held for a change."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.accounts.covers import covers_along
from amity.briefs.models import Brief, BriefLine, BriefQuerySet, HoursAsked, Template
from amity.people.queries import person_of, token_hash
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.lookup import seen_or_missing

BESIDE = ("account__manager", "account__director", "goal__said_by", "approver", "said_by", "account_manager", "manager")


def briefs_seen_by(by: Actor) -> BriefQuerySet:
    """The briefs the actor sees, with the people on them."""
    return Brief.objects.visible_to(person_of(by)).select_related(*BESIDE)


def brief_seen_by(by: Actor, brief_id: int, *, lock: bool = False) -> Brief:
    """One brief, or `NotSeen`. `lock` holds its row until the transaction ends."""
    briefs = briefs_seen_by(by).prefetch_related(covers_along("account"))
    return seen_or_missing(
        briefs,
        brief_id,
        _("Brief not found. It may have been deleted, or you don’t have access to its account."),
        lock=lock,
    )


def seen_ids(by: Actor, ids: Collection[int]) -> set[int]:
    """Those of some briefs that the actor sees."""
    return set(Brief.objects.visible_to(person_of(by)).filter(pk__in=ids).values_list("pk", flat=True))


def line_seen_by(by: Actor, line_id: int, *, lock: bool = False) -> BriefLine:
    """One line of a brief the actor sees, or `NotSeen`; `lock` holds it and its brief."""
    row = seen_or_missing(
        BriefLine.objects.select_related("line"),
        line_id,
        _("Line not found. It may have been deleted, or you don’t have access to its brief."),
    )
    brief = brief_seen_by(by, row.brief_id, lock=lock)
    if lock:
        row = BriefLine.objects.select_related("line").select_for_update(of=("self",)).get(pk=line_id)
    row.brief = brief
    return row


def rows_of(brief: Brief, *, removed: bool = False) -> list[BriefLine]:
    """The lines of a brief in their order, or those that were taken out."""
    return list(BriefLine.objects.filter(brief=brief, removed=removed).select_related("line"))


def asked_seen_by(by: Actor, asked_id: int) -> HoursAsked:
    """A question about hours: of a brief the actor sees, or put to them. Else `NotSeen`."""
    asked = _asked().filter(pk=asked_id).first()
    if asked is not None and asked.person_id != by.person_id and not seen_ids(by, [asked.line.brief_id]):
        asked = None
    if asked is None:
        raise NotSeen(_("Question not found. It may have been withdrawn, or you don’t have access."))
    return asked


def asked_by_link(token: str) -> HoursAsked | None:
    """The question that a mailed link is about; None where there is none, or who was asked has left."""
    return _asked().filter(token_hash=token_hash(token), person__is_active=True).first()


def asked_of(person_id: int) -> QuerySet[HoursAsked]:
    """What somebody is still to say the hours of, soonest first."""
    return _asked().filter(person=person_id, answered_at=None, withdrawn_at=None).order_by("due_on", "pk")


def questions_about(rows: Collection[int]) -> QuerySet[HoursAsked]:
    """Who was asked for hours of some lines, oldest first."""
    return _asked().filter(line__in=rows, withdrawn_at=None).order_by("asked_at", "pk")


def templates() -> QuerySet[Template]:
    """The templates of lines that are offered, by name."""
    return Template.objects.filter(retired=False).select_related("service").order_by("name")


def _asked() -> QuerySet[HoursAsked]:
    return HoursAsked.objects.select_related("person", "discipline", "asked_by", "line__line", "line__brief__account")
