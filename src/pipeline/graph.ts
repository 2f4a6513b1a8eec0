import { fits, type AnyOperator, type Fitting, type OperandType } from '../operators/operator.ts';
import type { ParameterSpecs, ValuesOf } from '../operators/parameter-spec.ts';

/** What a stage is shown for, beside itself. */
export type Showing = 'histogram' | 'gradient' | 'overlay';

/** The image that a graph is given. */
export interface GivenNode {
  readonly title: string;
  readonly purpose: string;
  /** What it is called where there is little room. */
  readonly short: string;
  /** What makes it of samples that are no picture yet; where they are one, or in colour, it has nothing to do. */
  readonly shownBy?: AnyOperator;
  /** The group of parameters that this reads. */
  readonly params?: string;
}

/** A stage that is computed: an operator and what it is fed with. */
export interface ComputedNode {
  readonly operator: AnyOperator;
  /** Nodes of the graph, as many as the operator takes. */
  readonly inputs: readonly string[];
  /** The group of parameters that its operator reads; nodes with the same operator may share one. */
  readonly params?: string;
  readonly short: string;
  /** `histogram`: its values are counted beside the image; `gradient`: gradients are read in it; `overlay`: it can be laid over others. */
  readonly shows?: Showing;
}

export type GraphNodes = Readonly<Record<string, GivenNode | ComputedNode>>;

/** A stage as engines and interface know it. */
export interface Stage<Id extends string = string, Group extends string = string> {
  readonly title: string;
  readonly purpose: string;
  readonly short: string;
  /** Null for the given image. */
  readonly operator: AnyOperator | null;
  readonly inputs: readonly Id[];
  readonly params: Group | null;
  readonly shows: Showing | null;
}

/** What is computed from one image: a graph of operators without circles. */
export interface Graph<Nodes extends GraphNodes = GraphNodes> {
  readonly nodes: Nodes;
  /** The node of the image that is given. */
  readonly given: GivenOf<Nodes>;
  /** What makes that of its samples; null where they are taken as they are. */
  readonly shownBy: AnyOperator | null;
  /** All nodes, inputs before what is computed from them, otherwise as they were written. */
  readonly order: readonly (keyof Nodes & string)[];
  /** Those that are computed, in that order. */
  readonly computed: readonly ComputedOf<Nodes>[];
  readonly stages: Readonly<Record<keyof Nodes & string, Stage<keyof Nodes & string, GroupOf<Nodes>>>>;
  /** The parameters, by group. */
  readonly params: SpecsOf<Nodes>;
}

type ComputedOf<Nodes> = { [Id in keyof Nodes]: Nodes[Id] extends { operator: unknown } ? Id : never }[keyof Nodes] &
  string;
type GivenOf<Nodes> = Exclude<keyof Nodes & string, ComputedOf<Nodes>>;
type GroupOf<Nodes> = {
  [Id in keyof Nodes]: Nodes[Id] extends { readonly params: infer Group extends string } ? Group : never;
}[keyof Nodes];

type SpecsOf<Nodes> = {
  readonly [
    Id in keyof Nodes as Nodes[Id] extends { readonly params: infer Group extends string } ? Group : never
  ]: Nodes[Id] extends
    { readonly operator: { readonly params: infer Specs } } | { readonly shownBy: { readonly params: infer Specs } }
    ? Specs
    : never;
};

/** The nodes of a graph. */
export type StageIdOf<G extends AnyGraph> = keyof G['nodes'] & string;

/** Those that are computed. */
export type ComputedStageIdOf<G extends AnyGraph> = ComputedOf<G['nodes']>;

/** The values of a graph's parameters, by group. */
export type ParamsOf<G extends AnyGraph> = {
  readonly [Group in keyof G['params']]: ValuesOf<G['params'][Group]>;
};

/** Any graph, for those who only pass it on. */
export interface AnyGraph {
  readonly nodes: GraphNodes;
  readonly given: string;
  readonly shownBy: AnyOperator | null;
  readonly order: readonly string[];
  readonly computed: readonly string[];
  readonly stages: Readonly<Record<string, Stage>>;
  readonly params: Readonly<Record<string, ParameterSpecs>>;
}

type OutputOf<Node> = Node extends { readonly operator: { readonly output: infer Type } } ? Type : 'source';

/** The operands of `Inputs`, one by one: an id of the graph whose output the operator takes. */
type Inputs<Nodes, Wanted> = {
  readonly [Index in keyof Wanted]: Wanted[Index] extends OperandType ? Giving<Nodes, Fitting<Wanted[Index]>> : never;
};
type Giving<Nodes, Type> = { [Id in keyof Nodes]: OutputOf<Nodes[Id]> extends Type ? Id : never }[keyof Nodes];

/** What does not fit together does not compile: operands of another type, operators with parameters but no group. */
type Fitted<Nodes> = {
  readonly [Id in keyof Nodes]: Nodes[Id] extends {
    readonly operator: { readonly inputs: infer Wanted; readonly params: infer Specs };
  }
    ? { readonly inputs: Inputs<Nodes, Wanted> } & (keyof Specs extends never
        ? { readonly params?: never }
        : { readonly params: string })
    : unknown;
};

/**
 * A graph of operators. What the compiler could not see is looked at here.
 * @throws TypeError naming the node: unknown inputs, operands of another type, a circle, no or several given images, a
 * group of parameters shared by different operators.
 */
export function defineGraph<const Nodes extends GraphNodes>(nodes: Nodes & Fitted<Nodes>): Graph<Nodes> {
  const entries = Object.entries<GivenNode | ComputedNode>(nodes);
  const given = entries.filter(([, node]) => !isComputed(node)).map(([id]) => id);
  if (given.length !== 1) {
    throw new TypeError(`A graph is given one image; this one has ${given.length}: ${given.join(', ') || 'none'}.`);
  }
  const params = new Map<string, ParameterSpecs>();
  for (const [id, node] of entries) {
    if (isComputed(node)) assertOperands(id, node, nodes);
    const operator = isComputed(node) ? node.operator : node.shownBy;
    if (!operator) continue;
    assertGroup(id, operator, node.params, params);
    if (node.params !== undefined) params.set(node.params, operator.params);
  }
  const order = inOrder(nodes);
  const stages = Object.fromEntries(order.map((id) => [id, stageOf(nodes[id])]));
  const computed = order.filter((id) => isComputed(nodes[id]));
  return {
    nodes,
    given: given[0],
    shownBy: (nodes[given[0]] as GivenNode).shownBy ?? null,
    order,
    computed,
    stages,
    params: Object.fromEntries(params),
  } as unknown as Graph<Nodes>;
}

function isComputed(node: GivenNode | ComputedNode): node is ComputedNode {
  return 'operator' in node;
}

function stageOf(node: GivenNode | ComputedNode): Stage {
  const { short, params = null } = node;
  if (!isComputed(node)) {
    return { title: node.title, purpose: node.purpose, short, operator: null, inputs: [], params, shows: null };
  }
  const { operator, inputs, shows = null } = node;
  return { title: operator.title, purpose: operator.purpose, short, operator, inputs, params, shows };
}

function assertOperands(id: string, { operator, inputs }: ComputedNode, nodes: GraphNodes): void {
  if (inputs.length !== operator.inputs.length) {
    throw new TypeError(`${id}: ${operator.id} takes ${operator.inputs.length} inputs, not ${inputs.length}.`);
  }
  inputs.forEach((input, index) => {
    if (!Object.keys(nodes).includes(input)) throw new TypeError(`${id}: there is no node "${input}" in this graph.`);
    const node = nodes[input];
    const type = isComputed(node) ? node.operator.output : 'source';
    if (fits(type, operator.inputs[index])) return;
    throw new TypeError(`${id}: ${operator.id} takes ${operator.inputs[index]}, and ${input} is ${type}.`);
  });
}

function assertGroup(
  id: string,
  operator: AnyOperator,
  params: string | undefined,
  known: Map<string, ParameterSpecs>,
): void {
  const names = Object.keys(operator.params);
  if (params === undefined) {
    if (names.length > 0) throw new TypeError(`${id}: ${operator.id} has parameters, which need a group.`);
    return;
  }
  if (names.length === 0) throw new TypeError(`${id}: ${operator.id} has no parameters for a group "${params}".`);
  if ((known.get(params) ?? operator.params) !== operator.params) {
    throw new TypeError(`${id}: the parameters "${params}" are those of another operator.`);
  }
}

/** Inputs first; what is written first comes first where it may. */
function inOrder(nodes: GraphNodes): string[] {
  const order: string[] = [];
  const under = new Set<string>();
  const visit = (id: string): void => {
    if (order.includes(id)) return;
    if (under.has(id)) throw new TypeError(`${id}: it is computed from itself.`);
    under.add(id);
    const node = nodes[id];
    if (isComputed(node)) node.inputs.forEach(visit);
    order.push(id);
  };
  Object.keys(nodes).forEach(visit);
  return order;
}
