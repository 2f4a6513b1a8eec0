import { seededRandom } from './images.ts';

/** What a step decides by: the same for the same seed. */
export class Draw {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    return Math.floor(this.random() * count);
  }

  /** One of a list that is not empty. */
  of<Item>(list: readonly Item[]): Item {
    return list[this.below(list.length)];
  }

  /** One of a list; null where it is empty. */
  maybe<Item>(list: readonly Item[]): Item | null {
    return list.length > 0 ? this.of(list) : null;
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }
}

/** Only tells of what hangs; less where it is only asked whether fewer steps hang too. */
const PATIENCE_MS = 60_000;
const HURRY_MS = 3_000;

/** Something that may happen, at whatever moment. */
export interface Step<World> {
  readonly name: string;
  /** How often it is taken, against the others. */
  readonly weight: number;
  /** Does it, and returns what is to be told of it. What it begins need not be over then. */
  readonly take: (world: World, draw: Draw) => string | Promise<string>;
}

export interface Walking<World> {
  readonly steps: readonly Step<World>[];
  /** How many steps a walk has. */
  readonly length: number;
  /** @param patience milliseconds after which what has not ended counts as hanging */
  readonly open: (draw: Draw, patience: number) => World | Promise<World>;
  /** Ends all that is under way, looks at what is left, and throws what is not as it should be. */
  readonly check: (world: World) => Promise<void>;
  /** Puts everything back, whether it went well or not. */
  readonly close: (world: World) => void;
}

/** A walk: its seed, and which of its steps are taken; all unless told. */
export interface Walk {
  readonly seed: number;
  readonly only?: readonly number[];
}

/** What `XRAY_WALK` or `?seed=` asks for: `17`, `17:0,4,9` for these steps of it alone, or `100-199`. */
export function walksFrom(text: string): Walk[] {
  const [seeds, steps] = text.split(':');
  const [first, last = first] = seeds.split('-').map(Number);
  const only = steps?.split(',').map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => ({ seed: first + i, only }));
}

export function walkName({ seed, only }: Walk): string {
  return only ? `${seed}:${only.join()}` : String(seed);
}

/** A walk that did not end well: what it met, what it did, and how it is repeated. */
export class WalkFailure extends Error {
  override readonly name = 'WalkFailure';

  constructor(
    readonly walk: Walk,
    told: readonly string[],
    readonly cause: unknown,
  ) {
    super([`Walk ${walkName(walk)}: ${textOf(cause)}`, ...told, `Again: XRAY_WALK=${walkName(walk)}`].join('\n'));
  }
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** Takes the steps of `walk`, each with a seed of its own, so that leaving some out does not change the others. */
export async function walkThrough<World>(walk: Walk, walking: Walking<World>, patience = PATIENCE_MS): Promise<void> {
  const told: string[] = [];
  let world: World | null = null;
  try {
    world = await walking.open(new Draw(walk.seed), patience);
    for (const [index, { step, seed }] of planOf(walk.seed, walking).entries()) {
      if (walk.only && !walk.only.includes(index)) continue;
      told.push(`  ${index} ${step.name}`);
      told[told.length - 1] += `: ${await step.take(world, new Draw(seed))}`;
    }
    await walking.check(world);
  } catch (error) {
    throw new WalkFailure(walk, told, error);
  } finally {
    if (world) walking.close(world);
  }
}

/**
 * Takes several walks; the first that fails is walked again with fewer and fewer steps, as long as it fails. What fewer steps
 * met in a hurry is met again with all patience, or it was only slow: then what was met first is told.
 */
export async function walkAll<World>(
  walks: readonly Walk[],
  walking: Walking<World>,
  { most = 80 }: { most?: number } = {},
): Promise<void> {
  for (const walk of walks) {
    try {
      await walkThrough(walk, walking);
    } catch (error) {
      throw await confirmed(error, await shortest(walk, error, walking, most), walking);
    }
  }
}

async function confirmed<World>(first: unknown, fewer: unknown, walking: Walking<World>): Promise<unknown> {
  if (!(fewer instanceof WalkFailure) || !(first instanceof WalkFailure) || fewer === first) return first;
  try {
    await walkThrough(fewer.walk, walking);
    return first;
  } catch (error) {
    if (error instanceof Error) error.message += `\nWith all its steps: ${textOf(first.cause)}`;
    return error;
  }
}

/** The failure with the fewest steps that `tries` walks find: without a half of them, a quarter, …, a single one. */
async function shortest<World>(walk: Walk, failure: unknown, walking: Walking<World>, tries: number): Promise<unknown> {
  let only = walk.only ?? Array.from({ length: walking.length }, (_, i) => i);
  let found = failure;
  for (let size = Math.ceil(only.length / 2); size >= 1 && tries > 0; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let at = 0; at < only.length && tries > 0;) {
      const fewer = [...only.slice(0, at), ...only.slice(at + size)];
      tries--;
      try {
        await walkThrough({ seed: walk.seed, only: fewer }, walking, HURRY_MS);
        at += size;
      } catch (error) {
        only = fewer;
        found = error;
      }
    }
  }
  return found;
}

interface PlannedStep<World> {
  readonly step: Step<World>;
  readonly seed: number;
}

function planOf<World>(seed: number, { steps, length }: Walking<World>): PlannedStep<World>[] {
  const draw = new Draw(seed ^ 0x5eed);
  const total = steps.reduce((sum, { weight }) => sum + weight, 0);
  return Array.from({ length }, () => {
    let at = draw.below(total * 1000) / 1000;
    const step = steps.find(({ weight }) => (at -= weight) < 0) ?? steps[steps.length - 1];
    return { step, seed: draw.below(2 ** 31) };
  });
}
