import { refuse } from '../../../src-shared/contract/errors.ts';
import type { DatabaseClient } from '../database/client.ts';
import { type CircuitBreaker, circuitBreaker } from '../healing/circuit-breaker.ts';
import type { Log } from '../life/log.ts';
import type { Settings } from '../settings.ts';
import type { TicketDesk } from '../tickets/station-tickets.ts';
import { wixClient } from './client.ts';
import { startPoller, type WixState } from './poller.ts';
import { requestBudget } from './request-budget.ts';
import type { ShopClock } from './shop-clock.ts';
import { shopReader } from './shop-reader.ts';
import { type SignatureCheck, signatureCheck } from './webhook-signature.ts';

/** Everything that looks at the shop. */
export interface ShopSide {
  readonly breaker: CircuitBreaker;
  readonly checkWebhook: SignatureCheck;
  /** Looks for orders now; resolves after that look. */
  lookNow(): Promise<void>;
  stop(): Promise<void>;
}

/** Begins to look at the shop. Throws `settings.invalid`. */
export async function startShopSide(parts: {
  readonly settings: Settings;
  readonly database: DatabaseClient;
  readonly desk: TicketDesk;
  readonly clock: ShopClock;
  readonly log: Log;
  onState(state: WixState, detail: string): void;
}): Promise<ShopSide> {
  const { settings, database, desk, clock, log } = parts;
  const checkWebhook = webhookCheck(settings, clock);
  const client = wixClient({
    baseUrl: settings.WIX_API_BASE_URL,
    apiKey: settings.WIX_API_KEY,
    siteId: settings.WIX_SITE_ID,
  });
  const budget = requestBudget(settings.WIX_REQUESTS_PER_MINUTE);
  const breaker = circuitBreaker('wix', (status) => {
    database
      .call('record', { kind: `breaker-${status.state}`, data: { ...status } })
      .catch((error) => log.error({ error: String(error) }, 'not recorded'));
  });
  const leadMinutes = settings.PREORDER_LEAD_MINUTES;
  await database.call('moveLeadTime', leadMinutes);
  const poller = startPoller({
    reader: shopReader({ client, database, desk, budget, clock, leadMinutes }),
    database,
    breaker,
    log,
    intervalMilliseconds: settings.WIX_POLL_INTERVAL_MS,
    reconcileMilliseconds: settings.WIX_RECONCILE_INTERVAL_MINUTES * 60_000,
    onState: parts.onState,
  });
  return {
    breaker,
    checkWebhook,
    lookNow: poller.lookNow,
    stop() {
      budget.close();
      client.close();
      return poller.stop();
    },
  };
}

function webhookCheck(settings: Settings, clock: ShopClock): SignatureCheck {
  try {
    return signatureCheck(settings.WIX_WEBHOOK_PUBLIC_KEY, clock.now);
  } catch {
    throw refuse('settings.invalid', { key: 'WIX_WEBHOOK_PUBLIC_KEY', problem: 'is no RSA public key' });
  }
}
