"""Own Today: what needs a person, ranked, and what they set aside. What waits comes from the kinds of `waiting`.

Terms: sign, card, aside. Commands: `set_aside`, `let_pass`, `not_so`, `bring_back`, `correct_effects`, `record_shown`.
"""
