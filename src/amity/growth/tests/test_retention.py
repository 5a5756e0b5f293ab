"""Retention: the sum of its parts, its bounds, and its window of months."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.agency.models import Service
from amity.growth.retention import rules
from amity.growth.retention.queries import AccountChange, SeenRetention
from amity.growth.retention.rules import Window
from amity.growth.retention.wallet import spend_elsewhere
from amity.services.models import Cell
from tests.builders import MONDAY, acting, make_account, make_agency

FEES = st.dictionaries(st.integers(1, 8), st.integers(-1_000, 10**9), max_size=8)


@given(FEES, FEES)
def test_the_parts_add_up_to_what_the_same_accounts_pay_now(before, now):
    found = rules.retention(before, now)

    held = [key for key, value in before.items() if value > 0]
    assert found.now == sum(max(now.get(key, 0), 0) for key in held)
    assert found.now + found.new == sum(value for value in now.values() if value > 0)
    assert min(found.start, found.expansion, found.contraction, found.churn, found.new) >= 0


@given(FEES, FEES)
def test_each_sum_opens_the_accounts_that_add_up_to_it(before, now):
    found, parts = rules.retention(before, now), rules.parts(before, now)

    assert {name: sum(values.values()) for name, values in parts.items()} == {
        name: getattr(found, name) for name in ("start", "expansion", "contraction", "churn", "now", "new")
    }


@given(FEES, FEES)
def test_gross_retention_is_never_above_net_or_above_all(before, now):
    found = rules.retention(before, now)

    if found.net is None or found.gross is None:
        assert not found.start
    else:
        assert 0 <= found.gross <= min(found.net, 10_000)


def test_net_retention_by_hand():
    found = rules.retention({1: 100_000, 2: 50_000, 3: 50_000}, {1: 130_000, 2: 30_000, 4: 99_000})

    assert (found.start, found.expansion, found.contraction, found.churn, found.new) == (
        200_000, 30_000, 20_000, 50_000, 99_000,
    )  # fmt: skip
    assert (found.net, found.gross) == (8_000, 6_500)


@given(FEES)
def test_concentration_is_the_share_of_the_largest(fees):
    share, known = rules.concentration(fees), [value for value in fees.values() if value > 0]

    assert (share is None) == (not known)
    assert share is None or 10_000 // len(known) <= share <= 10_000


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (202401, 202512, rules.Window(202501, 202512, 202401, 202412, 12)),
        (202001, 202512, rules.Window(202501, 202512, 202401, 202412, 12)),
        (202405, 202510, rules.Window(202505, 202510, 202405, 202410, 6)),
        (202411, 202512, None),
    ],
)
def test_the_window_is_as_long_as_the_months_of_a_year_before(first, last, expected):
    assert rules.window(first, last) == expected


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [(0, 5, "new"), (5, 0, "lost"), (5, 9, "grown"), (9, 5, "shrunk"), (5, 5, "same"), (None, 5, "unknown")],
)
def test_what_became_of_an_account(was, now, kind):
    assert rules.change_of(was, now) == kind


@pytest.mark.parametrize(
    ("own", "elsewhere", "share"),
    [(30_000, 70_000, 3_000), (30_000, 0, 10_000), (0, 70_000, 0), (30_000, None, None), (0, 0, None), (-5, 9, None)],
)
def test_share_of_wallet_needs_what_the_client_spends_elsewhere(own, elsewhere, share):
    assert rules.wallet_share(own, elsewhere) == share


@pytest.mark.django_db
def test_spend_elsewhere_is_what_the_services_map_knows(mara):
    make_agency()
    osprey, quillon = make_account("Osprey", manager=mara), make_account("Quillon", manager=mara, currency="GBP")
    hidden = make_account("Hidden")
    for place, (account, state, spend) in enumerate(
        ((osprey, "competitor", 40_000), (osprey, "in_house", 5_000), (osprey, "deliver", 9_000),
         (osprey, "competitor", None), (quillon, "competitor", 7_000), (hidden, "competitor", 1_000))
    ):  # fmt: skip
        Cell.objects.create(
            account=account, service=Service.objects.create(name=f"Service {place}"), state=state, spend=spend,
            recorded_on=MONDAY.date(), recorded_at=MONDAY, by_label="Mara",
        )  # fmt: skip

    assert spend_elsewhere(acting(mara), MONDAY.date()) == {osprey.pk: 45_000}


@pytest.mark.django_db
def test_the_file_of_retention_has_the_accounts_of_the_page(client, mara, monkeypatch):
    seen = SeenRetention(
        currency="EUR", sees_fee=True, first=202601, last=202612, window=Window(202601, 202612, 202501, 202512, 12),
        whole=None, accounts=[AccountChange(1, "Osprey", 1_000_00, 1_200_00, 4_000)],
        unknown=[AccountChange(2, "=Fenn", None, 5_000)], concentration=None, largest="", limit=2_500,
    )  # fmt: skip
    monkeypatch.setattr("amity.growth.retention.queries.retention_seen_by", lambda by, today: seen)
    client.force_login(mara)

    def file() -> str:
        return b"".join(client.get("/growth/retention/?export=csv").streaming_content).decode("utf-8-sig")

    text = file()
    assert "Osprey,1000.00,EUR,1200.00,EUR,200.00,EUR,Grown,40,202501–202512,202601–202612" in text
    assert "'=Fenn,,,50.00,EUR,,,Unknown,,202501–202512,202601–202612" in text
    monkeypatch.setattr(
        "amity.growth.retention.queries.retention_seen_by", lambda by, today: replace(seen, sees_fee=False)
    )

    assert "Osprey" not in file()


@pytest.mark.django_db
def test_the_accounts_behind_retention_sort_by_every_number(client, mara, monkeypatch):
    whole = rules.retention({1: 100, 2: 900}, {1: 300, 2: 500})
    seen = SeenRetention(
        currency="EUR", sees_fee=True, first=202601, last=202612, window=Window(202601, 202612, 202501, 202512, 12),
        whole=whole, accounts=[AccountChange(2, "Fenn", 900, 500, 1_000), AccountChange(1, "Ash", 100, 300, 9_000)],
        unknown=[AccountChange(3, "Orla", None, 7)], concentration=None, largest="", limit=2_500,
    )  # fmt: skip
    monkeypatch.setattr("amity.growth.retention.queries.retention_seen_by", lambda by, today: seen)
    client.force_login(mara)

    def shown(query: str = "") -> list[str]:
        return [line.row.account.name for line in client.get(f"/growth/retention/?{query}").context["lines"]]

    assert shown() == ["Fenn", "Ash", "Orla"]
    assert shown("sort=before") == shown("sort=-wallet") == shown("sort=-difference") == ["Ash", "Fenn", "Orla"]
    assert shown("sort=now") == ["Orla", "Ash", "Fenn"]
    assert shown("find=ash") == ["Ash"]
