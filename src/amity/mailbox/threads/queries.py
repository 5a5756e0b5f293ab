"""Queries for threads, as far as the actor can see them."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from amity.mailbox.models import Message, MessageAddress, MessageFile, Thread, ThreadQuerySet
from amity.people.queries import person_of
from amity.projects.queries import projects_seen_by
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


def threads_seen_by(by: Actor) -> ThreadQuerySet:
    """Return the threads the actor can see, with their account and project."""
    return Thread.objects.visible_to(person_of(by)).select_related("account", "project")


def thread_seen_by(by: Actor, thread_id: int, *, lock: bool = False) -> Thread:
    """Return one thread, or raise `NotSeen`."""
    rows = Thread.objects.visible_to(person_of(by)).select_related("account__manager", "project")
    gone = _("Thread not found. It may have been removed, or you don’t have access.")
    return seen_or_missing(rows, thread_id, gone, lock=lock)


def messages_of(by: Actor, thread: Thread) -> "QuerySet[Message]":
    """Return the messages of a thread that the actor can see, oldest first, with whom they name and what they hold."""
    rows = Message.objects.visible_to(person_of(by)).filter(thread=thread)
    return rows.prefetch_related(with_addresses(), with_files()).order_by("sent_at", "pk")


def with_addresses() -> "Prefetch[str]":
    """Return the prefetch of whom messages name, in their order."""
    rows = MessageAddress.objects.select_related("contact", "person").order_by("pk")
    return Prefetch("addresses", rows)


def with_files() -> "Prefetch[str]":
    """Return the prefetch of attachments."""
    return Prefetch("files", MessageFile.objects.order_by("position"))


def projects_for(by: Actor, thread: Thread) -> list[tuple[int, str]]:
    """Return the projects of a thread's account that it can be assigned to: those that aren't over, and its own."""
    rows = projects_seen_by(by).filter(account=thread.account_id)
    offered = rows.exclude(status__in=OVER) | rows.filter(pk=thread.project_id or 0)
    return list(offered.order_by("name").values_list("pk", "name"))
