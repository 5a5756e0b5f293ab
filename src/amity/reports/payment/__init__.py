"""Question 3: how each project is paid."""
