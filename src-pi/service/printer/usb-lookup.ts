import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is known of a USB printer. What is empty is not asked for. Numbers are hexadecimal, with or without `0x`. */
export interface UsbWanted {
  readonly device: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string;
}

/** Where the kernel tells of devices; tests have a tree of their own. */
export interface UsbPlaces {
  readonly sys: string;
  readonly dev: string;
}

const systemPlaces: UsbPlaces = { sys: '/sys', dev: '/dev' };

/**
 * The device file of a USB printer: the one in the settings, or the first whose vendor, product and serial number are those in
 * the settings, read from sysfs (`/sys/class/usbmisc/lpN/device/../{idVendor,idProduct,serial}`). Throws when there is none.
 */
export function usbDevice(wanted: UsbWanted, places: UsbPlaces = systemPlaces): string {
  if (wanted.device) return wanted.device;
  const folder = join(places.sys, 'class', 'usbmisc');
  const found = namesIn(folder).find((name) => {
    // `device` is the interface; the device that has the numbers is its parent. The link is followed by the system.
    const about = (file: string) => readText(`${folder}/${name}/device/../${file}`);
    return (
      fits(wanted.vendorId, about('idVendor')) &&
      fits(wanted.productId, about('idProduct')) &&
      (wanted.serialNumber === '' || wanted.serialNumber === about('serial'))
    );
  });
  if (!found) throw new Error('no such USB printer is plugged in');
  return join(places.dev, 'usb', found);
}

function fits(wanted: string, found: string): boolean {
  const number = (text: string) => Number.parseInt(text.replace(/^0x/i, ''), 16);
  return wanted === '' || number(wanted) === number(found);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^lp\d+$/.test(name))
      .sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
