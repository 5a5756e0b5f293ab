"""Pages that move an agreement from draft to its end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST, require_safe

from amity.agreements import policy, rules, wording
from amity.agreements.action_pages import attach_uploaded, page_of, to_move, to_write
from amity.agreements.choices import successors_for
from amity.agreements.documents.commands import PAPERS
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.drafts.forms import ReasonForm
from amity.agreements.review import commands as review_commands
from amity.agreements.steps import commands as step_commands
from amity.agreements.steps.forms import (
    RECORDED,
    EndForm,
    OrderNumberForm,
    RecordForm,
    RenewalForm,
    StepForm,
    SuccessorForm,
)
from amity.agreements.steps.queries import people_of, words_of_answer
from amity.audit.actor_rights import actor_of
from amity.files.action_pages import act_with_file
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted, queried

if TYPE_CHECKING:
    from amity.agreements.models import Agreement


@require_POST
def submit(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Freeze the draft and send it to its reviewers."""
    moved = review_commands.submit_agreement(
        by=actor_of(request), agreement_id=agreement_id, now=timezone.now(),
        version=posted(request).whole("version"),
    )  # fmt: skip
    names = {"state": wording.STATES[moved.state]}
    messages.success(request, _("Version locked. The agreement is now “%(state)s”.") % names)
    return redirect("agreements:agreement", agreement_id)


def take_back(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Recall an agreement to draft."""
    done = _("Agreement returned to draft.")
    return _with_reason(request, agreement_id, rules.DRAFT, _("Return to draft"), review_commands.take_back, done)


def drop(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Withdraw an offer."""
    title, done = _("Withdraw agreement"), _("Agreement withdrawn.")
    return _with_reason(request, agreement_id, rules.DROPPED, title, draft_commands.drop_agreement, done)


def record(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record that the client has the agreement, or that both sides signed: who, when, how, and the document."""
    seen = to_write(request, agreement_id)
    asked = posted(request) if request.method == "POST" else queried(request)
    usual = rules.WITH_CLIENT if seen.state == rules.CLEARED and not seen.taken_over else rules.SIGNED
    step = asked.choice("step", RECORDED, usual)
    if not seen.taken_over:
        to_move(request, agreement_id, step)
    people = people_of(seen, actor_of(request), timezone.localdate())
    form = RecordForm(request.POST or None, request.FILES or None, step=step, people=people)
    words = _RECORDS[step]
    page = page_of(agreement_id, str(seen), words.title, words.button, words.hint)
    return _record(request, seen, form, page, words.run, words.done)


@require_safe
def former_record(request: HttpRequest, agreement_id: int, step: str) -> HttpResponse:
    """Lead from the former pages of each step to its record."""
    return redirect(f"{reverse('agreements:record', args=[agreement_id])}?step={step}")


def terminate(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record that a side ended the agreement."""
    seen = to_write(request, agreement_id)
    if not seen.taken_over:
        to_move(request, agreement_id, rules.TERMINATED)
    people = people_of(seen, actor_of(request), timezone.localdate())
    form = EndForm(request.POST or None, request.FILES or None, people=people)
    page = page_of(
        agreement_id, str(seen), _("Record the termination"), _("Save record"),
        _("Everything agreed and done under it stays on record."),
    )  # fmt: skip
    return _record(request, seen, form, page, step_commands.terminate_agreement, _("Termination recorded."))


def renew(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record a renewal."""
    actor = actor_of(request)
    seen = to_write(request, agreement_id)
    policy.may_renew(seen).or_refuse()
    form = RenewalForm(
        request.POST or None, request.FILES or None, people=people_of(seen, actor, timezone.localdate()),
        by_word=seen.renewal == rules.BY_WORD,
    )  # fmt: skip
    form.fill(seen)
    page = page_of(
        agreement_id, str(seen), _("Record the renewal"), _("Record the renewal"),
        _("What was signed doesn’t change. Amity will warn you of the new dates."), done=_("Renewal recorded."),
    )  # fmt: skip

    def act(values: dict[str, Any], file_id: int | None) -> str:
        step_commands.renew_agreement(
            by=actor, agreement_id=agreement_id, version=values["version"], renewed=form.renewed(),
            evidence=form.value_given(file_id=attach_uploaded(request, agreement_id, file_id)), now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_with_file(request, page, form, act, PAPERS)


def record_order_number(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record the client's PO number, which often comes after the signature."""
    seen = to_write(request, agreement_id)
    policy.may_record_order_number(seen).or_refuse()
    form = OrderNumberForm(request.POST or None)
    form.fill(seen)
    page = page_of(
        agreement_id, str(seen), _("Client PO number"), _("Save PO number"), _("What was signed doesn’t change."),
        done=_("PO number saved."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        step_commands.record_order_number(
            by=actor_of(request), agreement_id=agreement_id, now=timezone.now(), **values
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)


def supersede(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record that another agreement replaces this one."""
    actor = actor_of(request)
    seen = to_move(request, agreement_id, rules.SUPERSEDED)
    form = SuccessorForm(
        request.POST or None, request.FILES or None, people=people_of(seen, actor, timezone.localdate()),
        successors=successors_for(actor, seen),
    )  # fmt: skip
    form.fill(seen)
    hint = "" if form.has_successor else _(
        "This client has no other signed agreement of this kind. Draft the next one first. Once it is "
"signed, it can replace this one."
    )  # fmt: skip
    page = page_of(
        agreement_id, str(seen), _("Record the replacement"), _("Save record"), hint, done=_("Replacement recorded."),
    )  # fmt: skip

    def act(values: dict[str, Any], file_id: int | None) -> str:
        attached = attach_uploaded(request, agreement_id, file_id)
        step_commands.supersede_agreement(
            by=actor, agreement_id=agreement_id, version=values["version"], successor_id=values["successor_id"],
            evidence=form.value_given(file_id=attached), now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_with_file(request, page, form, act, PAPERS)


def _with_reason(
    request: HttpRequest, agreement_id: int, state: str, title: str, run: Callable[..., Any], done: str
) -> HttpResponse:  # fmt: skip
    seen = to_move(request, agreement_id, state)
    form = ReasonForm(request.POST or None, initial={"reason": words_of_answer(seen)})
    form.fill(seen)
    page = page_of(agreement_id, str(seen), title, title, done=done)

    def act(values: dict[str, Any]) -> str:
        run(by=actor_of(request), agreement_id=agreement_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def _record(
    request: HttpRequest, seen: "Agreement", form: StepForm, page: ActPage, run: Callable[..., Any],
    done: str | Promise,
) -> HttpResponse:  # fmt: skip
    form.fill(seen)

    def act(values: dict[str, Any], file_id: int | None) -> str:
        evidence = form.value_given(file_id=attach_uploaded(request, seen.pk, file_id))
        run(
            by=actor_of(request), agreement_id=seen.pk, version=values["version"], evidence=evidence,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, str(done))
        return page.back

    return act_with_file(request, page, form, act, PAPERS)


@dataclass(frozen=True, slots=True)
class Record:
    """The page of a record, its command, and the notice after it."""

    title: Promise
    button: Promise
    hint: Promise
    run: Callable[..., Any]
    done: Promise


_RECORDS: Final = {
    rules.WITH_CLIENT: Record(
        lazy("Sent to client"), lazy("Record as sent to client"),
        lazy("For what you sent from your own mailbox or on paper. With Send to client, it leaves through Going out."),
        step_commands.record_with_client, lazy("Recorded as sent to the client."),
    ),
    rules.SIGNED: Record(
        lazy("Record the signature"), lazy("Record the signature"),
        lazy("Once signed, the agreement can’t be edited. Only a change order can change it."),
        step_commands.record_signature, lazy("Signature recorded."),
    ),
}  # fmt: skip
"""What each step records."""
