"""A fortnight of the demo agency, played through the commands of its pages, and printed morning by morning."""
