// Long-lived parts that outlast a request. A room that owns one (the mirror, say) declares a key and sets it at start.

export interface ServiceKey<T> {
  readonly name: string;
  readonly example?: T;
}

export interface Services {
  get<T>(key: ServiceKey<T>): T;
  set<T>(key: ServiceKey<T>, value: T): void;
  has(key: ServiceKey<unknown>): boolean;
  /** Runs the closers in the reverse order of their setting. */
  close(): Promise<void>;
  onClose(closer: () => Promise<void>): void;
}

export function serviceKey<T>(name: string): ServiceKey<T> {
  return { name };
}

export function createServices(): Services {
  const values = new Map<string, unknown>();
  const closers: (() => Promise<void>)[] = [];
  return {
    get<T>(key: ServiceKey<T>): T {
      if (!values.has(key.name)) throw new Error(`the service ${key.name} was not started`);
      return values.get(key.name) as T;
    },
    set: (key, value) => void values.set(key.name, value),
    has: (key) => values.has(key.name),
    onClose: (closer) => void closers.push(closer),
    close: async () => {
      for (const closer of closers.reverse()) await closer();
      closers.length = 0;
    },
  };
}
