"""What Amity answers a colleague who has written to the gate from their mail program."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Final

from amity.gate.models import Item
from amity.gate.queries import whole
from amity.gate.rules import WAITING
from amity.mailbox.messages.vouching import Profile
from amity.mailbox.to_clear.commands import email_in_the_morning
from amity.mailbox.to_clear.letters import waiting
from amity.mailbox.to_clear.models import Listed
from amity.mailbox.to_gate.commands import receive
from amity.people.models import Person
from amity.people.queries import token_hash
from tooling.texts.client_pages import address_of
from tooling.texts.stage import CLIENT, NOW, Stage

AUTHOR: Final = "Nadia Ferrer"
CODE: Final = "ABCD-EFGH-JKLM-NPQR"
SERVER: Final = Profile("", "mx.halden.example")


def gate_emails(stage: Stage) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield emails to the gate that are taken, kept as a draft, and refused for each reason."""
    author, client = stage.person(AUTHOR), f"To: {address_of(CLIENT)}\n\nHello Dana,\n\nThe banner is ready."
    for name, text in (
        ("taken", client),
        ("no recipient named", "Hello Dana,\n\nThe banner is ready."),
        ("unknown recipient", "To: nobody@client.example\n\nHello,\n\nThe banner is ready."),
    ):
        yield f"to the gate, {name}", _received(_written(author, text))
    yield "to the gate, a file that isn't taken", _received(_with_program(_written(author, client)))
    yield "to the gate, no subject", _received(_written(author, "Hello Dana,", subject=""))
    yield "to the gate, no one vouches", _received(_written(author, client, vouched=False))
    yield "what waits to be cleared", lambda: email_in_the_morning(NOW)
    yield "one waits to be cleared", lambda: waiting(author, _listed()[:1], "out@halden.example", NOW)
    yield "several wait to be cleared", lambda: waiting(author, _listed() * 2, "out@halden.example", NOW)
    yield "a reply that clears nothing", lambda: _refused(author)


def _listed() -> list[tuple[Item, str]]:
    """Return an email that waits in the demo, with a code."""
    return [(item, CODE) for item in whole(Item.objects.filter(state__in=WAITING)).order_by("pk")[:1]]


def _refused(author: Person) -> None:
    email_in_the_morning(NOW)
    listed = Listed.objects.order_by("pk").first()
    assert listed is not None  # noqa: S101 - the demo has an email that waits
    Listed.objects.filter(pk=listed.pk).update(key=token_hash(CODE), person=author)
    receive(_written(author, f"ok, but not {CODE}").as_bytes(), profile=SERVER, now=NOW)


def _received(mail: EmailMessage) -> Callable[[], object]:
    return lambda: receive(mail.as_bytes(), profile=SERVER, now=NOW)


def _written(author: Person, text: str, *, subject: str = "Station banner", vouched: bool = True) -> EmailMessage:
    mail, address = EmailMessage(), author.mail or ""
    if vouched:
        domain = address.rpartition("@")[2]
        mail["Authentication-Results"] = f"{SERVER.host}; dmarc=pass header.from={domain}"
    mail["From"], mail["To"] = f"{author.name} <{address}>", "out@halden.example"
    mail["Subject"], mail["Date"] = subject, NOW
    mail["Message-ID"] = "<banner@halden.example>"
    mail.set_content(text)
    return mail


def _with_program(mail: EmailMessage) -> EmailMessage:
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="banner.exe")
    return mail
