/** The interface in German: `lab.messages = GERMAN`. Stands alone, so that it is loaded by those only who want it. */
import type { CompleteMessages } from './values.ts';

const MEGABYTE = 2 ** 20;

function decimal(value: number, digits = 1): string {
  return String(Number(value.toFixed(digits))).replace('.', ',');
}

/** A count with its thousands apart. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '.');
}

function bytes(count: number): string {
  if (count < 1024) return `${decimal(count)} Byte`;
  return count >= MEGABYTE / 10 ? `${decimal(count / MEGABYTE)} MB` : `${decimal(count / 1024)} KB`;
}

function pixels(count: number): string {
  return count >= 1e5 ? `${decimal(count / 1e6)} Megapixel` : `${count} Pixel`;
}

function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${decimal(milliseconds / 1000)} s`;
  return `${decimal(milliseconds, milliseconds >= 10 ? 0 : 1)} ms`;
}

function roughly(milliseconds: number): string {
  const tens = Math.max(1, Math.ceil(milliseconds / 10_000));
  return tens <= 9 ? `${tens * 10} s` : `${Math.round(tens / 6)} min`;
}

function anyOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} oder ${names[names.length - 1]}`;
}

/** A name as the first part of a word. */
const first = (name: string): string => `${name}-`;

/** What a codec is wanting. */
function codecWant(part?: string, policy?: string): string {
  if (!part && !policy) return 'Er braucht WebAssembly, das dieser Browser nicht hat.';
  if (!part) return `Er braucht WebAssembly, das die Richtlinie dieser Seite verbietet (script-src ohne ${policy}).`;
  if (!policy) return `${part} dieser Version liegt nicht neben den anderen Dateien von xray-lab.`;
  return `${part} war nicht zu laden. Das Netz ist wohl weg, oder die Richtlinie dieser Seite verbietet es (${policy}).`;
}

export const GERMAN: CompleteMessages = {
  language: 'de',
  stages: {
    original: {
      title: 'Originalbild',
      purpose: 'Die Datei, wie sie gelesen wurde, mit 8 Bit je Kanal und aufrecht: der Maßstab für alles andere.',
    },
    grayscale: {
      title: 'Graustufen',
      purpose: 'Ein Helligkeitswert je Pixel: vergleichbar zwischen Bildern und Grundlage aller weiteren Schritte.',
    },
    enhanced: {
      title: 'Verstärkt (Histogrammausgleich)',
      purpose: 'Verteilt die Grauwerte über den ganzen Bereich: Einzelheiten in Dunklem und Hellem werden sichtbar.',
    },
    blurred: {
      title: 'Geglättet (Gauß)',
      purpose: 'Mittelt Körnung und Quantenrauschen weg, die sonst für Kanten gehalten würden.',
    },
    edges: {
      title: 'Kanten (Canny)',
      purpose:
        'Zeigt, wo die Helligkeit sich rasch ändert: Ränder von Knochen, Organen, Implantaten und Rissen. Verkleinert bleiben die Linien ein Pixel breit.',
    },
  },
  stageNames: {
    original: 'Original',
    grayscale: 'Grau',
    enhanced: 'Verstärkt',
    blurred: 'Geglättet',
    edges: 'Kanten',
  },
  stageRow: 'Bilder',
  methodTitles: { clahe: 'Verstärkt (CLAHE)', median: 'Geglättet (Median)' },
  parameterTexts: {
    window: {
      source: {
        label: 'Werte',
        tip: 'Welche der gespeicherten Werte von Schwarz bis Weiß reichen.',
        names: {
          auto: 'Automatisch',
          preset: 'Vorgabe',
          full: 'Ganzer Bereich',
          extent: 'Kleinster bis größter',
          manual: 'Von Hand',
        },
      },
      preset: { label: 'Vorgabe', tip: 'Welche Vorgabe der Datei genommen wird.' },
      center: { label: 'Mitte', tip: 'Der Wert in der Mitte zwischen Schwarz und Weiß: kleiner ist heller.' },
      width: { label: 'Breite', tip: 'Wie viele Werte von Schwarz bis Weiß reichen: weniger haben mehr Kontrast.' },
      function: {
        label: 'Verlauf',
        tip: 'Wie die Töne von Schwarz nach Weiß laufen.',
        names: { linear: 'Linear', 'linear-exact': 'Linear, genau', sigmoid: 'Sigmoid' },
      },
      invert: { label: 'Umkehren', tip: 'Schwarz und Weiß tauschen.' },
    },
    enhance: {
      method: {
        label: 'Verfahren',
        tip: 'Für das ganze Bild auf einmal, oder für jede Gegend (CLAHE).',
        names: { equalize: 'Histogrammausgleich', clahe: 'CLAHE' },
      },
      clipLimit: {
        label: 'Kontrastgrenze',
        tip: 'Wie viel Kontrast eine Gegend gewinnen darf; 0 setzt keine Grenze.',
      },
      tileColumns: {
        label: 'Spalten von Kacheln',
        tip: 'Gegenden nebeneinander.',
      },
      tileRows: { label: 'Reihen von Kacheln', tip: 'Gegenden untereinander.' },
    },
    blur: {
      method: {
        label: 'Verfahren',
        tip: 'Das Mittel der Nachbarn, oder ihr Median, der Ränder scharf lässt.',
        names: { gaussian: 'Gauß', median: 'Median' },
      },
      kernelSize: { label: 'Kerngröße', tip: 'Wie viele Nachbarn zählen: mehr glättet gröbere Körnung.' },
      sigma: { label: 'Sigma', tip: 'Wie weit die Glättung reicht: mehr ist weicher; 0 folgt der Kerngröße.' },
    },
    canny: {
      lowThreshold: {
        label: 'Untere Schwelle',
        tip: 'Schwächere Kanten fallen weg; die dazwischen bleiben, wo sie an eine starke stoßen.',
      },
      highThreshold: { label: 'Obere Schwelle', tip: 'Stärkere Kanten bleiben immer.' },
      thresholds: {
        label: 'Schwellen',
        tip: 'Von Hand, oder nach den Gradienten dieses Bildes.',
        names: { manual: 'Von Hand', auto: 'Automatisch' },
      },
      edgeShare: {
        label: 'Anteil der Pixel',
        tip: 'Mehr findet feinere Kanten, und Staub.',
      },
      apertureSize: {
        label: 'Sobel-Größe',
        tip: 'Größe des Gradientenfilters: größer findet breite Kanten und braucht höhere Schwellen.',
      },
      l2Gradient: { label: 'L2-Norm des Gradienten', tip: 'Misst schräge Kanten so stark wie gerade.' },
    },
  },
  window: { title: 'Fenster', purpose: 'Wählt, welche der gespeicherten Werte gezeigt werden, von Schwarz bis Weiß.' },
  shownValues: (from, to, unit) => `Gezeigt von ${from} bis ${to}${unit && ` ${unit}`}.`,
  errors: {
    'unsupported-type': (_values, formats) => [
      `ungültiger Dateityp. Bitte ein ${anyOf(formats.map(first))}Bild wählen.`,
    ],
    'file-too-large': ({ actual = 0, limit = 0 }) => [
      `die Datei ist zu groß (${bytes(actual)}). Erlaubt sind ${bytes(limit)}.`,
    ],
    'file-empty': () => ['die Datei ist leer.'],
    'image-too-large': ({ width = 0, height = 0, limit = 0 }) => [
      `${width} × ${height} Pixel sind zu viel. Erlaubt sind ${pixels(limit)}.`,
    ],
    'decode-failed': () => ['das Bild konnte nicht gelesen werden. Die Datei ist wohl beschädigt.'],
    'invalid-params': ({ subject = '' }) => [`der Parameter ${subject} hat keinen erlaubten Wert.`],
    'engine-unavailable': () => [
      'Dieser Browser kann die Bilder nicht berechnen.',
      'Hardwarebeschleunigung einschalten oder einen anderen Browser nehmen.',
    ],
    'engine-lost': () => ['die Berechnung wurde unterbrochen.', 'Andere Fenster schließen und noch einmal versuchen.'],
    'export-failed': () => ['Die Ergebnisse konnten nicht gespeichert werden.'],
    address: () => [
      'Das ist nur eine Adresse, keine Datei.',
      'Das Bild zuerst auf diesem Gerät speichern, dann wählen oder hier ablegen.',
    ],
    'device-limit': ({ width = 0, height = 0 }) => [`${width} × ${height} Pixel sind zu viel für dieses Gerät.`],
    'file-changed': () => [
      'die Datei ist nicht mehr, wie sie gewählt wurde: Sie wurde geändert, verschoben oder gelöscht.',
      'Bitte noch einmal wählen.',
    ],
    frame: () => [
      'Der Rahmen, in dem diese Seite steht, erlaubt keine Downloads.',
      'Die Seite für sich allein öffnen; oder die Seite darum muss dem Rahmen „allow-downloads“ geben.',
    ],
    'gpu-faulty': () => [
      'Die GPU rechnet nicht genau oder lässt sich nicht verwenden.',
      'Ohne backend="webgl2" rechnet die CPU, mit gleichem Ergebnis.',
    ],
    'gpu-lost': () => ['Die GPU fiel aus.', 'Es wird noch einmal versucht, wo es sein darf mit der CPU.'],
    'dicom-kind': ({ subject = '' }) => [
      `DICOM-Dateien dieser Art werden nicht unterstützt: ${subject}. Bitte als unkomprimiertes DICOM oder als JPG oder PNG exportieren.`,
    ],
    'codec-unavailable': ({ subject = '', part, policy }) => [
      `der Decoder für ${subject} ist nicht vorhanden: ${codecWant(part, policy)} Bitte als unkomprimiertes DICOM oder als JPG oder PNG exportieren.`,
    ],
    'no-frame': ({ actual = 0, limit = 0 }) => [`es gibt kein Einzelbild ${actual}: die Datei hat ${limit}.`],
    'jpeg-kind': ({ subject = '' }) => [
      `Bilder der Art ${subject} werden nicht unterstützt. Bitte als JPG oder PNG mit 8 Bit speichern.`,
    ],
    'manifest-size': ({ limit = 0 }) => [`die Datei ist zu groß für ein Manifest. Erlaubt sind ${bytes(limit)}.`],
    'no-answer': () => [
      'die Datei antwortet nicht. Ihr Laufwerk oder Netz ist wohl nicht erreichbar.',
      'Noch einmal versuchen, wenn es erreichbar ist.',
    ],
    'no-results': () => ['Es gibt noch keine Ergebnisse.'],
    'no-room': () => ['Der Browser hat keinen Platz für die Datei.', 'Platz schaffen oder weniger Bilder auf einmal.'],
    'not-a-manifest': () => ['die Datei ist kein lesbares Manifest von xray-lab.'],
    'not-measurements': () => ['die Datei enthält keine lesbaren Messungen von xray-lab.'],
    'not-loaded': () => ['das Bild konnte nicht geladen werden.', 'Adresse und Verbindung prüfen.'],
    'not-readable': ({ subject = '', actual = 0 }) => [
      `${subject}${actual === 0 ? '' : ` und ${actual} weitere`}: im Ordner nicht lesbar.`,
      'Den Zugriff darauf prüfen, oder die Dateien selbst wählen.',
    ],
    'not-written': ({ subject = '' }) => [
      `${subject}: die Datei konnte nicht geschrieben werden.`,
      'Den Ordner noch einmal wählen, das Schreiben erlauben oder Platz schaffen.',
    ],
    'other-format': ({ subject = '' }, formats) => [
      `das ist eine Datei im Format ${subject}. Bitte eine ${anyOf(formats.map(first))}Datei wählen.`,
    ],
    'part-missing': ({ part }) => [
      `xray-lab konnte nicht ganz geladen werden${part ? `: ${part} fehlt` : ''}.`,
      'Verbindung prüfen, dann die Seite neu laden.',
    ],
    'side-limit': ({ width = 0, height = 0, limit = 0 }) => [
      `${width} × ${height} Pixel: Keine Seite darf länger sein als ${limit}.`,
    ],
    'too-many-scans': () => [
      'dieses JPG ist in zu vielen Durchgängen (Scans) gespeichert: Es zu lesen dauerte zu lange.',
      'Neu speichern, als einfaches JPG (Baseline) oder als PNG.',
    ],
    'type-not-accepted': () => ['diese Art von Bild wird hier nicht angenommen.'],
    unexpected: () => [
      'das Bild konnte nicht verarbeitet werden.',
      'Noch einmal wählen. Hilft das nicht, einen anderen Browser nehmen.',
    ],
    'work-stopped': () => [
      'das Bild konnte nicht gelesen werden: Die Arbeit daran brach ab, auch bei der Wiederholung.',
      'Andere Fenster oder Programme schließen, wenn der Speicher knapp ist, und noch einmal wählen.',
    ],
    'wrong-argument': ({ subject = '' }) => [`${subject} wurde mit etwas anderem aufgerufen, als es nimmt.`],
    'zip-limit': () => ['Die Ergebnisse sind zu groß für eine ZIP-Datei.', 'Weniger Bilder auf einmal speichern.'],
  },
  chooseImage: 'Röntgenbild wählen',
  choose: 'Wählen',
  chooseFolder: 'Ordner wählen',
  processImage: 'Bild verarbeiten',
  download: 'Ergebnisse laden (ZIP)',
  reset: 'Zurücksetzen',
  trySample: 'Beispiel ansehen',
  dropHere: 'Röntgenbilder hier ablegen',
  dropToAdd: 'Ablegen, um zu verarbeiten',
  privacy: 'Auf diesem Gerät verarbeitet. Nichts wird hochgeladen.',
  limits: (formats, maxFileSize) => `${anyOf(formats)}, je Datei bis ${bytes(maxFileSize)}`,
  toolbar: 'Bilder und Ergebnisse',
  sidePanels: 'Dateien, Parameter und Angaben',
  sidePanelsWith: (problems) => `Dateien, Parameter und Angaben, ${problems} mit einem Problem`,
  files: 'Dateien',
  previousFilm: 'Voriger Film',
  nextFilm: 'Nächster Film',
  parameters: 'Parameter',
  resetParameters: 'Parameter zurücksetzen',
  resetParameter: (label) => `${label} zurücksetzen`,
  explainParameters: 'Parameter erklären',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  preset: 'Voreinstellung',
  presetNone: 'Eigene Einstellung',
  presets: {
    original: 'Wie die ursprüngliche Anwendung',
    radiograph: 'Röntgenbild',
    softer: 'Weicher',
    finer: 'Feinere Kanten',
    strong: 'Nur starke Kanten',
    broad: 'Breite Kanten',
  },
  keysTitle: 'Tasten',
  showKeys: 'Tasten',
  close: 'Schließen',
  keys: [
    ['?', 'Diese Liste'],
    ['Tab', 'Nächstes Bedienelement'],
    ['Pfeiltasten auf einem Regler', 'Parameter ändern'],
    ['Strg + Z', 'Änderung der Parameter zurücknehmen'],
    ['Strg + Umschalt + Z', 'Wiederholen'],
    ['Pfeiltasten auf „Öffnen“', 'Von Bild zu Bild'],
    ['Eingabe', 'Bild im Betrachter öffnen'],
    ['+ und −', 'Vergrößern und verkleinern'],
    ['I', 'Graubild umkehren'],
    ['W', 'Ziehen und Pfeiltasten ändern das Fenster eines Graubilds, oder nicht mehr'],
    ['Umschalt + W', 'Fenster zurück zur Voreinstellung'],
    ['0', 'Bild einpassen'],
    ['1', 'Ein Bildpixel je Bildschirmpixel'],
    ['Pfeiltasten', 'Bild verschieben, oder den Trenner, der den Fokus hat'],
    ['Umschalt + Pfeiltasten', 'Fadenkreuz bewegen, das Werte abliest; mit Strg oder ⌘ um zehn'],
    ['C', 'Fadenkreuz in die Mitte der Ansicht'],
    ['Bild auf, Bild ab', 'Voriges Bild, nächstes Bild'],
    [', und .', 'Voriges Einzelbild, nächstes Einzelbild einer Aufnahme aus mehreren'],
    ['[ und ]', 'Vorige Aufnahme, nächste Aufnahme der Liste'],
    ['F', 'Vollbild, und zurück'],
    ['R, Umschalt + R', 'Bild um ein Viertel drehen, und zurück; nur für das Auge'],
    ['B', 'Das Bild, mit dem verglichen wird, an seiner Stelle, und zurück'],
    ['H', 'Bild spiegeln, links nach rechts; nur für das Auge'],
    ['Z', 'Solange die Taste gehalten wird: Lupe am Zeiger oder am Fadenkreuz'],
    ['Esc', 'Vollbild verlassen, Fadenkreuz ausblenden, dann den Betrachter schließen'],
  ],
  value: (label) => `${label}, Wert`,
  range: (min, max, unit, odd) => {
    const last = unit === '' ? '' : ` ${unit}`;
    const values = max === null ? `ab ${min}${last}` : `${min} bis ${max}${last}`;
    return `Erlaubt: ${odd ? 'ungerade, ' : ''}${values}.`.replace(/-/g, '−');
  },
  notANumber: (label, value) =>
    `${label}: Das ist nicht als Zahl zu lesen. Es bleibt bei ${String(value).replace('.', ',')}.`,
  results: 'Ergebnisse',
  aboutStage: (title) => `Über ${title}`,
  saveStage: (title) => `${title} als PNG speichern`,
  save: 'Speichern',
  copyStage: (title) => `${title} kopieren`,
  copied: 'Kopiert',
  wholeImage: (size, copyable) =>
    `Verkleinert gezeigt: Die Knöpfe darüber ${copyable ? 'kopieren und speichern' : 'speichern'} alle ${size}.`,
  announceCopied: (title) => `${title}: kopiert`,
  saveToFolder: 'In Ordner speichern…',
  stopSaving: 'Nicht weiter speichern',
  burnedIn: (files, all) =>
    all === 1
      ? 'Laut Datei ist Text ins Bild eingebrannt. Er kann verraten, wer der Patient ist.'
      : `Laut ${files} von ${all} Dateien ist Text ins Bild eingebrannt. Er kann verraten, wer der Patient ist.`,
  savingTo: (folder, written, total, failed) =>
    `Speichert in ${folder}: ${written} von ${total} geschrieben${failed === 0 ? '' : `, ${failed} gescheitert`}`,
  stageOf: (title, file) => `${title} von ${file}`,
  openStage: (title) => `${title} öffnen`,
  viewer: 'Betrachter',
  viewerControls: 'Bedienung des Betrachters',
  closeViewer: 'Alle Bilder',
  shownImage: 'Bild',
  compare: 'Vergleich',
  compareModes: {
    single: 'Ein Bild',
    side: 'Nebeneinander',
    divider: 'Mit Trenner',
    across: 'Trenner quer',
    blink: 'Abwechselnd',
    difference: 'Differenz',
  },
  compareWith: 'Verglichen mit',
  divider: 'Trenner',
  comparing: {
    film: 'Film zum Vergleich',
    ownFilm: 'Dieser Film',
    kept: (parameters) => (parameters === '' ? 'B' : `B: ${parameters}`),
    keep: 'Als B behalten',
    keepTip: 'Behält die Bilder, wie sie jetzt sind, zum Vergleich mit denen anderer Parameter',
    swap: 'Das andere zeigen',
    alternate: 'Im Wechsel',
    amplify: 'Helligkeit der Differenz',
    difference: (first, second, times) => `Differenz: ${first}, ${second}${times === 1 ? '' : ` × ${times}`}`,
  },
  overlayEdges: 'Kanten darüber',
  edgeColour: 'Farbe der Kanten',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  fit: 'Einpassen',
  actualSize: '1:1',
  percent: (zoom) => `${decimal(zoom * 100, zoom < 0.1 ? 1 : 0)} %`,
  viewOf: (title, file) => `${title} von ${file}, Betrachter`,
  viewHint:
    'Pfeiltasten verschieben das Bild, Plus und Minus vergrößern und verkleinern. Das Fragezeichen zeigt alle Tasten.',
  probe: 'Werte des Pixels',
  position: 'x, y',
  gradient: 'Gradient',
  storedValue: 'Gespeichert',
  modalityValue: 'Wert',
  sampleValue: (value, unit) => `${String(Number(value.toPrecision(7))).replace('.', ',')}${unit && ` ${unit}`}`,
  shownAspect: ({ x, y }) =>
    `Gezeigt mit Pixeln von ${[x, y].map((side) => String(Number(side.toPrecision(4))).replace('.', ',')).join(':')}`,
  windowTool: 'Ziehen und Pfeiltasten ändern das Fenster: seitwärts die Breite, auf und ab die Mitte',
  fullScreen: 'Vollbild',
  more: 'Mehr',
  rotate: 'Um ein Viertel drehen, nur für das Auge',
  flip: 'Spiegeln, links nach rechts, nur für das Auge',
  smooth: 'Glatt',
  smoothed: 'Geglättet',
  smoothTip: 'Vergrößerte Pixel gehen ineinander über, statt Quadrate zu sein',
  orientation: (degrees, mirrored) => {
    const parts = [degrees ? `gedreht um ${degrees}°` : '', mirrored ? 'gespiegelt' : ''].filter(Boolean).join(', ');
    return parts.slice(0, 1).toUpperCase() + parts.slice(1);
  },
  upright: 'Wie in der Datei',
  wheelHint: 'Mit Strg oder ⌘ vergrößert das Mausrad',
  filmOf: (name, film, films) => `${name}, ${film} von ${films}`,
  number: (value) => decimal(value),
  measuring: {
    title: 'Messen',
    none: 'Kein Werkzeug',
    kinds: {
      length: 'Länge',
      angle: 'Winkel',
      cobb: 'Cobb-Winkel',
      rectangle: 'Rechteck',
      ellipse: 'Ellipse',
      profile: 'Linienprofil',
      point: 'Punkt',
      arrow: 'Pfeil',
    },
    list: 'Messungen',
    point: 'Punkt',
    text: 'Beschriftung',
    snap: 'An Kanten einrasten',
    copyText: 'Als Text kopieren',
    copyTable: 'Als Tabelle kopieren',
    saveAnnotated: 'Mit Messungen speichern',
    uncalibrated: 'Nicht kalibriert: Größen in Pixeln.',
    byKnownLength: 'nach einer bekannten Länge',
    knownLength: 'Bekannte Länge, mm',
    calibrateAs: 'Kalibrieren wie',
    asInFile: 'Wie in der Datei',
    mean: 'Mittelwert',
    deviation: 'Standardabweichung',
    min: 'kleinster',
    max: 'größter',
    pixels: 'px',
    stored: 'Gespeicherte Werte',
    modality: 'Modalitätswerte',
  },
  announceMeasurements: (file) => `${file}: Messungen übernommen`,
  frames: 'Einzelbilder',
  frameOf: (frame, frames) => `Einzelbild ${frame} von ${frames}`,
  frame: 'Einzelbild',
  ofFrames: (frames) => `von ${frames}`,
  previousFrame: 'Voriges Einzelbild',
  nextFrame: 'Nächstes Einzelbild',
  histogram: 'Histogramm',
  logarithmic: 'Logarithmisch',
  histogramOf: (name, { min, max, mean }) =>
    `Histogramm von ${name}: Werte von ${min} bis ${max}, Mittel ${decimal(mean)}`,
  histogramCut: (peaks) =>
    `höher als gezeichnet: ${peaks.map(({ value, share }) => `Wert ${value}, ${Math.round(share * 100)}\u00a0% der Pixel`).join('; ')}`,
  histogramValue: 'Abzulesender Wert',
  histogramNoValue: 'Auf einen Wert zeigen oder den Regler bewegen',
  histogramReading: (value, counts) =>
    `Wert ${value}: ${counts
      .map(({ name, count, share }) => `${name} ${grouped(count)}\u00a0px, ${decimal(share * 100)}\u00a0% bis hier`)
      .join('; ')}`,
  windowHistogram: 'Histogramm der gespeicherten Werte, mit dem Fenster',
  windowEdges: { from: 'Untere Grenze des Fensters', to: 'Obere Grenze des Fensters' },
  imageDetails: 'Angaben zum Bild',
  dismiss: 'Ausblenden',
  moreProblems: (count) => `und ${count} weitere`,
  waiting: 'Wartet',
  working: 'In Arbeit…',
  workingOn: (ready, total) => `In Arbeit… ${ready} von ${total}`,
  otherParameters: 'Andere Parameter',
  notRead: (files) => `${files} konnten nicht gelesen werden`,
  problems: (count) => `${count} Probleme`,
  processAgain: 'Neu verarbeiten',
  madeWithOthers: (outdated, all) =>
    `${outdated} von ${all} ${outdated === 1 ? 'wurde' : 'wurden'} mit anderen Parametern gemacht.`,
  processAndSave: 'Neu verarbeiten und speichern',
  saveAsTheyAre: 'Speichern, wie sie sind',
  cancelSaving: 'Abbrechen',
  tryAgain: 'Noch einmal versuchen',
  leaveOut: 'Weglassen',
  remove: (file) => `${file} entfernen`,
  removeAll: 'Alle entfernen',
  rowKeys: 'Pfeil auf und ab gehen von Datei zu Datei, links und rechts durch deren Knöpfe; Entf entfernt sie.',
  removedAll: (files) => (files === 1 ? '1 Datei entfernt' : `${files} Dateien entfernt`),
  letGo: 'Endgültig entfernen',
  cancelled: 'Abgebrochen',
  cancel: (file) => `${file} abbrechen`,
  cancelAll: 'Alle abbrechen',
  processFileAgain: (file) => `${file} neu verarbeiten`,
  summary: (done, total, failed, cancelled) => {
    const others = [failed > 0 ? `, ${failed} gescheitert` : '', cancelled > 0 ? `, ${cancelled} abgebrochen` : ''];
    return `${done} von ${total} fertig${others.join('')}`;
  },
  timeLeft: (milliseconds) => `noch etwa ${roughly(milliseconds)}`,
  size: (width, height) => `${width} × ${height} px`,
  fileSize: bytes,
  colorTypes: {
    gray: 'Graustufen',
    'gray-alpha': 'Graustufen mit Alpha',
    rgb: 'Farbe',
    rgba: 'Farbe mit Alpha',
    palette: 'Farbe nach Palette',
    cmyk: 'Farbe in CMYK',
  },
  depth: (bitDepth, colours) => `${bitDepth} Bit, ${colours}`,
  reducedDepth: (bitDepth, colours) => `${bitDepth} Bit, ${colours}, gezeigt mit 8`,
  fileInformation: 'Dateiinformationen',
  informationNote:
    'Alles, was im Kopf der Datei steht. Darunter kann sein, wer der Patient ist; exportiert wird es nie.',
  moreFields: 'Der Rest ist nicht aufgeführt.',
  spacing: (row, column, at, magnification) => {
    const where = { patient: 'im Patienten', detector: 'am Detektor', calibrated: 'kalibriert' }[at];
    const size = (row === column ? [row] : [row, column]).map((side) => decimal(side, 4)).join(' × ');
    return `${size} mm je Pixel, ${magnification ? `im Patienten bei ${decimal(magnification, 2)}-facher Vergrößerung` : where}`;
  },
  computedOn: (backend, milliseconds) =>
    `Berechnet auf ${backend === 'cpu' ? 'CPU' : 'GPU'} · ${duration(milliseconds)}`,
  tooLargeForGpu: 'Zu groß für diese GPU: die CPU rechnet.',
  gpuLost: 'Die GPU fiel aus: die CPU rechnet weiter.',
  readyToProcess: 'Bereit',
  progress: 'Fortschritt',
  exporting: 'ZIP wird vorbereitet',
  skipped: (files, formats) =>
    files === 1
      ? `1 Datei ist kein ${anyOf(formats)} und wurde übergangen`
      : `${files} Dateien sind kein ${anyOf(formats)} und wurden übergangen`,
  noneInFolder: (formats) => `Dort ist kein ${anyOf(formats)}`,
  announceProcessing: (file) => `${file} wird verarbeitet`,
  announceReady: (file) => `${file}: fünf Bilder fertig`,
  announceSetting: (file, sets) =>
    sets === 1
      ? `${file}: die Parameter sind übernommen`
      : `${file}: die Bilder haben ${sets} verschiedene Einstellungen; die erste ist übernommen`,
  announceExported: (zips) => (zips === 1 ? 'Die ZIP-Datei ist fertig' : `${zips} ZIP-Dateien sind fertig`),
  formRequired: 'Ein Röntgenbild wählen.',
  formNotReady: 'Die Bilder sind noch in Arbeit. Gleich noch einmal versuchen.',
  unnamed: 'Bild',
};
