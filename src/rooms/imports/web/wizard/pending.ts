// Files dropped on another page, on their way into the wizard.

let waiting: readonly File[] = [];

export function leavePending(files: readonly File[]): void {
  waiting = files;
}

/** Answers the files once. */
export function takePending(): readonly File[] {
  const taken = waiting;
  waiting = [];
  return taken;
}
