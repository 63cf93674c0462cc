// Where the bands of a flow picture run: sources left, targets right, bands in one order on both sides.

export interface Flow {
  readonly was: string;
  readonly is: string;
  readonly count: number;
}

export interface FlowNode {
  readonly key: string;
  readonly count: number;
  readonly y: number;
  readonly height: number;
}

export interface FlowBand extends Flow {
  /** Top at the left, top at the right, thickness. */
  readonly left: number;
  readonly right: number;
  readonly thickness: number;
}

export interface FlowPicture {
  readonly left: readonly FlowNode[];
  readonly right: readonly FlowNode[];
  readonly bands: readonly FlowBand[];
  readonly height: number;
}

const gap = 10;
const leastNode = 3;

/** Lays the flows out in the height given; names are drawn in the order given, those without anybody left out. */
export function layFlows(flows: readonly Flow[], order: readonly string[], height: number): FlowPicture {
  const known = flows.filter((flow) => flow.count > 0);
  const total = known.reduce((sum, flow) => sum + flow.count, 0);
  const nodes = (side: 'was' | 'is') => order.filter((key) => known.some((flow) => flow[side] === key));
  const most = Math.max(nodes('was').length, nodes('is').length);
  const scale = total === 0 ? 0 : (height - gap * Math.max(0, most - 1)) / total;
  const left = stack(nodes('was'), (key) => sumBy(known, 'was', key), scale);
  const right = stack(nodes('is'), (key) => sumBy(known, 'is', key), scale);
  return { left, right, bands: bandsOf(known, order, left, right, scale), height: heightOf(left, right) };
}

function sumBy(flows: readonly Flow[], side: 'was' | 'is', key: string): number {
  return flows.filter((flow) => flow[side] === key).reduce((sum, flow) => sum + flow.count, 0);
}

function stack(keys: readonly string[], countOf: (key: string) => number, scale: number): FlowNode[] {
  let y = 0;
  return keys.map((key) => {
    const count = countOf(key);
    const node = { key, count, y, height: Math.max(leastNode, count * scale) };
    y += node.height + Math.max(gap, 15 - node.height);
    return node;
  });
}

function bandsOf(
  flows: readonly Flow[],
  order: readonly string[],
  left: readonly FlowNode[],
  right: readonly FlowNode[],
  scale: number,
): FlowBand[] {
  const filled = { left: new Map<string, number>(), right: new Map<string, number>() };
  const take = (side: 'left' | 'right', nodes: readonly FlowNode[], key: string, thickness: number) => {
    const offset = filled[side].get(key) ?? 0;
    filled[side].set(key, offset + thickness);
    return (nodes.find((node) => node.key === key)?.y ?? 0) + offset;
  };
  const place = (flow: Flow) => order.indexOf(flow.was) * order.length + order.indexOf(flow.is);
  return [...flows]
    .sort((one, other) => place(one) - place(other))
    .map((flow) => {
      const thickness = Math.max(1, flow.count * scale);
      return {
        ...flow,
        thickness,
        left: take('left', left, flow.was, flow.count * scale),
        right: take('right', right, flow.is, flow.count * scale),
      };
    });
}

function heightOf(...sides: readonly (readonly FlowNode[])[]): number {
  return Math.max(0, ...sides.map((side) => side.at(-1)).map((node) => (node ? node.y + node.height : 0)));
}

/** A band as a path between two verticals. */
export function bandPath({ left, right, thickness }: FlowBand, x1: number, x2: number): string {
  const [a, b] = [x1 + (x2 - x1) * 0.46, x1 + (x2 - x1) * 0.54];
  const at = (value: number) => value.toFixed(1);
  return (
    `M${x1} ${at(left)}C${at(a)} ${at(left)} ${at(b)} ${at(right)} ${x2} ${at(right)}` +
    `v${at(thickness)}C${at(b)} ${at(right + thickness)} ${at(a)} ${at(left + thickness)} ${x1} ${at(left + thickness)}z`
  );
}

export type Tone = 'same' | 'up' | 'down' | 'arrived' | 'left';

/** Up, down or the same by the order given (the best first); from and to «none» are arrivals and departures. */
export function toneOf({ was, is }: Flow, order: readonly string[], none: string): Tone {
  if (was === is) return 'same';
  if (was === none) return 'arrived';
  if (is === none) return 'left';
  return order.indexOf(is) < order.indexOf(was) ? 'up' : 'down';
}
