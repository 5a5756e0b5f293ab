"""Notes, actions and what is passed on, as search finds them; and adding one: "note kestrel call with dana"."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext, pgettext_lazy

from amity.accounts.jumps import ACCOUNT, CONTACT
from amity.conversations.models import Action, Note, PassOn
from amity.conversations.notes.queries import notes_seen_by
from amity.conversations.rules import TO_CLIENT
from amity.people.queries import person_of
from amity.projects.jumps import PROJECT
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action as Beginning
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> QuerySet[Note]:
    rows = notes_seen_by(by).select_related(None).select_related("account")
    return rows.only("title", "held_at", "account__name")


def _notes(_by: Actor, rows: Sequence[Note]) -> Iterable[Found]:
    today = timezone.localdate()
    for note in rows:
        url = reverse("conversations:note", args=[note.pk])
        day = formats.day(timezone.localtime(note.held_at).date(), today)
        yield Found(kind=_("Note"), name=note.title, url=url, note=f"{note.account.name}, {day}")


def _passed_rows(by: Actor) -> QuerySet[PassOn]:
    rows = PassOn.objects.visible_to(person_of(by)).select_related("account")
    return rows.only("text", "direction", "account__name")


def _passed(_by: Actor, rows: Sequence[PassOn]) -> Iterable[Found]:
    for row in rows:
        kind = _("Raised for the client") if row.direction == TO_CLIENT else _("Passed on")
        url = reverse("conversations:passed", args=[row.pk])
        yield Found(kind=kind, name=row.text, url=url, note=row.account.name)


def _action_rows(by: Actor) -> QuerySet[Action]:
    rows = Action.objects.visible_to(person_of(by)).select_related("account")
    return rows.only("what", "account__name")


def _actions(_by: Actor, rows: Sequence[Action]) -> Iterable[Found]:
    for row in rows:
        url = reverse("conversations:action", args=[row.pk])
        yield Found(kind=pgettext("to do", "Action"), name=row.what, url=url, note=row.account.name)


def _sees(by: Actor, thing: object) -> bool:
    """Whoever sees an account, a project or a contact can use it."""
    return True


def _has_account(by: Actor, project: object) -> bool:
    return getattr(project, "account_id", None) is not None


def register() -> None:
    """Register the kinds, and what begins one."""
    _register_passing()
    jumps.register(
        Kind(
            key="note", names=(lazy("Note"),),
            order=75, model=Note, columns=("title", "account__name", "text"), sort=("-held_at", "-pk"),
            rows=_rows, entry=_notes, pages=("conversations:note",), words_first=True,
        )
    )  # fmt: skip
    actions.register(
        Beginning(
            key="note", order=25, label=lazy("Add note"), words=lazy("new talk"), about=ACCOUNT,
            page="conversations:record_note", query="words={rest}", may=lambda by, account: account,
        ),
        Beginning(
            key="note_contact", order=26, label=lazy("Add note"), words=lazy("new talk"), about=CONTACT,
            page="conversations:choose_account", query="contact={pk}", may=_sees, shows_note=True,
        ),
        Beginning(
            key="before_call", order=24, label=lazy("Before the call"), words=lazy("prepare talk meeting"),
            about=CONTACT, page="conversations:before_contact", may=_sees,
        ),
        Beginning(
            key="close_day", order=90, label=lazy("Close the day"), words=lazy("end evening finish today"),
            page="conversations:close_day", may=_sees,
        ),
    )  # fmt: skip


def _register_passing() -> None:
    jumps.register(
        Kind(
            key="passed", names=(lazy("Passed on"), lazy("Raised for the client")),
            order=72, model=PassOn, sort=("-pk",), columns=("text", "account__name"),
            rows=_passed_rows, entry=_passed, pages=("conversations:passed",), words_first=True,
        )
    )  # fmt: skip
    jumps.register(
        Kind(
            key="action", names=(pgettext_lazy("to do", "Action"),),
            order=74, model=Action, sort=("-pk",), columns=("what", "account__name"),
            rows=_action_rows, entry=_actions, pages=("conversations:action",), words_first=True,
        )
    )  # fmt: skip
    actions.register(
        Beginning(
            key="action", order=58, label=pgettext_lazy("to do", "Action"),
            words=lazy("new add to do task"), about=ACCOUNT, page="conversations:add_action", may=_sees,
        ),
        Beginning(
            key="action_project", order=58, label=pgettext_lazy("to do", "Action"),
            words=lazy("new add to do task"), about=PROJECT, page="conversations:add_project_action", may=_has_account,
        ),
        Beginning(
            key="pass_on", order=62, label=lazy("Pass on"), words=lazy("new team colleague tell"), about=ACCOUNT,
            page="conversations:pass_on", may=_sees,
        ),
        Beginning(
            key="raise", order=64, label=lazy("Raise for the client"), words=lazy("new tell client"), about=ACCOUNT,
            page="conversations:raise_on_account", may=_sees,
        ),
        Beginning(
            key="raise_project", order=64, label=lazy("Raise for the client"), words=lazy("new tell client"),
            about=PROJECT, page="conversations:raise_on_project", may=_has_account,
        ),
    )  # fmt: skip
