"""Hand-offs: who takes work over has read it, said it back and accepted it, and what they accepted stays as it was.

Terms: hand-off (small, full, succession, cover), prompt, note, block, version, read-back, condition, at risk. Main
commands: `prepare_handoff`, `write_prompts`, `offer_handoff`, `got_it`, `accept_handoff`, `return_handoff`,
`acknowledge`, `raise_cap`.
"""
