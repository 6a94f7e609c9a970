import { Check } from '../../design/check.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { Field } from '../../design/field.tsx';
import { Select } from '../../design/select.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { AddressesField } from './addresses-field.tsx';
import { addressesOf } from './mail-draft.ts';
import { type RulesDraft, timesOfDay } from './rules.ts';

interface RulesFormProps {
  readonly draft: RulesDraft;
  readonly tried: boolean;
  readonly onChange: (part: Partial<RulesDraft>) => void;
}

/** The rules as questions that a manager can answer. */
export function RulesForm({ draft, tried, onChange }: RulesFormProps) {
  const text = useTexts('mail');
  const othersGetThem = !draft.enabled || addressesOf(draft.urgentOnly).length > 0;
  return (
    <>
      <Check
        title={text('enabled')}
        detail={text('enabledMeaning')}
        isSelected={draft.enabled}
        onChange={(enabled) => onChange({ enabled })}
      />
      <AddressesField
        label={text('all')}
        hint={text('allHint')}
        value={draft.to}
        tried={tried}
        mayBeEmpty={othersGetThem}
        onChange={(to) => onChange({ to })}
      />
      <AddressesField
        label={text('urgentOnly')}
        hint={text('urgentOnlyHint')}
        value={draft.urgentOnly}
        tried={tried}
        mayBeEmpty
        onChange={(urgentOnly) => onChange({ urgentOnly })}
      />
      <Quiet draft={draft} tried={tried} onChange={onChange} />
      <ChoiceCards
        label={text('language')}
        across
        value={draft.language}
        onChange={(language) => onChange({ language })}
        choices={(['de', 'en'] as const).map((value) => ({ value, title: text(`languages.${value}`) }))}
      />
      <Check
        title={text('weekly')}
        detail={text('weeklyMeaning')}
        isSelected={draft.weekly}
        onChange={(weekly) => onChange({ weekly })}
      />
      <DeadMan draft={draft} tried={tried} onChange={onChange} />
    </>
  );
}

function Quiet({ draft, tried, onChange }: RulesFormProps) {
  const text = useTexts('mail');
  const times = (set: string) => timesOfDay(set).map((value) => ({ value, title: value }));
  return (
    <div className="stack">
      <Check
        title={text('quiet')}
        detail={text('quietMeaning')}
        isSelected={draft.quiet}
        onChange={(quiet) => onChange({ quiet })}
      />
      {draft.quiet ? (
        <div className="mail-quiet">
          <Select
            label={text('quietFrom')}
            value={draft.quietFrom}
            choices={times(draft.quietFrom)}
            onChange={(quietFrom) => onChange({ quietFrom })}
          />
          <Select
            label={text('quietTo')}
            value={draft.quietTo}
            choices={times(draft.quietTo)}
            onChange={(quietTo) => onChange({ quietTo })}
          />
        </div>
      ) : null}
      {tried && draft.quiet && draft.quietFrom === draft.quietTo ? (
        <p className="field-problem">{text('quietSame')}</p>
      ) : null}
    </div>
  );
}

function DeadMan({ draft, tried, onChange }: RulesFormProps) {
  const text = useTexts('mail');
  const fits = /^(https?:\/\/[^\s"'\\]+)?$/.test(draft.deadManUrl.trim());
  return (
    <section className="stack mail-guard" aria-label={text('deadMan')}>
      <h2>{text('deadMan')}</h2>
      <p>{text('deadManMeaning')}</p>
      <p className="quiet">{text('deadManHow')}</p>
      <Field
        label={text('deadManUrl')}
        value={draft.deadManUrl}
        placeholder={text('deadManExample')}
        maxLength={500}
        onChange={(deadManUrl) => onChange({ deadManUrl })}
        problem={tried && !fits ? text('deadManProblem') : null}
      />
    </section>
  );
}
