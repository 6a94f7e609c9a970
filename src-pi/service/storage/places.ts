import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { databasePlaces } from '../../../src-shared/bonctl/places.ts';

/** The files of the service's storage. */
export interface StoragePlaces {
  readonly database: string;
  readonly data: string;
  readonly backups: string;
  /** Files with which something was wrong are kept here, each in a folder of its time. */
  readonly damaged: string;
  /** Room that is given free when the disk is full. */
  readonly reserve: string;
  /** Is there from before a damaged file is set aside until what replaces it is marked as such. */
  readonly rebuilding: string;
}

/**
 * Where the service below `root` keeps its things. Some installs of the older service have their database in the service's folder
 * itself: it is used where it lies, so that the older service finds it again.
 */
export function storagePlaces(root: string): StoragePlaces {
  const data = join(root, 'data');
  const files = databasePlaces.map((place) => join(root, place));
  return {
    database: files.find((file) => existsSync(file)) ?? join(root, databasePlaces[0]),
    data,
    backups: join(data, 'backups'),
    damaged: join(data, 'damaged'),
    reserve: join(data, 'reserve'),
    rebuilding: join(data, 'rebuilding'),
  };
}
