"""Bring what other tools know: read a file, match its names, show what would happen, apply it in chunks, undo it.

Terms: source, batch, held row, fate, gone at source, conflict. Main commands: `bring_file`, `decide_names`,
`begin_batch`, `apply_batch`, `undo_batch`.
"""
