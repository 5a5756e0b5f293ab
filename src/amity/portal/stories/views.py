"""Take a client's answer to a story on the page of its email."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.portal.answers.rules import WORDS_MOST
from amity.portal.pages import Reader
from amity.portal.stories import commands
from amity.portal.stories.forms import StoryForm
from amity.shared.errors import Invalid, Refused


@require_POST
def answer_story(request: HttpRequest, reader: Reader, item_id: int) -> HttpResponse:
    """Take whether the story was useful, and a reply."""
    form = StoryForm(request.POST)
    assert reader.visitor is not None  # noqa: S101 - only visitors come here
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.answer_story_on_pages(
                visitor=reader.visitor, item_id=item_id, outcome=given["outcome"], words=given["words"],
                now=timezone.now(),
            )  # fmt: skip
            if not given["words"].strip():
                messages.success(request, _("Thank you. That helps us choose what to send you."))
        except (Invalid, Refused) as fault:
            messages.error(request, fault.sentence)
    else:
        messages.error(request, _("Enter at most %(most)s characters.") % {"most": WORDS_MOST})
    return redirect(reader.address("sent_item", item_id))
