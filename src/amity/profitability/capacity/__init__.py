"""What the team can do in a month, against what is signed."""
