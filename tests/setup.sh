#!/bin/sh
# Makes sure that what the tests need is there: Rust with clippy and rustfmt, Node 20.19 or newer, PostgreSQL 15 or newer, curl, Python with venv, schemathesis and Chromium.
# On Debian as root it installs what is missing; elsewhere it names what is missing and fails.
set -eu

missing=""
packages=""

need() { # program, what it is called, Debian package
    missing="$missing
  - $2"
    packages="$packages $3"
}

have() { command -v "$1" >/dev/null 2>&1; }

have cc || need cc "a C compiler" gcc
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || have initdb || need initdb "PostgreSQL 15 or newer (the server)" postgresql
have curl || need curl "curl" curl
python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || need python3 "Python 3.10 or newer with venv" python3-venv
have chromium || need chromium "Chromium" chromium
have strace || need strace "strace, which makes a disk fail" strace

if [ -n "$packages" ]; then
    if [ -f /etc/debian_version ] && [ "$(id -u)" = 0 ]; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        # The tests start their own server; the one of the package stays down.
        mkdir -p /etc/postgresql-common
        [ -f /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
        # shellcheck disable=SC2086
        apt-get install -y -qq --no-install-recommends $packages >/dev/null
    else
        echo "The tests need what is missing here:$missing" >&2
        exit 1
    fi
fi

if ! have cargo || ! cargo clippy --version >/dev/null 2>&1 || ! cargo fmt --version >/dev/null 2>&1; then
    echo "The tests need Rust with clippy and rustfmt; see https://rustup.rs" >&2
    exit 1
fi
if ! have node || ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
    echo "The tests need Node.js 20.19 or newer" >&2
    exit 1
fi

"$(dirname "$0")/fuzz.sh" --set-up
