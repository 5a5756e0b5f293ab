"""Notes of talks, what their lines became, actions, and what one side still has to hear from the other."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

import amity.conversations.calls.models  # Django finds the tables of a part through this module
import amity.conversations.closings.models
import amity.conversations.emails.models
import amity.conversations.feeds.models
import amity.conversations.suspected.models
import amity.conversations.transcripts.models  # noqa: F401
from amity.accounts.models import Account, Contact, Preference
from amity.conversations import rules
from amity.expectations.models import Expectation
from amity.mailbox.models import Message
from amity.meetings.models import Meeting
from amity.monitoring.models import RegisterEntry
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.of_person import of_their_work
from amity.scope.models import Request
from amity.shared.rows.versions import Versioned


class NoteQuerySet(models.QuerySet["Note"]):
    """Queries for notes, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the notes of the person's accounts and projects, and those they wrote or took part in."""
        took_part = NotePerson.objects.filter(note=OuterRef("pk"), person=person)
        return self.filter(of_their_work(person) | Q(author=person) | Q(Exists(took_part)))


class Note(Versioned):
    """A note of a talk with the client. `text` is what was written, marks included."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="notes", verbose_name=_("account"))
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="notes", verbose_name=_("project")
    )
    kind = models.CharField(_("kind"), max_length=8)
    title = models.CharField(_("title"), max_length=200)
    held_at = models.DateTimeField(_("date and time"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True)
    text = models.TextField(_("what was said"), default="", blank=True)
    meeting = models.OneToOneField(
        Meeting, null=True, on_delete=models.PROTECT, related_name="note", verbose_name=_("meeting")
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("author"))
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["account", "-held_at", "-id"], name="conversations_notes_by_time")]
        constraints = [models.CheckConstraint(condition=Q(kind__in=rules.NOTE_KINDS), name="conversations_note_kind")]

    def __str__(self) -> str:
        return self.title


class NotePerson(models.Model):
    """A person of either side in a talk. `was_absent`: they were expected and missed it."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="people", verbose_name=_("note"))
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="talks", verbose_name=_("contact")
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="talks", verbose_name=_("person")
    )
    was_absent = models.BooleanField(_("absent"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=False, person=None) | Q(contact=None, person__isnull=False),
                name="conversations_one_side",
            ),
            models.UniqueConstraint(fields=["note", "contact"], name="conversations_contact_once"),
            models.UniqueConstraint(fields=["note", "person"], name="conversations_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.contact or self.person}"


class ActionQuerySet(models.QuerySet["Action"]):
    """Queries for actions, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the person's accounts and projects, and their own."""
        return self.filter(of_their_work(person) | Q(owner=person))


class Action(Versioned):
    """Something that someone of either side will do after a talk. It is open until `done_at`."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="actions", verbose_name=_("account"))
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="actions", verbose_name=_("project")
    )
    what = models.CharField(_("action"), max_length=300)
    owner = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="actions", verbose_name=_("owner on our team")
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="actions", verbose_name=_("owner at the client")
    )
    due_on = models.DateField(_("due date"), null=True)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["account", "done_at"]), models.Index(fields=["owner", "done_at", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False, contact=None) | Q(owner=None, contact__isnull=False),
                name="conversations_action_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class NotePoint(models.Model):
    """A line or selected words of a note, and the record they became. A decision is the point itself.

    Several points can be evidence of one request: the client asked again.
    `position` is the number of the line, 0 where the note no longer has it. `second` is when a transcript has it.
    """

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="points", verbose_name=_("note"))
    position = models.PositiveSmallIntegerField(default=0)
    mark = models.CharField(_("mark"), max_length=12)
    text = models.CharField(_("text"), max_length=500)
    second = models.PositiveIntegerField(_("time in the talk"), null=True)
    stated_by = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("who said so")
    )
    expectation = models.OneToOneField(
        Expectation, null=True, on_delete=models.PROTECT, related_name="point", verbose_name=_("expectation")
    )
    preference = models.OneToOneField(
        Preference, null=True, on_delete=models.PROTECT, related_name="point", verbose_name=_("preference")
    )
    action = models.OneToOneField(
        Action, null=True, on_delete=models.PROTECT, related_name="point", verbose_name=_("action")
    )
    request = models.ForeignKey(
        Request, null=True, on_delete=models.PROTECT, related_name="points", verbose_name=_("request")
    )
    entry = models.OneToOneField(
        RegisterEntry, null=True, on_delete=models.PROTECT, related_name="point", verbose_name=_("risk")
    )

    class Meta:
        indexes = [models.Index(fields=["note", "position"])]
        constraints = [models.CheckConstraint(condition=Q(mark__in=rules.POINT_MARKS), name="conversations_point_mark")]

    def __str__(self) -> str:
        return self.text


class PassOnQuerySet(models.QuerySet["PassOn"]):
    """Queries for what has to be passed on, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the person's accounts and projects, those meant for them, and those they raised."""
        return self.filter(of_their_work(person) | Q(colleague=person) | Q(raised_by=person))


class PassOn(Versioned):
    """Something one side still has to hear from the other: for a colleague, or for a client contact.

    To the team it is open until `colleague` has acknowledged it, or the account manager finds it isn't for the team. To
    the client it is open until `contact` knows, or the account manager keeps it back with a reason. `entry` is the risk
    or blocker it was raised from.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="passed_on", verbose_name=_("account"))
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="passed_on", verbose_name=_("project")
    )
    direction = models.CharField(_("direction"), max_length=9)
    text = models.CharField(_("what to pass on"), max_length=500)
    note = models.ForeignKey(
        Note, null=True, on_delete=models.PROTECT, related_name="passed_on", verbose_name=_("note")
    )
    message = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="passed_on", verbose_name=_("email")
    )
    entry = models.ForeignKey(
        RegisterEntry, null=True, on_delete=models.PROTECT, related_name="passed_on", verbose_name=_("risk or blocker")
    )
    stated_by = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("who said so")
    )
    colleague = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("colleague")
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("contact")
    )
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("raised by"))
    raised_at = models.DateTimeField(_("raised"))
    due_on = models.DateField(_("due date"), null=True)
    state = models.CharField(_("state"), max_length=12, default="open")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, default="", blank=True)
    how = models.CharField(_("how the client heard it"), max_length=120, default="", blank=True)
    because = models.CharField(_("reason"), max_length=300, default="", blank=True)
    objects = PassOnQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["account", "state"]),
            models.Index(fields=["account", "-raised_at", "-id"], name="conversations_raised_by_time"),
            models.Index(
                fields=["account", "direction", "-raised_at", "-id"],
                condition=Q(state="open"),
                name="conversations_open_by_time",
            ),
            models.Index(fields=["colleague", "state"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(direction__in=rules.DIRECTIONS), name="conversations_pass_direction"),
            models.CheckConstraint(condition=Q(state__in=rules.PASS_STATES), name="conversations_pass_state"),
            models.CheckConstraint(
                condition=Q(direction=rules.TO_TEAM, colleague__isnull=False)
                | Q(direction=rules.TO_CLIENT, colleague=None),
                name="conversations_pass_to_a_colleague",
            ),
            models.CheckConstraint(
                condition=~Q(state="kept_back") | ~Q(because=""), name="conversations_kept_back_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.text
