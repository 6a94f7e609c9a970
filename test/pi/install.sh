#!/bin/sh
# Installs the Debian packages that the test Pi needs on the machine that runs the tests. `--list` only names them.
set -eu
packages='mmdebstrap systemd-container iproute2 openssh-client util-linux'
if [ "${1:-}" = --list ]; then
  echo "$packages"
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # the words of the list are meant to be split
apt-get install -y -qq --no-install-recommends $packages
