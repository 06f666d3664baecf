#!/usr/bin/env bash
# setup.sh VENV LOCK PYTHON: makes the virtual environment where there is none and installs exactly what LOCK pins,
# each file checked against its hash, then banggiao itself from this folder. Uses uv where it is at hand, else pip.
set -euo pipefail
venv=$1 lock=$2 python=$3

if ! command -v "$python" >/dev/null; then
    echo "no $python here: install Python 3.11 or later, or say where it is: make PYTHON=/path/to/python3" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "$python is $("$python" --version), banggiao needs 3.11 or later: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi

if uv=$(command -v uv); then
    export UV_PYTHON_DOWNLOADS=never
    [ -x "$venv/bin/python" ] || "$uv" venv -q --python "$python" "$venv"
    "$uv" pip install -q --python "$venv/bin/python" --require-hashes -r "$lock"
    "$uv" pip install -q --python "$venv/bin/python" --no-deps --no-build-isolation -e .
else
    [ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
    "$venv/bin/python" -m pip install -q --require-hashes -r "$lock"
    "$venv/bin/python" -m pip install -q --no-deps --no-build-isolation -e .
fi
