"""Who is free for a brief, by discipline and week."""
