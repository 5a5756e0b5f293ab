#!/bin/sh
# Make the virtual environment $1 with uv of version $2, from the first Python that is new enough. The system's comes
# first: distributors build it with profiles of real programs, and one compiled by hand takes 1.5 times as long.
set -eu
venv=$1
uv_version=$2
if [ ! -x "$venv/bin/python" ]; then
    for candidate in ${PY:-/usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python3}; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
    if [ -z "${python:-}" ]; then
        echo "Amity needs Python 3.11 or newer with venv (on Debian: apt-get install python3-venv)." >&2
        exit 1
    fi
    echo "Making the virtual environment with $("$python" --version) …"
    "$python" -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$uv_version"
