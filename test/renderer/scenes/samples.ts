import type { Samples } from '../../../src-shared/service/samples.ts';
import { ago, hours, minutes } from './times.ts';

const points = Array.from({ length: 240 }, (_, place) => ({
  at: ago(minutes(6 * (239 - place))),
  seconds: 360,
  memoryMegabytes: 82 + (place % 40) / 10,
  cpuPercent: 2 + (place % 17 === 0 ? 9 : (place % 5) / 2),
  diskFreeMegabytes: 21_300,
  temperatureCelsius: 52,
  answerMilliseconds: place % 61 === 0 ? 180 : 9 + (place % 7),
  queryMilliseconds: place % 47 === 0 ? 38 : 3 + (place % 3),
  recoverySeconds: null,
})).filter((_, place) => place < 90 || place > 102);

/** A day of a service that was away for an hour. */
export const samples: Samples = {
  since: ago(hours(24)),
  until: ago(0),
  uptimePercent: 94.58,
  figures: {
    memoryMegabytes: { average: 84, mostly: 85.7, worst: 85.9 },
    cpuPercent: { average: 3.5, mostly: 4, worst: 11 },
    temperatureCelsius: { average: 52, mostly: 52, worst: 52 },
    answerMilliseconds: { average: 14.6, mostly: 15, worst: 180 },
    queryMilliseconds: { average: 4.6, mostly: 5, worst: 38 },
    recoverySeconds: null,
  },
  points,
};

/** A service that has just been started. */
export const noSamples: Samples = {
  since: ago(hours(24)),
  until: ago(0),
  uptimePercent: null,
  figures: {
    memoryMegabytes: null,
    cpuPercent: null,
    temperatureCelsius: null,
    answerMilliseconds: null,
    queryMilliseconds: null,
    recoverySeconds: null,
  },
  points: [],
};
