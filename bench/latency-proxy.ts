// A link that takes its time, as a process of its own: what comes in is passed on after half a round trip, and the first
// bytes of a connection wait for the round trip that connecting would take. It does not limit the bandwidth.
// Usage: node latency-proxy.ts PORT_OF_TARGET MILLISECONDS; it prints the port it listens on.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const [, , target, milliseconds] = process.argv;
const roundTrip = Number(milliseconds);

/** Passes on all that comes, each piece at its time; a piece never overtakes another. */
function pass(from: Socket, to: Socket, openAt: number): void {
  const queue: { at: number; piece: Buffer | undefined }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const wait = (at: number) => {
    timer = setTimeout(flush, at - performance.now());
  };
  const flush = () => {
    timer = undefined;
    for (let first = queue[0]; first && first.at <= performance.now(); first = queue[0]) {
      queue.shift();
      if (first.piece) to.write(first.piece);
      else to.end();
    }
    if (queue[0]) wait(queue[0].at);
  };
  const add = (piece: Buffer | undefined) => {
    const at = Math.max(performance.now(), openAt) + roundTrip / 2;
    queue.push({ at, piece });
    if (timer === undefined) wait(at);
  };
  from.on('data', add).on('end', () => add(undefined));
  from.on('close', () => setTimeout(() => to.destroy(), roundTrip));
}

const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
  const upstream = connect({ port: Number(target), host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  const openAt = performance.now() + roundTrip;
  for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
  pass(client, upstream, openAt);
  pass(upstream, client, 0);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
