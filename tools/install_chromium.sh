#!/bin/sh
# What the browser tests need: a Chromium (the one that is there, else the system's package when root on
# Debian or Ubuntu, else Playwright's own download), a Chinese font, and libatomic, which Playwright's
# driver links to and a bare system lacks. "$1" is the environment's Python.
set -eu
python="$1"

have_chromium() { command -v chromium >/dev/null && chromium --version >/dev/null 2>&1; }
have_driver() { "$python" -m playwright --version >/dev/null 2>&1; }

if { ! have_chromium || ! have_driver; } && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium, a Chinese font and libatomic (system packages, once) ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends libatomic1 fonts-noto-cjk >/dev/null
    apt-get install -y -qq --no-install-recommends chromium >/dev/null || true  # Ubuntu: a snap stub
fi
if ! have_driver; then
    echo "Playwright's driver does not start. Run: sudo apt-get install libatomic1" >&2
    exit 1
fi
if ! have_chromium; then # not root, another system, or Ubuntu's placeholder for a snap
    echo "Installing Playwright's own Chromium (once) ..."
    if [ "$(id -u)" = 0 ]; then
        "$python" -m playwright install --with-deps chromium
    else
        "$python" -m playwright install chromium
    fi
fi
