/**
 * A setting whose value nobody may read back, by its name. The address of the dead man's switch is one: whoever knows it can
 * report in the Pi's place.
 */
export function isSecretSetting(key: string): boolean {
  return /KEY|PASSWORD|SECRET|TOKEN(?!_URL)|DEAD_MAN_URL/.test(key);
}
