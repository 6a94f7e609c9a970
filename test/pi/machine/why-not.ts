import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rootIsBuilt } from './debian-root.ts';

const programs = ['systemd-nspawn', 'ip', 'nsenter', 'setpriv', 'flock', 'mount', 'umount', 'ssh-keygen'];

/** Why no test Pi can run on this machine, or `null` if one can. */
export const noTestPi: string | null = whyNot();

function whyNot(): string | null {
  if (process.platform !== 'linux') return 'a test Pi needs Linux';
  if (process.getuid?.() !== 0) return 'a test Pi needs root (run it with sudo)';
  const missing = programs.filter((program) => !isThere(program));
  const builder = rootIsBuilt() || isThere('mmdebstrap') || isThere('debootstrap');
  if (!builder) missing.push('mmdebstrap');
  if (missing.length > 0) return `${missing.join(', ')} missing (test/pi/install.sh installs it on Debian)`;
  if (!existsSync('/sys/fs/cgroup/cgroup.controllers') && !existsSync('/sys/fs/cgroup/systemd'))
    return 'there are no control groups that systemd can use';
  spawnSync('modprobe', ['overlay'], { stdio: 'ignore' });
  if (!readFileSync('/proc/filesystems', 'utf8').includes('\toverlay')) return 'the kernel has no overlayfs';
  if (spawnSync('unshare', ['--net', '--mount', 'true'], { stdio: 'ignore' }).status !== 0)
    return 'this machine may not make namespaces';
  return null;
}

function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' }).status === 0;
}
