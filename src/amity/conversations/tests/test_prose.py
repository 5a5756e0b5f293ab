"""A letter marks a line, unless the line is a sentence of English, German or French that begins with it."""

import pytest

from amity.conversations.notes.marks import marked_lines

MARKED = """\
a Dana: photos of the four stations by Mon 30 Nov
a dana: photos
a send the deck
a Ravi to check the map
a photos from Dana
a photos tomorrow
a map for the launch
a call Helen about the fee
a check whether the map is right
a tell Dana we are late
a ask legal what is missing
a few more photos by Friday
a Karte an Dana schicken
a Angebot bis Freitag
a Ravi: Testgeräte besorgen
a mit Helen klären, ob Walisisch dabei ist
a Fotos von Dana
a envoyer le devis à Dana
a relancer Piotr d’ici vendredi
a Dana : photos des gares
a contrat à signer
a préparer la réunion
e Welsh at launch
e one page only
e 14 stations at launch
e Deutsch und Englisch zum Start
e un point chaque lundi
p a short agenda the day before
p never show a fare without VAT
p short emails
p kein Rot
p toujours en français
p don’t call before ten
d launch on 17 Feb
d 17 Feb is the launch
d Start am 17. Februar
d lancement le 17 février
d Dana decides about texts
! a long list by Friday
? a long list of stations
a: long list of stations
p: 4 colours at most
""".splitlines()
PROSE = """\
a long talk about the launch
a bit tense at the start
a few questions about the map stayed open
a lot of praise for the payment screens
a good call, Piotr is happy
a couple of things were unclear
a meeting with Helen is planned
a new banner was shown and liked
a designer of theirs joined the call
a decision on Welsh was put off
a very friendly start
a day later she called again
a problem with the sandbox
a misunderstanding about the date
a colleague of Dana asked about VAT
a demandé six gares de plus
a dit que le gallois suffit
a été très content
a besoin de nos photos avant tout
a déjà signé
a toujours préféré les appels
a une question sur le prix
a confirmé la date
a promis les photos
a l’impression que cela traîne
e mails from Dana pile up
e g the launch date
p 4 of the brief was not read
p ex la page des tarifs
d accord pour le lancement
d ailleurs, Dana part en mai
d h ab Mai ohne uns
""".splitlines()


@pytest.mark.parametrize("line", MARKED)
def test_a_marked_line_is_offered_as_a_record(line):
    assert len(marked_lines(line)) == 1


@pytest.mark.parametrize("line", PROSE)
def test_a_sentence_that_begins_with_the_letter_of_a_mark_is_no_record(line):
    assert marked_lines(line) == []


def test_a_colon_after_the_letter_marks_any_line_and_is_no_part_of_its_words():
    [line] = marked_lines("a: long talk with Helen")

    assert (line.mark, line.text) == ("action", "long talk with Helen")
