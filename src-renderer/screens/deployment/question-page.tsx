import { useState } from 'react';
import type { Setting } from '../../../src-shared/runbook/schema.ts';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { Field, PasswordField } from '../../design/field.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { changeDraft, fits, type Offer, openQuestions, useDeploymentDraft } from './deployment-draft.ts';

/** One setting that is not known yet, or that one wants to change. */
export function QuestionPage({ offer }: { offer: Offer }) {
  const asking = useDeploymentDraft((draft) => draft.asking);
  const setting = offer.runbook.settings.find(({ key }) => key === asking) ?? offer.runbook.settings[0];
  return setting ? (
    <div className="wizard-inside">
      <Question key={setting.key} setting={setting} offer={offer} />
    </div>
  ) : null;
}

function Question({ setting, offer }: { setting: Setting; offer: Offer }) {
  const text = useTexts('deployment');
  const common = useTexts('common');
  const language = useLanguage();
  const { values } = useDeploymentDraft();
  const known = offer.settings[setting.key];
  const [value, setValue] = useState(
    values[setting.key] ?? (typeof known === 'string' && !setting.secret ? known : (setting.default ?? '')),
  );
  const [tried, setTried] = useState(false);
  const open = openQuestions(offer, values);
  const kept = setting.secret && value === '' && typeof known === 'object';
  const problem = kept || fits(setting, value.trim()) ? null : text('doesNotFit');
  const goOn = () => {
    setTried(true);
    if (problem) return;
    const next = kept ? values : { ...values, [setting.key]: value.trim() };
    const [another] = openQuestions(offer, next);
    changeDraft(another ? { values: next, asking: another.key } : { values: next, page: 'ready', asking: null });
  };
  const field = {
    label: inLanguage(setting.title, language),
    value,
    onChange: setValue,
    problem: tried ? problem : null,
    autoFocus: true,
    hint: kept ? text('secretKept') : undefined,
  };
  return (
    <WizardPage
      progress={open.length > 0 ? common('questionsLeft', { count: open.length }) : undefined}
      title={text('question', { name: inLanguage(setting.title, language) })}
      lead={inLanguage(setting.explanation, language)}
      onSubmit={goOn}
      buttons={
        <>
          <Button kind="primary" type="submit">
            {common('next')}
          </Button>
          <Button onPress={() => changeDraft({ page: open.length > 0 ? 'offer' : 'ready', asking: null })}>
            {common('back')}
          </Button>
        </>
      }
    >
      {setting.choices ? (
        <ChoiceCards
          label={inLanguage(setting.title, language)}
          value={value}
          onChange={setValue}
          choices={setting.choices.map((choice) => ({
            value: choice.value,
            title: inLanguage(choice.title, language),
          }))}
        />
      ) : setting.secret ? (
        <PasswordField {...field} />
      ) : (
        <Field {...field} />
      )}
    </WizardPage>
  );
}
