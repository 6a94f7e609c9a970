import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

const suite = 'bookworm';
const packages = [
  ...['systemd', 'systemd-sysv', 'dbus', 'openssh-server', 'sudo', 'iproute2', 'procps', 'ca-certificates', 'curl'],
  // a Raspberry Pi has Python; Ansible needs it
  ...['avahi-daemon', 'libnss-mdns', 'python3'],
].join(',');

export const piUser = 'pi';
export const piPassword = 'raspberry';

/** `$1` the finished root, `$2` where it is made: Debian, and then what makes it look like a Raspberry Pi with SSH switched on. */
const recipe = `set -eu
if [ -d "$1" ]; then exit 0; fi
rm -rf --one-file-system "$2"
if command -v mmdebstrap >/dev/null; then mmdebstrap --quiet --variant=minbase --include=${packages} ${suite} "$2"
else debootstrap --variant=minbase --include=${packages} ${suite} "$2"; fi
chroot "$2" useradd -m -s /bin/bash ${piUser}
echo '${piUser}:${piPassword}' | chroot "$2" chpasswd
echo raspberrypi > "$2/etc/hostname"
: > "$2/etc/resolv.conf"
rm -f "$2/usr/sbin/policy-rc.d"
mkdir -p "$2/etc/avahi/services"
cat > "$2/etc/avahi/services/ssh.service" <<'SERVICE'
<?xml version="1.0" standalone='no'?><!DOCTYPE service-group SYSTEM "avahi-service.dtd">
<service-group><name replace-wildcards="yes">%h</name><service><type>_ssh._tcp</type><port>22</port></service></service-group>
SERVICE
chmod 755 "$2"
mv "$2" "$1"
`;

/** What all clones of this user share. It is never changed once it is there: the Pis lie above it as overlays. */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'bonwart-test-pi');
const root = join(cache, `${suite}-${createHash('sha256').update(recipe).digest('hex').slice(0, 12)}`);

export function rootIsBuilt(): boolean {
  return existsSync(root);
}

/** Builds the Debian that every test Pi starts from, once (20 to 100 s), and gives its folder. Two builders wait for each other. */
export async function buildRoot(): Promise<string> {
  if (rootIsBuilt()) return root;
  mkdirSync(cache, { recursive: true });
  console.log(`building the Debian of the test Pi, once: ${root}`);
  await runProgram(['flock', join(cache, 'lock'), 'sh', '-c', recipe, 'recipe', root, `${root}.new`], '', 600_000);
  return root;
}
