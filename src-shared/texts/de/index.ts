/** One file an area; each area is a namespace of the catalogue. */
export const de = {};
