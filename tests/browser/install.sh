#!/bin/sh
# Installs Debian's Chromium for the browser tests, where this machine allows it.
set -u
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null ||
        echo "Chromium could not be installed." >&2
else
    echo "No Chromium here, and no right to install it: the browser tests will be skipped."
fi
if [ "${CI:-}" = true ] && ! command -v chromium >/dev/null 2>&1; then
    echo "CI needs Chromium for the browser tests." >&2
    exit 1
fi
exit 0
