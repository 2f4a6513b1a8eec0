import type { Computation, CpuOperator } from './cpu-operator.ts';

/** What is to be computed, by one of several operators, and with what. */
interface ChosenPlan {
  readonly method: string;
  readonly plan: unknown;
}

/** An operator that is one of several, as its plan says. */
export function oneOf<Plan extends ChosenPlan>(operators: {
  readonly [Method in Plan['method']]: CpuOperator<Extract<Plan, { readonly method: Method }>['plan']>;
}): CpuOperator<Plan> {
  const known = operators as Readonly<Record<string, CpuOperator>>;
  return {
    create: (sources, target) => chosen((method) => known[method].create(sources, target)),
  };
}

/** Computes by the method that each plan names; `computing` is asked once for each. */
export function chosen(computing: (method: string) => Computation): Computation {
  const computations = new Map<string, Computation>();
  let last = '';
  return (plan, slices, { unchanged, tell }) => {
    const { method, plan: own } = plan as ChosenPlan;
    const computation = computations.get(method) ?? computing(method);
    computations.set(method, computation);
    // What the others did meanwhile, they did with images that this one has not seen.
    const same = unchanged && last === method;
    last = method;
    return computation(own, slices, { unchanged: same, tell });
  };
}
