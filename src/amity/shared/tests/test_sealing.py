"""Sealed text can be read with every key the instance has, and with no other."""

import pytest

from amity.shared.sealing import Unsealable, seal, unseal


def test_what_is_sealed_is_read_again_and_looks_different_each_time():
    assert unseal(seal("s3cret")) == "s3cret"
    assert seal("s3cret") != seal("s3cret")
    assert "s3cret" not in seal("s3cret")


def test_an_older_key_still_reads(settings):
    sealed = seal("s3cret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [settings.SECRET_KEY]

    assert unseal(sealed) == "s3cret"


@pytest.mark.parametrize("text", ["", "x", "²", "gAAAAA"])
def test_what_was_not_sealed_is_refused(text):
    with pytest.raises(Unsealable):
        unseal(text)


def test_without_its_key_nothing_is_read(settings):
    sealed = seal("s3cret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, []

    with pytest.raises(Unsealable):
        unseal(sealed)
