import '../../../src/components/define.ts';
import type { XrayLab } from '../../../src/components/lab/xray-lab.ts';
import type { XrayLabEventMap } from '../../../src/components/lab/lab-events.ts';
import { STAGE_IDS, type StageId } from '../../../src/pipeline/standard-graph.ts';
import type { FileEntry } from '../../../src/session/files/file-entry.ts';
import type { PipelineParams } from '../../../src/pipeline/params.ts';
import type { Session } from '../../../src/session/session.ts';
import { GivenPromises } from '../../support/given-promises.ts';
import { steerFile, type SteeredFile } from '../../support/steered-file.ts';
import type { Draw } from '../../support/walk.ts';
import { WeakRefs } from '../../support/weak-refs.ts';
import { findAll, transferOf } from '../components/support/lab-fixture.ts';
import type { Watch } from './alive.ts';
import { Outside } from './outside.ts';
import type { WalkedImage, WalkedImages } from './walked-images.ts';

export interface LabWorldOptions {
  readonly images: WalkedImages;
  readonly watch: Watch;
  /** Whether WebGL2 is used, which takes its time where it is computed in software. */
  readonly gpu: boolean;
  /** After how many milliseconds what has not ended counts as hanging. */
  readonly patience: number;
}

/** An element in a page to which anything may happen, and all that is known of what happened. */
export class LabWorld {
  readonly lab: XrayLab;
  readonly box = document.createElement('div');
  /** With another document. */
  readonly frame = document.createElement('iframe');
  /** How what is never answered is given up. */
  readonly giveUp: 'cancel' | 'reset' | 'remove';
  readonly outside: Outside;
  readonly images: WalkedImages;
  readonly watch: Watch;
  readonly gpu: boolean;
  readonly patience: number;
  /** What is not as it should be. */
  readonly problems: string[] = [];
  /** Archives that were given out, and files that were to be. */
  readonly zips: Blob[] = [];
  readonly disks: SteeredFile[] = [];
  /** Entries and images that were on show. */
  readonly seen = new WeakRefs();
  private readonly files = new Map<Blob, WalkedImage>();
  private readonly given = new GivenPromises((problem) => this.problems.push(problem));
  private nextAddress = 1;

  constructor(draw: Draw, { images, watch, gpu, patience }: LabWorldOptions) {
    this.images = images;
    this.watch = watch;
    this.outside = new Outside(watch.sent);
    this.gpu = gpu;
    this.patience = patience;
    this.lab = document.createElement('xray-lab');
    this.lab.backend = gpu ? draw.of(['auto', 'webgl2', 'cpu']) : 'cpu';
    this.giveUp = draw.of(['cancel', 'reset', 'remove']);
    this.lab.manual = draw.chance(0.15);
    this.listen();
    this.box.style.width = `${draw.of([1100, 700, 360])}px`;
    document.body.append(this.box, this.frame);
    this.box.append(this.lab);
  }

  get session(): Session {
    return (this.lab as unknown as { session: Session }).session;
  }

  /** Reports a problem unless it holds. */
  readonly expect = (holds: boolean, problem: string): void => {
    if (!holds) this.problems.push(problem);
  };

  /** Files as the reader has them. */
  bring(draw: Draw, most = 2): File[] {
    return Array.from({ length: 1 + draw.below(most) }, () => {
      const image = this.images.draw(draw);
      const file = new File([image.bytes], image.name, { type: draw.chance(0.9) ? 'image/png' : '' });
      this.disks.push(steerFile(file));
      this.files.set(file, image);
      return file;
    });
  }

  /** As a drop, a paste and a dialog hand them over. */
  transfer(draw: Draw): DataTransfer {
    return transferOf(this.bring(draw));
  }

  /** An address at which there is an image, or nothing. */
  address(draw: Draw): string {
    const address = `/walk/${this.nextAddress++}/a.png`;
    if (draw.chance(0.8)) this.outside.served.set(address, this.images.draw(draw).bytes);
    return address;
  }

  /** Presses a button by its accessible name, where there is one that can be pressed. */
  press(name: string): string {
    const found = this.buttons().find((button) => nameOf(button) === name);
    return this.pressIt(found);
  }

  /** Presses one of the buttons whose names begin so. */
  pressOne(beginning: string, draw: Draw): string {
    return this.pressIt(
      draw.maybe(this.buttons().filter((button) => nameOf(button).startsWith(beginning))) ?? undefined,
    );
  }

  /** Watches a promise: it has to settle, and only to fail as it says. */
  follow<Result>(what: string, work: Promise<Result>, refusals: 'none' | 'told'): Promise<Result | null> {
    return this.given.follow(what, work, refusals);
  }

  get unsettled(): string[] {
    return this.given.unsettled;
  }

  /** Reads a stage of a file's result, which has to be what its parameters make of the file. */
  read(entry: FileEntry, stage: StageId, asPng: boolean): void {
    const result = this.session.access.resultOf(entry);
    const source = this.files.get(entry.file);
    if (!result) return;
    const what = `${stage} of ${entry.name}`;
    const reading = asPng
      ? result.png(stage).then((png) => this.images.pixelsIn(png))
      : result.read(stage).then((image) => this.images.textOf(image));
    void this.follow(what, this.compared(what, reading, source?.sha256, result.params, stage), 'told');
  }

  /** Takes it from the page, and puts the page right. */
  close(): void {
    this.outside.calm();
    this.lab.remove();
    this.box.remove();
    this.frame.remove();
    this.outside.restore();
  }

  private async compared(
    what: string,
    reading: Promise<string>,
    source: string | undefined,
    params: PipelineParams,
    stage: StageId,
  ): Promise<void> {
    const found = await reading;
    if (source)
      this.expect(found === (await this.images.expected(source, params, stage)), `${what} is not what it should be`);
  }

  private buttons(): HTMLButtonElement[] {
    return findAll<HTMLButtonElement>(this.lab, 'button').filter((button) => !button.disabled);
  }

  private pressIt(button: HTMLButtonElement | undefined): string {
    button?.click();
    return button ? nameOf(button) : 'none';
  }

  private listen(): void {
    const on = <Type extends keyof XrayLabEventMap>(
      type: Type,
      hear: (detail: XrayLabEventMap[Type]['detail']) => void,
    ): void => this.lab.addEventListener(type, (event) => hear((event as unknown as XrayLabEventMap[Type]).detail));
    for (const type of ['xray-load', 'xray-results']) {
      this.lab.addEventListener(type, () => {
        this.seen.add(this.session.live);
        this.seen.add(this.session.selected);
      });
    }
    on('xray-progress', ({ done, total }) => {
      const whole = total % STAGE_IDS.length === 0;
      this.expect(done >= 1 && done <= total && whole, `progress is ${done} of ${total}`);
    });
    on('xray-results', ({ result, results }) => {
      this.expect(
        results.some(({ name }) => name === result.name),
        `${result.name} is not among the results`,
      );
    });
    on('xray-error', ({ code, message }) => {
      this.expect(!message.includes('could not be processed'), `something unforeseen: ${code}, ${message}`);
    });
    on('xray-export', ({ kind, blob }) => {
      if (kind === 'zip') this.zips.push(blob);
    });
  }
}

function nameOf(button: HTMLButtonElement): string {
  return (button.getAttribute('aria-label') ?? button.textContent ?? '').trim();
}
