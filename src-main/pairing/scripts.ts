/**
 * The shell scripts that pairing runs on a target, as constants: data comes as arguments ($1, $2, …), never as text.
 * Each is for a POSIX sh and does the same when it is run again.
 */

/** Looks around without changing anything: one `name=value` a line. */
export const inspectScript = `
set -u
echo "system=$(uname -s)"
echo "machine=$(uname -m)"
echo "bits=$(getconf LONG_BIT 2>/dev/null || echo 0)"
echo "uid=$(id -u)"
echo "seconds=$(date +%s)"
echo "time=$(date '+%Y-%m-%d %H:%M:%S')"
echo "home=$HOME"
echo "root=\${BONWART_PRACTICE_ROOT:-}"
place=\${BONWART_PRACTICE_ROOT:-}/opt
[ -d "$place" ] || place=\${BONWART_PRACTICE_ROOT:-/}
echo "freeKilobytes=$(df -Pk "$place" | awk 'NR == 2 { print $4 }')"
installed=\${BONWART_PRACTICE_ROOT:-}/opt/bonwart/bootstrap.sha256
if [ -r "$installed" ]; then echo "bootstrap=$(cat "$installed")"; else echo "bootstrap="; fi
`;

/** Takes standard input as the file $1 in the home, readable by its owner only. */
export const receiveScript = `
set -eu
umask 077
cat > "$HOME/$1"
`;

/** Adds the public key $1 to those that may sign in, once. */
export const addKeyScript = `
set -eu
umask 077
mkdir -p "$HOME/.ssh"
keys=$HOME/.ssh/authorized_keys
touch "$keys"
if grep -qxF -- "$1" "$keys"; then exit 0; fi
if [ -s "$keys" ] && [ "$(tail -c 1 "$keys" | wc -l)" -eq 0 ]; then echo >> "$keys"; fi
printf '%s\\n' "$1" >> "$keys"
`;

/** Keeps of the keys with the comment of public key $1 this one only: earlier pairings from the same PC are over. */
export const removeOlderKeysScript = `
set -eu
umask 077
keys=$HOME/.ssh/authorized_keys
awk -v key="$1" 'BEGIN { n = split(key, word, " "); comment = word[n] } $0 == key || $NF != comment' "$keys" > "$keys.new"
grep -qxF -- "$1" "$keys.new"
mv "$keys.new" "$keys"
`;

/** Takes the public key $1 away again, and the archive $2. */
export const removeKeyScript = `
set -u
umask 077
rm -f "$HOME/$2"
keys=$HOME/.ssh/authorized_keys
[ -f "$keys" ] || exit 0
grep -vxF -- "$1" "$keys" > "$keys.new"
cat "$keys.new" > "$keys"
rm -f "$keys.new"
`;

/**
 * Unpacks the archive $3 (SHA-256 $4) below the root $1, part by part, so that runs and what was uploaded stay; on a real
 * Pi it then belongs to root, and the user $2 may run bonctl, and nothing else, as root. The runtime becomes a content of
 * the store too, so that no release has to bring it again.
 */
export const installScript = `
set -eu
umask 022
root=$1 user=$2 archive=$3 sum=$4
home=$root/opt/bonwart
if command -v sha256sum > /dev/null; then sumof=sha256sum; else sumof="shasum -a 256"; fi
echo "$sum  $archive" | $sumof -c - > /dev/null
mkdir -p "$home"
fresh=$home/.fresh
rm -rf "$fresh"
mkdir "$fresh"
tar -xzf "$archive" -C "$fresh"
for part in runtime bonctl bin; do
  rm -rf "$home/.old"
  if [ -e "$home/$part" ]; then mv "$home/$part" "$home/.old"; fi
  mv "$fresh/$part" "$home/$part"
  rm -rf "$home/.old"
done
rm -rf "$fresh"
# What an earlier deployment renewed gives way to what is paired now.
rm -f "$home/current"
rm -rf "$home/releases"
if [ -z "$root" ]; then
  chown -R root:root "$home/runtime" "$home/bonctl" "$home/bin"
  rule=/etc/sudoers.d/bonwart
  printf '%s ALL=(root) NOPASSWD: /opt/bonwart/bin/bonctl\\n' "$user" > "$rule.new~"
  chmod 0440 "$rule.new~"
  visudo -cqf "$rule.new~"
  mv "$rule.new~" "$rule"
fi
store=$home/store
mkdir -p "$store"
runtime=$($sumof "$home/runtime/node")
ln -f "$home/runtime/node" "$store/\${runtime%% *}"
printf '%s\\n' "$sum" > "$home/bootstrap.sha256"
rm -f "$archive"
sync
`;

/** Takes a first installation below the root $1 away again. */
export const uninstallScript = `
set -u
rm -rf "$1/opt/bonwart"
if [ -z "$1" ]; then rm -f /etc/sudoers.d/bonwart "/etc/sudoers.d/bonwart.new~"; fi
`;
