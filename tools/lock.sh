#!/usr/bin/env bash
# lock.sh UV: writes lock/run.txt and lock/dev.txt, names with versions and hashes only: no addresses, no remarks.
set -euo pipefail
uv=$1
flags=(--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header)
"$uv" pip compile "${flags[@]}" --extra all --group build pyproject.toml -o lock/run.txt
"$uv" pip compile "${flags[@]}" --extra all --group build --group dev -c lock/run.txt pyproject.toml -o lock/dev.txt
