import type { Bonwart } from '../../src-main/host/bonwart.ts';
import type { Bridge } from '../../src-shared/contract/bridge.ts';
import { createContractClient } from '../../src-shared/contract/client.ts';
import type { EventOf, RequestOf, StreamName } from '../../src-shared/contract/contract.ts';
import type { Result } from '../../src-shared/contract/define.ts';

/** A window without a picture: the client of the contract, joined to a dispatcher in this process. */
export function clientOf(dispatcher: Bonwart['dispatcher']): Bridge {
  const client = createContractClient({
    send: (message) => connection.receive(JSON.stringify(message)),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const connection = dispatcher.connect((text) => client.receive(JSON.parse(text)));
  client.connected();
  return client.bridge;
}

/** The value of a call. @throws Error with the refusal, if it is one */
export async function ask<Value>(answer: Promise<Result<Value>>): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Listens to a stream until it ends or an event is the one that is looked for; throws the error that it ends with. */
export function listenUntil<Name extends StreamName>(
  bridge: Bridge,
  name: Name,
  request: RequestOf<Name>,
  isLast: (event: EventOf<Name>) => boolean = () => false,
): Promise<EventOf<Name>[]> {
  return new Promise((resolve, reject) => {
    const events: EventOf<Name>[] = [];
    const close = bridge.open(name, request, {
      onEvent: (event) => {
        events.push(event);
        if (!isLast(event)) return;
        // A first event may come before `open` has returned.
        queueMicrotask(() => close());
        resolve(events);
      },
      onEnd: (error) => (error ? reject(new Error(JSON.stringify(error))) : resolve(events)),
    });
  });
}
