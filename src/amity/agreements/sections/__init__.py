"""Sections: the text of an agreement, typed or pasted."""
