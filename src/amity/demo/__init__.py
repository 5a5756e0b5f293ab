"""One believable agency, Halden & Moor, built through the same commands a person would use.

Terms: story, cast, book, work, strand, row. Main command: `build_demo`.
"""
