"""What a cell shows, penetration, and the ranking of white space by shrunk shares."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from amity.services.cells.rules import (
    COMPETITOR,
    DELIVER,
    IN_HOUSE,
    NO_ONE,
    NOT_RELEVANT,
    NOTHING,
    STATES,
    UNKNOWN,
    Cell,
    Penetration,
    Records,
    cell_of,
    first_month,
    penetration,
)  # fmt: skip
from amity.services.whitespace.rules import PRIOR_WEIGHT, Ownership, candidate, goal_fits, ranked, shrunk

SINCE = 202512
WORKED_IN_MAY = Records(seconds=151_200, worked=202605)
BRAND, CONTENT, FILM, WEB, APP = range(1, 6)
PORTFOLIOS = some.lists(some.frozensets(some.integers(0, 6), max_size=5), max_size=30)


def test_without_an_entry_a_cell_follows_from_our_records():
    assert cell_of("", None, NOTHING, since=SINCE) == Cell(UNKNOWN)
    assert cell_of("", None, WORKED_IN_MAY, since=SINCE) == Cell(DELIVER)
    assert cell_of("", None, Records(sold_on=date(2026, 11, 3)), since=SINCE) == Cell(DELIVER)
    assert cell_of("", None, Records(invoiced=202610), since=SINCE) == Cell(DELIVER)


def test_a_quote_alone_isnt_delivery():
    assert cell_of("", None, Records(quoted_on=date(2026, 11, 3)), since=SINCE) == Cell(UNKNOWN)


def test_an_entry_wins_over_older_records_and_over_those_of_its_month():
    assert cell_of(IN_HOUSE, date(2026, 6, 2), WORKED_IN_MAY, since=SINCE) == Cell(IN_HOUSE, by_hand=True)
    assert cell_of(IN_HOUSE, date(2026, 5, 2), WORKED_IN_MAY, since=SINCE) == Cell(IN_HOUSE, by_hand=True)


def test_newer_records_win_over_an_entry_and_the_contradiction_shows():
    assert cell_of(IN_HOUSE, date(2026, 4, 3), WORKED_IN_MAY, since=SINCE) == Cell(DELIVER, is_disputed=True)


def test_an_old_entry_that_we_deliver_is_disputed_where_no_record_supports_it():
    assert not cell_of(DELIVER, date(2026, 1, 3), NOTHING, since=SINCE).is_disputed
    assert cell_of(DELIVER, date(2025, 4, 3), NOTHING, since=SINCE).is_disputed
    assert not cell_of(DELIVER, date(2025, 4, 3), WORKED_IN_MAY, since=SINCE).is_disputed


@given(
    some.sampled_from(STATES), some.dates(date(2024, 1, 1), date(2026, 12, 31)),
    some.builds(Records, seconds=some.just(3600), worked=some.sampled_from([0, 202512, 202605, 202611])),
)  # fmt: skip
def test_a_cell_that_isnt_disputed_shows_what_was_recorded(state, recorded_on, records):
    cell = cell_of(state, recorded_on, records, since=SINCE)

    assert cell.is_disputed or cell.state == state


def test_the_months_that_count_are_the_last_twelve():
    assert first_month(date(2026, 11, 23)) == 202512
    assert first_month(date(2026, 12, 1)) == 202601


def test_penetration_is_bought_of_relevant_and_counts_the_unknown():
    found = penetration([DELIVER, DELIVER, COMPETITOR, NO_ONE, UNKNOWN, NOT_RELEVANT])

    assert found == Penetration(bought=2, relevant=5, unknown=1)
    assert found.share == 4_000
    assert penetration([NOT_RELEVANT]).share is None


@given(some.lists(some.sampled_from(STATES)))
def test_penetration_is_between_none_and_all(states):
    found = penetration(states)

    assert 0 <= found.bought + found.unknown <= found.relevant <= len(states)


def test_a_share_is_drawn_towards_that_of_all_clients_as_if_ten_more_were_average():
    assert PRIOR_WEIGHT == 10
    assert shrunk(3, 3, 0.5) == pytest.approx(8 / 13)
    assert shrunk(0, 0, 0.5) == 0.5


def test_the_share_is_averaged_over_what_an_account_owns():
    known = Ownership.of([{BRAND, FILM}] * 4 + [{WEB}] * 4)
    found = candidate(FILM, {BRAND, WEB}, known)

    assert found.prior == 0.5
    assert [(line.service, line.also, line.owners) for line in found.because] == [(BRAND, 4, 4), (WEB, 0, 4)]
    assert found.share == pytest.approx((9 / 14 + 5 / 14) / 2)
    assert not found.says_more


def test_what_similar_clients_buy_comes_before_what_most_clients_buy():
    known = Ownership.of([{BRAND, FILM}] * 20 + [{CONTENT, WEB}] * 30)

    assert [one.service for one in ranked({BRAND}, [FILM, WEB], known)] == [FILM, WEB]
    assert [one.service for one in ranked(set(), [FILM, WEB], known)] == [WEB, FILM]


def test_a_rare_service_with_a_high_lift_doesnt_come_first():
    known = Ownership.of([{BRAND, FILM}] + [{BRAND, WEB}] * 6 + [{CONTENT, WEB}] * 20 + [{CONTENT}] * 13)
    film, web = candidate(FILM, {BRAND}, known), candidate(WEB, {BRAND}, known)

    assert film.because[0].share / film.prior > web.because[0].share / web.prior
    assert [one.service for one in ranked({BRAND}, [FILM, WEB], known)] == [WEB, FILM]


def test_a_service_that_fits_a_goal_comes_first_within_the_same_ten_points():
    known = Ownership.of([{BRAND, WEB}] * 8 + [{BRAND, FILM}] * 7 + [{CONTENT}] * 5)

    assert [one.service for one in ranked({BRAND}, [FILM, WEB], known)] == [WEB, FILM]
    assert [one.service for one in ranked({BRAND}, [FILM, WEB], known, {FILM: 1})] == [FILM, WEB]
    far = Ownership.of([{BRAND, WEB}] * 40 + [{BRAND, FILM}] * 4)
    assert [one.service for one in ranked({BRAND}, [FILM, WEB], far, {FILM: 3})] == [WEB, FILM]


def test_an_account_isnt_evidence_for_itself():
    known = Ownership.of([{BRAND, FILM}, {BRAND}]).without({BRAND, FILM})

    assert (known.others, known.owners(FILM), known.owners_of_both(BRAND, FILM)) == (1, 0, 0)


@given(PORTFOLIOS, some.frozensets(some.integers(0, 6), max_size=4))
def test_every_service_it_doesnt_own_is_ranked_once_with_a_share_of_all(portfolios, owned):
    found = ranked(owned, range(7), Ownership.of(portfolios))

    assert sorted(one.service for one in found) == sorted(set(range(7)) - owned)
    assert all(0 <= one.share <= 1 and 0 <= one.prior <= 1 for one in found)


@given(PORTFOLIOS, some.frozensets(some.integers(0, 6), max_size=4), some.randoms())
def test_the_order_depends_neither_on_the_order_of_accounts_nor_of_services(portfolios, owned, chance):
    shuffled, services = list(portfolios), list(range(7))
    chance.shuffle(shuffled)
    chance.shuffle(services)

    assert ranked(owned, services, Ownership.of(shuffled)) == ranked(owned, range(7), Ownership.of(portfolios))


@given(PORTFOLIOS, some.integers(0, 6), some.integers(0, 6))
def test_one_more_client_who_owns_both_never_lowers_the_share(portfolios, owned, service):
    before = candidate(service, {owned}, Ownership.of(portfolios))
    after = candidate(service, {owned}, Ownership.of([*portfolios, {owned, service}]))

    assert owned == service or after.share >= before.share - 1e-12


@given(PORTFOLIOS, some.frozensets(some.integers(0, 6), min_size=1, max_size=4))
def test_leaving_an_account_out_is_counting_without_it(portfolios, own):
    without, never = Ownership.of([*portfolios, own]).without(own), Ownership.of(portfolios)

    assert without.others == never.others
    assert all(without.owners(one) == never.owners(one) for one in range(7))
    assert ranked(own, range(7), without) == ranked(own, range(7), never)


def test_a_goal_fits_by_the_words_it_has_in_common_with_a_service():
    goals = {1: ["ticket", "sale"], 2: ["brand", "known"], 3: ["ticket", "app"]}

    assert goal_fits(["app", "ticket"], goals) == (3, 2)
    assert goal_fits(["film"], goals) is None
    assert goal_fits(["app"], {}) is None
