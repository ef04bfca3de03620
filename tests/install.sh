#!/bin/sh
# Installs what the tests want besides Python's packages, where this machine allows it: Debian's
# Chromium for the browser tests, exiftool as the judge of what files carry.
set -u
chromium=chromium
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && chromium=
done
exiftool=libimage-exiftool-perl
command -v exiftool >/dev/null 2>&1 && exiftool=
[ -z "$chromium$exiftool" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    for package in $chromium $exiftool; do
        echo "Installing $package for the tests."
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null ||
            echo "$package could not be installed." >&2
    done
else
    echo "Not here, and no right to install it: $chromium $exiftool. Tests that want it are skipped."
fi
if [ "${CI:-}" = true ]; then
    for name in chromium exiftool; do
        command -v "$name" >/dev/null 2>&1 || { echo "CI needs $name for its tests." >&2; exit 1; }
    done
fi
exit 0
