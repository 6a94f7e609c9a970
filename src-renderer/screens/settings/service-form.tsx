import {
  type ServiceSettingKey,
  serviceSettingGroups,
  serviceSettingKeys,
  settingOf,
  valueInForce,
} from '../../../src-shared/service/changeable-settings.ts';
import { ChoiceCards } from '../../design/choice.tsx';
import { Field } from '../../design/field.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { problemWith, type WrittenSettings } from './service-draft.ts';

interface FormProps {
  readonly known: WrittenSettings;
  readonly typed: WrittenSettings;
  readonly onType: (part: WrittenSettings) => void;
}

/** A form made from the description of the settings: a new one in that table needs its words and nothing here. */
export function ServiceForm(props: FormProps) {
  const text = useTexts('serviceSettings');
  return (
    <div>
      {serviceSettingGroups.map((group) => (
        <section key={group} className="settings-part">
          <h2>{text(`group.${group}`)}</h2>
          {serviceSettingKeys
            .filter((key) => settingOf(key).group === group)
            .map((key) => (
              <SettingField key={key} of={key} {...props} />
            ))}
        </section>
      ))}
    </div>
  );
}

function SettingField({ of, known, typed, onType }: FormProps & { of: ServiceSettingKey }) {
  const text = useTexts('serviceSettings');
  const words = useSettingWords();
  const shown = useShownNumber();
  const setting = settingOf(of);
  const preset = text('presetIs', { value: words(of, '') });
  if (setting.kind === 'choice')
    return (
      <ChoiceCards
        label={text(`label.${of}`)}
        value={typed[of] ?? valueInForce(of, known[of])}
        onChange={(value) => onType({ [of]: value })}
        choices={setting.choices.map((value) => ({
          value,
          title: text(`choice.${value as 'ask' | 'mark_and_reprint'}`),
          ...(value === setting.preset ? { detail: text(`why.${of}`) } : {}),
        }))}
      />
    );
  const problem = problemWith(of, typed[of]);
  const bounds = { least: shown(String(setting.least)), most: shown(String(setting.most)) };
  return (
    <Field
      label={text(`label.${of}`)}
      hint={`${text(`why.${of}`)} ${preset}`}
      value={typed[of] ?? shown(known[of] ?? '')}
      onChange={(value) => onType({ [of]: value })}
      problem={problem ? text(`problem.${problem}`, bounds) : null}
      placeholder={shown(String(setting.preset))}
      maxLength={20}
    />
  );
}

/** A number as people of the window's language write it: a decimal comma in German. */
function useShownNumber(): (value: string) => string {
  const language = useLanguage();
  return (value) => (language === 'de' ? value.replace('.', ',') : value);
}

/** A value with its unit, or what is chosen; an empty one is the preset's. */
export function useSettingWords(): (key: ServiceSettingKey, value: string) => string {
  const text = useTexts('serviceSettings');
  const shown = useShownNumber();
  return (key, written) => {
    const setting = settingOf(key);
    const value = valueInForce(key, written);
    if (setting.kind === 'choice') return text(`choice.${value as 'ask' | 'mark_and_reprint'}`);
    return text(`unit.${setting.unit}`, { value: shown(value) });
  };
}
