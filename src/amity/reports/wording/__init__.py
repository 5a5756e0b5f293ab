"""Findings, missing facts and guesses in words. The rules give codes and numbers; every sentence is made here."""
