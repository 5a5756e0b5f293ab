"""What serves which goal: projects, lines, and what parts above register."""
