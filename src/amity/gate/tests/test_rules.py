"""Rules of items and lanes: legal moves, digests, clocks, floors, and wording that reads as a promise."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from amity.gate import rules
from amity.gate.checks.rules import Own, own_text, promises_in
from amity.gate.items.rules import after_working_minutes, block, content
from amity.gate.lanes import rules as lanes
from amity.gate.models import Item
from amity.gate.wording import what_happens

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


def weekday(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize("verb", rules.MOVES)
def test_a_verb_is_legal_in_its_states_only(verb):
    for state in rules.STATES:
        refused = rules.move(verb, state)
        assert (refused is None) is (state in rules.MOVES[verb])
        assert refused is None or refused.state == state


def test_nothing_brings_back_what_has_left_or_was_withdrawn():
    for state in (rules.RELEASED, rules.SENT, rules.WITHDRAWN):
        verbs = [
            verb for verb in rules.MOVES if verb != rules.FOLLOW
        ]  # an item follows its bundle to what became of it
        assert [verb for verb in verbs if rules.move(verb, state) is None] == []


def digest(**changed):
    given = {
        "subject": "Banner", "body": "Hello", "people": [("to", "b1")], "files": [("a.pdf", "s1")], "send_at": None,
    }  # fmt: skip
    return content(**given | changed).digest


@pytest.mark.parametrize(
    "changed",
    [
        {"subject": "Banners"},
        {"body": "Hello!"},
        {"people": [("cc", "b1")]},
        {"people": [("to", "b1"), ("to", "b2")]},
        {"files": [("a.pdf", "s2")]},
        {"send_at": FRIDAY},
    ],
)
def test_a_digest_changes_with_each_part_of_the_content(changed):
    assert digest(**changed) != digest()


def test_a_digest_is_the_same_for_line_breaks_of_any_kind_and_for_any_order_of_people():
    assert digest(body="a \r\nb") == digest(body="a\nb")
    two = [("to", "b1"), ("to", "b2")]
    assert digest(people=two) == digest(people=two[::-1])


def test_a_recipient_is_in_the_digest_as_a_salted_block():
    assert block("s", 1, "Dana", "d@x.example") != block("t", 1, "Dana", "d@x.example")
    assert block("s", 1, "Dana", "d@x.example") != block("s", 1, "Dana", "e@x.example")


@pytest.mark.parametrize(
    ("start", "minutes", "ends"),
    [
        ("2026-11-23 10:00", 60, "2026-11-23 11:00"),
        ("2026-11-23 17:00", 60, "2026-11-24 09:30"),
        ("2026-11-27 17:00", 60, "2026-11-30 09:30"),
        ("2026-11-28 12:00", 60, "2026-11-30 10:00"),
        ("2026-11-23 06:00", 240, "2026-11-23 13:00"),
        ("2026-11-23 20:00", 510, "2026-11-24 17:30"),
    ],
)
def test_working_minutes_pass_in_working_hours_of_working_days(start, minutes, ends):
    begin = datetime.fromisoformat(start).replace(tzinfo=BERLIN)

    found = after_working_minutes(begin, minutes, BERLIN, weekday)

    assert found.strftime("%Y-%m-%d %H:%M") == ends


def test_a_country_without_working_days_ends_the_search():
    assert after_working_minutes(FRIDAY, 60, BERLIN, lambda day: False) > FRIDAY


def test_lanes_have_the_defaults_of_the_product():
    chosen = {author: lanes.lane_of("email", author, (), ()).lane for author in lanes.AUTHORS}
    assert chosen == {"manager": "advise", "pm": "watch", "others": "hold"}
    assert {lanes.lane_of(kind, "manager", (), ()).lane for kind in lanes.HELD_KINDS} == {"hold"}
    assert lanes.lane_of("status", "pm", (), ()).lane == "unless"


@pytest.mark.parametrize("floor", lanes.FLOORS)
@pytest.mark.parametrize("lane", lanes.LANES)
def test_no_setting_lowers_a_floor(floor, lane):
    chosen = lanes.lane_of("email", "pm", [{("email", "pm"): lane}], [floor])

    assert lanes.strength(chosen.lane) >= lanes.strength("hold")
    assert chosen.because == (floor if lane in {"watch", "advise", "unless"} else "")


def test_a_price_a_signature_a_sponsor_and_some_kinds_have_a_floor():
    nothing = {"names_price": False, "asks_signature": False, "has_sponsor": False}
    assert lanes.floors_of("email", **nothing) == []
    assert lanes.floors_of("email", **nothing | {"names_price": True}) == ["price"]
    assert lanes.floors_of("email", **nothing | {"has_sponsor": True}) == ["sponsor"]
    assert lanes.floors_of("invoice", **nothing) == ["kind"]
    assert lanes.allowed("invoice") == ("hold", "four")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We guarantee all four stations.", ["We guarantee"]),
        ("You have it by Friday.", ["by Friday"]),
        ("It goes live on 1 December.", ["on 1 December"]),
        ("The fee is € 8,400.", ["€ 8,400"]),
        ("Sie haben es bis Freitag.", ["bis Freitag"]),
        ("Vous l’aurez d’ici vendredi.", ["d’ici vendredi"]),
        ("Please look at the banner.", []),
        ("We may come by later.", []),
        ("Names of the stations: by 4 December 2026", ["by 4 December"]),
        ("Station photos: expected on 22 Nov 2026, not received yet", []),
        ("Fotos: war für den 22. November 2026 erwartet", []),
        ("Fotos: erwartet für den 22. Nov. 2026", []),
        ("Photos : attendues pour le 22 nov. 2026", []),
        ("Maquette : envoyée le 22/11/2026", []),
        ("You had it on 22 November.", ["on 22 November"]),
        ("Sie haben es bis 12.5.", ["bis 12.5."]),
        ("Entwurf am 4.12.2026", ["4.12.2026"]),
        ("55 minutes, worth €114.58", ["€114.58"]),
        ("It took 12.5 hours of 14.5 h, 10.5% more", []),
    ],
)
def test_wording_that_reads_as_a_promise_is_found(text, found):
    assert [one.words for one in promises_in(text, FRIDAY.date())] == found


def test_what_the_client_wrote_is_no_promise_of_ours():
    text = "Fine by us.\n\nOn Mon, 23 Nov 2026 at 10:05, Dana Whitlock wrote:\n> You guarantee Friday?"

    assert own_text(text) == "Fine by us."
    assert own_text("> Will you?\nYes.") == "Yes."


def test_an_email_that_waits_says_what_happens_to_it(time_machine):
    time_machine.move_to(FRIDAY)
    goes = Item(lane=lanes.UNLESS_STOPPED, goes_at=FRIDAY)

    assert what_happens(goes).endswith("unless stopped")
    assert "today at" in what_happens(goes)
    assert what_happens(Item(lane=lanes.UNLESS_STOPPED)) == "goes unless stopped"
    assert what_happens(Item(lane=lanes.HOLD)) == "waits to be cleared"


@pytest.mark.parametrize(
    ("words", "is_own"),
    [
        ("due on Friday 27 November", True), ("due on Friday 27 November 2026", True), ("by 4 January 2027", True),
        ("by 4 January", True), ("by 4 January 2028", False), ("by Thursday 26 November", False),
        ("by 27 November 2027", False), ("by 27 November", False), ("by 5 January", False), ("by 4/1/2027", False),
    ],
)  # fmt: skip
def test_only_dates_of_the_record_itself_are_no_promises(words, is_own):
    own, monday = Own(days=frozenset({date(2026, 11, 27), date(2027, 1, 4)})), date(2026, 11, 30)

    found = [one.kind for one in promises_in(words, date(2026, 11, 1), own, monday)]
    assert (found == []) is is_own
