import type { OrderSummary } from '../../../src-shared/service/panel.ts';
import type { RunningService } from './service.ts';

/**
 * What is promised of each order, read off the paper and the service's own word. Answers what is broken, one line each.
 * G1: it is on paper, or in a state that a person sees. G2: no second paper of it without REPRINT.
 */
export function brokenPromises(numbers: readonly string[], paper: readonly string[], orders: readonly OrderSummary[]) {
  const broken: string[] = [];
  for (const number of numbers) {
    const papers = paper.filter((text) => text.includes(number));
    const jobs = orders.filter((order) => order.number === number).flatMap((order) => order.jobs);
    const asked = jobs.some(({ state }) => state === 'unknown' || state === 'held');
    if (papers.length === 0 && !asked) broken.push(`G1: order ${number} is neither on paper nor asked about`);
    const unmarked = papers.slice(1).filter((text) => !text.includes('REPRINT'));
    if (unmarked.length > 0) broken.push(`G2: order ${number} came ${unmarked.length + 1} times unmarked`);
    // One that was broken off must not hang on the next.
    if (papers.some((text) => text.split(number).length > 2)) broken.push(`two tickets of ${number} on one paper`);
  }
  return broken;
}

/** All of these orders' tickets have come to rest: printed, sent, or a question to a person. False while one moves. */
export async function atRest(service: RunningService, count: number): Promise<OrderSummary[] | false> {
  const orders = await service.orders();
  const moving = orders
    .flatMap(({ jobs }) => jobs)
    .some(({ state }) => !['printed', 'sent', 'unknown', 'held'].includes(state));
  return orders.length === count && !moving ? orders : false;
}
