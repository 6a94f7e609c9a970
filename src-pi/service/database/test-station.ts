/** The station of a printer itself: what somebody prints on it to try it. No station of a restaurant can be called so. */
export function testStation(printer: string): string {
  return `printer:${printer}`;
}

/** Is it a printer's own station, of whose jobs the older service knows nothing? */
export function isTestStation(station: string): boolean {
  return station.startsWith('printer:');
}
