"""An email without the people it names who were erased. Pure."""

from dataclasses import replace

from amity.accounts.erasure.rules import without
from amity.mailbox.messages.parsing import ReadMail
from amity.mailbox.messages.rules import AddressBook, Named
from amity.mailbox.rules import MOST_SUBJECT


def without_erased(mail: ReadMail, book: AddressBook) -> ReadMail:
    """Return an email whose headers and texts have neither the name nor the address of anyone who was erased.

    Its digests are those of the email as it was sent: it is still recognised when it is read again.
    """
    envelope = mail.envelope
    erased = {(named.name, named.address) for named in envelope.everyone if book.is_erased(named)}
    if not erased:
        return mail
    words = book.erased.words_of(sorted(erased))

    def of(named: Named) -> Named:
        return Named(words.instead, "") if book.is_erased(named) else named

    cleaned = replace(
        envelope, sender=of(envelope.sender) if envelope.sender else None, to=tuple(map(of, envelope.to)),
        copied=tuple(map(of, envelope.copied)), blind=tuple(map(of, envelope.blind)),
        subject=without(envelope.subject, words, MOST_SUBJECT),
    )  # fmt: skip
    return replace(mail, envelope=cleaned, text=without(mail.text, words), html=without(mail.html, words))
