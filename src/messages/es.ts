/**
 * The interface in Spanish: `lab.messages = SPANISH`. Written in the terms of radiology, but not yet read over by a native
 * reader. Numbers have a decimal comma, as in Spain and most of South America.
 */
import { amountOfBytes, anyOf, decimalWith, duration, grouped, roughly, type CompleteMessages } from './values.ts';

const decimal = decimalWith(',');

function bytes(count: number): string {
  const few = (bytesOnly: number): string => (bytesOnly === 1 ? '1 byte' : `${bytesOnly} bytes`);
  return amountOfBytes(count, decimal, { bytes: few, kilobytes: 'KB', megabytes: 'MB' });
}

function pixels(count: number): string {
  return count >= 1e5 ? `${decimal(count / 1e6)} megapíxeles` : `${count} píxeles`;
}

function formatNames(names: readonly string[]): string {
  return anyOf(names, ' o ');
}

/** What a codec is wanting. */
function codecWant(part?: string, policy?: string): string {
  if (!part && !policy) return 'necesita WebAssembly, que este navegador no tiene.';
  if (!part) return `necesita WebAssembly, que la política de esta página prohíbe (script-src sin ${policy}).`;
  if (!policy) return `${part} de esta versión no está junto a los demás archivos de xray-lab.`;
  return `no se pudo cargar ${part}. Quizá no haya red, o la política de esta página lo prohíbe (${policy}).`;
}

const EXPORT_DICOM = 'Expórtela como DICOM sin comprimir, o como JPG o PNG.';

export const SPANISH: CompleteMessages = {
  language: 'es',
  stages: {
    original: {
      title: 'Imagen original',
      purpose: 'El archivo tal como se leyó, con 8 bits por canal y derecho: la referencia de todo lo demás.',
    },
    grayscale: {
      title: 'Escala de grises',
      purpose: 'Un valor de brillo por píxel: comparable entre imágenes y base de los pasos siguientes.',
    },
    enhanced: {
      title: 'Realzada (ecualización del histograma)',
      purpose: 'Reparte los grises por todo el intervalo: se ven los detalles de las zonas oscuras y claras.',
    },
    blurred: {
      title: 'Suavizada (gaussiana)',
      purpose: 'Promedia el grano y el ruido cuántico, que de otro modo se tomarían por bordes.',
    },
    edges: {
      title: 'Bordes (Canny)',
      purpose:
        'Muestra dónde cambia bruscamente el brillo: contornos de huesos, órganos, implantes y fisuras. Aun reducidas, las líneas conservan un píxel de ancho.',
    },
  },
  stageNames: {
    original: 'Original',
    grayscale: 'Grises',
    enhanced: 'Realzada',
    blurred: 'Suavizada',
    edges: 'Bordes',
  },
  stageRow: 'Imágenes',
  methodTitles: { clahe: 'Realzada (CLAHE)', median: 'Suavizada (mediana)' },
  parameterTexts: {
    window: {
      source: {
        label: 'Valores',
        tip: 'Cuáles de los valores almacenados van del negro al blanco.',
        names: {
          auto: 'Automático',
          preset: 'Preajuste',
          full: 'Todo el intervalo',
          extent: 'Del menor al mayor',
          manual: 'A mano',
        },
      },
      preset: { label: 'Preajuste', tip: 'Cuál de los preajustes del archivo se aplica.' },
      center: {
        label: 'Centro',
        tip: 'El nivel de la ventana, el valor a medio camino entre negro y blanco: más bajo es más claro.',
      },
      width: {
        label: 'Ancho',
        tip: 'El ancho de la ventana: cuántos valores van del negro al blanco. Con menos hay más contraste.',
      },
      function: {
        label: 'Curva',
        tip: 'Cómo pasan los tonos del negro al blanco.',
        names: { linear: 'Lineal', 'linear-exact': 'Lineal, exacta', sigmoid: 'Sigmoide' },
      },
      invert: { label: 'Invertir', tip: 'Intercambia el negro y el blanco.' },
    },
    enhance: {
      method: {
        label: 'Método',
        tip: 'Para toda la imagen a la vez, o para cada región (CLAHE).',
        names: { equalize: 'Imagen entera', clahe: 'CLAHE' },
      },
      clipLimit: {
        label: 'Límite de contraste',
        tip: 'Cuánto contraste puede ganar una región; 0 no pone límite.',
      },
      tileColumns: { label: 'Columnas de teselas', tip: 'Regiones una al lado de otra.' },
      tileRows: { label: 'Filas de teselas', tip: 'Regiones una debajo de otra.' },
    },
    blur: {
      method: {
        label: 'Método',
        tip: 'La media de los vecinos, o su mediana, que conserva nítidos los contornos.',
        names: { gaussian: 'Gaussiano', median: 'Mediana' },
      },
      kernelSize: {
        label: 'Tamaño del núcleo',
        tip: 'Cuántos vecinos cuentan: uno mayor suaviza un grano más grueso.',
      },
      sigma: {
        label: 'Sigma',
        tip: 'Hasta dónde llega el suavizado: más es más suave; 0 sigue al tamaño del núcleo.',
      },
    },
    canny: {
      lowThreshold: {
        label: 'Umbral inferior',
        tip: 'Los bordes más débiles desaparecen; los intermedios quedan donde tocan uno fuerte.',
      },
      highThreshold: { label: 'Umbral superior', tip: 'Los bordes más fuertes quedan siempre.' },
      thresholds: {
        label: 'Umbrales',
        tip: 'A mano, o según los gradientes de esta imagen.',
        names: { manual: 'A mano', auto: 'Automático' },
      },
      edgeShare: { label: 'Proporción de bordes', tip: 'Con más se hallan bordes más finos, y polvo.' },
      apertureSize: {
        label: 'Tamaño de Sobel',
        tip: 'Tamaño del filtro de gradiente: uno mayor halla bordes anchos y pide umbrales más altos.',
      },
      l2Gradient: {
        label: 'Norma L2 del gradiente',
        tip: 'Mide los bordes oblicuos con tanta fuerza como los rectos.',
      },
    },
  },
  window: {
    title: 'Ventana',
    purpose: 'Elige cuáles de los valores almacenados se muestran, del negro al blanco.',
  },
  shownValues: (from, to, unit) => `Se muestra de ${from} a ${to}${unit && `\u00a0${unit}`}.`,
  errors: {
    'unsupported-type': (_values, formats) => [`tipo de archivo no válido. Elija una imagen ${formatNames(formats)}.`],
    'file-too-large': ({ actual = 0, limit = 0 }) => [
      `el archivo es demasiado grande (${bytes(actual)}). Se permiten ${bytes(limit)}.`,
    ],
    'file-empty': () => ['el archivo está vacío.'],
    'image-too-large': ({ width = 0, height = 0, limit = 0 }) => [
      `${width} × ${height} píxeles son demasiados. Se permiten ${pixels(limit)}.`,
    ],
    'decode-failed': () => ['no se pudo leer la imagen. Es probable que el archivo esté dañado.'],
    'invalid-params': ({ subject = '' }) => [`el parámetro ${subject} no tiene un valor permitido.`],
    'engine-unavailable': () => [
      'Este navegador no puede calcular las imágenes.',
      'Active la aceleración por hardware o use otro navegador.',
    ],
    'engine-lost': () => ['se interrumpió el cálculo.', 'Cierre otras ventanas e inténtelo de nuevo.'],
    'export-failed': () => ['No se pudieron guardar los resultados.'],
    address: () => [
      'Esto es solo una dirección, no un archivo.',
      'Guarde primero la imagen en este dispositivo y después elíjala o suéltela aquí.',
    ],
    'device-limit': ({ width = 0, height = 0 }) => [
      `${width} × ${height} píxeles son demasiados para este dispositivo.`,
    ],
    'file-changed': () => [
      'el archivo ya no es como cuando se eligió: se modificó, se movió o se borró.',
      'Elíjalo de nuevo.',
    ],
    frame: () => [
      'El marco en el que está esta página no permite descargas.',
      'Abra la página por separado; o bien la página que la rodea debe dar «allow-downloads» al marco.',
    ],
    'gpu-faulty': () => [
      'La GPU no calcula con exactitud o no se puede usar.',
      'Sin backend="webgl2" calcula la CPU, con el mismo resultado.',
    ],
    'gpu-lost': () => ['La GPU dejó de funcionar.', 'Se intenta de nuevo, con la CPU donde está permitido.'],
    'dicom-kind': ({ subject = '' }) => [`no se admiten archivos DICOM de esta clase: ${subject}. ${EXPORT_DICOM}`],
    'codec-unavailable': ({ subject = '', part, policy }) => [
      `el decodificador de ${subject} no está disponible: ${codecWant(part, policy)} ${EXPORT_DICOM}`,
    ],
    'no-frame': ({ actual = 0, limit = 0 }) => [`no hay fotograma ${actual}: el archivo tiene ${limit}.`],
    'jpeg-kind': ({ subject = '' }) => [
      `no se admiten imágenes de la clase ${subject}. Guárdela como JPG o PNG de 8 bits.`,
    ],
    'manifest-size': ({ limit = 0 }) => [
      `el archivo es demasiado grande para un manifiesto. Se permiten ${bytes(limit)}.`,
    ],
    'no-answer': () => [
      'el archivo no responde. Quizá no se pueda acceder a su unidad o a su red.',
      'Inténtelo de nuevo cuando se pueda.',
    ],
    'no-results': () => ['Todavía no hay resultados.'],
    'no-room': () => [
      'El navegador no tiene espacio para el archivo.',
      'Libere espacio o tome menos imágenes a la vez.',
    ],
    'not-a-manifest': () => ['el archivo no es un manifiesto legible de xray-lab.'],
    'not-measurements': () => ['el archivo no contiene mediciones legibles de xray-lab.'],
    'not-loaded': () => ['no se pudo cargar la imagen.', 'Compruebe la dirección y la conexión.'],
    'not-readable': ({ subject = '', actual = 0 }) => [
      `${subject}${actual === 0 ? '' : ` y ${actual} más`}: no se puede leer en la carpeta.`,
      'Compruebe los permisos, o elija los propios archivos.',
    ],
    'not-written': ({ subject = '' }) => [
      `${subject}: no se pudo escribir el archivo.`,
      'Elija de nuevo la carpeta, permita escribir en ella o libere espacio.',
    ],
    'other-format': ({ subject = '' }, formats) => [
      `es un archivo de formato ${subject}. Elija un archivo ${formatNames(formats)}.`,
    ],
    'part-missing': ({ part }) => [
      `xray-lab no se pudo cargar por completo${part ? `: falta ${part}` : ''}.`,
      'Compruebe la conexión y vuelva a cargar la página.',
    ],
    'side-limit': ({ width = 0, height = 0, limit = 0 }) => [
      `${width} × ${height} píxeles: ningún lado puede pasar de ${limit}.`,
    ],
    'too-many-scans': () => [
      'este JPG está guardado en demasiadas pasadas (scans): leerlo llevaría demasiado tiempo.',
      'Guárdelo de nuevo, como JPG sencillo (baseline) o como PNG.',
    ],
    'type-not-accepted': () => ['aquí no se aceptan imágenes de este tipo.'],
    unexpected: () => ['no se pudo procesar la imagen.', 'Elíjala de nuevo. Si eso no ayuda, use otro navegador.'],
    'work-stopped': () => [
      'no se pudo leer la imagen: el trabajo se interrumpió, también en el segundo intento.',
      'Si falta memoria, cierre otras ventanas o programas y elíjala de nuevo.',
    ],
    'wrong-argument': ({ subject = '' }) => [`se llamó a ${subject} con algo distinto de lo que admite.`],
    'zip-limit': () => ['Los resultados son demasiado grandes para un archivo ZIP.', 'Guarde menos imágenes a la vez.'],
  },
  chooseImage: 'Elegir radiografía',
  choose: 'Elegir',
  chooseFolder: 'Elegir carpeta',
  processImage: 'Procesar imagen',
  download: 'Descargar resultados (ZIP)',
  reset: 'Restablecer',
  trySample: 'Probar un ejemplo',
  dropHere: 'Suelte aquí las radiografías',
  dropToAdd: 'Suelte para procesar',
  privacy: 'Procesado en este dispositivo. No se sube nada.',
  limits: (formats, maxFileSize) => `${formatNames(formats)}, hasta ${bytes(maxFileSize)} por archivo`,
  toolbar: 'Imágenes y resultados',
  sidePanels: 'Archivos, parámetros y detalles',
  sidePanelsWith: (problems) => `Archivos, parámetros y detalles, ${problems} con un problema`,
  files: 'Archivos',
  previousFilm: 'Película anterior',
  nextFilm: 'Película siguiente',
  parameters: 'Parámetros',
  resetParameters: 'Restablecer parámetros',
  resetParameter: (label) => `Restablecer: ${label}`,
  explainParameters: 'Explicar los parámetros',
  undo: 'Deshacer',
  redo: 'Rehacer',
  preset: 'Preajuste',
  presetNone: 'Ajuste propio',
  presets: {
    original: 'Como la aplicación original',
    radiograph: 'Radiografía',
    softer: 'Más suave',
    finer: 'Bordes más finos',
    strong: 'Solo bordes fuertes',
    broad: 'Bordes anchos',
  },
  keysTitle: 'Atajos de teclado',
  showKeys: 'Atajos de teclado',
  close: 'Cerrar',
  keys: [
    ['?', 'Esta lista'],
    ['Tab', 'Control siguiente'],
    ['Flechas en un deslizador', 'Cambiar un parámetro'],
    ['Ctrl + Z', 'Deshacer un cambio de parámetros'],
    ['Ctrl + Mayús + Z', 'Rehacerlo'],
    ['Flechas en «Abrir»', 'Ir de imagen en imagen'],
    ['Intro', 'Abrir la imagen en el visor'],
    ['+ y −', 'Ampliar y reducir'],
    ['I', 'Invertir una imagen en grises'],
    ['W', 'Arrastrar y las flechas cambian la ventana de una imagen en grises, o dejan de hacerlo'],
    ['Mayús + W', 'Devolver la ventana a su preajuste'],
    ['0', 'Ajustar la imagen'],
    ['1', 'Un píxel de la imagen por píxel de la pantalla'],
    ['Flechas', 'Mover la imagen, o el divisor que tiene el foco'],
    ['Mayús + flechas', 'Mover la retícula que lee los valores; con Ctrl o ⌘, de diez en diez'],
    ['C', 'Retícula al centro de la vista'],
    ['Re Pág, Av Pág', 'Imagen anterior, imagen siguiente'],
    [', y .', 'Fotograma anterior, fotograma siguiente de un archivo con varios'],
    ['[ y ]', 'Radiografía anterior, radiografía siguiente de la lista'],
    ['F', 'Pantalla completa, y volver'],
    ['R, Mayús + R', 'Girar la imagen un cuarto de vuelta, y volver; solo a la vista'],
    ['B', 'La imagen de comparación en su lugar, y de vuelta'],
    ['H', 'Reflejar la imagen de izquierda a derecha; solo a la vista'],
    ['Z', 'Mientras se mantiene pulsada: lupa en el puntero o en la cruz'],
    ['Esc', 'Salir de la pantalla completa, ocultar la retícula y después cerrar el visor'],
  ],
  value: (label) => `${label}, valor`,
  range: (min, max, unit, odd) => {
    const last = unit === '' ? '' : `\u00a0${unit}`;
    const values = max === null ? `a partir de ${min}${last}` : `de ${min} a ${max}${last}`;
    return `Permitido: ${odd ? 'impar, ' : ''}${values}.`.replace(/-/g, '−');
  },
  notANumber: (label, value) =>
    `${label}: eso no se puede leer como número. Sigue siendo ${String(value).replace('.', ',')}.`,
  results: 'Resultados',
  aboutStage: (title) => `Acerca de: ${title}`,
  saveStage: (title) => `Guardar como PNG: ${title}`,
  save: 'Guardar',
  copyStage: (title) => `Copiar: ${title}`,
  copied: 'Copiado',
  wholeImage: (size, copyable) =>
    `Se muestra reducida: los botones de arriba ${copyable ? 'copian y guardan' : 'guardan'} la imagen entera, ${size}.`,
  announceCopied: (title) => `${title}: copiado`,
  saveToFolder: 'Guardar en carpeta…',
  stopSaving: 'Dejar de guardar',
  burnedIn: (files, all) =>
    all === 1
      ? 'Según el archivo, hay texto grabado en la imagen. Puede revelar quién es el paciente.'
      : `Según ${files} de ${all} archivos, hay texto grabado en la imagen. Puede revelar quién es el paciente.`,
  savingTo: (folder, written, total, failed) =>
    `Guardando en ${folder}: ${written} de ${total} escritos${failed === 0 ? '' : `, ${failed} con error`}`,
  stageOf: (title, file) => `${title} de ${file}`,
  openStage: (title) => `Abrir: ${title}`,
  viewer: 'Visor',
  viewerControls: 'Controles del visor',
  closeViewer: 'Todas las imágenes',
  shownImage: 'Imagen',
  compare: 'Comparar',
  compareModes: {
    single: 'Una imagen',
    side: 'Lado a lado',
    divider: 'Con divisor',
    across: 'Divisor atravesado',
    blink: 'Por turnos',
    difference: 'Diferencia',
  },
  compareWith: 'Comparada con',
  divider: 'Divisor',
  comparing: {
    film: 'Película de comparación',
    ownFilm: 'Esta película',
    kept: (parameters) => (parameters === '' ? 'B' : `B: ${parameters}`),
    keep: 'Guardar como B',
    keepTip: 'Conserva las imágenes como están ahora, para compararlas con las de otros parámetros',
    swap: 'Mostrar la otra',
    alternate: 'Alternar',
    amplify: 'Brillo de la diferencia',
    difference: (first, second, times) => `Diferencia: ${first}, ${second}${times === 1 ? '' : ` × ${times}`}`,
  },
  overlayEdges: 'Bordes encima',
  edgeColour: 'Color de los bordes',
  zoomIn: 'Ampliar',
  zoomOut: 'Reducir',
  fit: 'Ajustar',
  actualSize: '1:1',
  percent: (zoom) => `${decimal(zoom * 100, zoom < 0.1 ? 1 : 0)}\u00a0%`,
  viewOf: (title, file) => `${title} de ${file}, visor`,
  viewHint:
    'Las flechas mueven la imagen, más y menos amplían y reducen. El signo de interrogación muestra todas las teclas.',
  probe: 'Valores del píxel',
  position: 'x, y',
  gradient: 'Gradiente',
  storedValue: 'Almacenado',
  modalityValue: 'Valor',
  sampleValue: (value, unit) => `${String(Number(value.toPrecision(7))).replace('.', ',')}${unit && `\u00a0${unit}`}`,
  shownAspect: ({ x, y }) =>
    `Se muestra con píxeles de ${[x, y].map((side) => String(Number(side.toPrecision(4))).replace('.', ',')).join(':')}`,
  windowTool: 'Arrastrar y las flechas cambian la ventana: el ancho hacia los lados, el centro hacia arriba y abajo',
  fullScreen: 'Pantalla completa',
  more: 'Más',
  rotate: 'Girar un cuarto de vuelta, solo a la vista',
  flip: 'Reflejar de izquierda a derecha, solo a la vista',
  smooth: 'Suavizar',
  smoothed: 'Suavizada',
  smoothTip: 'Los píxeles ampliados se funden en lugar de ser cuadrados',
  orientation: (degrees, mirrored) => {
    const parts = [degrees ? `girada ${degrees}°` : '', mirrored ? 'reflejada' : ''].filter(Boolean).join(', ');
    return parts.slice(0, 1).toUpperCase() + parts.slice(1);
  },
  upright: 'Como en el archivo',
  wheelHint: 'Con Ctrl o ⌘ la rueda amplía',
  filmOf: (name, film, films) => `${name}, ${film} de ${films}`,
  number: (value) => decimal(value),
  measuring: {
    title: 'Medir',
    none: 'Sin herramienta',
    kinds: {
      length: 'Longitud',
      angle: 'Ángulo',
      cobb: 'Ángulo de Cobb',
      rectangle: 'Rectángulo',
      ellipse: 'Elipse',
      profile: 'Perfil de línea',
      point: 'Punto',
      arrow: 'Flecha',
    },
    list: 'Mediciones',
    point: 'Punto',
    text: 'Texto',
    snap: 'Ajustar a los bordes',
    copyText: 'Copiar como texto',
    copyTable: 'Copiar como tabla',
    saveAnnotated: 'Guardar con las mediciones',
    uncalibrated: 'Sin calibrar: tamaños en píxeles.',
    byKnownLength: 'por una longitud conocida',
    knownLength: 'Longitud conocida, mm',
    calibrateAs: 'Calibrar como',
    asInFile: 'Como en el archivo',
    mean: 'media',
    deviation: 'desviación estándar',
    min: 'mínimo',
    max: 'máximo',
    pixels: 'px',
    stored: 'Valores almacenados',
    modality: 'Valores de la modalidad',
  },
  announceMeasurements: (file) => `${file}: se han tomado las mediciones`,
  frames: 'Fotogramas',
  frameOf: (frame, frames) => `Fotograma ${frame} de ${frames}`,
  frame: 'Fotograma',
  ofFrames: (frames) => `de ${frames}`,
  previousFrame: 'Fotograma anterior',
  nextFrame: 'Fotograma siguiente',
  histogram: 'Histograma',
  logarithmic: 'Logarítmico',
  histogramOf: (name, { min, max, mean }) =>
    `Histograma de ${name}: valores de ${min} a ${max}, media ${decimal(mean)}`,
  histogramCut: (peaks) =>
    `recortado arriba: ${peaks.map(({ value, share }) => `valor ${value}, ${Math.round(share * 100)}\u00a0% de los píxeles`).join('; ')}`,
  histogramValue: 'Valor que se lee',
  histogramNoValue: 'Señale un valor o mueva el deslizador',
  histogramReading: (value, counts) =>
    `Valor ${value}: ${counts
      .map(
        ({ name, count, share }) =>
          `${name} ${grouped(count, '\u00a0')}\u00a0px, ${decimal(share * 100)}\u00a0% hasta aquí`,
      )
      .join('; ')}`,
  windowHistogram: 'Histograma de los valores almacenados, con la ventana',
  windowEdges: { from: 'Límite inferior de la ventana', to: 'Límite superior de la ventana' },
  imageDetails: 'Datos de la imagen',
  dismiss: 'Descartar',
  moreProblems: (count) => `y ${count} más`,
  waiting: 'En espera',
  working: 'Procesando…',
  workingOn: (ready, total) => `Procesando… ${ready} de ${total}`,
  otherParameters: 'Otros parámetros',
  notRead: (files) => `${files} no se pudieron leer`,
  problems: (count) => `${count} problemas`,
  processAgain: 'Procesar de nuevo',
  madeWithOthers: (outdated, all) =>
    `${outdated} de ${all} ${outdated === 1 ? 'se hizo' : 'se hicieron'} con otros parámetros.`,
  processAndSave: 'Procesar de nuevo y guardar',
  saveAsTheyAre: 'Guardar como están',
  cancelSaving: 'Cancelar',
  tryAgain: 'Intentar de nuevo',
  leaveOut: 'Omitir',
  remove: (file) => `Quitar ${file}`,
  removeAll: 'Quitar todo',
  rowKeys: 'Arriba y Abajo van de un archivo a otro, Izquierda y Derecha de un botón a otro; Supr quita el archivo.',
  removedAll: (files) => (files === 1 ? 'Se quitó 1 archivo' : `Se quitaron ${files} archivos`),
  letGo: 'Quitar definitivamente',
  cancelled: 'Cancelado',
  cancel: (file) => `Cancelar ${file}`,
  cancelAll: 'Cancelar todo',
  processFileAgain: (file) => `Procesar de nuevo ${file}`,
  summary: (done, total, failed, cancelled) => {
    const others = [
      failed > 0 ? `, ${failed} con error` : '',
      cancelled > 0 ? `, ${cancelled} ${cancelled === 1 ? 'cancelado' : 'cancelados'}` : '',
    ];
    return `${done} de ${total} ${done === 1 ? 'terminado' : 'terminados'}${others.join('')}`;
  },
  timeLeft: (milliseconds) => `faltan unos ${roughly(milliseconds)}`,
  size: (width, height) => `${width} × ${height}\u00a0px`,
  fileSize: bytes,
  colorTypes: {
    gray: 'escala de grises',
    'gray-alpha': 'escala de grises con alfa',
    rgb: 'color',
    rgba: 'color con alfa',
    palette: 'color por paleta',
    cmyk: 'color en CMYK',
  },
  depth: (bitDepth, colours) => `${bitDepth} bits, ${colours}`,
  reducedDepth: (bitDepth, colours) => `${bitDepth} bits, ${colours}, mostrados en 8`,
  fileInformation: 'Información del archivo',
  informationNote: 'Todo lo que dice la cabecera del archivo. Puede revelar quién es el paciente; nunca se exporta.',
  moreFields: 'El resto no se enumera.',
  spacing: (row, column, at, magnification) => {
    const where = { patient: 'en el paciente', detector: 'en el detector', calibrated: 'calibrado' }[at];
    const size = (row === column ? [row] : [row, column]).map((side) => decimal(side, 4)).join(' × ');
    return `${size}\u00a0mm por píxel, ${where}${magnification ? `, ampliación de ${decimal(magnification, 2)}` : ''}`;
  },
  computedOn: (backend, milliseconds) =>
    `Calculado en la ${backend === 'cpu' ? 'CPU' : 'GPU'} · ${duration(milliseconds, decimal)}`,
  tooLargeForGpu: 'Demasiado grande para esta GPU: la calcula la CPU.',
  gpuLost: 'La GPU dejó de funcionar: sigue la CPU.',
  readyToProcess: 'Listo',
  progress: 'Progreso',
  exporting: 'Preparando el ZIP',
  skipped: (files, formats) =>
    files === 1
      ? `Se omitió 1 archivo que no es ${formatNames(formats)}`
      : `Se omitieron ${files} archivos que no son ${formatNames(formats)}`,
  noneInFolder: (formats) => `Ahí no hay ningún ${formatNames(formats)}`,
  announceProcessing: (file) => `Procesando ${file}`,
  announceReady: (file) => `${file}: cinco imágenes listas`,
  announceSetting: (file, sets) =>
    sets === 1
      ? `${file}: se han tomado sus parámetros`
      : `${file}: sus imágenes tienen ${sets} ajustes distintos; se ha tomado el primero`,
  announceExported: (zips) => (zips === 1 ? 'El archivo ZIP está listo' : `${zips} archivos ZIP están listos`),
  formRequired: 'Elija una radiografía.',
  formNotReady: 'Las imágenes todavía se están procesando. Inténtelo de nuevo en un momento.',
  unnamed: 'imagen',
};
