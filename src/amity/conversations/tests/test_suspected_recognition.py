"""Which sentences of emails are asked about, as a table of yes and no: a word that asks in vain costs a tap."""

from datetime import date

import pytest

from amity.conversations.notes.marks import AGENCY, CLIENT
from amity.conversations.suspected.recognition import LONGEST, MOST, suspects_in

MONDAY = date(2026, 11, 23)
REQUESTS = """\
Could you add a map of the depots to the start page?
Can you please send us the logo as an SVG?
Would it be a big thing to have the service page in Dutch as well?
We would like a second version with the new colours.
We need the banner in two more sizes.
We need to add the new depot to the list.
Please change the opening hours on the contact page.
Is it possible to move the launch to March?
Any chance of a shorter headline?
Könnten Sie bitte die Adresse im Impressum ändern?
Wir bräuchten den Banner auch auf Französisch.
Bitte die Öffnungszeiten auf der Kontaktseite anpassen.
Pourriez-vous ajouter une carte des dépôts ?
Nous voudrions une version plus courte.
""".splitlines()
PREFERENCES = """\
We never use exclamation marks.
Please don’t send anything to the Cardiff team directly.
We prefer short emails.
I hate stock photos of handshakes.
Never show a fare without VAT.
Wir bevorzugen kurze Sätze.
Bitte nie mit Ausrufezeichen.
Nous préférons le bleu foncé.
""".splitlines()
NOTHING = """\
Could you call me this afternoon?
Can you give me a ring tomorrow?
Can you let me know by Friday?
Could you please confirm?
Can we talk about this on Tuesday?
Can you make Tuesday at ten?
Would you be available on Thursday?
Could you please confirm receipt?
We need to think about it.
We need to check this with legal first.
I need to ask our board.
We need some time to read it.
We would like to thank you for the workshop.
I would like to invite you to our summer party.
Please do not hesitate to contact me.
Please don’t hesitate to call if you have any questions.
Please do not reply to this email.
Please don’t print this email unless you have to.
This message is confidential and intended for the recipient only.
Thank you for the lovely lunch.
The list is attached.
See you on Monday!
Let me know what you think.
I am out of office until Monday, please contact Ben.
I prefer Tuesday.
Können Sie mich bitte kurz anrufen?
Wir möchten Ihnen danken.
Bitte zögern Sie nicht, uns anzurufen.
Pouvez-vous me rappeler ?
N’hésitez pas à me contacter.
""".splitlines()


def marks(text: str, side=CLIENT) -> list[str]:
    """Return what the sentences of a text would become."""
    return [one.mark for one in suspects_in(text, side, MONDAY)]


@pytest.mark.parametrize("line", REQUESTS)
def test_a_client_asks_for_work(line):
    assert marks(line) == ["request"]


@pytest.mark.parametrize("line", PREFERENCES)
def test_a_client_says_how_they_like_it(line):
    assert marks(line) == ["preference"]


@pytest.mark.parametrize("line", NOTHING)
def test_calls_courtesies_and_footers_are_not_asked_about(line):
    assert marks(line) == []


def test_our_own_requests_and_preferences_are_not_the_clients():
    text = "Could you add the fares to the sheet? We never use exclamation marks. We will have it on Friday."
    assert marks(text, AGENCY) == ["promise"]


def test_a_long_email_asks_about_its_first_sentences_alone():
    assert len(marks("\n\n".join(REQUESTS))) == MOST
    assert marks("Could you add a map, " + "and a list, " * (LONGEST // 12) + "and a table?") == []


def test_a_date_in_a_request_is_its_due_date():
    [one] = suspects_in("Could you send us the logo by Friday?", CLIENT, MONDAY)
    assert one.due_on == date(2026, 11, 27)
