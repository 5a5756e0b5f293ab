"""Files and connections from other tools: sniff, map, preview, apply, undo.

Terms: a *record* is one row of a file as it stands there; a *source row* is the record in normal form; *held* rows are
what an earlier import brought. `readers/` opens files, `rules/` decides without database, clock or Django.
"""
