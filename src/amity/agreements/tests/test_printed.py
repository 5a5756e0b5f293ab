"""Values of a document in words."""

from amity.agreements.versions.printed import Words


def test_the_rate_of_a_line_is_written_like_its_price_with_currency_and_cents():
    words = Words("EUR", fee=True, library={})

    assert [words.amount(f".{name}", "29000") for name in ("rate", "price")] == ["€29,000.00", "€29,000.00"]
    assert words.amount(".rate", "56.2525") == "€56.2525"
    assert Words("EUR", fee=False, library={}).amount(".rate", "29000") is None
