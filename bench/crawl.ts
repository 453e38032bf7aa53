import net from 'node:net';

const MOST = 300_000;

/**
 * A program: keeps so many connections open that send a body at one byte a second, and opens a new one for each that the server cuts off.
 * Takes the URL and their number, says `crawling` when all are connected, and goes on until it is killed, or for five minutes.
 */
function main([address, count]: string[]): void {
  const { hostname, port, pathname } = new URL(address);
  const sockets = new Set<net.Socket>();
  let said = false;
  const open = () => {
    const socket = net.connect(Number(port), hostname, () => {
      socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n`);
      sockets.add(socket);
      if (said || sockets.size < Number(count)) return;
      said = true;
      process.stdout.write('crawling\n');
    });
    socket.resume();
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      setTimeout(open, 100);
    });
  };
  for (let n = 0; n < Number(count); n += 1) open();
  // Should whoever started it die first.
  setTimeout(() => process.exit(), MOST);
  setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('x');
  }, 1_000);
}

main(process.argv.slice(2));
