"""Which servers an address has, which folders are read, how headers are read from an answer, how long a pause is."""

from datetime import timedelta

import pytest

from amity.mailbox.connections.rules import (
    ALL,
    GOOGLE,
    INBOX,
    MICROSOFT,
    MORE,
    OTHER,
    SENT,
    Chosen,
    Folder,
    folders_not_found,
    folders_to_read,
    is_private,
    pause_after,
    provider_of,
    servers_for,
)
from amity.mailbox.connections.session import headings_in, labels_in


@pytest.mark.parametrize(
    ("address", "provider", "host"),
    [
        ("tim@gmail.com", GOOGLE, "imap.gmail.com"),
        ("tim@Googlemail.com", GOOGLE, "imap.gmail.com"),
        ("tim@halden.onmicrosoft.com", MICROSOFT, "outlook.office365.com"),
        ("tim@halden.example", OTHER, "imap.halden.example"),
    ],
)
def test_the_servers_of_an_address_are_guessed(address, provider, host):
    assert (provider_of(address), servers_for(address).imap_host) == (provider, host)


def test_a_chosen_provider_wins_over_the_address():
    assert servers_for("tim@halden.example", GOOGLE).smtp_host == "smtp.gmail.com"
    assert servers_for("tim@halden.example", MICROSOFT).imap_host == "outlook.office365.com"


@pytest.mark.parametrize(
    ("name", "delimiter"),
    [("Private", "/"), ("PRIVATE", "/"), ("private/Bank", "/"), ("INBOX.Private", "."), ("INBOX.private.Bank", ".")],
)
def test_private_in_any_case_and_what_is_below_it_is_private(name, delimiter):
    assert is_private(name, delimiter)


@pytest.mark.parametrize("name", ["Privately owned", "Not private", "INBOX", "Private-ish"])
def test_other_names_are_not_private(name):
    assert not is_private(name)


def test_inbox_and_sent_are_read_by_their_flags_and_nothing_else():
    listed = [
        Folder("INBOX"), Folder("Sent", ("\\HasNoChildren",)), Folder("Verschickt", ("\\Sent",)),
        Folder("Drafts", ("\\Drafts",)), Folder("Trash", ("\\Trash",)), Folder("Projects"),
    ]  # fmt: skip
    assert folders_to_read(listed) == [Chosen("INBOX", INBOX), Chosen("Verschickt", SENT)]


@pytest.mark.parametrize("name", ["Sent", "Sent Items", "Gesendete Elemente", "INBOX/Sent", "Éléments envoyés"])
def test_without_flags_the_sent_folder_is_found_by_its_usual_names(name):
    assert folders_to_read([Folder("INBOX"), Folder(name)])[1] == Chosen(name, SENT)


def test_all_mail_is_read_once_instead_of_inbox_and_sent():
    listed = [Folder("INBOX"), Folder("[Gmail]/Sent Mail", ("\\Sent",)), Folder("[Gmail]/All Mail", ("\\All",))]
    assert folders_to_read(listed) == [Chosen("[Gmail]/All Mail", ALL)]


def test_a_private_folder_is_not_read_even_if_it_is_flagged_as_sent():
    assert folders_to_read([Folder("INBOX"), Folder("Private/Sent", ("\\Sent",))]) == [Chosen("INBOX", INBOX)]


@pytest.mark.parametrize(("delimiter", "typed"), [("/", "Clients/Osprey"), (".", "clients/osprey"), ("", "Clients")])
def test_folders_that_a_person_added_are_read_too_but_never_a_private_one(delimiter, typed):
    name = typed.title().replace("/", delimiter) if delimiter else typed
    listed = [
        Folder("INBOX"), Folder(name, (), delimiter), Folder("Private", (), delimiter), Folder("Other", (), delimiter)
    ]  # fmt: skip

    assert folders_to_read(listed, [typed, "Private", "INBOX", "Gone"]) == [Chosen("INBOX", INBOX), Chosen(name, MORE)]


def test_folders_that_were_not_found_are_named_unless_all_mail_has_them():
    assert folders_not_found("Clients/Osprey\nGone", [("INBOX", INBOX), ("Clients.Osprey", MORE)]) == ["Gone"]
    assert folders_not_found("Gone", [("All Mail", ALL)]) == []


def test_headers_are_read_from_an_answer_with_the_items_in_any_order():
    answer = [
        (b"1 (UID 7 RFC822.SIZE 90 BODY[HEADER]<0> {13}", b"Subject: one\n"), b")",
        (b"2 (BODY[HEADER]<0> {13}", b"Subject: two\n"), b" RFC822.SIZE 91 UID 8)",
        b"3 (FLAGS (\\Seen))",
    ]  # fmt: skip
    assert [(one.uid, one.size, one.raw) for one in headings_in(answer)] == [
        (7, 90, b"Subject: one\n"), (8, 91, b"Subject: two\n"),
    ]  # fmt: skip


def test_labels_are_read_quoted_bare_and_in_other_alphabets():
    line = 'X-GM-LABELS (\\\\Inbox Kunden "Private/Bank" "Pr&AOk-sentations" "a \\"b\\"") UID 7'
    assert labels_in(line) == ["\\\\Inbox", "Kunden", "Private/Bank", "Présentations", 'a "b"']


def test_pauses_grow_and_end_at_an_hour_or_at_six_for_a_refused_login():
    assert [pause_after(tries, refused=False).seconds for tries in (1, 2, 3)] == [30, 60, 120]
    assert pause_after(99, refused=False) == timedelta(hours=1)
    assert pause_after(1, refused=True) == timedelta(minutes=5)
    assert pause_after(99, refused=True) == timedelta(hours=6)
