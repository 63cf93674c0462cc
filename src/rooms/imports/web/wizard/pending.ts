// Files dropped on any page, on their way into the wizard.

let waiting: readonly File[] = [];
let receiver: ((files: readonly File[]) => void) | undefined;

/** Hands files to the open wizard, or keeps them until it opens. */
export function leavePending(files: readonly File[]): void {
  if (receiver) receiver(files);
  else waiting = files;
}

/** The wizard takes what waits and what comes; answers the way to stop. */
export function receivePending(receive: (files: readonly File[]) => void): () => void {
  receiver = receive;
  if (waiting.length > 0) receive(waiting);
  waiting = [];
  return () => {
    if (receiver === receive) receiver = undefined;
  };
}
