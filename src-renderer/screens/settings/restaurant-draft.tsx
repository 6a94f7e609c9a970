import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RestaurantAnswer } from '../../../src-shared/service/api.ts';
import { type Restaurant, restaurantSchema } from '../../../src-shared/service/restaurant.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';

/** The restaurant as a person is changing it; the service has it only once it is stored. */
export interface Draft {
  readonly targetId: string;
  readonly draft: Restaurant;
  readonly known: RestaurantAnswer;
  change(part: Partial<Restaurant>): void;
  /** Something differs from what is stored. */
  readonly isChanged: boolean;
}

/** Reads the restaurant, lets a page change it, and stores it on demand. */
export function RestaurantDraft({ targetId, children }: { targetId: string; children: (draft: Draft) => ReactNode }) {
  const { answer, again } = useCall('restaurant.read', { targetId });
  const [stored, setStored] = useState<RestaurantAnswer | null>(null);
  if (answer.state === 'loading') return <Waiting onAgain={again} />;
  if (answer.state === 'refused') return <ErrorNotice error={answer.error} onRetry={again} />;
  const known = stored && stored.restaurant.revision > answer.value.restaurant.revision ? stored : answer.value;
  return (
    <Editor
      key={known.restaurant.revision}
      targetId={targetId}
      known={known}
      onStored={setStored}
      onReload={() => {
        setStored(null);
        again();
      }}
    >
      {children}
    </Editor>
  );
}

interface EditorProps {
  readonly targetId: string;
  readonly known: RestaurantAnswer;
  readonly onStored: (answer: RestaurantAnswer) => void;
  readonly onReload: () => void;
  readonly children: (draft: Draft) => ReactNode;
}

function Editor({ targetId, known, onStored, onReload, children }: EditorProps) {
  const text = useTexts('restaurant');
  const [draft, setDraft] = useState(known.restaurant);
  const write = useAct('restaurant.write');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(known.restaurant);
  const fits = restaurantSchema.safeParse(draft).success;
  const store = async () => {
    const answer = await write.act({ targetId, restaurant: draft });
    if (!answer) return;
    announce(text('stored'));
    onStored(answer);
  };
  const somebodyFaster = write.error?.code === 'restaurant.changed';
  return (
    <>
      {children({ targetId, draft, known, isChanged, change: (part) => setDraft({ ...draft, ...part }) })}
      {isChanged || write.busy ? (
        <div className="restaurant-store">
          {write.error ? (
            <ErrorNotice error={write.error} onRetry={somebodyFaster ? undefined : () => void store()}>
              {somebodyFaster ? (
                <Button kind="primary" onPress={onReload}>
                  {text('reload')}
                </Button>
              ) : null}
            </ErrorNotice>
          ) : (
            <>
              <div className="row">
                <Button kind="primary" isDisabled={write.busy || !fits} onPress={() => void store()}>
                  {write.busy ? text('storing') : text('store')}
                </Button>
                <Button kind="quiet" isDisabled={write.busy} onPress={() => setDraft(known.restaurant)}>
                  {text('discard')}
                </Button>
              </div>
              <p className="quiet small">{fits ? text('storeMeaning') : text('doesNotFit')}</p>
            </>
          )}
        </div>
      ) : null}
    </>
  );
}

/** A part of the settings with its way back. */
export function SettingsPage({ title, onBack, children }: { title: string; onBack: () => void; children: ReactNode }) {
  const text = useTexts('restaurant');
  return (
    <div className="page page-wide">
      <div>
        <Button kind="quiet" icon={ArrowLeft} className="settings-back" onPress={onBack}>
          {text('back')}
        </Button>
      </div>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
