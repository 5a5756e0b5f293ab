"""The emails and pages of a contact who signs in to the client's pages."""

from collections.abc import Callable, Iterator
from typing import Final
from uuid import UUID

from django.test import Client as Browser
from django.urls import reverse

from amity.accounts.erasure.commands import erase_contact
from amity.accounts.models import Contact
from amity.agency.queries import agency
from amity.agreements.signatures.models import ClientSignature
from amity.portal.needed.queries import needed_from
from amity.portal.released.queries import released_to
from amity.portal.visitors import commands, cookie, rules
from amity.portal.visitors.models import Device, EmailedCode
from amity.portal.visitors.queries import visitor_with
from amity.portal.visitors.sending import settle
from amity.portal.work.queries import deliverables_shown
from tooling.texts.documents import layer, pdf
from tooling.texts.rendered import Text, plain
from tooling.texts.stage import CLIENT, NOW, Stage, body_of, undone

ERASED: Final = "Tom Ashby"
TOKEN: Final = "a-device-of-a-client"  # noqa: S105 - of the demo that is rendered, and gone with it
NETWORK: Final = "203.0.113.7"


def code_emails(_stage: Stage) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what emails a code: signing in, and confirming an answer."""
    yield "code to sign in", lambda: _send(commands.ask_code(address=_client().mail, network=NETWORK, now=NOW))
    yield "code to confirm", lambda: _send(_fresh())


def client_pages(stage: Stage) -> Iterator[Text]:
    """Yield each page of the client's side, as a contact of the demo reads it."""
    with undone():
        browser, contacts = stage.browser(), [_client()]
        for name, args in (("sign_in", []), ("enter_code", [UUID(int=7)])):
            yield _page(stage, name, browser.get(reverse(f"portal:{name}", args=args)))
        _sign_in()
        browser.cookies[cookie.NAME] = TOKEN
        first = [released_to(contacts)[0].pk]
        places: dict[str, list[int]] = {
            "home": [], "work": [], "sent": [], "requests": [], "colleagues": [], "sent_item": first,
            "send_input": [needed_from(contacts, NOW.date())[0].id],
            "promise_input": [needed_from(contacts, NOW.date())[0].id],
            "deliverable": [deliverables_shown(contacts)[0].id], "balances": [], "year": [],
            "pulse": [contacts[0].account_id],
        }  # fmt: skip
        for name, ids in places.items():
            yield _page(stage, name, browser.get(reverse(f"portal:{name}", args=ids)))
        yield _page(stage, "item_code", browser.post(*_wrong_code(contacts)))
        yield from _signed(stage, browser)


def erased(stage: Stage) -> Iterator[Text]:
    """Yield the name of a contact who was erased."""
    with undone():
        contact = Contact.objects.select_related("account__manager").get(name=ERASED)
        by = stage.acting(str(contact.account.manager))
        name = erase_contact(by=by, contact_id=contact.pk, version=contact.version, now=NOW).name
        yield Text("Name", "accounts:erase_contact", "the agency", agency().language, name)


def _signed(stage: Stage, browser: Browser) -> Iterator[Text]:
    """Yield what a client signed, as they download it and as the account manager sees that they do."""
    signature = ClientSignature.objects.select_related("item", "contact__account__manager").filter(contact=_client())[0]
    manager, ids = signature.contact.account.manager, [signature.contact_id, signature.item_id]
    own = browser.get(reverse("portal:signed_file", args=ids[1:]))
    yield Text("PDF", "portal:signed_file", f"{CLIENT}, client", stage.language or "en", layer(body_of(own)))
    if manager is not None:
        seen = pdf(stage, manager.name, "portal:as_signed_file", *ids)
        yield Text("PDF", "portal:as_signed_file", manager.name, stage.page_language(manager.name), seen)


def _wrong_code(contacts: list[Contact]) -> tuple[str, dict[str, str]]:
    """Return the address that takes the code for an answer, with a code that is wrong."""
    item = deliverables_shown(contacts)[0].newest.item
    sent = {"digest": item.digest, "choice": "question", "words": "By when?", "name": "DW"}
    code = {"reference": str(UUID(int=7)), "address": "", "code": "000000"}
    return reverse("portal:item_code", args=[item.pk]), sent | code


def address_of(name: str) -> str:
    """Return the email address of a contact of the demo."""
    return Contact.objects.get(name=name).mail


def _client() -> Contact:
    return Contact.objects.select_related("account").get(name=CLIENT)


def _sign_in() -> None:
    Device.objects.create(
        address=_client().mail, token_hash=rules.token_hash(TOKEN), opened_at=NOW, used_at=NOW,
        expires_at=NOW + rules.DEVICE_LASTS,
    )  # fmt: skip


def _fresh() -> UUID:
    _sign_in()
    visitor = visitor_with(TOKEN, NOW)
    assert visitor is not None  # noqa: S101 - signed in above
    return commands.ask_fresh_code(visitor=visitor, about="an answer", network=NETWORK, now=NOW)


def _send(reference: UUID) -> None:
    settle(code_id=EmailedCode.objects.get(reference=reference).pk, now=NOW)


def _page(stage: Stage, name: str, answer: object) -> Text:
    language = stage.language or "en"
    return Text("Page", f"portal:{name}", f"{CLIENT}, client", language, plain(body_of(answer).decode()))
