import { alternatives } from '../../base/alternatives.ts';
import { formatLimits } from '../../decode/source/format-limits.ts';
import type { PageTexts } from './page-texts.ts';

const LIMITS = formatLimits((names, megabytes) => `${alternatives(names, 'und')} bis ${megabytes} MB`);

export const PAGE_IN_GERMAN: PageTexts = {
  title: 'xray-lab: Röntgenbilder, verarbeitet in Ihrem Browser',
  privacy: 'Datenschutz',
  language: 'Sprache',
  missing: 'Diese Sprache konnte nicht geladen werden. Verbindung prüfen und noch einmal wählen.',
  places: {
    'header p': ['Röntgenbilder, verarbeitet, wo sie sind: in Ihrem Browser.'],
    '.privacy summary': ['[So lässt sich prüfen, dass nichts hochgeladen wird]'],
    '.privacy li': [
      'Die Entwicklerwerkzeuge des Browsers öffnen (F12), „Netzwerk“ wählen und ein Bild verarbeiten: Nur Dateien dieser Seite erscheinen, und keine trägt Daten hinaus.',
      'Ein Bild verarbeiten, dann den Flugmodus einschalten oder das Netz trennen und das nächste verarbeiten: Es geht.',
      'Die Content-Security-Policy der Seite, oben in ihrem Quelltext, lässt den Browser selbst jede Verbindung zu einem anderen Server verweigern.',
    ],
    '#stages': ['Was die fünf Bilder zeigen'],
    '.stages + p': ['Jedes Bild wird aus dem vorigen berechnet und enthält genau die Bytes, die OpenCV berechnet.'],
    '#use': ['Bedienung'],
    '[aria-labelledby="use"] li': [
      'Bilder oder einen Ordner wählen, sie irgendwo auf der Anwendung ablegen, oder eines mit [Strg+V] einfügen.',
      `${LIMITS.join(', ')}, je 100 Megapixel. Graue Dateien mit mehr als 8 Bit werden durch ein Fenster gezeigt; von Farben dienen die oberen 8.`,
      'Alles geht mit der Tastatur: [Tab] geht von einem Bedienelement zum nächsten, die Pfeiltasten ändern einen Parameter, und die Bilder folgen dabei. [?] zeigt die Tasten.',
      'Ein Bild öffnen, um genau hinzusehen: bis zu einzelnen Pixeln vergrößern, zwei Bilder vergleichen, die Werte eines Pixels lesen.',
      'Das ZIP enthält alle Bilder als PNG, und von der Quelldatei nichts als ihre Pixel.',
    ],
    '#disclaimer': ['Für Ausbildung und Forschung'],
    '[aria-labelledby="disclaimer"] p': [
      'xray-lab ist kein Medizinprodukt und darf nicht zur Diagnose verwendet werden. Vor jedem klinischen Einsatz ist es von Fachleuten zu validieren; für Patientendaten gilt das Recht des Ortes.',
    ],
    'footer p': ['xray-lab läuft ganz in Ihrem Browser: kein Server, kein Konto, keine Cookies.'],
  },
};
