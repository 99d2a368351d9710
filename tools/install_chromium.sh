#!/bin/sh
# A Chromium for the browser tests: the one that is there, else the system's package when root on
# Debian or Ubuntu, else Playwright's own download. "$1" is the environment's Python.
set -eu
python="$1"

works() { command -v chromium >/dev/null && chromium --version >/dev/null 2>&1; }

if ! works && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium and a Chinese font (system packages, once) ..."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null || true
fi
if ! works; then  # not root, another system, or Ubuntu's placeholder for a snap
    echo "Installing Playwright's own Chromium (once) ..."
    if [ "$(id -u)" = 0 ]; then
        "$python" -m playwright install --with-deps chromium
    else
        "$python" -m playwright install chromium
    fi
fi
