import { homedir } from 'node:os';
import { invalid } from '../../errors.ts';
import { nearest } from '../../nearest.ts';
import { type Digest, isDigest } from '../../oci/digest.ts';
import { isMediaType } from '../../oci/media-types.ts';
import { type Platform, parsePlatform } from '../../oci/platform.ts';

/** Reads the text of an input, trimmed and with its default filled in; fails with INVALID_INPUT, naming both. */
export type Read<T> = (value: string, name: string) => T;

/** Makes the reader of an input that may be left out. */
export function optional<T>(read: Read<T>): Read<T | undefined> {
  return (value, name) => (value === '' ? undefined : read(value, name));
}

export const text: Read<string> = (value) => value;

/** Lines: comments (`#`) and blank lines are dropped. */
export const lines: Read<string[]> = (value) =>
  value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** A path; the `~` it may start with is written out: no shell does it here, and a folder of that name is never meant. */
export const path: Read<string> = (value, input) =>
  value.replace(/^(!?)~(?=[/\\]|$)/, (_, sign) => {
    try {
      return `${sign}${homedir()}`;
    } catch {
      throw invalid(input, value, 'begins with ~, and the user of this job has no home directory');
    }
  });

/**
 * Tells whether the input `sign-key` can be a path. What is longer may be a key that lost its first line, or one in
 * base64, and is treated as a secret: the shortest has some 160 characters.
 */
export function isKeyPath(value: string): boolean {
  return value.length <= 120 && !/[\r\n]/.test(value);
}

/** Paths, one per line. */
export const paths: Read<string[]> = (value, name) => lines(value, name).map((line) => path(line, name));

/** A boolean, by the words of YAML 1.2 as the toolkit does. */
export const flag: Read<boolean> = (value, name) => {
  if (['true', 'True', 'TRUE'].includes(value)) return true;
  if (['false', 'False', 'FALSE'].includes(value)) return false;
  throw invalid(name, value, 'is not true or false');
};

/** One of some words. */
export function oneOf<const T extends string>(...words: readonly T[]): Read<T> {
  return (value, name) => {
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    const near = nearest(value, words);
    throw invalid(name, value, `is not one of ${words.join(', ')}${near ? `: did you mean ${near}?` : ''}`);
  };
}

/** A whole number within bounds. */
export function whole(least: number, most: number): Read<number> {
  return (value, name) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw invalid(name, value, `is not a whole number from ${least} to ${most}`);
  };
}

/** A time in milliseconds: `500ms`, `60s`, `2m`, `30d`, or seconds without a unit. */
export const duration: Read<number> = (value, name) => {
  const [, amount, unit = 's'] = /^(\d{1,7})\s*(ms|s|m|h|d|w)?$/.exec(value) ?? [];
  const factor = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }[unit];
  const milliseconds = Number(amount) * (factor ?? Number.NaN);
  if (milliseconds > 0) return milliseconds;
  throw invalid(name, value, 'is not a time such as 60s, 2m or 30d');
};

/** An age in milliseconds. A number alone would be seconds: `30` for 30 days would leave next to nothing. */
export const age: Read<number> = (value, name) => {
  if (/^\d+$/.test(value)) throw invalid(name, value, `has no unit: write ${value}d for days`);
  return duration(value, name);
};

/** A size in bytes: `16MiB`, `4MB`, `512KiB`, or bytes without a unit; undefined for `auto`. */
export const bytes: Read<number | undefined> = (value, name) => {
  if (value === 'auto') return undefined;
  const [, amount, unit = ''] = /^(\d{1,12})\s*([KMG]i?B|B)?$/.exec(value) ?? [];
  const base = unit.includes('i') ? 1024 : 1000;
  const size = Number(amount) * base ** Math.max('BKMG'.indexOf(unit.charAt(0)), 0);
  if (size > 0) return size;
  throw invalid(name, value, 'is not auto or a size such as 16MiB');
};

export const mediaType: Read<string> = (value, name) => {
  if (isMediaType(value)) return value;
  throw invalid(name, value, 'is not a media type such as application/vnd.example.config.v1');
};

export const digest: Read<Digest> = (value, name) => {
  if (isDigest(value)) return value;
  throw invalid(name, value, 'is not a digest such as sha256:… with 64 hex digits');
};

/** `os/architecture[/variant]` */
export const platform: Read<Platform> = (value, name) => {
  const found = parsePlatform(value);
  if (!found) throw invalid(name, value, 'is not os/architecture[/variant]');
  return found;
};
