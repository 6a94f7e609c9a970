import { useEffect, useState } from 'react';
import type { OrderSummary } from '../../../src-shared/service/panel.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useChange } from '../../bridge/use-change.ts';

/** The orders with a ticket that waits for a person, asked for again with each word of the service. */
export function useQuestions(
  targetId: string,
  word: string | undefined,
): { orders: readonly OrderSummary[]; again: () => void } {
  const { answer, again, renew } = useCall('orders.questions', { targetId });
  const [orders, setOrders] = useState<readonly OrderSummary[]>([]);
  useChange(word, renew);
  useEffect(() => {
    if (answer.state === 'loaded') setOrders(answer.value);
  }, [answer]);
  return { orders, again };
}
