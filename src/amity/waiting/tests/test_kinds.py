"""Kinds of things that wait for someone, as the parts register them."""

from amity.waiting.kinds import kinds


def test_every_kind_has_words_for_its_acts():
    for kind in kinds():
        assert kind.label
        assert all(act.label and act.done and (act.question or not act.asks) for act in kind.acts.values()), kind.key
