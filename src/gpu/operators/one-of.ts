import type { GpuOperator } from '../passes/gpu-operator.ts';

/** Which of several operators is drawn, and by what. */
interface ChosenPlan {
  readonly method: string;
  readonly plan: unknown;
}

/** An operator that is one of several, as its plan says. None may have a second half. */
export function oneOf<Plan extends ChosenPlan>(
  fingerprint: number,
  operators: {
    readonly [Method in Plan['method']]: GpuOperator<Extract<Plan, { readonly method: Method }>['plan']>;
  },
): GpuOperator<Plan> {
  const known = Object.entries<GpuOperator>(operators as unknown as Readonly<Record<string, GpuOperator>>);
  const drawing = ({ method }: Plan): GpuOperator => known[known.findIndex(([name]) => name === method)][1];
  const own = (method: string, name: string): string => `${method}/${name}`;
  return {
    fingerprint,
    chosen: (plan) => ({ operator: drawing(plan), plan: plan.plan }),
    passes: ({ scratch, ...operands }, geometry, plan) =>
      drawing(plan).passes({ ...operands, scratch: (name) => scratch(own(plan.method, name)) }, geometry, plan.plan),
    lasting: {
      resources: known.flatMap(([method, { lasting }]) => lasting?.resources.map((name) => own(method, name)) ?? []),
      dependsOn: (plan) => `${plan.method} ${drawing(plan).lasting?.dependsOn(plan.plan) ?? ''}`,
    },
  };
}
