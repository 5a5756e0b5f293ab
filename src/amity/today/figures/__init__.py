"""Figures at the top of Today: of the agency for executives and directors, of the instance for administrators."""
