/** Up to which `updatedDate` the shop has been read. */
export const watermarkKey = 'wix.watermark';

/** From which `updatedDate` on the orders of this shop are ours; what is older was somebody else's to print. */
export const firstLookKey = 'wix.first-look';

/** The name of the last silence that was taken over from the watcher outside. */
export const silenceKey = 'last-silence';

/** An ISO instant: when the database was made anew from a backup or from nothing. Absent if it never was. */
export const rebuiltAtKey = 'rebuilt-at';
