"""Pages that write an email, check it while it is written, show it, and take it back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.gate import policy, queries, rules
from amity.gate.checks.letters import findings_by_item
from amity.gate.checks.registry import Findings
from amity.gate.coverage import page as coverage
from amity.gate.coverage.queries import this_week
from amity.gate.items import commands, page
from amity.gate.items.composing import compose, writing_of
from amity.gate.items.forms import EmailForm
from amity.gate.subjects import commands as subjects
from amity.gate.subjects.registry import prepared
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.asked import SHORT, posted, queried, sent_form

if TYPE_CHECKING:
    from datetime import datetime

    from amity.gate.models import Item


def write_email(request: HttpRequest, account_id: int) -> HttpResponse:
    """Write an email to contacts of an account. `?contact=` chooses one."""
    actor = actor_of(request)
    account, author = account_seen_by(actor, account_id), person_of(actor)
    policy.may_write(author, account).or_refuse()
    contact_id = queried(request).whole("contact")
    form = EmailForm(*sent_form(request), account=account, author=author, contact_id=contact_id)
    form.initial["asks_question"] = queried(request).has("question")
    return compose(request, form)


def edit_email(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change a draft, or an email that was returned."""
    actor = actor_of(request)
    item = queries.item_seen_by(actor, item_id)
    policy.may_edit(person_of(actor), item).or_refuse()
    if item.state not in rules.OF_AUTHOR:
        return redirect("gate:item", item_id)
    form = EmailForm(*sent_form(request), account=item.account, author=item.author, item=item)
    return compose(request, form)


@require_POST
def check_email(request: HttpRequest, account_id: int) -> HttpResponse:
    """Answer with the checks of an email as it is typed. Nothing is saved.

    `?item=` is the draft being changed, `?about=` with `?subject=` what a new one is about.
    """
    actor = actor_of(request)
    account, author = account_seen_by(actor, account_id), person_of(actor)
    policy.may_write(author, account).or_refuse()
    asked = queried(request)
    item_id, key = asked.whole("item"), asked.text("about", SHORT)
    item = queries.item_seen_by(actor, item_id) if item_id else None
    given = prepared(actor, key, asked.whole("subject")) if key and item is None else None
    form = EmailForm(request.POST, account=account, author=author, item=item, prepared=given)
    return render(request, "gate/writing.html", {"writing": writing_of(request, form), "form": form})


def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Show an item beside what waits for its reader, exactly as its recipient will see it."""
    actor, now = actor_of(request), timezone.now()
    waiting, seen = queries.waiting_and_one(actor, item_id, now, MOST_WAITING)
    if seen.is_concealed:
        return render(request, "gate/concealed.html", page.concealed_context(actor, seen, now))
    return render(request, "gate/going_out.html", queue_context(request, waiting, seen) | {"now": now})


def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for its reader, the first one open."""
    waiting = queries.waiting_now(actor_of(request), timezone.now(), MOST_WAITING)
    return render(request, "gate/going_out.html", queue_context(request, waiting, waiting[0] if waiting else None))


def page_context(request: HttpRequest, seen: "Item") -> dict[str, Any]:
    """Return the context of *Going out* with an item open, which may be another than those that wait."""
    return queue_context(request, queries.waiting_now(actor_of(request), timezone.now(), MOST_WAITING), seen)


def _numbers(actor: Actor, waiting: "Sequence[Item]", now: "datetime") -> queries.Numbers:
    """Return how many items wait, which takes a query only where the page has no room for all."""
    if len(waiting) >= MOST_WAITING:
        return queries.waiting_numbers(actor, now)
    times = [one.submitted_at for one in waiting if one.submitted_at]
    return queries.Numbers(len(waiting), False, min(times, default=None))


def queue_context(request: HttpRequest, waiting: "Sequence[Item]", seen: "Item | None") -> dict[str, Any]:
    """Return the context of *Going out*, with an item open or none. The checks of all shown items run together."""
    actor, now = actor_of(request), timezone.now()
    shown = {one.pk: one for one in (*waiting, *([seen] if seen and page.runs_checks(seen) else []))}
    if seen is not None and seen.known_message:
        page.read_heard((*waiting, seen))
    findings = findings_by_item(list(shown.values()))
    rows = page.queue_rows(waiting, findings, seen.pk if seen else 0, now)
    passed, numbers = this_week(actor, now), _numbers(actor, waiting, now)
    lost = queries.count_undelivered(actor, filter(None, (*waiting, seen)))
    return {
        "places": page.tab_links(actor, "waiting", now, numbers.count, lost),
        "coverage": coverage.sentence(passed),
        "coverage_why": coverage.why(passed),
        "oldest": coverage.oldest(numbers.oldest, now),
        "waiting_count": numbers.count,
        "rows": rows,
        "clean": [row.item for row in rows if row.is_clean and queries.has_opened(actor, row.item)],
        "in_queue": seen is not None and any(row.is_current for row in rows),
        **(page.item_context(actor, seen, findings.get(seen.pk, Findings()), now) if seen else {}),
    }


MOST_WAITING = 50
"""Items in the list of what waits. The others follow as these are decided."""


@require_POST
def write_again(request: HttpRequest, item_id: int) -> HttpResponse:
    """Replace words and documents of a draft by those of what it is about."""
    subjects.write_again(by=actor_of(request), item_id=item_id, now=timezone.now())
    messages.success(request, _("Email written again from the current version."))
    return redirect("gate:edit_email", item_id)


@require_POST
def revise(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take an item back to change it."""
    words = posted(request).text("words", rules.WORDS_MOST)
    commands.revise(by=actor_of(request), item_id=item_id, words=words, now=timezone.now())
    messages.success(request, _("Email reopened. Change it and submit it again."))
    return redirect("gate:edit_email", item_id)


@require_POST
def withdraw(request: HttpRequest, item_id: int) -> HttpResponse:
    """Withdraw an item that hasn't left."""
    gone = queries.item_seen_by(actor_of(request), item_id)
    commands.withdraw(by=actor_of(request), item_id=item_id, now=timezone.now())
    messages.success(request, _("Email withdrawn."))
    return redirect("accounts:account", gone.account_id)


@require_POST
def remove_file(request: HttpRequest, item_id: int, attached_id: int) -> HttpResponse:
    """Remove a file from a draft."""
    commands.remove_file(by=actor_of(request), item_id=item_id, file_id=attached_id, now=timezone.now())
    messages.success(request, _("File removed."))
    return redirect("gate:edit_email", item_id)
