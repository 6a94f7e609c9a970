import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { unitNames } from '../../src-shared/bonctl/places.ts';
import { releaseManifestSchema } from '../../src-shared/bonctl/release.ts';
import { newestMigrationMakes } from './newest-migration.ts';

const repository = join(import.meta.dirname, '../..');
const service = 'wix-printer-service';

/** What is wrong with the Pi, where the run meets it, and how it is put right. */
export interface PhaseFault {
  readonly phase: string;
  readonly step: string;
  readonly plant: () => void;
  readonly cure: () => void;
  /** Where it would keep the release before from running too: somebody cures it, and goes back all the same. */
  readonly curedBeforeTheWayBack?: boolean;
  /** So often somebody tries again first, in vain. */
  readonly retries?: number;
  /** What somebody has typed for this deployment. */
  readonly settings?: Record<string, string>;
  /** The reason for going back that it trips. */
  readonly trips: string | null;
}

/** A fault for each phase of the shipped runbook, on a practice Pi that keeps its files below `dataFolder`, in the order of the phases. */
export function phaseFaults(dataFolder: string): readonly PhaseFault[] {
  const onPi = (...path: string[]) => join(dataFolder, 'practice', 'pi', 'opt', ...path);
  const inDatabase = (sql: string) => {
    const database = new Database(onPi(service, 'data', 'printer_service.db'));
    database.exec(sql);
    database.close();
  };
  const release = () => onPi(service, 'releases', '0.0.1-practice', 'migrate.mjs');

  /** A content in the store that only the new release has. */
  function newContent(): string {
    const manifest = releaseManifestSchema.parse(
      JSON.parse(readFileSync(join(repository, 'out/payload/practice/wix-printer-service.json'), 'utf8')),
    );
    const file = manifest.files.findLast(({ path }) => path.endsWith('.up.sql'));
    return onPi('bonwart', 'store', file?.sha256 ?? '');
  }
  let spoilt: Buffer | null = null;
  /** What the supervisor opens for each start, and holds open while the service runs. */
  const startLog = () => onPi('bonwart', 'state', 'units', `${unitNames.service}.log`);
  return [
    {
      ...{ phase: 'pre-deployment', step: 'machine', trips: null },
      plant: () => renameSync(release(), `${release()}.away`),
      cure: () => renameSync(`${release()}.away`, release()),
    },
    {
      ...{ phase: 'code', step: 'stage', trips: null },
      plant: () => {
        spoilt = readFileSync(newContent());
        rmSync(newContent());
        writeFileSync(newContent(), Buffer.alloc(spoilt.length, 'x'));
      },
      cure: () => {
        rmSync(newContent(), { force: true });
        if (spoilt) writeFileSync(newContent(), spoilt);
      },
    },
    {
      ...{ phase: 'database', step: 'rehearsal', trips: 'database-change' },
      plant: () => inDatabase(`CREATE TABLE ${newestMigrationMakes()} (nonsense TEXT)`),
      cure: () => inDatabase(`DROP TABLE ${newestMigrationMakes()}`),
    },
    {
      // A file where the service's folder for logs belongs.
      ...{ phase: 'configuration', step: 'settings', trips: null },
      plant: () => {
        renameSync(onPi(service, 'logs'), onPi(service, 'logs.away'));
        writeFileSync(onPi(service, 'logs'), 'nonsense');
      },
      cure: () => {
        rmSync(onPi(service, 'logs'));
        renameSync(onPi(service, 'logs.away'), onPi(service, 'logs'));
      },
    },
    {
      // A folder where the log of the start belongs: the running service does not notice, the next start cannot be.
      ...{ phase: 'restart', step: 'start', trips: 'start-fails', retries: 1, curedBeforeTheWayBack: true },
      plant: () => {
        renameSync(startLog(), `${startLog()}.away`);
        mkdirSync(startLog());
      },
      cure: () => {
        rmSync(startLog(), { recursive: true });
        renameSync(`${startLog()}.away`, startLog());
      },
    },
    {
      // A typing error: the printer, which answered before, answers nobody at this port.
      ...{ phase: 'verification', step: 'health', trips: 'health-worse', settings: { PRINTER_PORT: '1' } },
      plant: () => {},
      cure: () => {},
    },
  ];
}
