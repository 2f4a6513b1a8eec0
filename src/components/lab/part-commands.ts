import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { DEFAULT_PARAMS } from '../../pipeline/params.ts';
import type { ParameterChanges } from '../../session/parameters/parameter-changes.ts';
import { SAMPLE_PARAMS } from '../../session/parameters/radiograph.ts';
import type { Session } from '../../session/session.ts';
import type { KeysOpening } from '../keys/keys-opening.ts';
import type { PartEventDetails } from '../part/part-events.ts';
import type { GiveOut } from '../saving/give-out.ts';
import type { ViewerOpening } from '../image/viewer-opening.ts';

/** What is done when a part tells something; all that they can tell is here. */
export type PartCommands = {
  readonly [Type in keyof PartEventDetails]: (detail: PartEventDetails[Type]) => void;
};

/** Who does it: the session's part, and the element's. */
export interface CommandedSession {
  readonly session: Pick<
    Session,
    'cancel' | 'frames' | 'intake' | 'measurements' | 'notices' | 'redo' | 'removal' | 'removeFile' | 'select'
  >;
  readonly giveOut: Pick<GiveOut, 'abort' | 'answer' | 'copyStage' | 'saveAnnotated' | 'saveStage'>;
  readonly removeAll: () => void;
  /** An image is on the clipboard. */
  readonly tellCopied: (title: string) => void;
  readonly tellDivider: (divider: PartEventDetails['part-divider']) => void;
}

export interface CommandedElement {
  readonly changes: Pick<ParameterChanges, 'begin' | 'make' | 'redo' | 'undo'>;
  readonly keys: Pick<KeysOpening, 'show'>;
  readonly viewer: Pick<ViewerOpening, 'bring' | 'close' | 'forget' | 'open'>;
  readonly choose: () => void;
  readonly chooseFolder: () => void;
}

export function partCommands(
  { session, giveOut, removeAll, tellCopied, tellDivider }: CommandedSession,
  element: CommandedElement,
): PartCommands {
  const { changes, keys, viewer, choose, chooseFolder } = element;
  return {
    'part-choose': () => {
      session.intake.expect();
      choose();
    },
    'part-choose-folder': () => {
      session.intake.expect();
      chooseFolder();
    },
    'part-sample': () => {
      changes.begin(SAMPLE_PARAMS);
      void session.intake.takeSample();
    },
    'part-select-file': ({ id }) => void session.select(id),
    'part-remove-file': ({ id }) => session.removeFile(id),
    'part-cancel': ({ id }) => {
      session.cancel(id);
      if (id === null) giveOut.abort();
    },
    'part-redo': ({ id }) => void session.redo(id),
    'part-dismiss-notice': ({ id }) => session.notices.dismiss(id),
    'part-dismiss-note': () => session.intake.dismissNote(),
    'part-remove-all': () => {
      viewer.forget();
      removeAll();
    },
    'part-undo-removal': () => void session.removal.undo(),
    'part-let-go': () => session.removal.letGo(),
    'part-parameter': ({ path, params, continues }) => changes.make(params, path.join('.'), continues),
    'part-parameters': ({ params }) => changes.make(params),
    'part-parameters-reset': () => changes.make(DEFAULT_PARAMS),
    'part-undo': () => changes.undo(),
    'part-redo-parameters': () => changes.redo(),
    'part-frame': ({ frame }) => void session.frames.choose(frame),
    'part-show-keys': ({ open }) => void keys.show(open),
    'part-copy-stage': async ({ stage, title, onCopied }) => {
      if (!(await giveOut.copyStage(stage))) return;
      onCopied();
      tellCopied(title);
    },
    'part-measure': ({ film, list, own, continues }) => session.measurements.change(film, { list, own }, continues),
    'part-measure-step': ({ film, by }) => void session.measurements[by < 0 ? 'undo' : 'redo'](film),
    'part-divider': (divider) => tellDivider(divider),
    'part-bring-stage': ({ stageFor }) => viewer.bring(stageFor),
    'part-open-stage': ({ stage }) => void viewer.open(stage),
    'part-close-viewer': () => void viewer.close(),
    'part-answer-save': ({ answer }) => void giveOut.answer(answer),
    'part-save-stage': ({ stage }) => void giveOut.saveStage(stage),
    'part-save-annotated': ({ stage, draw }) => void giveOut.saveAnnotated(stage, draw),
  };
}

/** Does what the parts ask for, and lets nobody outside hear of it. */
export class PartListener implements ReactiveController {
  private root: Node | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: Node },
    private readonly commands: PartCommands,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const { renderRoot } = this.host;
    if (this.root === renderRoot) return;
    this.root = renderRoot;
    for (const type of Object.keys(this.commands) as (keyof PartCommands)[]) this.listen(renderRoot, type);
  }

  private listen<Type extends keyof PartEventDetails>(root: Node, type: Type): void {
    root.addEventListener(type, (event) => {
      event.stopPropagation();
      this.commands[type]((event as CustomEvent<PartEventDetails[Type]>).detail);
    });
  }
}
