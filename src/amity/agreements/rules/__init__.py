"""Rules of agreements: pure functions and values, one module for each noun."""
