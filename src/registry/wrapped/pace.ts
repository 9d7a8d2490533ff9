/**
 * Requests that are under way at a time before the host has answered one, and for how many more an answer makes room.
 * All of them may be refused when the first refusal comes: this keeps it to a few, and costs two round trips at most,
 * once for a host.
 */
const [roomAtFirst, roomOfAnswer] = [8, 1];
/**
 * Milliseconds to look back for the pace at which a host let requests through: longer ago, less may have been asked
 * for.
 */
const memory = 5_000;
/** Of that pace, the part that is tried first. */
const startingPart = 0.8;
/** What is left of a pace that was refused. */
const remainingPart = 0.7;
/** A success makes the pace faster by so many requests a second, so that it grows by 5 % in each second. */
const growth = 0.05;
/** Requests a second; where less was measured, too little is known to go by. */
const slowest = 1;

/**
 * How fast requests to one host may follow each other: freely, until the host refuses one for its rate. Then nothing is
 * sent before the time that it gives, and after that at a pace: a part of the one at which it let requests through,
 * slower with each refusal and faster with each success, as TCP finds out what a line carries. Times are milliseconds
 * of one clock.
 */
export class Pace {
  #passed = 0;
  #rate: number | undefined;
  #room = roomAtFirst;
  /** The time between two refusals that are not of one moment; what follows is counted within it. */
  #round = 0;
  #underWay = 0;
  /** When requests got through in the last seconds. */
  #passes: number[] = [];
  #opensAt = 0;
  #nextAt = 0;
  /** How often the host was closed, and since when, without anything that got through. */
  #inVain = 0;
  #silentSince: number | undefined;

  /** Requests that got through, in all. */
  get passed(): number {
    return this.#passed;
  }

  /** Requests a second; undefined as long as nothing is known of a limit. */
  get rate(): number | undefined {
    return this.#rate;
  }

  /** Milliseconds until the next request may go; infinite while it has to wait for an answer to another one. */
  waitAt(now: number): number {
    if (this.#rate === undefined && this.#underWay >= this.#room) return Number.POSITIVE_INFINITY;
    return Math.max(0, this.#opensAt - now, this.#nextAt - now);
  }

  /** Notes that a request goes out; gives its round, by which its answer is judged. */
  noteSent(now: number): number {
    this.#underWay += 1;
    if (this.#rate !== undefined) this.#nextAt = Math.max(now, this.#nextAt) + 1_000 / this.#rate;
    return this.#round;
  }

  /** Notes that a request has ended, whatever came of it. */
  noteEnded(round: number): void {
    if (round === this.#round) this.#underWay -= 1;
  }

  /** Notes that a request got through. */
  notePassed(now: number): void {
    this.#passed += 1;
    this.#room += roomOfAnswer;
    this.#inVain = 0;
    this.#silentSince = undefined;
    if (this.#rate !== undefined) this.#rate += growth;
    else this.#passes.push(now);
    while ((this.#passes[0] ?? now) < now - memory) this.#passes.shift();
  }

  /** Notes that a request was refused, and closes the host for `wait` milliseconds. */
  noteRefused(now: number, round: number, wait: number): void {
    this.#silentSince ??= now;
    this.#opensAt = Math.max(this.#opensAt, now + wait);
    // What was under way when another one was refused tells nothing new.
    if (round !== this.#round) return;
    // The wait counts too: in all that time, no more would have got through.
    const measured = (this.#passes.length * 1_000) / (this.#opensAt - (this.#passes[0] ?? now));
    const next = this.#rate === undefined ? measured * startingPart : this.#rate * remainingPart;
    this.#rate = next < slowest ? undefined : next;
    this.#nextAt = this.#opensAt;
    // Without a pace it is felt for, from one request at a time on.
    this.#room = 1;
    this.#passes = [];
    this.#round += 1;
    this.#underWay = 0;
    this.#inVain += 1;
  }

  /** How many waits in a row were in vain, before the one that a refusal in this round asks for. */
  waitsInVain(round: number): number {
    return Math.max(0, this.#inVain - (round === this.#round ? 0 : 1));
  }

  /** Milliseconds since the first refusal after which nothing got through. */
  silenceAt(now: number): number {
    return now - (this.#silentSince ?? now);
  }
}
