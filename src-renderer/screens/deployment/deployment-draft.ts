import { create } from 'zustand';
import type { ResponseOf } from '../../../src-shared/contract/contract.ts';
import type { Setting } from '../../../src-shared/runbook/schema.ts';

export type Offer = ResponseOf<'deployment.offer'>;

/** What was answered on the way to a deployment. It outlives the screen, so that nothing is lost when it is closed. */
interface DeploymentDraft {
  readonly targetId: string | null;
  readonly page: 'offer' | 'questions' | 'readiness' | 'guide' | 'ready';
  /** Key of the setting that is being asked or changed. */
  readonly asking: string | null;
  readonly values: Readonly<Record<string, string>>;
}

const fresh: DeploymentDraft = { targetId: null, page: 'offer', asking: null, values: {} };
export const useDeploymentDraft = create<DeploymentDraft>(() => fresh);

export function changeDraft(change: Partial<DeploymentDraft>): void {
  useDeploymentDraft.setState(change);
}

/** Begins anew for another Pi; secrets typed for one never show up for another. */
export function draftFor(targetId: string): void {
  if (useDeploymentDraft.getState().targetId !== targetId) useDeploymentDraft.setState({ ...fresh, targetId });
}

export function forgetDeployment(): void {
  useDeploymentDraft.setState(fresh);
}

/** What a setting will be: typed now, known from before, or its default. `secret` stands for one that the Pi has already. */
export function plannedValue(
  setting: Setting,
  offer: Offer,
  typed: Readonly<Record<string, string>>,
): string | 'secret' | null {
  if (typed[setting.key] !== undefined) return setting.secret ? 'secret' : (typed[setting.key] ?? null);
  const known = offer.settings[setting.key];
  if (typeof known === 'string') return setting.secret && known ? 'secret' : known || (setting.default ?? null);
  if (known) return 'secret';
  return setting.default ?? null;
}

/** The settings that must be asked for, because nobody knows them yet. */
export function openQuestions(offer: Offer, typed: Readonly<Record<string, string>>): readonly Setting[] {
  return offer.runbook.settings.filter((setting) => setting.required && !plannedValue(setting, offer, typed));
}

/** Whether a value fits its setting. An empty one fits where nothing is required. */
export function fits(setting: Setting, value: string): boolean {
  if (value === '') return !setting.required;
  if (setting.choices) return setting.choices.some((choice) => choice.value === value);
  return setting.pattern ? new RegExp(`^(?:${setting.pattern})$`).test(value) : true;
}
