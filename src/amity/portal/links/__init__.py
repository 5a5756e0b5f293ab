"""Personal links: each recipient of an item that asks for an answer gets one, for one item, digest and decision."""
