"""Pages of projects: the page itself with its ticks, and the forms that change it."""
