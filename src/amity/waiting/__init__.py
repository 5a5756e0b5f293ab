"""Waiting for you: everything that someone has to act on, of all parts, with its act in place.

Terms: kind, item, act, waiting. A part registers its kinds in `AppConfig.ready` (`kinds.register`), from a module
`waiting.py` of its own. Pages list the items of a person, and of an account or a client contact (`queries.open_on`).
"""
