import { readImports } from './read-imports';

/** How a part of the tree is divided. A room is a folder right below it, or a file that lies there by itself. */
export interface RoomCount {
  files: number;
  /** lines of the median file */
  median: number;
  rooms: number;
  /** length of the longest chain of rooms of which each imports the next */
  floors: number;
  /** ordered pairs of rooms of which the first imports the second */
  imports: number;
  /** those of them that are part of a circle */
  circular: number;
}

/**
 * Measures how a part of the tree is divided.
 * @param root absolute path of the project
 * @param part folder below it
 */
export function measureRooms(root: string, part: string): RoomCount {
  const files = readImports(root, part);
  const roomOf = (file: string) =>
    file.startsWith(`${part}/`)
      ? file
          .slice(part.length + 1)
          .split('/')[0]
          .replace(/\.tsx?$/, '')
      : undefined;
  const graph = new Map<string, Set<string>>();
  for (const { file, imports } of files) {
    const room = roomOf(file) as string;
    const targets = graph.get(room) ?? new Set();
    graph.set(room, targets);
    for (const name of imports) {
      const target = roomOf(name);
      if (target && target !== room) targets.add(target);
    }
  }
  const pairs = [...graph].flatMap(([from, targets]) => [...targets].map((to) => [from, to] as const));
  const reach = new Map([...graph.keys()].map((room) => [room, reachable(graph, room)]));
  const lines = files.map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b);
  return {
    files: files.length,
    median: lines[Math.floor(lines.length / 2)],
    rooms: graph.size,
    floors: Math.max(...[...graph.keys()].map((room) => heightOf(room, graph, reach))),
    imports: pairs.length,
    circular: pairs.filter(([from, to]) => reach.get(to)?.has(from)).length,
  };
}

function reachable(graph: Map<string, Set<string>>, start: string): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let room = open.pop(); room !== undefined; room = open.pop()) {
    for (const next of graph.get(room) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}

// A circle of rooms stands on one floor.
function heightOf(room: string, graph: Map<string, Set<string>>, reach: Map<string, Set<string>>): number {
  const circle = [...(reach.get(room) ?? [])].filter((other) => reach.get(other)?.has(room));
  const below = [room, ...circle]
    .flatMap((one) => [...(graph.get(one) ?? [])])
    .filter((next) => next !== room && !circle.includes(next));
  return 1 + Math.max(0, ...below.map((next) => heightOf(next, graph, reach)));
}
