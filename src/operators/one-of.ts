import type { AnyOperator, PlanOf } from './operator.ts';

/** What an operator computes with that is one of several: which, and what that one computes with. */
export type PlanOfOne<Operators extends Readonly<Record<string, AnyOperator>>> = {
  [Method in keyof Operators]: { readonly method: Method; readonly plan: PlanOf<Operators[Method]> };
}[keyof Operators];
