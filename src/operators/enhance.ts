import { clahe } from './clahe.ts';
import { equalize } from './equalize.ts';
import type { PlanOfOne } from './one-of.ts';
import { defineOperator } from './operator.ts';
import { choice, number } from './parameter-spec.ts';

const onlyWith = { parameter: 'method', values: ['clahe'] } as const;

/** Equalisation of the whole image, or of its regions: `equalize` or `clahe`. */
export const enhance = defineOperator({
  id: 'enhance',
  inputs: ['gray8'],
  output: 'gray8',
  title: equalize.title,
  purpose: equalize.purpose,
  params: {
    /** Which of them: `equalize` or `clahe`. Default `equalize`. */
    method: choice({
      default: 'equalize',
      label: 'Method',
      tip: 'CLAHE equalizes each region.',
      attribute: 'enhance-method',
      values: ['equalize', 'clahe'],
      names: { equalize: 'Whole image', clahe: 'CLAHE' },
      optional: true,
    }),
    /**
     * Contrast limit of each tile of CLAHE, 0…1000: the most pixels of one value, as a multiple of the mean. Default 2. 0: no
     * limit.
     */
    clipLimit: number({ ...clahe.params.clipLimit, onlyWith, optional: true }),
    /** Columns of tiles of CLAHE, 1…16. Default 8. */
    tileColumns: number({ ...clahe.params.tileColumns, onlyWith, optional: true }),
    /** Rows of tiles of CLAHE, 1…16. Default 8. */
    tileRows: number({ ...clahe.params.tileRows, onlyWith, optional: true }),
  },
  plan: (params, size): PlanOfOne<{ equalize: typeof equalize; clahe: typeof clahe }> =>
    params.method === 'clahe'
      ? { method: 'clahe', plan: clahe.plan(params, size) }
      : { method: 'equalize', plan: equalize.plan({}, size) },
});
