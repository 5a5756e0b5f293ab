"""Values shared by the pages of what is passed on: the frame of forms, what they begin with, and one's facts."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.opened import accounts_opened_by
from amity.accounts.policy import answers_for
from amity.accounts.queries import sees_whole
from amity.audit.actor_rights import actor_of
from amity.conversations.models import PassOn
from amity.conversations.notes.marks import marked_lines
from amity.conversations.passing import queries, wording
from amity.conversations.passing.changes import MOST_TEXT, may_name_contacts
from amity.conversations.passing.forms import PassOnForm, RaiseForm
from amity.conversations.passing.waiting import ACKNOWLEDGE, TO_ACKNOWLEDGE
from amity.conversations.rules import ANSWERS, OPEN
from amity.mailbox.models import Message
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.queries import projects_seen_by
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.ui.acts import ActPage
from amity.ui.asked import Asked, queried
from amity.waiting.forms import RowForm

MOST_PROJECTS = 60


def act(account: Account, title: str, button: str, back: str, hint: str = "") -> ActPage:
    """Return a page with one form about an account."""
    home = reverse("accounts:account", args=[account.pk])
    crumbs = ((_("Accounts"), reverse("accounts:accounts")), (account.name, home))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint)


def home_of(request: HttpRequest, account: Account) -> str:
    """Return the page from which something is added: of the note, email or contact in the query, or the account's."""
    if note_id := queried(request).whole("note"):
        return reverse("conversations:note", args=[note_id])
    if email_id := queried(request).whole("email"):
        seen = queries.email_seen_by(actor_of(request), email_id, account)
        return reverse("mailbox:thread", args=[seen.thread_id])
    if contact_id := queried(request).whole("contact"):
        return reverse("accounts:contact", args=[contact_id])
    return reverse("accounts:account", args=[account.pk])


def is_asked_to_raise(by: Actor, account: Account) -> bool:
    """Return whether an account's page offers to raise something: not to those who tell the client themselves."""
    return not answers_for(person_of(by), account)


def pass_on_form(request: HttpRequest, by: Actor, account: Account) -> PassOnForm:
    """Return the form to pass something on. The query may name a line of a note, a project or a contact.

    From a line, the colleague is chosen who owns what it became, otherwise the project manager.
    """
    asked, initial = queried(request), {}
    if asked.whole("point") or asked.whole("note"):
        initial = _of_line(by, account, asked)
    elif email_id := asked.whole("email"):
        initial = _of_email(queries.email_seen_by(by, email_id, account))
    sent = {"project_id": asked.whole("project"), "stated_by_id": asked.whole("contact")}
    projects = projects_seen_by(by).filter(account=account).exclude(status__in=OVER).order_by("name")
    return PassOnForm(
        request.POST or None,
        account=account,
        projects=projects.prefetch_related("team")[:MOST_PROJECTS],
        names_contacts=may_name_contacts(person_of(by), account),
        by_id=by.person_id,
        initial=initial | {name: value for name, value in sent.items() if value},
    )


def _of_line(by: Actor, account: Account, asked: Asked) -> dict[str, Any]:
    """Return what a line of a note fills in: one with a record by its `point`, another by `note` and `line`."""
    if point_id := asked.whole("point"):
        point = queries.point_seen_by(by, point_id)
        owner = point.action.owner_id if point.action else point.expectation and point.expectation.promised_by_id
        first = {"text": point.text, "stated_by_id": point.stated_by_id}
        note = point.note
    else:
        note, owner = queries.note_seen_by(by, asked.whole("note"), account), None
        texts = dict(enumerate(note.text.splitlines(), 1)) | {
            line.number: line.text for line in marked_lines(note.text)
        }
        first = {"text": texts.get(asked.whole("line"), "").strip()[:MOST_TEXT]}
        if not first["text"]:
            return {"project_id": note.project_id}
    manager = note.project.manager_id if note.project else None
    proposed = next((pk for pk in (owner, manager) if pk and pk != by.person_id), None)
    return {**first, "project_id": note.project_id, "colleague_ids": [proposed] if proposed else []}


def _of_email(message: Message) -> dict[str, Any]:
    """Return what an email fills in: its words, who wrote it, and its project."""
    sender = next((one.contact_id for one in message.addresses.all() if one.place == "from"), None)
    text = " ".join(message.reply.split())[:MOST_TEXT]
    return {"text": text, "stated_by_id": sender, "project_id": message.thread.project_id}


def note_of(request: HttpRequest, by: Actor) -> int | None:
    """Return the id of the note that the query names by itself or by one of its lines."""
    asked = queried(request)
    if point_id := asked.whole("point"):
        return queries.point_seen_by(by, point_id).note_id
    return asked.whole("note") or None


def raise_form(by: Actor, account: Account, *args: Any, short: bool = False, **first: Any) -> RaiseForm:
    """Return the form to raise something for the client."""
    names_contacts = may_name_contacts(person_of(by), account)
    auto_id = "raise_%s" if short else "id_%s"
    initial = {name: value for name, value in first.items() if value}
    return RaiseForm(
        *args, account=account, names_contacts=names_contacts, short=short, auto_id=auto_id, initial=initial
    )


def project_section(by: Actor, project: Project) -> dict[str, Any] | None:
    """Return what is open on a project in both directions, with the form to raise something for the client."""
    if project.account is None:
        return None
    rows = with_words(by, queries.open_on_project(by, project))
    return {"rows": rows, "quick": raise_form(by, project.account, short=True)}


def with_words(by: Actor, rows: list[PassOn]) -> list[PassOn]:
    """Add the words of its state and the answers open to the actor to each row."""
    now = timezone.now()
    times = queries.open_times(rows, now)
    for row in rows:
        row.word = wording.state_label(row.direction, row.state)  # type: ignore[attr-defined]
        row.shape = wording.SHAPES[row.state]  # type: ignore[attr-defined]
        row.open_words = wording.open_words(row, times[row.pk], now)  # type: ignore[attr-defined]
        row.answers = [(answer, wording.ANSWERS[answer]) for answer in queries.answers_open_to(by, row)]  # type: ignore[attr-defined]
    return rows


def facts(by: Actor, passed: PassOn) -> dict[str, Any]:
    """Return the values of the page of one."""
    is_open = passed.state == OPEN
    answers = queries.answers_open_to(by, passed)
    return {
        "one": with_words(by, [passed])[0],
        "is_open": is_open,
        "is_for_team": passed.colleague_id is not None,
        "opens_account": passed.account_id in accounts_opened_by(by, [passed.account]),
        "sees_whole": sees_whole(by, passed.account),
        "may_reopen": passed.state in ANSWERS[passed.direction] and queries.can_answer(by, passed, passed.state),
        "acknowledge": _acknowledging(passed) if "acknowledged" in answers else None,
    }


def _acknowledging(passed: PassOn) -> RowForm:
    key = f"{TO_ACKNOWLEDGE.key}-{passed.pk}-{ACKNOWLEDGE}"
    back = reverse("conversations:passed", args=[passed.pk])
    initial = {"version": passed.version, "back": back}
    return RowForm(act=TO_ACKNOWLEDGE.acts[ACKNOWLEDGE], key=key, initial=initial)
