import type { Log } from '../contract/mode.ts';

/** Nobody reads more lines of one kind; debug logging shows them all. */
const most = 50;

/** Says the same of many things: the log has the first lines of each kind and, by `end`, how many more there were. */
export function firstLines(log: Pick<Log, 'info' | 'debug'>): {
  say(kind: string, text: string): void;
  end(): void;
} {
  const counts = new Map<string, number>();
  return {
    say(kind, text) {
      const all = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, all);
      if (all > most) log.debug(text);
      else log.info(text);
    },
    end() {
      for (const [kind, all] of counts) if (all > most) log.info(`… and ${all - most} more: ${kind}`);
      counts.clear();
    },
  };
}
