import { z } from 'zod';

const known = z.number().nullable();

/** Some minutes of the service, taken together: of what is bad when it is high, the worst; null where nothing was known. */
export const samplePointSchema = z.object({
  at: z.string(),
  /** For how many seconds before `at` there are samples. */
  seconds: z.number(),
  memoryMegabytes: z.number(),
  cpuPercent: z.number(),
  diskFreeMegabytes: known,
  temperatureCelsius: known,
  /** 95 of 100 answers of the API were as quick as that. */
  answerMilliseconds: known,
  /** 95 of 100 questions to the database were. */
  queryMilliseconds: known,
  /** From the beginning of a backlog to its first ticket. */
  recoverySeconds: known,
});
export type SamplePoint = z.infer<typeof samplePointSchema>;

/** One figure over the whole time. `mostly`: 95 of 100 samples are not above it. */
const figureSchema = z.object({ average: z.number(), mostly: z.number(), worst: z.number() }).nullable();
export type SampleFigure = z.infer<typeof figureSchema>;

/** `GET /bonwart/samples?hours=`: how the service was. The newest quarter of an hour may be missing after a kill. */
export const samplesSchema = z.object({
  since: z.string(),
  until: z.string(),
  /** Of the time since the first sample within it, how much the service ran; null without one. */
  uptimePercent: z.number().nullable(),
  figures: z.object({
    memoryMegabytes: figureSchema,
    cpuPercent: figureSchema,
    temperatureCelsius: figureSchema,
    answerMilliseconds: figureSchema,
    queryMilliseconds: figureSchema,
    recoverySeconds: figureSchema,
  }),
  /** The oldest first; 240 at most. */
  points: z.array(samplePointSchema),
});
export type Samples = z.infer<typeof samplesSchema>;

/** Samples are kept for so long. */
export const sampleHours = 90 * 24;
