"""Figures at the top of Today: of the agency for executives and directors, of the installation for administrators."""
