/** Now as an ISO instant in UTC: the form of all our own tables and answers. */
export function now(): string {
  return new Date().toISOString();
}

/** The older service's form: local, without a zone, with microseconds (`2026-11-23T08:43:25.689000`). */
export function legacyTime(instant: string | Date): string {
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day}T${time}.${String(date.getMilliseconds()).padStart(3, '0')}000`;
}
