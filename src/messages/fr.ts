/**
 * The interface in French: `lab.messages = FRENCH`. Written in the terms of radiology, but not yet read over by a native reader.
 * A no-break space stands where French has one, before colons and units.
 */
import { amountOfBytes, anyOf, decimalWith, duration, grouped, roughly, type CompleteMessages } from './values.ts';

const decimal = decimalWith(',');

function bytes(count: number): string {
  const octets = (few: number): string => `${few} ${few < 2 ? 'octet' : 'octets'}`;
  return amountOfBytes(count, decimal, { bytes: octets, kilobytes: 'Ko', megabytes: 'Mo' });
}

function pixels(count: number): string {
  return count >= 1e5 ? `${decimal(count / 1e6)} mégapixels` : `${count} pixels`;
}

/** Formats with limits of their own come with English units. */
function formatNames(names: readonly string[]): string {
  return anyOf(names, ' ou ').replace(/ MB\)/g, '\u00a0Mo)');
}

/** What a codec is wanting. */
function codecWant(part?: string, policy?: string): string {
  if (!part && !policy) return 'il lui faut WebAssembly, que ce navigateur n’a pas.';
  if (!part) return `il lui faut WebAssembly, que la politique de cette page interdit (script-src sans ${policy}).`;
  if (!policy) return `${part} de cette version n’est pas à côté des autres fichiers de xray-lab.`;
  return `${part} n’a pas pu être chargé. Le réseau est sans doute coupé, ou la politique de cette page l’interdit (${policy}).`;
}

const EXPORT_DICOM = 'Exportez-la en DICOM non compressé, en JPG ou en PNG.';

export const FRENCH: CompleteMessages = {
  language: 'fr',
  stages: {
    original: {
      title: 'Image d’origine',
      purpose: 'Le fichier tel qu’il a été lu, en 8 bits par canal et redressé\u00a0: la référence de tout le reste.',
    },
    grayscale: {
      title: 'Niveaux de gris',
      purpose:
        'Une seule luminosité par pixel\u00a0: comparable d’une image à l’autre, et la base des étapes suivantes.',
    },
    enhanced: {
      title: 'Rehaussée (égalisation d’histogramme)',
      purpose:
        'Répartit les gris sur toute l’étendue\u00a0: les détails des zones sombres et claires deviennent visibles.',
    },
    blurred: {
      title: 'Lissée (gaussien)',
      purpose: 'Moyenne le grain et le bruit quantique, qui seraient sinon pris pour des contours.',
    },
    edges: {
      title: 'Contours (Canny)',
      purpose:
        'Montre où la luminosité change brusquement\u00a0: bords des os, des organes, des implants et des fissures. Même réduites, les lignes gardent un pixel de large.',
    },
  },
  stageNames: {
    original: 'Origine',
    grayscale: 'Gris',
    enhanced: 'Rehaussée',
    blurred: 'Lissée',
    edges: 'Contours',
  },
  stageRow: 'Étapes',
  methodTitles: { clahe: 'Rehaussée (CLAHE)', median: 'Lissée (médiane)' },
  parameterTexts: {
    window: {
      source: {
        label: 'Valeurs',
        tip: 'Lesquelles des valeurs enregistrées vont du noir au blanc.',
        names: {
          auto: 'Automatique',
          preset: 'Préréglage',
          full: 'Toute l’étendue',
          extent: 'De la plus petite à la plus grande',
          manual: 'À la main',
        },
      },
      preset: { label: 'Préréglage', tip: 'Lequel des préréglages du fichier est appliqué.' },
      center: {
        label: 'Centre',
        tip: 'Le niveau de la fenêtre, à mi-chemin du noir et du blanc\u00a0: plus bas, l’image est plus claire.',
      },
      width: {
        label: 'Largeur',
        tip: 'La largeur de la fenêtre\u00a0: combien de valeurs vont du noir au blanc. Moins il y en a, plus il y a de contraste.',
      },
      function: {
        label: 'Courbe',
        tip: 'Comment les tons passent du noir au blanc.',
        names: { linear: 'Linéaire', 'linear-exact': 'Linéaire, exacte', sigmoid: 'Sigmoïde' },
      },
      invert: { label: 'Inverser', tip: 'Échange le noir et le blanc.' },
    },
    enhance: {
      method: {
        label: 'Méthode',
        tip: 'Pour toute l’image à la fois, ou pour chaque région (CLAHE).',
        names: { equalize: 'Image entière', clahe: 'CLAHE' },
      },
      clipLimit: {
        label: 'Limite de contraste',
        tip: 'Combien de contraste une région peut gagner\u00a0; 0 n’y met pas de limite.',
      },
      tileColumns: { label: 'Colonnes de tuiles', tip: 'Régions côte à côte.' },
      tileRows: { label: 'Rangées de tuiles', tip: 'Régions l’une sous l’autre.' },
    },
    blur: {
      method: {
        label: 'Méthode',
        tip: 'La moyenne des voisins, ou leur médiane, qui garde les bords nets.',
        names: { gaussian: 'Gaussien', median: 'Médiane' },
      },
      kernelSize: {
        label: 'Taille du noyau',
        tip: 'Combien de voisins comptent\u00a0: un plus grand noyau lisse un grain plus gros.',
      },
      sigma: {
        label: 'Sigma',
        tip: 'La portée du lissage\u00a0: plus elle est grande, plus l’image est douce\u00a0; 0 suit la taille du noyau.',
      },
    },
    canny: {
      lowThreshold: {
        label: 'Seuil bas',
        tip: 'Les contours plus faibles disparaissent\u00a0; ceux d’entre les seuils restent là où ils en touchent un fort.',
      },
      highThreshold: { label: 'Seuil haut', tip: 'Les contours plus forts restent toujours.' },
      thresholds: {
        label: 'Seuils',
        tip: 'À la main, ou d’après les gradients de cette image.',
        names: { manual: 'À la main', auto: 'Automatique' },
      },
      edgeShare: { label: 'Part de contours', tip: 'Davantage trouve des contours plus fins, et de la poussière.' },
      apertureSize: {
        label: 'Taille de Sobel',
        tip: 'Taille du filtre de gradient\u00a0: plus grand, il trouve les contours larges et demande des seuils plus hauts.',
      },
      l2Gradient: {
        label: 'Norme L2 du gradient',
        tip: 'Mesure les contours obliques aussi fortement que les droits.',
      },
    },
  },
  window: {
    title: 'Fenêtre',
    purpose: 'Choisit lesquelles des valeurs enregistrées sont affichées, du noir au blanc.',
  },
  shownValues: (from, to, unit) => `Affiché de ${from} à ${to}${unit && `\u00a0${unit}`}.`,
  errors: {
    'unsupported-type': (_values, formats) => [
      `type de fichier non valide. Choisissez une image ${formatNames(formats)}.`,
    ],
    'file-too-large': ({ actual = 0, limit = 0 }) => [
      `le fichier est trop volumineux (${bytes(actual)}). La limite est de ${bytes(limit)}.`,
    ],
    'file-empty': () => ['le fichier est vide.'],
    'image-too-large': ({ width = 0, height = 0, limit = 0 }) => [
      `${width} × ${height} pixels, c’est trop. La limite est de ${pixels(limit)}.`,
    ],
    'decode-failed': () => ['l’image n’a pas pu être lue. Le fichier est sans doute endommagé.'],
    'invalid-params': ({ subject = '' }) => [`le paramètre ${subject} n’a pas une valeur permise.`],
    'engine-unavailable': () => [
      'Ce navigateur ne peut pas calculer les images.',
      'Activez l’accélération matérielle ou utilisez un autre navigateur.',
    ],
    'engine-lost': () => ['le calcul a été interrompu.', 'Fermez d’autres fenêtres et réessayez.'],
    'export-failed': () => ['Les résultats n’ont pas pu être enregistrés.'],
    address: () => [
      'Ce n’est qu’une adresse, pas un fichier.',
      'Enregistrez d’abord l’image sur cet appareil, puis choisissez-la ou déposez-la ici.',
    ],
    'device-limit': ({ width = 0, height = 0 }) => [`${width} × ${height} pixels, c’est trop pour cet appareil.`],
    'file-changed': () => [
      'le fichier n’est plus tel qu’il a été choisi\u00a0: il a été modifié, déplacé ou supprimé.',
      'Choisissez-le de nouveau.',
    ],
    frame: () => [
      'Le cadre où se trouve cette page ne permet pas les téléchargements.',
      'Ouvrez la page seule\u00a0; ou bien la page qui l’entoure doit donner «\u00a0allow-downloads\u00a0» au cadre.',
    ],
    'gpu-faulty': () => [
      'Le GPU ne calcule pas exactement ou ne peut pas être utilisé.',
      'Sans backend="webgl2", le CPU calcule, avec le même résultat.',
    ],
    'gpu-lost': () => ['Le GPU s’est arrêté.', 'Un nouvel essai a lieu, avec le CPU là où c’est permis.'],
    'dicom-kind': ({ subject = '' }) => [
      `les fichiers DICOM de cette sorte ne sont pas pris en charge\u00a0: ${subject}. ${EXPORT_DICOM}`,
    ],
    'codec-unavailable': ({ subject = '', part, policy }) => [
      `le décodeur de ${subject} n’est pas disponible\u00a0: ${codecWant(part, policy)} ${EXPORT_DICOM}`,
    ],
    'no-frame': ({ actual = 0, limit = 0 }) => [`il n’y a pas de trame ${actual}\u00a0: le fichier en a ${limit}.`],
    'jpeg-kind': ({ subject = '' }) => [
      `les images de la sorte ${subject} ne sont pas prises en charge. Enregistrez-la en JPG ou en PNG de 8 bits.`,
    ],
    'manifest-size': ({ limit = 0 }) => [
      `le fichier est trop volumineux pour un manifeste. La limite est de ${bytes(limit)}.`,
    ],
    'no-answer': () => [
      'le fichier ne répond pas. Son disque ou son réseau est sans doute inaccessible.',
      'Réessayez quand il sera accessible.',
    ],
    'no-results': () => ['Il n’y a pas encore de résultats.'],
    'no-room': () => [
      'Le navigateur n’a pas de place pour le fichier.',
      'Libérez de la place ou prenez moins d’images à la fois.',
    ],
    'not-a-manifest': () => ['le fichier n’est pas un manifeste lisible de xray-lab.'],
    'not-measurements': () => ['le fichier ne contient pas de mesures lisibles de xray-lab.'],
    'not-loaded': () => ['l’image n’a pas pu être chargée.', 'Vérifiez l’adresse et la connexion.'],
    'not-readable': ({ subject = '', actual = 0 }) => [
      `${subject}${actual === 0 ? '' : ` et ${actual} ${actual === 1 ? 'autre' : 'autres'}`}\u00a0: illisible dans le dossier.`,
      'Vérifiez les droits d’accès, ou choisissez les fichiers eux-mêmes.',
    ],
    'not-written': ({ subject = '' }) => [
      `${subject}\u00a0: le fichier n’a pas pu être écrit.`,
      'Choisissez de nouveau le dossier, autorisez l’écriture ou libérez de la place.',
    ],
    'other-format': ({ subject = '' }, formats) => [
      `c’est un fichier au format ${subject}. Choisissez un fichier ${formatNames(formats)}.`,
    ],
    'part-missing': ({ part }) => [
      `xray-lab n’a pas pu être chargé en entier${part ? ` : il manque ${part}` : ''}.`,
      'Vérifiez la connexion, puis rechargez la page.',
    ],
    'side-limit': ({ width = 0, height = 0, limit = 0 }) => [
      `${width} × ${height} pixels\u00a0: aucun côté ne doit dépasser ${limit}.`,
    ],
    'too-many-scans': () => [
      'ce JPG est enregistré en trop de passes (scans)\u00a0: sa lecture durerait trop longtemps.',
      'Enregistrez-le de nouveau, en JPG simple (baseline) ou en PNG.',
    ],
    'type-not-accepted': () => ['les images de ce type ne sont pas acceptées ici.'],
    unexpected: () => [
      'l’image n’a pas pu être traitée.',
      'Choisissez-la de nouveau. Si cela n’aide pas, utilisez un autre navigateur.',
    ],
    'work-stopped': () => [
      'l’image n’a pas pu être lue\u00a0: le travail s’est interrompu, même au second essai.',
      'Si la mémoire manque, fermez d’autres fenêtres ou programmes, puis choisissez-la de nouveau.',
    ],
    'wrong-argument': ({ subject = '' }) => [`${subject} a été appelé avec autre chose que ce qu’il prend.`],
    'zip-limit': () => [
      'Les résultats sont trop volumineux pour un fichier ZIP.',
      'Enregistrez moins d’images à la fois.',
    ],
  },
  chooseImage: 'Choisir une radiographie',
  choose: 'Choisir',
  chooseFolder: 'Choisir un dossier',
  processImage: 'Traiter l’image',
  download: 'Télécharger les résultats (ZIP)',
  reset: 'Réinitialiser',
  trySample: 'Essayer un exemple',
  dropHere: 'Déposez des radiographies ici',
  dropToAdd: 'Déposez pour traiter',
  privacy: 'Traité sur cet appareil. Rien n’est envoyé.',
  limits: (formats, maxFileSize) => `${formatNames(formats)}, jusqu’à ${bytes(maxFileSize)} par fichier`,
  toolbar: 'Images et résultats',
  sidePanels: 'Fichiers, paramètres et détails',
  sidePanelsWith: (problems) => `Fichiers, paramètres et détails, ${problems} avec un problème`,
  files: 'Fichiers',
  previousFilm: 'Cliché précédent',
  nextFilm: 'Cliché suivant',
  parameters: 'Paramètres',
  resetParameters: 'Réinitialiser les paramètres',
  resetParameter: (label) => `Réinitialiser\u00a0: ${label}`,
  explainParameters: 'Expliquer les paramètres',
  undo: 'Annuler',
  redo: 'Rétablir',
  preset: 'Préréglage',
  presetNone: 'Réglage personnel',
  presets: {
    original: 'Comme l’application d’origine',
    radiograph: 'Radiographie',
    softer: 'Plus doux',
    finer: 'Contours plus fins',
    strong: 'Contours forts seulement',
    broad: 'Contours larges',
  },
  keysTitle: 'Raccourcis clavier',
  showKeys: 'Raccourcis clavier',
  close: 'Fermer',
  keys: [
    ['?', 'Cette liste'],
    ['Tab', 'Commande suivante'],
    ['Flèches sur un curseur', 'Modifier un paramètre'],
    ['Ctrl + Z', 'Annuler un changement de paramètres'],
    ['Ctrl + Maj + Z', 'Le rétablir'],
    ['Flèches sur «\u00a0Ouvrir\u00a0»', 'Aller d’image en image'],
    ['Entrée', 'Ouvrir l’image dans la visionneuse'],
    ['+ et −', 'Agrandir et réduire'],
    ['I', 'Inverser une image en niveaux de gris'],
    ['W', 'Glisser et les flèches changent la fenêtre d’une image en niveaux de gris, ou ne le font plus'],
    ['Maj + W', 'Ramener la fenêtre à son préréglage'],
    ['0', 'Ajuster l’image'],
    ['1', 'Un pixel d’image par pixel d’écran'],
    ['Flèches', 'Déplacer l’image, ou le séparateur qui a le focus'],
    ['Maj + flèches', 'Déplacer le réticule qui lit les valeurs\u00a0; avec Ctrl ou ⌘, de dix en dix'],
    ['C', 'Réticule au milieu de la vue'],
    ['Page préc., Page suiv.', 'Image précédente, image suivante'],
    [', et .', 'Trame précédente, trame suivante d’un fichier qui en a plusieurs'],
    ['[ et ]', 'Cliché précédent, cliché suivant de la liste'],
    ['F', 'Plein écran, et retour'],
    ['R, Maj + R', 'Tourner l’image d’un quart de tour, et retour\u00a0; à l’affichage seulement'],
    ['B', 'L’image de comparaison à sa place, et retour'],
    ['H', 'Retourner l’image de gauche à droite\u00a0; à l’affichage seulement'],
    ['Z', 'Tant que la touche est maintenue\u00a0: loupe sous le pointeur ou la croix'],
    ['Échap', 'Quitter le plein écran, masquer le réticule, puis fermer la visionneuse'],
  ],
  value: (label) => `${label}, valeur`,
  range: (min, max, unit, odd) => {
    const last = unit === '' ? '' : `\u00a0${unit}`;
    const values = max === null ? `à partir de ${min}${last}` : `de ${min} à ${max}${last}`;
    return `Permis\u00a0: ${odd ? 'impair, ' : ''}${values}.`.replace(/-/g, '−');
  },
  notANumber: (label, value) =>
    `${label}\u00a0: ce n’est pas lisible comme un nombre. La valeur reste ${String(value).replace('.', ',')}.`,
  results: 'Résultats',
  aboutStage: (title) => `À propos de\u00a0: ${title}`,
  saveStage: (title) => `Enregistrer en PNG\u00a0: ${title}`,
  save: 'Enregistrer',
  copyStage: (title) => `Copier\u00a0: ${title}`,
  copied: 'Copié',
  wholeImage: (size, copyable) =>
    `Affichée réduite\u00a0: les boutons ci-dessus ${copyable ? 'copient et enregistrent' : 'enregistrent'} l’image entière, ${size}.`,
  announceCopied: (title) => `${title}\u00a0: copié`,
  saveToFolder: 'Enregistrer dans un dossier…',
  stopSaving: 'Arrêter l’enregistrement',
  burnedIn: (files, all) =>
    all === 1
      ? 'Selon le fichier, du texte est incrusté dans l’image. Il peut révéler qui est le patient.'
      : `Selon ${files} des ${all} fichiers, du texte est incrusté dans l’image. Il peut révéler qui est le patient.`,
  savingTo: (folder, written, total, failed) =>
    `Enregistrement dans ${folder}\u00a0: ${written} sur ${total} écrits${failed === 0 ? '' : `, ${failed} en échec`}`,
  stageOf: (title, file) => `${title}, ${file}`,
  openStage: (title) => `Ouvrir\u00a0: ${title}`,
  viewer: 'Visionneuse',
  viewerControls: 'Commandes de la visionneuse',
  closeViewer: 'Toutes les images',
  shownImage: 'Image',
  compare: 'Comparer',
  compareModes: {
    single: 'Une image',
    side: 'Côte à côte',
    divider: 'Avec un séparateur',
    across: 'Séparateur en travers',
    blink: 'À tour de rôle',
    difference: 'Différence',
  },
  compareWith: 'Comparée avec',
  divider: 'Séparateur',
  comparing: {
    film: 'Cliché de comparaison',
    ownFilm: 'Ce cliché',
    kept: (parameters) => (parameters === '' ? 'B' : `B: ${parameters}`),
    keep: 'Garder comme B',
    keepTip: 'Garde les images telles qu’elles sont, pour les comparer à celles d’autres paramètres',
    swap: 'Montrer l’autre',
    alternate: 'Alterner',
    amplify: 'Luminosité de la différence',
    difference: (first, second, times) => `Différence : ${first}, ${second}${times === 1 ? '' : ` × ${times}`}`,
  },
  overlayEdges: 'Contours par-dessus',
  edgeColour: 'Couleur des contours',
  zoomIn: 'Agrandir',
  zoomOut: 'Réduire',
  fit: 'Ajuster',
  actualSize: '1:1',
  percent: (zoom) => `${decimal(zoom * 100, zoom < 0.1 ? 1 : 0)}\u00a0%`,
  viewOf: (title, file) => `${title}, ${file}, visionneuse`,
  viewHint:
    'Les flèches déplacent l’image, plus et moins agrandissent et réduisent. Le point d’interrogation montre toutes les touches.',
  probe: 'Valeurs du pixel',
  position: 'x, y',
  gradient: 'Gradient',
  storedValue: 'Enregistrée',
  modalityValue: 'Valeur',
  sampleValue: (value, unit) => `${String(Number(value.toPrecision(7))).replace('.', ',')}${unit && `\u00a0${unit}`}`,
  shownAspect: ({ x, y }) =>
    `Affichée avec des pixels de ${[x, y].map((side) => String(Number(side.toPrecision(4))).replace('.', ',')).join(':')}`,
  windowTool:
    'Glisser et les flèches changent la fenêtre\u00a0: la largeur sur les côtés, le centre vers le haut et le bas',
  fullScreen: 'Plein écran',
  more: 'Plus',
  rotate: 'Tourner d’un quart de tour, à l’affichage seulement',
  flip: 'Retourner de gauche à droite, à l’affichage seulement',
  smooth: 'Lisser',
  smoothed: 'Lissée',
  smoothTip: 'Les pixels agrandis se fondent au lieu d’être des carrés',
  orientation: (degrees, mirrored) => {
    const parts = [degrees ? `tournée de ${degrees}°` : '', mirrored ? 'retournée' : ''].filter(Boolean).join(', ');
    return parts.slice(0, 1).toUpperCase() + parts.slice(1);
  },
  upright: 'Comme dans le fichier',
  wheelHint: 'Avec Ctrl ou ⌘, la molette agrandit',
  filmOf: (name, film, films) => `${name}, ${film} sur ${films}`,
  number: (value) => decimal(value),
  measuring: {
    title: 'Mesurer',
    none: 'Aucun outil',
    kinds: {
      length: 'Longueur',
      angle: 'Angle',
      cobb: 'Angle de Cobb',
      rectangle: 'Rectangle',
      ellipse: 'Ellipse',
      profile: 'Profil de ligne',
      point: 'Point',
      arrow: 'Flèche',
    },
    list: 'Mesures',
    point: 'Point',
    text: 'Texte',
    snap: 'Aligner sur les contours',
    copyText: 'Copier en texte',
    copyTable: 'Copier en tableau',
    saveAnnotated: 'Enregistrer avec les mesures',
    uncalibrated: 'Non étalonné : dimensions en pixels.',
    byKnownLength: 'par une longueur connue',
    knownLength: 'Longueur connue, mm',
    calibrateAs: 'Étalonner comme',
    asInFile: 'Comme dans le fichier',
    mean: 'moyenne',
    deviation: 'écart type',
    min: 'minimum',
    max: 'maximum',
    pixels: 'px',
    stored: 'Valeurs enregistrées',
    modality: 'Valeurs de la modalité',
  },
  announceMeasurements: (file) => `${file} : mesures reprises`,
  frames: 'Trames',
  frameOf: (frame, frames) => `Trame ${frame} sur ${frames}`,
  frame: 'Trame',
  ofFrames: (frames) => `sur ${frames}`,
  previousFrame: 'Trame précédente',
  nextFrame: 'Trame suivante',
  histogram: 'Histogramme',
  logarithmic: 'Logarithmique',
  histogramOf: (name, { min, max, mean }) =>
    `Histogramme, ${name}\u00a0: valeurs de ${min} à ${max}, moyenne ${decimal(mean)}`,
  histogramCut: (peaks) =>
    `plus haut que le tracé\u00a0: ${peaks.map(({ value, share }) => `valeur ${value}, ${Math.round(share * 100)}\u00a0% des pixels`).join('\u00a0; ')}`,
  histogramValue: 'Valeur à lire',
  histogramNoValue: 'Pointez une valeur, ou déplacez le curseur',
  histogramReading: (value, counts) =>
    `Valeur ${value}\u00a0: ${counts
      .map(
        ({ name, count, share }) =>
          `${name} ${grouped(count, '\u202f')}\u00a0px, ${decimal(share * 100)}\u00a0% jusqu’ici`,
      )
      .join('\u00a0; ')}`,
  windowHistogram: 'Histogramme des valeurs enregistrées, avec la fenêtre',
  windowEdges: { from: 'Borne basse de la fenêtre', to: 'Borne haute de la fenêtre' },
  imageDetails: 'Détails de l’image',
  dismiss: 'Masquer',
  moreProblems: (count) => (count === 1 ? 'et 1 autre' : `et ${count} autres`),
  waiting: 'En attente',
  working: 'Traitement…',
  workingOn: (ready, total) => `Traitement… ${ready} sur ${total}`,
  otherParameters: 'Autres paramètres',
  notRead: (files) => `${files} n’ont pas pu être lus`,
  problems: (count) => `${count} problèmes`,
  processAgain: 'Traiter de nouveau',
  madeWithOthers: (outdated, all) =>
    `${outdated} sur ${all} ${outdated === 1 ? 'a été fait' : 'ont été faits'} avec d’autres paramètres.`,
  processAndSave: 'Traiter de nouveau et enregistrer',
  saveAsTheyAre: 'Enregistrer tels quels',
  cancelSaving: 'Annuler',
  tryAgain: 'Réessayer',
  leaveOut: 'Laisser de côté',
  remove: (file) => `Retirer ${file}`,
  removeAll: 'Tout retirer',
  rowKeys: 'Haut et Bas vont d’un fichier à l’autre, Gauche et Droite d’un bouton à l’autre ; Suppr retire le fichier.',
  removedAll: (files) => (files === 1 ? '1 fichier retiré' : `${files} fichiers retirés`),
  letGo: 'Retirer définitivement',
  cancelled: 'Annulé',
  cancel: (file) => `Annuler ${file}`,
  cancelAll: 'Tout annuler',
  processFileAgain: (file) => `Traiter de nouveau ${file}`,
  summary: (done, total, failed, cancelled) => {
    const others = [
      failed > 0 ? `, ${failed} en échec` : '',
      cancelled > 0 ? `, ${cancelled} ${cancelled === 1 ? 'annulé' : 'annulés'}` : '',
    ];
    return `${done} sur ${total} ${done < 2 ? 'terminé' : 'terminés'}${others.join('')}`;
  },
  timeLeft: (milliseconds) => `encore ${roughly(milliseconds)} environ`,
  size: (width, height) => `${width} × ${height}\u00a0px`,
  fileSize: bytes,
  colorTypes: {
    gray: 'niveaux de gris',
    'gray-alpha': 'niveaux de gris avec alpha',
    rgb: 'couleur',
    rgba: 'couleur avec alpha',
    palette: 'couleur par palette',
    cmyk: 'couleur en CMJN',
  },
  depth: (bitDepth, colours) => `${bitDepth} bits, ${colours}`,
  reducedDepth: (bitDepth, colours) => `${bitDepth} bits, ${colours}, affichés en 8`,
  fileInformation: 'Informations du fichier',
  informationNote:
    'Tout ce que dit l’en-tête du fichier. Il peut révéler qui est le patient\u00a0; rien de cela n’est jamais exporté.',
  moreFields: 'Le reste n’est pas listé.',
  spacing: (row, column, at, magnification) => {
    const where = { patient: 'dans le patient', detector: 'sur le détecteur', calibrated: 'calibré' }[at];
    const size = (row === column ? [row] : [row, column]).map((side) => decimal(side, 4)).join(' × ');
    return `${size}\u00a0mm par pixel, ${where}${magnification ? `, agrandissement de ${decimal(magnification, 2)}` : ''}`;
  },
  computedOn: (backend, milliseconds) =>
    `Calculé sur ${backend === 'cpu' ? 'CPU' : 'GPU'} · ${duration(milliseconds, decimal)}`,
  tooLargeForGpu: 'Trop grande pour ce GPU\u00a0: le CPU la calcule.',
  gpuLost: 'Le GPU s’est arrêté\u00a0: le CPU a pris le relais.',
  readyToProcess: 'Prêt',
  progress: 'Progression',
  exporting: 'Préparation du ZIP',
  skipped: (files, formats) =>
    files === 1
      ? `1 fichier qui n’est pas ${formatNames(formats)} a été ignoré`
      : `${files} fichiers qui ne sont pas ${formatNames(formats)} ont été ignorés`,
  noneInFolder: (formats) => `Il n’y a pas de ${formatNames(formats)} ici`,
  announceProcessing: (file) => `Traitement de ${file}`,
  announceReady: (file) => `${file}\u00a0: cinq images prêtes`,
  announceSetting: (file, sets) =>
    sets === 1
      ? `${file}\u00a0: ses paramètres sont appliqués`
      : `${file}\u00a0: ses images ont ${sets} réglages différents\u00a0; le premier est appliqué`,
  announceExported: (zips) => (zips === 1 ? 'Le fichier ZIP est prêt' : `${zips} fichiers ZIP sont prêts`),
  formRequired: 'Choisissez une radiographie.',
  formNotReady: 'Les images sont encore en traitement. Réessayez dans un instant.',
  unnamed: 'image',
};
