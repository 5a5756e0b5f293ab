"""Quiet checks: a check that was overruled most of the time on an account stops warning there, and says so."""
