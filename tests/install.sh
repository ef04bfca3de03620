#!/bin/sh
# Installs what the tests want besides Python's packages, where this machine allows it: Debian's
# Chromium for the browser tests, exiftool as the judge of what files carry, npm's judges of HTML and
# of the pages' speed.
set -u
chromium=chromium
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && chromium=
done
# The same browser without windows: the tests that drive it take half the time with it.
shell=chromium-headless-shell
command -v "$shell" >/dev/null 2>&1 && shell=
exiftool=libimage-exiftool-perl
command -v exiftool >/dev/null 2>&1 && exiftool=
if [ -n "$chromium$shell$exiftool" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq
        apt-cache show "$shell" >/dev/null 2>&1 || shell=
        for package in $chromium $shell $exiftool; do
            echo "Installing $package for the tests."
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null ||
                echo "$package could not be installed." >&2
        done
    elif [ -n "$chromium$exiftool" ]; then
        echo "Not here, and no right to install it: $chromium $exiftool. Tests that want it are skipped."
    fi
fi
# Debian's own Node may be too old for them: it has to be here, 20.19 or newer.
here=$(cd "$(dirname "$0")" && pwd)
node=$here/../var/node
command -v npm >/dev/null 2>&1 ||
    echo "Not here: npm with Node 20.19 or newer. Tests of HTML that want it are skipped."
if command -v npm >/dev/null 2>&1 && ! cmp -s "$here/package-lock.json" "$node/installed"; then
    echo "Installing html-validate and Lighthouse for the tests."
    mkdir -p "$node" && cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$node/"
    (cd "$node" && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --silent) &&
        cp "$here/package-lock.json" "$node/installed" ||
        echo "html-validate and Lighthouse could not be installed." >&2
fi
if [ "${CI:-}" = true ]; then
    for name in chromium exiftool "$node/node_modules/.bin/html-validate"; do
        command -v "$name" >/dev/null 2>&1 || { echo "CI needs $name for its tests." >&2; exit 1; }
    done
fi
exit 0
