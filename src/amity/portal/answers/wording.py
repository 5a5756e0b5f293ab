"""Labels of answers, and sentences about one."""

from collections.abc import Mapping, Sequence
from typing import Final

from babel.lists import format_list
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy, to_locale
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate.answering.registry import asks_signature, is_offer
from amity.gate.bound.registry import in_every_language
from amity.gate.models import Item
from amity.gate.rules import OFFERS, SIGNED
from amity.portal.answers import rules
from amity.portal.answers.models import Answer

CHOICES: Final[dict[str, Promise]] = {
    rules.APPROVE: pgettext_lazy("of a client", "Approve"),
    rules.CHANGES: lazy("Ask for changes"),
    rules.DECLINE: pgettext_lazy("of a client", "Decline"),
    rules.QUESTION: lazy("Question"),
    rules.ANSWER: lazy("Answer"),
}
OFFER_CHOICES: Final[dict[str, Promise]] = {
    rules.APPROVE: pgettext_lazy("of a client", "Accept"),
    rules.CHANGES: pgettext_lazy("of a client", "Decline"),
}
OFFER_HINTS: Final[dict[str, Promise]] = {
    rules.APPROVE: lazy("You would like to do this"),
    rules.CHANGES: lazy("Tell us why, so that our next advice fits better"),
}
CORRECT: Final = lazy("Correct something")
CORRECT_HINT: Final = lazy("Tell us what we got wrong, at any time")
SIGN: Final = lazy("Sign")
SIGN_HINT: Final = lazy("You agree to the attached document, and your name is added to it")
HINTS: Final[Mapping[str, Promise]] = {
    rules.APPROVE: lazy("You agree with this as it is"),
    rules.CHANGES: lazy("Tell us what, and we send a new version"),
    rules.DECLINE: lazy("You don’t want this. Tell us why"),
    rules.QUESTION: lazy("Nothing is decided yet"),
}
WAYS: Final[Mapping[str, Promise]] = {
    rules.LINK: lazy("personal link"),
    rules.REPLY: lazy("reply"),
    rules.PAGE: lazy("client pages"),
}
STATES: Final[Mapping[str, Promise]] = {
    rules.DECIDED: lazy("Decided"),
    rules.ASKED: lazy("Question"),
    rules.ANSWERED: lazy("Answered"),
    rules.TAKEN: lazy("Correction"),
    rules.NO_AUTHORITY: lazy("Not an approver, so nothing is decided"),
    rules.SHARED: lazy("Shared mailbox, so nothing is decided"),
    rules.LATE: lazy("Had no effect"),
    rules.SCANNER: lazy("Perhaps a scanner, so not counted"),
}


def label_of(choice: str, state: str, kind: str) -> str | Promise:
    """Return the label of an answer, by the kind of its item: a signature isn't an approval."""
    if kind in OFFERS:
        return (CHOICES | OFFER_CHOICES)[choice]
    if choice != rules.APPROVE or kind not in SIGNED:
        return CHOICES[choice]
    return lazy("Signed") if state == rules.DECIDED else SIGN


def document_of(item: Item) -> str:
    """Return what an answer is about: the subject, without the request to sign a document."""
    if asks_signature(item):
        for request in in_every_language(lambda: _("For your signature: %(title)s") % {"title": ""}, with_colon=True):
            if item.subject.startswith(request):
                return item.subject.removeprefix(request).strip()
    return item.subject


def declines(answer: Answer) -> bool:
    """Return whether an answer turns down a document, or an offer, where nobody asks for another version."""
    return answer.choice == rules.DECLINE or (is_offer(answer.item) and answer.choice == rules.CHANGES)


def _was_to_sign(answer: Answer) -> bool:
    return answer.choice == rules.APPROVE and asks_signature(answer.item)


def sentence_of(answer: Answer) -> str:
    """Return what an answer says, for the team."""
    names = {"who": answer.contact.name, "what": document_of(answer.item), "name": answer.name}
    if answer.state == rules.SCANNER:
        return _("An answer to “%(what)s” is perhaps a scanner’s and isn’t counted") % names
    if answer.state in (rules.NO_AUTHORITY, rules.SHARED):
        if declines(answer):
            return _("%(who)s declines “%(what)s”, but isn’t an approver") % names
        agrees = answer.choice == rules.APPROVE
        sentence = (
            _("%(who)s agrees with “%(what)s”, but isn’t an approver")
            if agrees
            else _("%(who)s asks for changes to “%(what)s”, but isn’t an approver")
        )
        return sentence % names
    if answer.state == rules.LATE and _was_to_sign(answer):
        return _("%(who)s signed “%(what)s”, but it had no effect") % names
    if answer.state == rules.LATE:
        return _("%(who)s answered “%(what)s”, but it had no effect") % names
    if answer.state == rules.TAKEN:
        return _("%(who)s corrects “%(what)s”") % names
    if answer.is_of_anyone:
        return (
            _("“%(name)s” has a question about “%(what)s”. It came through %(who)s’s link and isn’t confirmed.") % names
        )
    if _was_to_sign(answer):
        return _("%(who)s signed “%(what)s”") % names
    if declines(answer):
        return _("%(who)s declined “%(what)s”") % names
    if is_offer(answer.item) and answer.choice == rules.APPROVE:
        return _("%(who)s accepted “%(what)s”") % names
    sentences = {
        rules.APPROVE: _("%(who)s approved “%(what)s”"),
        rules.CHANGES: _("%(who)s asks for changes to “%(what)s”"),
        rules.QUESTION: _("%(who)s has a question about “%(what)s”"),
        rules.ANSWER: _("%(who)s answered “%(what)s”"),
    }
    return sentences[answer.choice] % names


def sentence_on_contact(answer: Answer) -> str:
    """Return what an answer says on its contact's own page, without their name where it needs none."""
    special = (rules.SCANNER, rules.NO_AUTHORITY, rules.SHARED, rules.LATE, rules.TAKEN)
    if answer.state in special or answer.is_of_anyone or is_offer(answer.item):
        return sentence_of(answer)
    names = {"what": document_of(answer.item)}
    if _was_to_sign(answer):
        return _("Signed “%(what)s”") % names
    sentences = {
        rules.APPROVE: _("Approved “%(what)s”"),
        rules.CHANGES: _("Asks for changes to “%(what)s”"),
        rules.DECLINE: _("Declined “%(what)s”"),
        rules.QUESTION: _("Has a question about “%(what)s”"),
        rules.ANSWER: _("Answered “%(what)s”"),
    }
    return sentences[answer.choice] % names


def thanks(answer: Answer, manager: str) -> str:
    """Return what the client reads once their answer is recorded."""
    names = {"manager": manager}
    if answer.state in (rules.NO_AUTHORITY, rules.SHARED):
        return _("Thank you. You aren’t named as an approver, so nothing is decided. We’ve passed your answer on.")
    if answer.state == rules.LATE and answer.outcome and _was_to_sign(answer):
        return _("Thank you. %(manager)s has your signature, but it doesn’t count yet. We’ll get back to you.") % names
    if answer.state == rules.LATE:
        return _("Thank you. Someone decided before, or this has moved on. %(manager)s has your answer.") % names
    if answer.state == rules.TAKEN:
        return _("Thank you. %(manager)s has your correction.") % names
    if _was_to_sign(answer):
        return _("You signed this. Thank you.")
    if declines(answer):
        return _("You declined this. Thank you for the reason. %(manager)s has it.") % names
    if is_offer(answer.item) and answer.choice == rules.APPROVE:
        return _("You accepted this. Thank you.")
    if answer.choice == rules.QUESTION and answer.seen_at is not None:
        return _("We have answered your question. Nothing is decided yet.")
    return {
        rules.APPROVE: _("You approved this. Thank you."),
        rules.CHANGES: _("You asked for changes. %(manager)s has your answer.") % names,
        rules.QUESTION: _("Your question is with %(manager)s. Nothing is decided yet.") % names,
        rules.ANSWER: _("Thank you. %(manager)s has your answer.") % names,
    }[answer.choice]


def only_approvers(names: Sequence[str], manager: str, *, is_offer: bool = False) -> str:
    """Return who can approve or accept, for someone who can't."""
    if not names and is_offer:
        return _("You can tell us what you think. %(manager)s knows who can accept.") % {"manager": manager}
    if not names:
        return _("You can ask for changes or ask a question. %(manager)s knows who can approve.") % {"manager": manager}
    sentence = _("Only %(names)s can approve this. You can ask for changes or ask a question.")
    if is_offer:
        sentence = _("Only %(names)s can accept this. You can tell us what you think or ask a question.")
    return sentence % {"names": format_list(names, style="or", locale=to_locale(get_language() or "en"))}


def held_note(answer: Answer) -> str:
    """Return that the client asked to hold on, with their reason, or ""."""
    if not answer.is_held:
        return ""
    if not answer.held_words:
        return _("The client asked to hold on.")
    return _("The client asked to hold on: %(words)s") % {"words": answer.held_words}
