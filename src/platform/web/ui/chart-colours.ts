/** The tokens that a picture may use, as they stand now. */
export interface ChartColours {
  readonly series: readonly string[];
  readonly rest: string;
  readonly axis: string;
  readonly grid: string;
  readonly ink: string;
  readonly ink3: string;
  readonly paper: string;
  readonly raised: string;
  readonly line2: string;
  readonly accent: string;
  readonly red: string;
  readonly teal: string;
  readonly amber: string;
  readonly heat: readonly string[];
  readonly classA: string;
  readonly classB: string;
}

/** Reads the custom properties of the page; call again when the scheme changes. */
export function readChartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    series: ['d1', 'd2', 'd3', 'd4', 'd5'].map(read),
    rest: read('d0'),
    axis: read('axis'),
    grid: read('grid'),
    ink: read('ink'),
    ink3: read('ink-3'),
    paper: read('paper'),
    raised: read('raised'),
    line2: read('line-2'),
    accent: read('accent'),
    red: read('red'),
    teal: read('teal'),
    amber: read('amber'),
    heat: ['heat-1', 'heat-2', 'heat-3', 'heat-4', 'heat-5'].map(read),
    classA: read('a-bg'),
    classB: read('b-bg'),
  };
}
