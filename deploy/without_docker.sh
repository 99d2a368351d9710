#!/bin/sh
# The image's command under the container's conditions, on a Linux without Docker: the whole file system
# read-only, /tmp and /dev/shm in memory, a user who is not root and may become nobody else.
#   sudo sh deploy/without_docker.sh [PORT] [COMMAND...]      default: 7860, python app.py
set -eu
cd "$(dirname "$0")/.."
port="${1:-7860}"
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- python app.py
export BEAUTY_PORT="$port" HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
export PATH="$PWD/.venv/bin:$PATH"
# shellcheck disable=SC2016 - "$@" is meant for the inner shell
exec unshare --mount --propagation private sh -euc '
    mount -t tmpfs -o size=256m,mode=1777 tmpfs /tmp
    mount -t tmpfs -o size=512m,mode=1777 tmpfs /dev/shm
    mount -o remount,bind,ro /
    exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --inh-caps=-all \
        --bounding-set=-all "$@"
' sh "$@"
