#!/bin/sh
# Make the virtual environment "$1" with Python 3.11 or newer. Debian and Ubuntu ship Python without
# venv: as root it is installed here, otherwise the sentence below says what to ask for.
set -eu
venv="$1"

for candidate in "${PYTHON:-}" python3.11 python3 python3.12 python3.13; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python="$candidate"
        break
    fi
done
if [ -z "${python:-}" ]; then
    echo "Python 3.11 or newer was not found. Install it, or name one: make run PYTHON=/path/to/python" >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python$version-venv (a system package, once) ..."
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version-venv" >/dev/null
    else
        echo "Python's venv module is missing. Run: sudo apt-get install python$version-venv" >&2
        exit 1
    fi
fi
rm -rf "$venv"
exec "$python" -m venv "$venv"
