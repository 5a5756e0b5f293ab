"""Pages of account reviews: HTTP only."""

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.audit.actor_rights import actor_of
from amity.gate.subjects.pages import compose_about
from amity.people.queries import person_of
from amity.reports.reviews import commands, content, document, forms, page, policy, queries
from amity.reports.reviews.commands import REVIEW
from amity.reports.reviews.deck import deck
from amity.reports.reviews.sending import file_name
from amity.ui.acts import act_page
from amity.ui.asked import SHORT, posted, queried

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@require_safe
def reviews(request: HttpRequest, account_id: int) -> HttpResponse:
    """List the reviews of an account."""
    actor = actor_of(request)
    account = queries.account_to_review(actor, account_id)
    return render(request, "reports/reviews/reviews.html", page.list_context(actor, account))


def create_review(request: HttpRequest, account_id: int) -> HttpResponse:
    """Create a review. Everything is filled in."""
    actor = actor_of(request)
    account = queries.account_to_review(actor, account_id)
    policy.may_prepare(person_of(actor), account).or_refuse()
    today, rhythm = person_of(actor).day_of(timezone.now()), queries.rhythm_of(account)
    form = forms.NewReviewForm(request.POST or None, account=account, today=today, every=rhythm.every)

    def act(values: dict[str, Any]) -> str:
        made = commands.create_review(by=actor, account_id=account_id, fields=form.value_given(), now=timezone.now())
        return page.address_of(made)

    return act_page(request, page.act_on(account, _("New account review"), _("Create review")), form, act)


def set_rhythm(request: HttpRequest, account_id: int) -> HttpResponse:
    """Set how often an account is reviewed."""
    actor = actor_of(request)
    account = queries.account_to_review(actor, account_id)
    policy.may_prepare(person_of(actor), account).or_refuse()
    form = forms.RhythmForm(request.POST or None)
    form.fill(queries.rhythm_of(account))

    def act(values: dict[str, Any]) -> str:
        commands.set_rhythm(
            by=actor, account_id=account_id, every=values["every"], next_on=values["next_on"], now=timezone.now()
        )
        return page.list_address(account)

    hint = _("Amity drafts each review two weeks before its date.")
    return act_page(request, page.act_on(account, _("Review dates"), _("Save dates"), hint=hint), form, act)


@require_safe
def review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Show a review: its blocks, one slide, and what is left to do."""
    actor = actor_of(request)
    seen = queries.review_seen_by(actor, review_id)
    key = queried(request).text("block", SHORT)
    return render(request, "reports/reviews/review.html", page.context(actor, seen, key))


@require_safe
def slide(request: HttpRequest, review_id: int, key: str) -> HttpResponse:
    """Draw one slide with the figures of now, which the page of a review loads."""
    actor = actor_of(request)
    seen = queries.review_seen_by(actor, review_id)
    return render(request, "reports/reviews/slide.html", page.slide_context(actor, seen, key))


def edit_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Change the date of a review and for whom it is."""
    seen = _to_prepare(request, review_id)
    form = forms.EditReviewForm(request.POST or None, review=seen)
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        commands.edit_review(
            by=actor_of(request), review_id=review_id, version=values["version"], held_on=values["held_on"],
            contact_id=values["contact_id"], now=timezone.now(),
        )  # fmt: skip
        return page.address_of(seen)

    return act_page(request, page.act(seen, _("Edit review"), _("Save review")), form, act)


def set_asks(request: HttpRequest, review_id: int) -> HttpResponse:
    """Write the ask and the commitment of each side."""
    seen = _to_prepare(request, review_id)
    form = forms.AsksForm(request.POST or None)
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        commands.set_asks(
            by=actor_of(request), review_id=review_id, version=values["version"], asks=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        return page.address_of(seen, "asks")

    return act_page(request, page.act(seen, _("One ask, one commitment"), _("Save asks"), key="asks"), form, act)


def edit_block(request: HttpRequest, review_id: int, key: str) -> HttpResponse:
    """Replace the words of a block."""
    seen = _to_prepare(request, review_id)
    placed = page.placed_of(seen, key)
    form = forms.BlockForm(request.POST or None)
    form.fill(placed.row)

    def act(values: dict[str, Any]) -> str:
        commands.edit_block(
            by=actor_of(request), review_id=review_id, key=key, text=form.value_given(), now=timezone.now()
        )
        return page.address_of(seen, key)

    hint = _("The figures in the table and the chart stay live until you release the review.")
    words = {"block": placed.label}
    return act_page(
        request, page.act(seen, _("Edit “%(block)s”") % words, _("Save text"), hint=hint, key=key), form, act
    )


@require_POST
def show_block(request: HttpRequest, review_id: int, key: str) -> HttpResponse:
    """Show a block, or leave it out."""
    is_shown = posted(request).choice("show", ("yes", "no")) == "yes"
    commands.show_block(by=actor_of(request), review_id=review_id, key=key, is_shown=is_shown, now=timezone.now())
    return redirect(page.block_address(review_id, key))


@require_POST
def move_block(request: HttpRequest, review_id: int, key: str) -> HttpResponse:
    """Move a block up or down."""
    steps = -1 if posted(request).choice("to", ("up", "down")) == "up" else 1
    commands.move_block(by=actor_of(request), review_id=review_id, key=key, steps=steps, now=timezone.now())
    return redirect(page.block_address(review_id, key))


@require_POST
def release_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Freeze a review, and go on to the email that sends a client's."""
    version = posted(request).whole("version")
    released = commands.release_review(by=actor_of(request), review_id=review_id, version=version, now=timezone.now())
    messages.success(request, _("Review released. Its figures stay as they are now."))
    return redirect("reports:review", released.pk)


@require_POST
def withdraw_release(request: HttpRequest, review_id: int) -> HttpResponse:
    """Make a released review a draft again."""
    version = posted(request).whole("version")
    commands.withdraw_release(by=actor_of(request), review_id=review_id, version=version, now=timezone.now())
    messages.success(request, _("Release withdrawn. The figures are live again."))
    return redirect("reports:review", review_id)


@require_POST
def delete_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Delete a draft."""
    actor = actor_of(request)
    account_id = queries.review_seen_by(actor, review_id).account_id
    commands.delete_review(by=actor, review_id=review_id, now=timezone.now())
    messages.success(request, _("Review deleted."))
    return redirect("reports:reviews", account_id)


def send_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Write the email that sends a released review. It leaves through *Going out*."""
    return compose_about(request, REVIEW, review_id)


@require_safe
def review_pdf(request: HttpRequest, review_id: int) -> FileResponse:
    """Answer with a review as PDF: a draft as it is now, or as it was released."""
    actor = actor_of(request)
    seen = queries.review_seen_by(actor, review_id)
    made = document.pdf(content.content_of(actor, seen))
    return file_answer(made, "application/pdf", f"{file_name(seen)}.pdf")


@require_safe
def review_deck(request: HttpRequest, review_id: int) -> FileResponse:
    """Answer with a review as PowerPoint: a draft as it is now, or as it was released."""
    actor = actor_of(request)
    seen = queries.review_seen_by(actor, review_id)
    return file_answer(deck(content.content_of(actor, seen)), PPTX, f"{file_name(seen)}.pptx")


def file_answer(made: bytes, content_type: str, name: str) -> FileResponse:
    """Return a file as a download that no cache keeps."""
    answer = FileResponse(io.BytesIO(made), as_attachment=True, filename=name, content_type=content_type)
    answer["Cache-Control"] = "no-store"
    return answer


def _to_prepare(request: HttpRequest, review_id: int) -> Any:
    actor = actor_of(request)
    seen = queries.review_seen_by(actor, review_id)
    policy.may_prepare(person_of(actor), seen.account).or_refuse()
    return seen
