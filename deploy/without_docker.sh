#!/bin/sh
# The image's command under the container's conditions, on a Linux without Docker: the whole file system
# read-only, /tmp and /dev/shm in memory, a user who is not root and may become nobody else.
#   sudo sh deploy/without_docker.sh [PORT] [ARGUMENTS of python...]      default: 7860 app.py
# Packages are those of .venv; PYTHON is an interpreter of the same version that every user may run.
set -eu
cd "$(dirname "$0")/.."
port="${1:-7860}"
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- app.py
packages="$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')"
export BEAUTY_PORT="$port" HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# shellcheck disable=SC2016 - "$@" is meant for the inner shell
exec unshare --mount --propagation private sh -euc '
    mount --bind "$1" /mnt
    mount -t tmpfs -o size=256m,mode=1777 tmpfs /tmp
    mount -t tmpfs -o size=512m,mode=1777 tmpfs /dev/shm
    "$2" -m venv --without-pip /dev/shm/venv
    echo /mnt > "$(echo /dev/shm/venv/lib/python*/site-packages)/packages.pth"
    shift 2
    mount -o remount,bind,ro /mnt
    mount -o remount,bind,ro /
    exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --inh-caps=-all \
        --bounding-set=-all /dev/shm/venv/bin/python "$@"
' sh "$packages" "${PYTHON:-/usr/bin/python3}" "$@"
