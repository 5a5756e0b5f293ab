"""Only a plain approval in the first line of a reply counts. Everything else is a question."""

import pytest

from amity.mailbox.messages.reply_words import MOST_WORDS, answers, is_approval, is_courtesy

NAMES = ("Dana Whitlock", "Mara Ruiz", "Osprey Rail", "Head of Brand")


@pytest.mark.parametrize(
    "text",
    [
        "Approved", "approved.", "APPROVED!", "Yes, approved. Thanks!", "Hi Mara, approved", "Approved\n\nDana",
        "Approved.\n\nBest regards\nDana Whitlock\nHead of Brand", "I approve", "Approved, version 2", "Go ahead",
        "Freigegeben", "Hiermit freigegeben.\nViele Grüße\nDana", "Approuvé", "J’approuve", "Bon pour accord. Merci",
        "Approved\n\nSent from my iPhone", "Freigegeben\nVon meinem iPhone gesendet", "Approuvé\nEnvoyé de mon iPhone",
        "Approved.\nGet Outlook for iOS", "Hello Mara,\nApproved.\nThanks",
        "Approved\n-- \nDana Whitlock, 1 Rail Street, London",
    ],
)  # fmt: skip
def test_a_plain_approval_counts(text):
    assert is_approval(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "", "Thanks", "ok", "Approved, but make the logo larger", "Approved if Legal agrees", "Approved except page 2",
        "Approved once the date is right", "Approved?", "Not approved", "Approved. Please change the logo",
        "Approved\nPlease change the logo", "I don’t approve", "Can this be approved", "Freigegeben, aber ohne Logo",
        "Freigegeben, wenn das Datum stimmt", "Nicht freigegeben", "Approuvé sauf la page 2", "Je n’approuve pas",
        "Approved by Friday at the latest", "Looks good", "Disapproved", "Approved with these changes: red",
        "Approved\n" + "very " * 21, "Approved\n-- \nbut only page 1", "The brief says approved", "Approved I think",
        "Dana Whitlock", "Sent from my iPhone", "Approved\nSent from my iPhone, but without the logo",
        "Approved\nSent the wrong file", "Sent from my iPhone\nplease change the logo",
    ],
)  # fmt: skip
def test_anything_else_is_a_question(text):
    assert not is_approval(text, NAMES)


@pytest.mark.parametrize(
    ("text", "thanks"),
    [
        ("Thanks!", True),
        ("Hi Mara,\n\ngot it, thank you\n\nBest regards\nDana", True),
        ("Danke, erhalten", True),
        ("", True),
        ("No, it was Thursday", False),
        ("Thanks, but not Tuesday", False),
        ("Tuesday", False),
    ],
)
def test_thanks_and_receipts_are_courtesies_and_anything_else_is_not(text, thanks):
    assert is_courtesy(text, ["Mara", "Dana"]) is thanks


def test_an_approval_has_at_most_twenty_words():
    rest = "Dana Whitlock"
    courtesies = "Approved. " + "Thanks. " * (MOST_WORDS - 3) + rest
    assert len(courtesies.split()) == MOST_WORDS == 20
    assert is_approval(courtesies, ("Dana Whitlock",))
    assert not is_approval(courtesies.replace("Thanks.", "Thanks. Thanks.", 1), ("Dana Whitlock",))
    assert is_approval(courtesies + "\n-- \nHead of Brand, 12 Station Road", ("Dana Whitlock",)), "a signature is none"


@pytest.mark.parametrize(
    ("text", "is_answer"),
    [("Yes", True), ("Ja, danke!", True), ("Oui, merci", True), ("No.", True), ("The second one.", True),
     ("Thanks!", False), ("Bien reçu, merci", False), ("Hallo Mara,\nvielen Dank", False), ("", False)],
)  # fmt: skip
def test_a_yes_answers_a_question_and_thanks_do_not(text, is_answer):
    assert answers(text, ("Mara",)) is is_answer
