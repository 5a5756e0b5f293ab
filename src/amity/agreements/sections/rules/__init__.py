"""Rules of the sections of an agreement: their kinds, how a pasted document is split, how their text is laid out."""
