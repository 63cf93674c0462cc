// Flows between two dates: unchanged grey, up teal, down red, arrivals blue, each with its count (visual design, section 8).

import { useRef } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { classes } from '#platform/web/ui/classes.ts';
import { useWidth } from '../parts/use-width.ts';
import { bandPath, layFlows, toneOf } from './flow-layout.ts';
import type { Flow, FlowNode, Tone } from './flow-layout.ts';
import css from './flow-picture.module.css';

export interface FlowPictureProps {
  readonly label: string;
  readonly flows: readonly Flow[];
  /** Best first; `none` is where arrivals come from. */
  readonly order: readonly string[];
  readonly none: string;
  readonly nameOf: (key: string) => string;
  /** Room for the names at both sides, in units of the picture. */
  readonly margin?: number;
  readonly onPick?: ((flow: Flow) => void) | undefined;
  readonly picked?: { readonly was: string; readonly is: string } | undefined;
}

export function FlowPicture({
  label,
  flows,
  order,
  none,
  nameOf,
  margin = 82,
  onPick,
  picked,
}: FlowPictureProps) {
  const { t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const width = Math.min(620, Math.max(margin * 2 + 80, useWidth(box, 350)));
  const picture = layFlows(flows, order, 196);
  const [x1, x2] = [margin, width - margin];
  const height = Math.max(60, picture.height + 16);
  return (
    <div ref={box} className={css.box}>
      <svg
        width={width}
        height={height}
        className={css.picture}
        viewBox={`0 -4 ${width} ${height}`}
        role="group"
        aria-label={label}
      >
        {picture.bands.map((band) => {
          const words = t('classes.flows.band', {
            was: nameOf(band.was),
            is: nameOf(band.is),
            count: band.count,
          });
          const isPicked = picked?.was === band.was && picked.is === band.is;
          return (
            <path
              key={`${band.was} ${band.is}`}
              d={bandPath(band, x1, x2)}
              className={classes(css.band, css[toneOf(band, order, none)], isPicked && css.picked)}
              {...(onPick
                ? {
                    role: 'button',
                    tabIndex: 0,
                    'aria-label': words,
                    onClick: () => onPick(band),
                    onKeyDown: (event: React.KeyboardEvent) => {
                      if (event.key === 'Enter' || event.key === ' ') {
                        event.preventDefault();
                        onPick(band);
                      }
                    },
                  }
                : {})}
            >
              <title>{words}</title>
            </path>
          );
        })}
        {picture.left.map((node) => (
          <Node
            key={node.key}
            node={node}
            x={x1 - 4}
            name={nameOf(node.key)}
            isNone={node.key === none}
            side="left"
          />
        ))}
        {picture.right.map((node) => (
          <Node
            key={node.key}
            node={node}
            x={x2}
            name={nameOf(node.key)}
            isNone={node.key === none}
            side="right"
          />
        ))}
      </svg>
    </div>
  );
}

interface NodeProps {
  readonly node: FlowNode;
  readonly x: number;
  readonly name: string;
  readonly isNone: boolean;
  readonly side: 'left' | 'right';
}

function Node({ node, x, name, isNone, side }: NodeProps) {
  const { formats } = useTexts();
  const isLeft = side === 'left';
  return (
    <>
      <rect x={x} y={node.y} width={4} height={node.height} className={css.node} />
      <text
        x={isLeft ? x - 8 : x + 12}
        y={node.y + node.height / 2 + 4}
        textAnchor={isLeft ? 'end' : 'start'}
      >
        <tspan className={isNone ? undefined : css.name}>{name}</tspan> {formats.int(node.count)}
      </text>
    </>
  );
}

interface LegendProps extends Pick<FlowPictureProps, 'flows' | 'order' | 'none'> {
  /** Classes rise and fall; in the life cycle customers come nearer and go away. */
  readonly words?: 'class' | 'life';
}

/** What the colours mean, with the sum of each. */
export function FlowLegend({ flows, order, none, words = 'class' }: LegendProps) {
  const { t, formats } = useTexts();
  const tones: readonly Exclude<Tone, 'same'>[] = ['up', 'down', 'arrived', 'left'];
  const counts = tones.map((tone) => ({
    tone,
    count: flows
      .filter((flow) => toneOf(flow, order, none) === tone)
      .reduce((sum, flow) => sum + flow.count, 0),
  }));
  return (
    <p className={css.legend}>
      {counts
        .filter((one) => one.count > 0)
        .map((one) => (
          <span key={one.tone}>
            <svg width="10" height="10" aria-hidden="true" className={classes(css.swatch, css[one.tone])}>
              <rect width="10" height="10" />
            </svg>
            {t(`classes.flows.${words}_${one.tone}`)} {formats.int(one.count)}
          </span>
        ))}
    </p>
  );
}
