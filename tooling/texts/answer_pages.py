"""The pages behind the personal link of an email that asks for an answer."""

from collections.abc import Iterator
from typing import Any, Final

from django.test import Client
from django.urls import reverse

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Contact
from amity.gate.answering.rules import APPROVE, QUESTION
from amity.portal.answers.authority import has_authority
from amity.portal.answers.forms import ME, OTHER
from amity.portal.links.models import AnswerLink
from amity.portal.links.rules import hashed
from amity.portal.visitors.models import EmailedCode
from amity.portal.visitors.queries import contacts_with
from amity.portal.visitors.sending import settle
from tooling.texts.rendered import Text, plain
from tooling.texts.stage import NOW, Stage, body_of, undone

TOKEN: Final = "a-personal-link-of-a-client"  # noqa: S105 - of the demo that is rendered, and gone with it
QUESTION_ASKED: Final = "Is the larger ticket code in the app too?"
Fields = dict[str, str]


def answer_pages(stage: Stage) -> Iterator[Text]:
    """Yield each page of a personal link, as its contact and as others read it."""
    with undone():
        link = _link(can_decide=False)
        yield from _asked(stage, link)
        yield from _stranger(stage, link)
        yield from _confirmed(stage, link, "approved, not as an approver")
    with undone():
        yield from _decided(stage, _link(can_decide=True))
    with undone():
        yield from _program(stage, _link(can_decide=True))


def _link(*, can_decide: bool) -> AnswerLink:
    """Return the newest link of a contact who can or can't approve, with a token that is known here."""
    links = AnswerLink.objects.filter(used_at=None).select_related("contact", "item__account").order_by("-pk")
    link = next(one for one in links if has_authority(one.item, one.contact) == can_decide)
    link.token_hash = hashed(TOKEN)
    link.save()
    return link


def _asked(stage: Stage, link: AnswerLink) -> Iterator[Text]:
    """Open the link on a device that isn't known, and ask a question."""
    browser, question = stage.browser(), _filled(link, QUESTION)
    yield _opened(stage, link, browser, "answer", "the link opened")
    yield _sent(stage, link, browser, "answer", "nothing filled in", {"digest": link.digest})
    yield _sent(stage, link, browser, "answer", "a question without words", question | {"words": ""})
    yield _sent(stage, link, browser, "answer", "a question sent", question)


def _stranger(stage: Stage, link: AnswerLink) -> Iterator[Text]:
    """Approve as someone to whom the email was forwarded, and who belongs to another account."""
    browser, approval = stage.browser(), _filled(link, APPROVE)
    other = Contact.objects.exclude(account=link.contact.account).exclude(mail="").filter(is_active=True)
    address = next(one.mail for one in other.order_by("pk") if _is_only_of(one))
    asked = approval | {"who": OTHER, "mail": address}
    yield _sent(stage, link, browser, "answer_who", "no address entered", asked | {"mail": ""})
    yield _sent(stage, link, browser, "answer_who", "the address of someone else", asked)
    yield _sent(stage, link, browser, "answer_code", "not one of the account", approval | _code(address))


def _is_only_of(contact: Contact) -> bool:
    return [one.pk for one in contacts_with(contact.mail)] == [contact.pk]


def _decided(stage: Stage, link: AnswerLink) -> Iterator[Text]:
    """Approve on a new device, hold on, and open the link again elsewhere."""
    browser, approval = stage.browser(), _filled(link, APPROVE)
    yield _sent(stage, link, browser, "answer", "approved on a new device", approval)
    yield _sent(stage, link, browser, "answer_who", "nobody chosen", approval)
    yield from _confirmed(stage, link, "approved", browser)
    yield _sent(stage, link, browser, "answer_hold", "held", {"words": "The board meets on Tuesday."})
    yield _opened(stage, link, stage.browser(), "answer", "opened again elsewhere")


def _confirmed(stage: Stage, link: AnswerLink, state: str, browser: Client | None = None) -> Iterator[Text]:
    """Approve as the reader of the email, with the code that was sent to them."""
    device, approval = browser or stage.browser(), _filled(link, APPROVE)
    yield _sent(stage, link, device, "answer_who", "the reader of the email", approval | {"who": ME})
    code = _code(link.address)
    yield _sent(stage, link, device, "answer_code", "wrong code", approval | code | {"code": "000000"})
    yield _sent(stage, link, device, "answer_code", state, approval | code)


def _program(stage: Stage, link: AnswerLink) -> Iterator[Text]:
    """Open both links of the email at once, as a program does that checks it, and answer."""
    browser = stage.browser()
    yield _opened(stage, link, browser, "answer_why", "")
    _opened(stage, link, browser, "answer", "")
    yield _sent(stage, link, browser, "answer", "answered too soon", _filled(link, APPROVE))


def _filled(link: AnswerLink, choice: str) -> Fields:
    words = QUESTION_ASKED if choice == QUESTION else ""
    return {"digest": link.digest, "choice": choice, "words": words, "name": link.contact.name}


def _code(address: str) -> Fields:
    """Return the fields with the code that was asked for last, as the worker sends it."""
    asked = EmailedCode.objects.latest("pk")
    code = settle(code_id=asked.pk, now=NOW)
    return {"reference": str(asked.reference), "address": address, "code": code}


def _opened(stage: Stage, link: AnswerLink, browser: Client, name: str, state: str) -> Text:
    return _page(stage, link, name, state, browser.get(reverse(f"portal:{name}", args=[TOKEN])))


def _sent(stage: Stage, link: AnswerLink, browser: Client, name: str, state: str, fields: Fields) -> Text:
    """Send the form of a page, and read the page that follows."""
    answer = browser.post(reverse(f"portal:{name}", args=[TOKEN]), fields, follow=True)
    return _page(stage, link, name, state, answer)


def _page(stage: Stage, link: AnswerLink, name: str, state: str, answer: Any) -> Text:
    language = stage.language or language_for(link.contact) or "en"
    kind = f"portal:{name} ({state})" if state else f"portal:{name}"
    return Text("Page", kind, f"{link.contact}, client", language, plain(body_of(answer).decode()))
