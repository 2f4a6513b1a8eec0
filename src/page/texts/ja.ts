import { formatLimits } from '../../decode/source/format-limits.ts';
import type { PageTexts } from './page-texts.ts';

const LIMITS = formatLimits((names, megabytes) => `${names.join(' と ')} は ${megabytes} MB まで`);

/** Not yet read over by a native reader. */
export const PAGE_IN_JAPANESE: PageTexts = {
  title: 'xray-lab: ブラウザーの中で処理する X線画像',
  privacy: 'プライバシー',
  language: '言語',
  missing: 'この言語を読み込めませんでした。接続を確認して、もう一度選んでください。',
  places: {
    'header p': ['X線画像を、その場で、あなたのブラウザーの中で処理します。'],
    '.privacy summary': ['[何もアップロードしないことの確かめ方]'],
    '.privacy li': [
      'ブラウザーの開発者ツール（F12）で「ネットワーク」タブを選び、画像を処理してください。現れるのはこのページのファイルだけで、データを送り出すものはありません。',
      '画像を 1 枚処理し、機内モードにするかネットワークを切って、次の画像を処理してください。そのまま動きます。',
      'ページのソースの先頭にある Content-Security-Policy により、ほかのサーバーへの接続はすべてブラウザー自身が拒否します。',
    ],
    '#stages': ['5 枚の画像が示すもの'],
    '.stages + p': ['どの画像も 1 つ前の画像から計算され、OpenCV が計算するのとまったく同じバイトです。'],
    '#use': ['使い方'],
    '[aria-labelledby="use"] li': [
      '画像またはフォルダーを選ぶか、アプリケーション上のどこかにドロップするか、[Ctrl+V] で 1 枚貼り付けます。',
      `${LIMITS.join('、')}、いずれも 100 メガピクセルまで。8 ビットを超えるグレー画像はウィンドウを通して表示し、カラーでは上位 8 ビットを使います。`,
      'すべてキーボードで操作できます。[Tab] で次の操作部品へ移り、矢印キーでパラメーターを変えると、画像がすぐに変わります。[?] でキーの一覧を表示します。',
      '画像を開くと詳しく見られます。1 ピクセルまで拡大し、2 枚の画像を比べ、ピクセルの値を読み取れます。',
      'ZIP にはすべての画像が PNG で入ります。元のファイルから入るのはピクセルだけです。',
    ],
    '#disclaimer': ['教育と研究のために'],
    '[aria-labelledby="disclaimer"] p': [
      'xray-lab は医療機器ではなく、診断に使ってはなりません。臨床で使う前に、資格のある専門家による検証を受け、患者データに適用される現地の法律に従ってください。',
    ],
    'footer p': ['xray-lab はすべてあなたのブラウザーの中で動きます。サーバーも、アカウントも、Cookie もありません。'],
  },
};
