"""Transcripts of Teams, Zoom, players and Word are read by their content; what is damaged is refused or remarked."""

from datetime import date, time

import pytest

from amity.conversations.notes.marks import AGENCY, CLIENT, Named
from amity.conversations.tests.talks import CALL, word_document
from amity.conversations.transcripts.reading import talk_in
from amity.conversations.transcripts.rules import Cue, clock, minutes_of, speakers_of, turns
from amity.conversations.transcripts.saving import webvtt
from amity.conversations.transcripts.speakers import match_speakers
from amity.shared.errors import Invalid


def spoken(data, name=""):
    talk = talk_in(data if isinstance(data, bytes) else data.encode(), name)
    return [(cue.second, cue.speaker, cue.text) for cue in talk.cues]


def remarks(data):
    return list(talk_in(data if isinstance(data, bytes) else data.encode()).remarks)


def refusal(data):
    with pytest.raises(Invalid) as fault:
        talk_in(data if isinstance(data, bytes) else data.encode())
    assert fault.value.field == "file"
    return fault.value.sentence


def test_a_real_file_of_teams_has_its_voices_and_whole_sentences(real_data):
    talk = talk_in(real_data("transcripts/teams_example.vtt").read_bytes())

    assert (talk.format, talk.seconds, len(talk.cues), talk.remarks) == ("vtt", 38, 6, ())
    assert speakers_of(talk.cues) == ["John Smith", "Jane Doe"]
    assert talk.cues[1].text == "Nice. I am the student being interviewed, and I have many things to say."


def test_a_real_file_as_zoom_writes_it_has_the_names_before_the_colon(real_data):
    talk = talk_in(real_data("transcripts/zoom_style_sample.vtt").read_bytes())

    assert (talk.format, talk.seconds, len(talk.cues), talk.remarks) == ("vtt", 24, 8, ())
    assert speakers_of(talk.cues) == ["John Doe", "Jane Doe"]
    assert next(turns(talk.cues)).text[:42] == "The Web is always changing and the way we "


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:02.000 --> 00:04.000\n<v Dana Whitlock>Good call</v>\n<v Ravi Menon>Yes</v>",
        "WEBVTT - x\nKind: c\n\nNOTE y\n\n0:0:2.0 --> 0:0:4.0 align:left\n<v.a Dana Whitlock>Good <i>call\n<v Ravi Menon>Yes",  # noqa: E501
        "00:00:02.000 --> 00:00:04.000\nDana Whitlock: Good call\n\n00:00:02.000 --> 00:00:04.000\nRavi Menon: Yes",
        "1\n00:00:02,000 --> 00:00:04,000\nDana Whitlock: Good call\n\n2\n00:00:02,500 --> 0:0:05,000\nRavi Menon: Yes",
        "\n1\n00:00:02,000 --> 00:00:04,000\n<b>Dana Whitlock:</b> Good call\nRavi Menon: Yes\n",
        "[00:00:02] Dana Whitlock: Good call\n[00:00:02] Ravi Menon: Yes",
        "00:02 Dana Whitlock: Good call\n00:02 Ravi Menon: Yes",
        "Dana Whitlock   0:02\nGood call\n\nRavi Menon   0:02\nYes",
        "Dana Whitlock (00:02)\nGood call\nRavi Menon (00:02)\nYes",
    ],
)
def test_the_same_talk_in_every_text_format(text):
    assert spoken(text) == [(2, "Dana Whitlock", "Good call"), (2, "Ravi Menon", "Yes")]


def test_word_documents_of_teams_old_and_new():
    head = ("Steering group", "November 26, 2026, 10:15AM", "41m 20s")
    new = word_document(*head, "Dana Whitlock   0:02\nGood call", "Ravi Menon   0:04\nYes")
    old = word_document("0:0:2.87 --> 0:0:4.130\nDana Whitlock\nGood call", "0:0:4.130 --> 0:0:5.0\nRavi Menon\nYes")
    expected = [(2, "Dana Whitlock", "Good call"), (4, "Ravi Menon", "Yes")]

    assert spoken(new) == expected
    assert spoken(old) == expected
    talk = talk_in(new)
    assert (talk.format, talk.held_on, talk.held_time) == ("docx", date(2026, 11, 26), time(10, 15))


def test_names_without_times_and_words_without_names():
    assert spoken("Dana: Good call\nRavi: Yes\nand more") == [
        (None, "Dana", "Good call"), (None, "Ravi", "Yes"), (None, "Ravi", "and more"),
    ]  # fmt: skip
    assert spoken("One thing: it rains.\nGood call") == [(None, "", "One thing: it rains."), (None, "", "Good call")]
    assert remarks("Good call") == ["no_times", "no_speakers"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_with_and_without_a_mark(codec):
    assert spoken("Zoë: Grüße aus Köln\r\nBríd: Sláinte".encode(codec)) == [
        (None, "Zoë", "Grüße aus Köln"), (None, "Bríd", "Sláinte"),
    ]  # fmt: skip


def test_an_old_encoding_is_read_with_a_remark():
    data = "Jürgen: Schöne Grüße aus der Küche\nRenée: Voilà, ça marche très bien après l’été".encode("cp1252")

    assert spoken(data)[0] == (None, "Jürgen", "Schöne Grüße aus der Küche")
    assert "guessed_encoding" in remarks(data)


@pytest.mark.parametrize(
    ("bad", "remark"),
    [
        ("\n00:75:00.000 --> 00:76:00.000\nRavi: no such minute", "bad_cues"),
        ("\n-00:01.000 --> 00:02.000\nRavi: before it began", "bad_cues"),
        ("\n99:00:00.000 --> 99:00:01.000\nRavi: four days", "bad_cues"),
        ("\n00:09.000 -->", "cut_off"),
        ("\n00:09.000 --> 00:10.000\nRavi: a\x00b\x1b", "bad_characters"),
    ],
)
def test_a_damaged_line_costs_only_itself(bad, remark):
    text = f"WEBVTT\n\n00:05.000 --> 00:02.000\nDana: backwards\n\n00:03.000 --> 00:08.000\nDana: overlaps\n{bad}"

    assert spoken(text)[:2] == [(3, "Dana", "overlaps"), (5, "Dana", "backwards")]
    assert remark in remarks(text)


def test_times_and_lengths_of_a_long_talk():
    talk = talk_in(b"WEBVTT\n\n04:59:59.000 --> 05:00:00.000\n<v Dana>At last</v>")

    assert (talk.seconds, minutes_of(talk.seconds), clock(talk.cues[0].second or 0)) == (18_000, 300, "04:59:59")
    assert minutes_of(0) is None


@pytest.mark.parametrize(
    ("name", "day", "clock_time", "is_utc"),
    [
        ("Steering group-20261126_090012-Meeting Recording.vtt", date(2026, 11, 26), time(9, 0), False),
        ("GMT20261126-101500_Recording.transcript.vtt", date(2026, 11, 26), time(10, 15), True),
        ("call 2026-11-12.vtt", date(2026, 11, 12), None, False),
        ("20261399_250000.vtt", None, None, False),
        ("invoice 4711.vtt", None, None, False),
    ],
)
def test_the_name_of_the_file_states_when_the_talk_was(name, day, clock_time, is_utc):
    talk = talk_in(CALL.encode(), name)

    assert (talk.held_on, talk.held_time, talk.is_utc) == (day, clock_time, is_utc)


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:t>&b;</w:t></w:p></w:document>'
)
OUTSIDE = ENTITIES.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    "data",
    [
        word_document(body=ENTITIES), word_document(body=OUTSIDE), word_document(body="<broken"),
        word_document(body="x" * 13_000_000), b"PK\x03\x04 cut off", word_document("Dana: hi")[:-40],
    ],
    ids=["entities", "outside", "broken", "bomb", "no archive", "cut"],
)  # fmt: skip
def test_a_hostile_or_damaged_document_is_refused_with_what_to_do(data):
    assert "paste it instead" in refusal(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7 talk", b"\xd0\xcf\x11\xe0 old word", bytes(range(128, 256)) * 50])
def test_what_is_no_transcript_is_refused_with_the_formats(data):
    assert refusal(data) == "Upload a transcript as VTT, SRT, DOCX or TXT."


@pytest.mark.parametrize("data", [b"WEBVTT\n\n", word_document("")])
def test_a_transcript_without_words_is_refused(data):
    assert refusal(data) == "This transcript has no words."


def test_a_file_of_which_no_line_can_be_read_says_so():
    assert "No line of this transcript could be read" in refusal("WEBVTT\n\nxx --> yy\nhello")


def test_a_hundred_thousand_cues_and_a_cue_of_a_megabyte_are_refused():
    many = "WEBVTT\n\n" + "".join(f"00:00.{n % 1000:03} --> 00:01.000\na\n\n" for n in range(100_000))

    assert "too long" in refusal(many)
    assert "too long" in refusal("WEBVTT\n\n00:00.000 --> 00:01.000\n" + "word " * 250_000)


def test_too_many_speakers_are_not_one_talk():
    names = "".join(f"Speaker {chr(65 + n // 26)}{chr(97 + n % 26)}: hello\n" for n in range(80))

    assert "60 speakers" in refusal(names)


def test_markup_in_words_and_names_stays_text():
    text = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana "x" Whitlock>&lt;script&gt;alert(1)&lt;/script&gt; <b>now</b>'

    assert spoken(text)[0][2] == "<script>alert(1)</script> now"


def test_what_was_read_can_be_written_and_read_again():
    talk = talk_in(CALL.encode())
    again = talk_in(webvtt([*talk.cues, Cue(1300, "A <b>", "1 < 2 & 3", None)]).encode())

    assert again.cues[:-1] == talk.cues
    assert (again.cues[-1].text, again.cues[-1].until) == ("1 < 2 & 3", 1304)


PEOPLE = (
    Named(CLIENT, 1, "Dana Whitlock"), Named(CLIENT, 2, "Bríd Hanlon"), Named(CLIENT, 3, "Dana Wolf"),
    Named(AGENCY, 4, "Ravi Menon"), Named(AGENCY, 5, "Anne-Marie O’Neil"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Dana Whitlock", 1), ("dana WHITLOCK", 1), ("Whitlock, Dana (Osprey Rail)", 1), ("Dana Whitlock (Guest)", 1),
        ("Dana Whitlock | Osprey", 1), ("Brid Hanlon", 2), ("Ravi M.", 4), ("Ravi M", 4), ("Anne-Marie O’Neil", 5),
        ("Dana W", None), ("Dana", None), ("Ravi", None), ("Speaker 1", None), ("", None), ("Nadia Ferrer", None),
    ],
)  # fmt: skip
def test_a_speaker_is_someone_only_where_one_name_fits(name, number):
    who = match_speakers([name], PEOPLE)[name]

    assert (who.id if who else None) == number
