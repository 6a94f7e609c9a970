import type { JournalEntry } from '../../src-shared/bonctl/run.ts';
import { createAnnouncementClerk } from '../announcements/clerk.ts';
import { type Implementation, untilClosed } from '../contract/implementation.ts';
import { keepGrants } from '../mail-sign-in/grants.ts';
import { loadRunbook } from '../runbooks/load.ts';
import { createScreenNotices } from '../screen-notices/screen-notices.ts';
import { askingTargets } from '../service-api/asking.ts';
import { createServicePorts } from '../service-api/service-ports.ts';
import { createStatusHub } from '../service-api/status-hub.ts';
import { type Caretaker, createCaretaker } from '../sign-off/caretaker.ts';
import { rulesOf } from '../sign-off/compose.ts';
import { afterCareCalls } from './after-care.ts';
import { describeApp } from './app.ts';
import { deploymentCalls, runbookId } from './deployment.ts';
import { followRun } from './follow-run.ts';
import { guideCalls } from './guide.ts';
import { historyCalls } from './history.ts';
import { lanAccessCalls } from './lan-access.ts';
import { mailCalls } from './mail.ts';
import { mailSignInCalls } from './mail-sign-in.ts';
import { orderCalls } from './orders.ts';
import { peopleCalls } from './people.ts';
import { personHere } from './person.ts';
import { practiceCalls } from './practice.ts';
import { readinessCalls } from './readiness.ts';
import { restaurantCalls } from './restaurant.ts';
import { restoreCalls } from './restore.ts';
import { rollbackCalls } from './rollback.ts';
import { runCalls } from './runs.ts';
import { serviceCalls } from './service.ts';
import { serviceSettingCalls } from './service-settings.ts';
import { signOffCalls } from './sign-off.ts';
import { supportCalls } from './support.ts';
import type { CallSurroundings } from './surroundings.ts';
import { targetCalls } from './targets.ts';

/** Every call of the contract, and what the host itself listens to: the services' states for the tray, and what the screen is to tell. */
export function implementCalls(
  surroundings: CallSurroundings,
  reportBug: (what: string, error: unknown) => void,
): {
  implementation: Implementation;
  statuses: ReturnType<typeof createStatusHub>;
  notices: ReturnType<typeof createScreenNotices>;
  announcements: ReturnType<typeof createAnnouncementClerk>;
  caretaker: Caretaker;
} {
  const { panel, connections, bonctl } = surroundings;
  const ports = createServicePorts(async (targetId, host) => {
    const { servicePort } = await bonctl.call(host, panel.targets.get(targetId), 'status', {});
    return servicePort;
  });
  const statuses = createStatusHub(
    (targetId) => ({
      connect: () => connections.get(targetId),
      servicePort: (host) => ports.of(targetId, host),
      whySilent: async (host) => {
        ports.forget(host);
        const { installed } = await bonctl.call(host, panel.targets.get(targetId), 'facts', {});
        return installed.kind === 'nothing' ? 'not-installed' : 'service-not-running';
      },
    }),
    reportBug,
  );

  const notices = createScreenNotices({ panel, statuses });

  const ask = askingTargets(connections, ports);
  const templates = () => loadRunbook(surroundings.runbooksFolder, runbookId).announcements ?? [];
  const announcements = createAnnouncementClerk({
    panel,
    ask,
    follow: (targetId, runId, onEntries, signal) =>
      followRun(
        surroundings,
        { targetId, runId, fromSeq: 1 },
        (event) => event.kind === 'entries' && onEntries(event.entries as JournalEntry[]),
        signal,
      ),
    templates,
    computer: personHere('').pc,
    now: Date.now,
    report: reportBug,
    everyMs: 10_000,
  });

  const caretaker = createCaretaker({
    ...{ panel, ask, templates, keep: announcements.keep, now: Date.now, report: reportBug, everyMs: 60_000 },
    rulesOf: ({ targetId, runId }) =>
      rulesOf(surroundings.runbooksFolder, panel.journals.entries(targetId, runId)).afterCare ?? null,
  });

  const grants = keepGrants();
  const implementation: Implementation = {
    'app.info': () => describeApp(surroundings.facts),
    'app.preferences': async (_request, { emit, signal }) => {
      const tell = () => emit(panel.preferences.read());
      tell();
      const stop = panel.preferences.listen(tell);
      await untilClosed(signal);
      stop();
    },
    'app.setPreferences': (change) => panel.preferences.change(change),
    'app.notices': async (_request, { emit, signal }) => {
      const stop = surroundings.facts.host === 'browser' ? notices.listen(emit) : () => {};
      await untilClosed(signal);
      stop();
    },
    ...peopleCalls(surroundings),
    ...targetCalls(surroundings),
    ...deploymentCalls(surroundings, announcements.watch),
    ...readinessCalls(surroundings),
    ...guideCalls(surroundings, ask, announcements),
    ...rollbackCalls(surroundings, announcements.watch),
    ...signOffCalls(surroundings, ask, caretaker.changed),
    ...afterCareCalls(surroundings, caretaker),
    ...historyCalls(surroundings),
    ...supportCalls(surroundings, ask),
    ...restoreCalls(surroundings, announcements.watch),
    ...runCalls(surroundings, announcements.watch),
    ...serviceCalls(surroundings, statuses, ask),
    ...orderCalls(ask),
    ...restaurantCalls(surroundings, ask),
    ...serviceSettingCalls(surroundings, ports),
    ...lanAccessCalls(surroundings, ports),
    ...mailCalls(surroundings, ask, grants),
    ...mailSignInCalls(surroundings, grants),
    ...practiceCalls(surroundings),
  };
  return { implementation, statuses, notices, announcements, caretaker };
}
