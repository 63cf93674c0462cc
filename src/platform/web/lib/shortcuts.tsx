// One registry of keyboard shortcuts: the last one registered for a key wins, so that the nearest layer answers first.

import { useEffect, useRef } from 'react';

interface Entry {
  readonly keys: string;
  readonly perform: { current: () => void };
  readonly inFields: boolean;
}

const entries: Entry[] = [];

/**
 * Performs while the component is shown and `isOn`. Keys are written 'j', 'ctrl+k', 'shift+x', 'escape'.
 * One-letter keys keep quiet inside fields; they are read by their place on the keyboard, so that a Russian layout works as well.
 */
export function useShortcut(keys: string, perform: () => void, isOn = true): void {
  const latest = useRef(perform);
  useEffect(() => {
    latest.current = perform;
  });
  useEffect(() => {
    if (!isOn) return;
    const entry: Entry = { keys, perform: latest, inFields: keys.includes('ctrl+') };
    entries.push(entry);
    return () => {
      entries.splice(entries.indexOf(entry), 1);
    };
  }, [keys, isOn]);
}

/** Starts to listen; answers the way to stop. */
export function listenToShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const keys = keysOf(event);
    const isField = isTyping(event.target);
    const found = entries.findLast((entry) => entry.keys === keys && (!isField || entry.inFields));
    if (!found || (hasLayer() && !found.inFields)) return;
    event.preventDefault();
    found.perform.current();
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

function keysOf(event: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1] ?? /^Digit(\d)$/.exec(event.code)?.[1] ?? event.key;
  const marks = [
    event.ctrlKey || event.metaKey ? 'ctrl' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey ? 'shift' : '',
  ];
  return [...marks.filter((mark) => mark !== ''), letter.toLowerCase()].join('+');
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return (
    target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}

/** An open dialog, menu or popover takes the keys for itself. */
function hasLayer(): boolean {
  return (
    document.querySelector(
      '[role="dialog"][data-layer], [role="dialog"][aria-modal="true"], [role="menu"]',
    ) !== null
  );
}
