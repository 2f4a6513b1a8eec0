import { alternatives } from '../../base/alternatives.ts';
import { formatLimits } from '../../decode/source/format-limits.ts';
import type { PageTexts } from './page-texts.ts';

const LIMITS = formatLimits((names, megabytes) => `${alternatives(names, 'y')} hasta ${megabytes} MB`);

/** Not yet read over by a native reader. */
export const PAGE_IN_SPANISH: PageTexts = {
  title: 'xray-lab: radiografías procesadas en su navegador',
  privacy: 'Privacidad',
  language: 'Idioma',
  missing: 'No se pudo cargar este idioma. Compruebe la conexión y elíjalo de nuevo.',
  places: {
    'header p': ['Radiografías procesadas donde están: en su navegador.'],
    '.privacy summary': ['[Cómo comprobar que no se sube nada]'],
    '.privacy li': [
      'Abra las herramientas de desarrollo del navegador (F12), elija la pestaña Red y procese una imagen: solo aparecen archivos de esta página, y ninguno se lleva datos.',
      'Procese una imagen, active el modo avión o desconecte la red y procese la siguiente: funciona.',
      'La Content-Security-Policy de la página, al comienzo de su código fuente, hace que el propio navegador rechace toda conexión con otro servidor.',
    ],
    '#stages': ['Qué muestran las cinco imágenes'],
    '.stages + p': [
      'Cada imagen se calcula a partir de la anterior y contiene exactamente los bytes que calcula OpenCV.',
    ],
    '#use': ['Uso'],
    '[aria-labelledby="use"] li': [
      'Elija imágenes o una carpeta, suéltelas en cualquier lugar de la aplicación o pegue una con [Ctrl+V].',
      `${LIMITS.join(', ')}, 100 megapíxeles cada uno. Los archivos en grises de más de 8 bits se ven a través de una ventana; de los colores se usan los 8 bits superiores.`,
      'Todo funciona con el teclado: [Tab] pasa de un control a otro, las flechas cambian un parámetro y las imágenes lo siguen al momento. [?] muestra los atajos.',
      'Abra una imagen para mirarla de cerca: amplíe hasta ver cada píxel, compare dos imágenes, lea los valores de un píxel.',
      'El ZIP contiene todas las imágenes como PNG, sin nada del archivo de origen salvo sus píxeles.',
    ],
    '#disclaimer': ['Para la enseñanza y la investigación'],
    '[aria-labelledby="disclaimer"] p': [
      'xray-lab no es un producto sanitario y no debe usarse para el diagnóstico. Antes de cualquier uso clínico, haga que lo validen profesionales cualificados y respete la ley que rige los datos de los pacientes donde se encuentre.',
    ],
    'footer p': ['xray-lab funciona por completo en su navegador: sin servidor, sin cuenta, sin cookies.'],
  },
};
