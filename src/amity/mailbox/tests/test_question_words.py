"""A reply to a contact report asks, or corrects: as people write it in English, German and French."""

import pytest

from amity.mailbox.messages.question_words import is_question

NAMES = ("Dana Whitlock", "Head of Brand", "Osprey Rail", "Mara Lindqvist")

ASKS = [
    "Is the launch still on Tuesday?",
    "Hi Mara,\n\nquick question: does the 12 December include the sandbox?\n\nBest regards\nDana Whitlock",
    "Thanks for the notes. Who sends the photos, you or us?",
    "Hi Mara!\nOne question about point 2. Does it cover the app\nand the screens?\nThanks in advance\nDana",
    "When do you need our answer? And who else has to sign it?",
    "What does “read-back” mean here? Please let me know.\n\nKind regards\nDana Whitlock\nOsprey Rail, 5 Station Road",
    "Is that https://preview.example/v?id=3 the right page?",
    "Is it correct that we pay for the photos?",
    "Has the date changed?",
    "Hat sich der Termin geändert?",
    "Stimmt das so?",
    "Est-ce correct ?",
    "Hallo Mara,\n\nist der 14. Mai schon fest?\n\nViele Grüße\nDana",
    "Vielen Dank für das Protokoll. Wer liefert die Fotos, Sie oder wir?",
    "Eine kurze Rückfrage zu Punkt 3: Gilt das auch für die App, z. B. für die Tickets?",
    "Bis wann brauchen Sie unsere Antwort?\nIch bitte um kurze Rückmeldung.\nMit freundlichen Grüßen\nDana Whitlock",
    "Bonjour Mara,\n\nest-ce que le lancement est toujours mardi ?\n\nCordialement\nDana",
    "Merci pour le compte rendu. Qui envoie les photos, vous ou nous ?",
    "J’ai une question sur le point 2. Est-ce que cela vaut aussi pour l’application ?\nMerci d’avance",
]
CORRECTS = [
    "It was Thursday.",
    "No, it was Thursday.",
    "No, wasn’t it Thursday?",
    "It was Thursday. Is that a problem?",
    "Can you change the date to 14 May?",
    "Could you please correct point 2?",
    "Shouldn’t point 3 be 12 instead of 10?",
    "Thanks for the notes, but we said Thursday. Can you check?",
    "Is the launch on Tuesday? We agreed on Thursday.",
    "Thanks, it was Thursday. OK?",
    "Two things are missing. Shall I send them?",
    "Can this be changed to 14 May?",
    "Kann das auf den 14. Mai geändert werden?",
    "Hallo Mara,\nkönnen Sie das Datum bitte auf den 14. Mai ändern?",
    "Nein, das war Donnerstag. Passt das so?",
    "Müsste es nicht 12 statt 10 heißen?",
    "Punkt 2 stimmt nicht. Haben Sie die Aufnahme noch?",
    "Vielen Dank für das Protokoll, es war aber Donnerstag. Können Sie das prüfen?",
    "Pouvez-vous corriger la date ?",
    "Non, c’était jeudi. D’accord ?",
    "Il manque le point sur les photos. Vous l’ajoutez ?",
    "C’était plutôt jeudi, non ?",
    "Thanks, Mara!",
    "",
]


@pytest.mark.parametrize("text", ASKS)
def test_a_reply_that_only_asks_is_a_question(text: str) -> None:
    assert is_question(text, NAMES)


@pytest.mark.parametrize("text", CORRECTS)
def test_a_reply_that_puts_something_right_or_asks_nothing_is_no_question(text: str) -> None:
    assert not is_question(text, NAMES)
