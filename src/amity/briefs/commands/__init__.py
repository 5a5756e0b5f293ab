"""What changes briefs: opening and editing, lines, hours asked for, moves, templates, and what becomes of them."""
