import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { XrayError } from '../../base/xray-error.ts';
import type { BackendChoice } from '../../engines/engine-supply.ts';
import type { Naming } from '../../export/result-names.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { FileLimits } from '../../session/file-limits.ts';
import { filmBeside } from '../../session/files/film-beside.ts';
import type { Report } from '../../session/reports.ts';
import type { LabResult } from '../../session/results/lab-result.ts';
import type { MayExport } from '../../session/saving/export-offer.ts';
import { Session } from '../../session/session.ts';
import type { SessionSettings } from '../../session/session-settings.ts';
import { Thumbnails } from '../files/thumbnails.ts';
import { ownAddresses } from '../intake/own-addresses.ts';
import { FrameBatch } from '../part/frame-batch.ts';
import { windowOf } from '../part/own-window.ts';
import { GiveOut } from '../saving/give-out.ts';
import { errorWords } from '../words/error-words.ts';
import type { FirstWords } from '../words/first-words.ts';
import { emit } from './lab-events.ts';

/** What the controller asks of its element. */
export interface SessionHost extends ReactiveControllerHost, EventTarget {
  readonly backend: BackendChoice;
  readonly limits: FileLimits;
  readonly params: PipelineParams;
  readonly naming: Naming;
  readonly manual: boolean;
  readonly autoSave: boolean;
  readonly noControls: boolean;
  readonly noDownload: boolean;
  readonly sample: string;
  readonly words: FirstWords;
  readonly isConnected: boolean;
  readonly ownerDocument?: Document | null;
}

export interface SessionControllerOptions {
  /** Whether the reader may bring nothing now. */
  readonly isClosed: () => boolean;
  /** Takes the parameters that a manifest sets. */
  readonly onSetting: (params: PipelineParams) => void;
}

/** Brings a session to an element: its facts become events, sentences and renders; it lives as the element does. */
export class SessionController implements ReactiveController {
  readonly session: Session;
  readonly giveOut: GiveOut;
  readonly thumbnails = new Thumbnails();
  /** The newest sentence for people who hear the interface. */
  announcement = '';

  private removal: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: SessionHost,
    private readonly options: SessionControllerOptions,
  ) {
    const mayExport: MayExport = (offer) => emit(host, 'xray-before-export', offer);
    this.session = new Session(settingsOf(host, options), host.params, {
      lookAt: (id, pipeline) => this.thumbnails.draw(id, pipeline, () => this.session.files.get(id) !== null),
      save: (entries) => this.giveOut.download(entries),
      mayExport,
      soon: (action) => new FrameBatch(action, () => windowOf(host)),
    });
    const { exports, folder, intake, notices, reports, work } = this.session;
    intake.rehearse = async (engines, signal) => {
      const { rehearse } = await import('../../session/processing/rehearsal.ts');
      await rehearse(engines, document.createElement('canvas'), signal);
    };
    this.giveOut = new GiveOut({
      exports,
      folder,
      mayExport,
      track: work.track,
      view: () => windowOf(host),
      notify: notices.add,
      made: () => ({ outdated: this.session.access.outdated.length, all: this.session.files.resultCount }),
      redo: () => this.session.redo(),
      onChange: () => host.requestUpdate(),
    });
    reports.listen((report) => this.hear(report));
    host.addController(this);
  }

  hostConnected(): void {
    clearTimeout(this.removal);
    clearTimeout(this.rest);
    // What was processed while it was in no document.
    if (this.session.shown.id === null) this.session.showFirst();
  }

  /** Moving an element removes and adds it within one task: only what stays out gives everything back. */
  hostDisconnected(): void {
    this.removal = setTimeout(() => {
      this.announcement = '';
      this.giveOut.abort();
      this.session.release();
    });
  }

  /** An image is on the clipboard. */
  readonly tellCopied = (title: string): void => this.announce(this.host.words.announceCopied(title));

  /** Whether leaving the page would lose work, or results that were to be saved. */
  get losesSomething(): boolean {
    const { access, folder, processing } = this.session;
    return processing || folder.writing || (!this.host.noDownload && access.unsaved);
  }

  /** Removes all files, which the reader can take back for a while. */
  readonly removeAll = (): void => {
    this.announcement = '';
    this.giveOut.abort();
    this.session.removal.begin();
  };

  /** Clears everything but the parameters and the engine. */
  reset(): void {
    this.announcement = '';
    this.giveOut.abort();
    this.session.reset();
  }

  /** Shows the next film of the list, or the one before. */
  stepFilm(by: 1 | -1): void {
    const { files, shown } = this.session;
    const film = filmBeside(files.all, shown.id, by);
    if (!film) return;
    void this.session.select(film.entry.id);
    this.announce(this.host.words.filmOf(film.entry.name, film.place, film.count));
  }

  /** The reader moved the divider between two images. */
  readonly tellDivider = (divider: { position: number; direction: 'horizontal' | 'vertical' }): void => {
    emit(this.host, 'xray-divider', divider);
  };

  private hear(report: Report): void {
    const { host } = this;
    const { words } = host;
    switch (report.kind) {
      case 'changed':
        return host.requestUpdate();
      case 'idle':
        return this.restOutside();
      case 'left':
        return this.thumbnails.forget(report.id);
      case 'opened': {
        const { file, name, width, height, bitDepth, frame, frames } = report;
        const run = frames === undefined ? {} : { frame, frames };
        return void emit(host, 'xray-load', { file, name, width, height, bitDepth, ...run });
      }
      case 'progress': {
        const { done, total, file } = report;
        return void emit(host, 'xray-progress', { done, total, file });
      }
      case 'began':
        return this.announce(words.announceProcessing(report.name));
      case 'done':
        this.thumbnails.keep(report.id);
        return this.announce(words.announceReady(report.name));
      case 'results':
        return this.tellResults(report.id);
      case 'failed':
        return this.tellError(report.error, report.file);
      case 'engine-lost':
        return this.tellLoss(report.error);
      case 'exported': {
        const { what: kind, name, blob } = report;
        return void emit(host, 'xray-export', { kind, name, blob });
      }
      case 'archived':
        return this.announce(words.announceExported(report.count));
      case 'setting':
        this.options.onSetting(report.params);
        return this.announce(words.announceSetting(report.name, report.sets));
      case 'measured': {
        const { files, measurements } = this.session;
        const entry = files.get(report.id);
        if (entry) emit(host, 'xray-measure', { file: entry.file, measured: measurements.measuredOf(entry) });
        return;
      }
      case 'measurements':
        return this.announce(words.announceMeasurements(report.name));
      case 'processed':
        return;
    }
  }

  private announce(sentence: string): void {
    this.announcement = sentence;
    this.host.requestUpdate();
  }

  private tellResults(id: number): void {
    const { access, files } = this.session;
    const entry = files.get(id);
    const result = entry && access.resultOf(entry);
    if (!result) return;
    let all: readonly LabResult[] | null = null;
    emit(this.host, 'xray-results', {
      result,
      // Few ask for them, of thousands of files.
      get results() {
        return (all ??= access.results);
      },
    });
  }

  private tellError(error: XrayError, file: Blob | null): void {
    emit(this.host, 'xray-error', { code: error.code, ...errorWords(error, this.host.words), file });
  }

  /** Nothing for a reader to do, but to be known to the page. */
  private tellLoss(cause: XrayError): void {
    // What is insisted on may not be had again.
    const hint = this.host.backend === 'auto' ? 'The CPU takes its place.' : 'It is tried again.';
    this.tellError(new XrayError('engine-lost', cause.message, { hint, reason: 'gpu-lost', cause }), null);
  }

  /** In no document, nothing but the end of its work is there to give engines back. */
  private restOutside(): void {
    const { host } = this;
    if (host.isConnected) return;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => void this.session.rest(() => host.isConnected));
  }
}

/** What the element is set to, as the session asks for it. */
function settingsOf(host: SessionHost, { isClosed }: SessionControllerOptions): SessionSettings {
  return {
    get backend() {
      return host.backend;
    },
    get limits() {
      return host.limits;
    },
    get naming() {
      return host.naming;
    },
    get unnamed() {
      return host.words.unnamed;
    },
    get manual() {
      return host.manual;
    },
    get takesSettings() {
      return !host.noControls;
    },
    get autoSave() {
      return host.autoSave && !host.noDownload;
    },
    get closed() {
      return isClosed();
    },
    get attended() {
      return host.isConnected;
    },
    get samples() {
      return ownAddresses(host.sample);
    },
    get baseAddress() {
      return document.baseURI;
    },
  };
}
