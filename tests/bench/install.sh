#!/bin/sh
# Installs what the benchmarks want besides Python's packages, where this machine allows it: Debian's
# wrk, which asks, and nginx, which they are compared with.
set -u
missing=
for name in wrk nginx; do
    command -v "$name" >/dev/null 2>&1 || missing="$missing $name"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Not here, and no right to install it:$missing." >&2
    exit 1
fi
echo "Installing$missing for the benchmarks."
apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
