import { alternatives } from '../../base/alternatives.ts';
import { formatLimits } from '../../decode/source/format-limits.ts';
import type { PageTexts } from './page-texts.ts';

const LIMITS = formatLimits((names, megabytes) => `${alternatives(names, 'et')} jusqu’à ${megabytes}\u00a0Mo`);

/** Not yet read over by a native reader. */
export const PAGE_IN_FRENCH: PageTexts = {
  title: 'xray-lab\u00a0: des radiographies traitées dans votre navigateur',
  privacy: 'Confidentialité',
  language: 'Langue',
  missing: 'Cette langue n’a pas pu être chargée. Vérifiez la connexion et choisissez-la de nouveau.',
  places: {
    'header p': ['Des radiographies traitées là où elles sont\u00a0: dans votre navigateur.'],
    '.privacy summary': ['[Comment vérifier que rien n’est envoyé]'],
    '.privacy li': [
      'Ouvrez les outils de développement du navigateur (F12), choisissez l’onglet Réseau et traitez une image\u00a0: seuls des fichiers de cette page apparaissent, et aucun n’emporte de données.',
      'Traitez une image, passez en mode avion ou coupez le réseau, puis traitez la suivante\u00a0: cela fonctionne.',
      'La Content-Security-Policy de la page, en tête de son code source, fait refuser par le navigateur lui-même toute connexion à un autre serveur.',
    ],
    '#stages': ['Ce que montrent les cinq images'],
    '.stages + p': [
      'Chaque image est calculée à partir de la précédente et contient exactement les octets que calcule OpenCV.',
    ],
    '#use': ['Utilisation'],
    '[aria-labelledby="use"] li': [
      'Choisissez des images ou un dossier, déposez-les n’importe où sur l’application, ou collez-en une avec [Ctrl+V].',
      `${LIMITS.join(', ')}, 100 mégapixels chacun. Les fichiers en niveaux de gris de plus de 8 bits sont vus à travers une fenêtre\u00a0; des couleurs, les 8 bits supérieurs sont utilisés.`,
      'Tout se fait au clavier\u00a0: [Tab] passe d’une commande à l’autre, les flèches changent un paramètre et les images suivent aussitôt. [?] montre les raccourcis.',
      'Ouvrez une image pour la regarder de près\u00a0: agrandissez jusqu’au pixel, comparez deux images, lisez les valeurs d’un pixel.',
      'Le ZIP contient toutes les images en PNG, sans rien du fichier source que ses pixels.',
    ],
    '#disclaimer': ['Pour l’enseignement et la recherche'],
    '[aria-labelledby="disclaimer"] p': [
      'xray-lab n’est pas un dispositif médical et ne doit pas servir au diagnostic. Avant tout usage clinique, faites-le valider par des professionnels qualifiés, et respectez le droit qui s’applique chez vous aux données des patients.',
    ],
    'footer p': ['xray-lab fonctionne entièrement dans votre navigateur\u00a0: ni serveur, ni compte, ni cookies.'],
  },
};
