#!/bin/sh
# Sends the program thousands of requests made from its own description, right ones and wrong ones, and holds each answer to that
# description: no failure of the server, no status, kind of content or shape that is not told of. Uses schemathesis (PyPI) in an
# environment of its own under target/. `--set-up` only makes that environment. WATERLINE_BINARY names the program, FUZZ_EXAMPLES says
# how many requests of chance each operation gets beside those that try every limit, FUZZ_SEED takes another row of chance.
set -eu

version=4.32.5
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
environment=$root/target/fuzz-$version

if [ ! -x "$environment/ready" ]; then
    rm -rf "$environment"
    mkdir -p "$root/target"
    python3 -m venv "$environment" || {
        echo "Fuzzing needs Python 3.10 or newer with venv (Debian: python3-venv)" >&2
        exit 1
    }
    "$environment/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version" || {
        echo "Fuzzing needs schemathesis $version from PyPI, which could not be fetched; the lines above say why" >&2
        exit 1
    }
    ln -s bin/schemathesis "$environment/ready"
fi
[ "${1:-}" = --set-up ] && exit 0

binary=${WATERLINE_BINARY:-$root/target/debug/waterline}
[ -x "$binary" ] || {
    echo "There is no program at $binary; run cargo build first" >&2
    exit 1
}
exec "$environment/bin/python" "$root/tests/fuzz.py" "$binary" "$environment/bin/schemathesis"
