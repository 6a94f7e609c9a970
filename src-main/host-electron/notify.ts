/** Shows a notification of the system, where it has any. */
export type Notify = (title: string, body: string) => void;
