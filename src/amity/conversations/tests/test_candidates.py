"""What is said is offered as a record for its own words only: each kind in three languages, and what looks alike."""

from datetime import date

import pytest

from amity.conversations.candidates.recognition import DATE, MOST_WORDS, NAME, candidates_in, sentences
from amity.conversations.notes.marks import AGENCY, CLIENT

THURSDAY = date(2026, 11, 26)
PROMISE, REQUEST, EXPECTATION = "promise", "request", "expectation"
PREFERENCE, DECISION, ACTION = "preference", "decision", "action"


def found(text, side=None, **values):
    return candidates_in(text, side, THURSDAY, **values)


def marks(text, side=None, **values):
    return [each.mark for each in found(text, side, **values)]


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("We will have test phones in Cardiff by Friday.", PROMISE),
        ("I'll send you the list tomorrow.", PROMISE),
        ("You’ll have the German text on Friday", PROMISE),
        ("We can hold the €14,200 until the end of December.", PROMISE),
        ("Let me get back to you on the fonts.", PROMISE),
        ("Wir schicken Ihnen die Entwürfe bis Freitag.", PROMISE),
        ("Ich werde das bis Montag klären.", PROMISE),
        ("Das Angebot schicke ich Ihnen morgen.", PROMISE),
        ("Nous allons vous envoyer la maquette demain.", PROMISE),
        ("Vous aurez le devis avant vendredi.", PROMISE),
        ("Could you send us the photos by Monday?", ACTION),
        ("The next step is the list of stations.", ACTION),
        ("So we agreed that Welsh is in the launch.", DECISION),
        ("Our deadline is due by 12 December.", PROMISE),
    ],
)
def test_what_we_say_is_a_promise_or_a_task_for_the_client(words, mark):
    assert marks(words, AGENCY) == [mark]


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("Can you send me something I can show the drivers’ union next week?", REQUEST),
        ("Would it be a big thing to have the service page in Dutch as well?", REQUEST),
        ("We'd like six more stations on the map.", REQUEST),
        ("Könnten Sie uns die Zahlen noch einmal schicken?", REQUEST),
        ("Wir bräuchten das Logo auch in Weiß.", REQUEST),
        ("Pourriez-vous ajouter une page en néerlandais ?", REQUEST),
        ("Nous avons besoin du logo en blanc.", REQUEST),
        ("We expect a call before a date moves.", EXPECTATION),
        ("It has to work on the old ticket machines.", EXPECTATION),
        ("I can sign the change order the day it reaches me, as long as it is one page.", EXPECTATION),
        ("Die Seite muss am Montag fertig sein.", EXPECTATION),
        ("Il faut que le site soit prêt avant mardi.", EXPECTATION),
        ("The map must be done by 12 December.", EXPECTATION),
        ("The budget for spring is €14,200.", EXPECTATION),
        ("Never show a fare without VAT, not even in a draft.", PREFERENCE),
        ("We prefer one draft with a reason.", PREFERENCE),
        ("Please don't write to the Cardiff team directly.", PREFERENCE),
        ("Bitte nie die Räucherei eine Fabrik nennen.", PREFERENCE),
        ("Nous préférons une seule version.", PREFERENCE),
        ("Let's go with the second headline.", DECISION),
        ("Agreed, Welsh is in the launch.", DECISION),
        ("Wir haben uns für die zweite Variante entschieden.", DECISION),
        ("On part sur la deuxième version.", DECISION),
        ("I'll send you the four photos by Monday.", ACTION),
        ("We will confirm the dates of the shop.", ACTION),
    ],
)
def test_what_the_client_says_is_a_request_an_expectation_a_preference_a_decision_or_their_action(words, mark):
    assert marks(words, CLIENT) == [mark]


@pytest.mark.parametrize(
    "words",
    [
        "We will see how that goes.",
        "I'll be honest with you.",
        "I'll share my screen now.",
        "You'll have noticed the new colours.",
        "Can you hear me now?",
        "Can you tell me about a time you faced a difficult challenge?",
        "Let me ask you another question.",
        "Let's go through the agenda first.",
        "Wir werden sehen.",
        "On verra bien.",
        "Will we have the phones?",
        "As agreed with Tom last week.",
        "We met on Tuesday in Cardiff.",
        "The team worked on the texts until Tuesday.",
        "We paid €400 last year.",
        "In 1969, researchers in California achieved a long distance network.",
        "I like it a lot.",
        "We will.",
        "Hello, I am the interviewer.",
        "The weather may turn on Sunday.",
        "",
    ],
)
@pytest.mark.parametrize("side", [AGENCY, CLIENT, None])
def test_words_that_only_look_alike_are_not_offered(words, side):
    assert marks(words, side) == []


def test_what_we_like_ourselves_is_not_the_clients_preference():
    assert marks("We prefer one draft with a reason.", AGENCY) == []
    assert marks("We expect a call before a date moves.", AGENCY) == []


def test_a_client_who_only_says_that_something_will_happen_takes_no_action():
    assert marks("We will open in spring as always.", CLIENT) == []


def test_an_unknown_speaker_promises_nothing_but_may_have_a_task():
    assert marks("I'll send you the list tomorrow.") == [ACTION]
    assert marks("Can you send me the list?") == [REQUEST]


def test_a_name_of_a_line_is_offered_with_a_second_word_but_not_alone():
    names = ["Station map", "Build"]

    assert marks("The station map looks nice on the train.", CLIENT, names=names) == []
    [candidate] = found("The station map should have the ferries too.", CLIENT, names=names)
    assert (candidate.mark, candidate.matches[0].signal) == (EXPECTATION, NAME)


def test_the_words_that_matched_are_shown():
    [candidate] = found("Well, we will have test phones by Friday, I think.", AGENCY)

    assert candidate.why == ("we will", "by Friday")
    assert candidate.matches[1].signal == DATE


def test_a_candidate_knows_where_its_sentence_begins():
    text = "Good morning.\nWe spoke, e.g. of ferries. We will send\nthe list by 30.11. to Dana. Bye."
    [candidate] = found(text, AGENCY)

    assert candidate.text == "We will send the list by 30.11. to Dana."
    assert text[candidate.start :].startswith("We will send\n")


def test_sentences_end_at_stops_paragraphs_and_items_and_leave_quotes_out():
    text = "One here.  Two z.B. Three?\n\nFour\ngoes on\n- Five\n> Quoted\n> again\n\nSix"

    assert [words for _at, words in sentences(text)] == ["One here.", "Two z.B. Three?", "Four goes on", "Five", "Six"]


def test_a_sentence_without_end_is_cut_around_what_matched():
    text = "and so on " * 5000 + "we will send the list by Friday " + "and so on " * 5000
    candidates = found(text, AGENCY)

    assert len(candidates) == 1
    assert len(candidates[0].text) <= MOST_WORDS
    assert "we will send the list by Friday" in candidates[0].text
    assert candidates[0].why[0] == "we will"


def test_a_day_of_talk_takes_no_longer_than_its_words():
    """A pattern that goes back over its text would never end here."""
    for words in ("and so on ", "wir werden ", "x", "bitte ", "muss ", "1.", "“"):
        candidates_in(words * (300_000 // len(words)), AGENCY, THURSDAY)
