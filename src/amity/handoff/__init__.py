"""Hand-offs: the taker has read the work, read it back and accepted it, and the accepted version stays unchanged.

Terms: hand-off (small, full, succession, cover), prompt, note, block, version, read-back, condition, at risk. Main
commands: `prepare_handoff`, `write_prompts`, `offer_handoff`, `got_it`, `accept_handoff`, `return_handoff`,
`acknowledge`, `raise_cap`.
"""
