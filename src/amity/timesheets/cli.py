"""`amity verify`."""

import argparse

from amity.audit import trail
from amity.timesheets.sums.verify import verify


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this part's sub-commands."""
    parser = subparsers.add_parser("verify", help="compare monthly sums with the entries, and check the audit log")
    parser.set_defaults(run=run_verify)


def run_verify(_options: argparse.Namespace) -> int:
    """Print the comparison. Return 0 if everything matches, 3 if something differs."""
    verdict = verify()
    for table, key, stored, summed in verdict.differing:
        print(f"{table} {key}: stored {stored}, entries say {summed}")
    broken = trail.tampered()
    for record in broken:
        print(f"trail record {record} does not match its digest")
    print(f"{verdict.entries} entries compared: {len(verdict.differing)} sums differ, {len(broken)} records broken")
    return 0 if verdict.clean and not broken else 3
