"""Import data of other tools: read a file, match its names, preview the changes, apply them in chunks, undo them.

Terms: source, batch, held row (as last imported), fate (a row's classification), gone at source, conflict. Main
commands: `bring_file`, `decide_names`, `begin_batch`, `apply_batch`, `undo_batch`.
"""
