/**
 * The interface in Japanese: `lab.messages = JAPANESE`. Written in the terms of radiology, but not yet read over by a native
 * reader.
 */
import { amountOfBytes, decimalWith, duration, grouped, roughly, type CompleteMessages } from './values.ts';

const decimal = decimalWith('.');

function bytes(count: number): string {
  return amountOfBytes(count, decimal, { bytes: (few) => `${few} バイト`, kilobytes: 'KB', megabytes: 'MB' });
}

function pixels(count: number): string {
  return count >= 1e5 ? `${decimal(count / 1e6)} メガピクセル` : `${count} ピクセル`;
}

function anyOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')}または ${names[names.length - 1]}`;
}

/** What a codec is wanting. */
function codecWant(part?: string, policy?: string): string {
  if (!part && !policy) return 'WebAssembly が必要ですが、このブラウザーにはありません。';
  if (!part)
    return `WebAssembly が必要ですが、このページのポリシーで禁止されています（script-src に ${policy} がありません）。`;
  if (!policy) return `このバージョンの ${part} が、xray-lab のほかのファイルと同じ場所にありません。`;
  return `${part} を読み込めませんでした。ネットワークが切れているか、このページのポリシー（${policy}）で禁止されている可能性があります。`;
}

const EXPORT_DICOM = '非圧縮の DICOM、JPG、PNG のいずれかで書き出してください。';

export const JAPANESE: CompleteMessages = {
  language: 'ja',
  stages: {
    original: {
      title: '元画像',
      purpose: '読み込んだままのファイル。各チャンネル 8 ビット、正しい向きで表示し、ほかのすべての基準になります。',
    },
    grayscale: {
      title: 'グレースケール',
      purpose: '1 ピクセルに 1 つの明るさ。画像どうしを比べられ、以降の処理の土台になります。',
    },
    enhanced: {
      title: '強調（ヒストグラム平坦化）',
      purpose: '階調を全範囲に広げます。暗い部分や明るい部分の細部が見えるようになります。',
    },
    blurred: {
      title: '平滑化（ガウシアン）',
      purpose: '粒状性や量子ノイズをならします。残すとエッジと取り違えられます。',
    },
    edges: {
      title: 'エッジ（Canny）',
      purpose:
        '明るさが急に変わる場所を示します。骨、臓器、インプラント、亀裂などの辺縁です。縮小しても線の太さは 1 ピクセルのままです。',
    },
  },
  stageNames: {
    original: '元画像',
    grayscale: 'グレー',
    enhanced: '強調',
    blurred: '平滑化',
    edges: 'エッジ',
  },
  stageRow: '画像',
  methodTitles: { clahe: '強調（CLAHE）', median: '平滑化（メディアン）' },
  parameterTexts: {
    window: {
      source: {
        label: '値',
        tip: '保存された値のうち、どこからどこまでを黒から白で表示するか。',
        names: {
          auto: '自動',
          preset: 'プリセット',
          full: '全範囲',
          extent: '最小値から最大値',
          manual: '手動',
        },
      },
      preset: { label: 'プリセット', tip: 'ファイルにあるどのプリセットを使うか。' },
      center: {
        label: 'ウィンドウレベル',
        tip: '黒と白の中間になる値（ウィンドウ中心）。小さくすると明るくなります。',
      },
      width: {
        label: 'ウィンドウ幅',
        tip: '黒から白までに入る値の幅。狭くするとコントラストが強くなります。',
      },
      function: {
        label: '階調曲線',
        tip: '黒から白への階調の移り方。',
        names: { linear: '線形', 'linear-exact': '線形（厳密）', sigmoid: 'シグモイド' },
      },
      invert: { label: '白黒反転', tip: '黒と白を入れ替えます。' },
    },
    enhance: {
      method: {
        label: '方法',
        tip: '画像全体を一度に処理するか、領域ごとに処理するか（CLAHE）。',
        names: { equalize: '画像全体', clahe: 'CLAHE' },
      },
      clipLimit: {
        label: 'コントラスト制限',
        tip: '1 つの領域で強められるコントラストの上限。0 は制限なし。',
      },
      tileColumns: { label: 'タイルの列数', tip: '横に並ぶ領域の数。' },
      tileRows: { label: 'タイルの行数', tip: '縦に並ぶ領域の数。' },
    },
    blur: {
      method: {
        label: '方法',
        tip: '周囲の平均か、辺縁を鋭く保つメディアン（中央値）か。',
        names: { gaussian: 'ガウシアン', median: 'メディアン' },
      },
      kernelSize: { label: 'カーネルサイズ', tip: '計算に入る周囲の広さ。大きくすると粗い粒状もならされます。' },
      sigma: {
        label: 'σ（シグマ）',
        tip: '平滑化の及ぶ広さ。大きいほど滑らかになり、0 はカーネルサイズに従います。',
      },
    },
    canny: {
      lowThreshold: {
        label: '下限しきい値',
        tip: 'これより弱いエッジは消えます。2 つのしきい値の間のものは、強いエッジに接していれば残ります。',
      },
      highThreshold: { label: '上限しきい値', tip: 'これより強いエッジは必ず残ります。' },
      thresholds: {
        label: 'しきい値',
        tip: '手動で決めるか、この画像の勾配から決めるか。',
        names: { manual: '手動', auto: '自動' },
      },
      edgeShare: { label: 'エッジの割合', tip: '増やすと細かいエッジが見つかりますが、ごみも増えます。' },
      apertureSize: {
        label: 'Sobel フィルターのサイズ',
        tip: '勾配フィルターの大きさ。大きいと幅の広いエッジが見つかり、より高いしきい値が必要です。',
      },
      l2Gradient: { label: '勾配の L2 ノルム', tip: '斜めのエッジも、縦横のエッジと同じ強さで測ります。' },
    },
  },
  window: {
    title: 'ウィンドウ',
    purpose: '保存された値のうち、どれを黒から白で表示するかを選びます。',
  },
  shownValues: (from, to, unit) => `${from} から ${to}${unit && ` ${unit}`} までを表示しています。`,
  errors: {
    'unsupported-type': (_values, formats) => [
      `ファイルの種類が正しくありません。${formats.join('、')} の画像を選んでください。`,
    ],
    'file-too-large': ({ actual = 0, limit = 0 }) => [
      `ファイルが大きすぎます（${bytes(actual)}）。上限は ${bytes(limit)} です。`,
    ],
    'file-empty': () => ['ファイルが空です。'],
    'image-too-large': ({ width = 0, height = 0, limit = 0 }) => [
      `${width} × ${height} ピクセルは大きすぎます。上限は ${pixels(limit)} です。`,
    ],
    'decode-failed': () => ['画像を読み取れませんでした。ファイルが壊れている可能性があります。'],
    'invalid-params': ({ subject = '' }) => [`パラメーター ${subject} の値が許可されていません。`],
    'engine-unavailable': () => [
      'このブラウザーでは画像を計算できません。',
      'ハードウェアアクセラレーションを有効にするか、別のブラウザーを使ってください。',
    ],
    'engine-lost': () => ['計算が中断されました。', 'ほかのウィンドウを閉じて、もう一度試してください。'],
    'export-failed': () => ['結果を保存できませんでした。'],
    address: () => [
      'これはアドレスだけで、ファイルではありません。',
      '先に画像をこの端末に保存してから、選ぶか、ここにドロップしてください。',
    ],
    'device-limit': ({ width = 0, height = 0 }) => [`${width} × ${height} ピクセルは、この端末には大きすぎます。`],
    'file-changed': () => [
      'ファイルが選んだときと変わっています。変更、移動、または削除されました。',
      'もう一度選んでください。',
    ],
    frame: () => [
      'このページを表示しているフレームでは、ダウンロードが許可されていません。',
      'このページを単独で開いてください。または、外側のページでフレームに「allow-downloads」を指定する必要があります。',
    ],
    'gpu-faulty': () => [
      'GPU が正確に計算しないか、使えません。',
      'backend="webgl2" を外すと CPU が計算します。結果は同じです。',
    ],
    'gpu-lost': () => ['GPU が停止しました。', 'もう一度試します。許可されていれば CPU を使います。'],
    'dicom-kind': ({ subject = '' }) => [`この種類の DICOM ファイルには対応していません: ${subject}。${EXPORT_DICOM}`],
    'codec-unavailable': ({ subject = '', part, policy }) => [
      `${subject} のデコーダーを利用できません: ${codecWant(part, policy)}${EXPORT_DICOM}`,
    ],
    'no-frame': ({ actual = 0, limit = 0 }) => [
      `フレーム ${actual} はありません。ファイルのフレーム数は ${limit} です。`,
    ],
    'jpeg-kind': ({ subject = '' }) => [
      `${subject} という種類の画像には対応していません。8 ビットの JPG または PNG で保存してください。`,
    ],
    'manifest-size': ({ limit = 0 }) => [`マニフェストとしては大きすぎるファイルです。上限は ${bytes(limit)} です。`],
    'no-answer': () => [
      'ファイルが応答しません。ドライブまたはネットワークに接続できない可能性があります。',
      '接続できるようになってから、もう一度試してください。',
    ],
    'no-results': () => ['結果はまだありません。'],
    'no-room': () => [
      'ブラウザーにファイルを置く空きがありません。',
      '空き容量を増やすか、一度に扱う画像を減らしてください。',
    ],
    'not-a-manifest': () => ['xray-lab のマニフェストとして読み取れないファイルです。'],
    'not-measurements': () => ['xray-lab の計測として読み取れないファイルです。'],
    'not-loaded': () => ['画像を読み込めませんでした。', 'アドレスと接続を確認してください。'],
    'not-readable': ({ subject = '', actual = 0 }) => [
      `${subject}${actual === 0 ? '' : ` ほか ${actual} 件`}: フォルダー内で読み取れません。`,
      'アクセス権を確認するか、ファイルを直接選んでください。',
    ],
    'not-written': ({ subject = '' }) => [
      `${subject}: ファイルを書き込めませんでした。`,
      'フォルダーを選び直すか、書き込みを許可するか、空き容量を増やしてください。',
    ],
    'other-format': ({ subject = '' }, formats) => [
      `${subject} 形式のファイルです。${formats.join('、')} のファイルを選んでください。`,
    ],
    'part-missing': ({ part }) => [
      `xray-lab の一部${part ? `（${part}）` : ''}を読み込めませんでした。`,
      '接続を確認してから、ページを再読み込みしてください。',
    ],
    'side-limit': ({ width = 0, height = 0, limit = 0 }) => [
      `${width} × ${height} ピクセル: 1 辺の上限は ${limit} です。`,
    ],
    'too-many-scans': () => [
      'この JPG はスキャン数が多すぎ、読み取りに時間がかかりすぎます。',
      'ベースライン JPG または PNG で保存し直してください。',
    ],
    'type-not-accepted': () => ['この種類の画像は、ここでは受け付けていません。'],
    unexpected: () => [
      '画像を処理できませんでした。',
      'もう一度選んでください。それでもだめなら、別のブラウザーを使ってください。',
    ],
    'work-stopped': () => [
      '画像を読み取れませんでした。やり直しても処理が中断されました。',
      'メモリーが足りないときは、ほかのウィンドウやプログラムを閉じてから、もう一度選んでください。',
    ],
    'wrong-argument': ({ subject = '' }) => [`${subject} が、受け付けない引数で呼び出されました。`],
    'zip-limit': () => ['結果が大きすぎて 1 つの ZIP ファイルに入りません。', '一度に保存する画像を減らしてください。'],
  },
  chooseImage: 'X線画像を選ぶ',
  choose: '選ぶ',
  chooseFolder: 'フォルダーを選ぶ',
  processImage: '画像を処理',
  download: '結果をダウンロード（ZIP）',
  reset: 'リセット',
  trySample: 'サンプルを試す',
  dropHere: 'ここに X線画像をドロップ',
  dropToAdd: 'ドロップして処理',
  privacy: 'この端末で処理します。何もアップロードしません。',
  limits: (formats, maxFileSize) => `${anyOf(formats)}、1 ファイル ${bytes(maxFileSize)} まで`,
  toolbar: '画像と結果',
  sidePanels: 'ファイル、パラメータ、詳細',
  sidePanelsWith: (problems) => `ファイル、パラメータ、詳細（問題 ${problems} 件）`,
  files: 'ファイル',
  previousFilm: '前のフィルム',
  nextFilm: '次のフィルム',
  parameters: 'パラメーター',
  resetParameters: 'パラメーターをリセット',
  resetParameter: (label) => `${label}をリセット`,
  explainParameters: 'パラメーターの説明',
  undo: '元に戻す',
  redo: 'やり直す',
  preset: 'プリセット',
  presetNone: '独自の設定',
  presets: {
    original: '元のアプリケーションと同じ',
    radiograph: 'X線画像',
    softer: 'より滑らか',
    finer: '細かいエッジ',
    strong: '強いエッジのみ',
    broad: '幅の広いエッジ',
  },
  keysTitle: 'キーボードショートカット',
  showKeys: 'キーボードショートカット',
  close: '閉じる',
  keys: [
    ['?', 'この一覧'],
    ['Tab', '次の操作部品'],
    ['スライダー上で矢印キー', 'パラメーターを変える'],
    ['Ctrl + Z', 'パラメーターの変更を元に戻す'],
    ['Ctrl + Shift + Z', '変更をやり直す'],
    ['「開く」の上で矢印キー', '画像から画像へ移る'],
    ['Enter', '画像をビューアーで開く'],
    ['+ と −', '拡大と縮小'],
    ['I', 'グレー画像を白黒反転'],
    ['W', 'ドラッグと矢印キーでグレー画像のウィンドウを変える、または変えない'],
    ['Shift + W', 'ウィンドウをプリセットに戻す'],
    ['0', '画像を全体表示'],
    ['1', '画像の 1 ピクセルを画面の 1 ピクセルに'],
    ['矢印キー', '画像、またはフォーカスのある仕切りを動かす'],
    ['Shift + 矢印キー', '値を読む十字カーソルを動かす。Ctrl または ⌘ を加えると 10 ずつ'],
    ['C', '十字カーソルを表示の中央へ'],
    ['Page Up、Page Down', '前の画像、次の画像'],
    [', と .', '複数フレームのファイルで、前のフレーム、次のフレーム'],
    ['[ と ]', '一覧の前の画像ファイル、次の画像ファイル'],
    ['F', '全画面表示、または解除'],
    ['R、Shift + R', '画像を 90° 回転、または戻す。表示のみ'],
    ['B', '比較する画像をその位置に表示し、もう一度で戻す'],
    ['H', '画像を左右反転。表示のみ'],
    ['Z', '押している間、ポインターまたは十字線の位置を拡大'],
    ['Esc', '全画面表示をやめ、十字カーソルを隠し、次にビューアーを閉じる'],
  ],
  value: (label) => `${label}の値`,
  range: (min, max, unit, odd) => {
    const last = unit === '' ? '' : ` ${unit}`;
    const values = max === null ? `${min}${last} 以上` : `${min} から ${max}${last} まで`;
    return `使える値: ${values}${odd ? 'の奇数' : ''}。`.replace(/-/g, '−');
  },
  notANumber: (label, value) => `${label}: 数値として読み取れません。${value} のままです。`,
  results: '結果',
  aboutStage: (title) => `${title}について`,
  saveStage: (title) => `${title}を PNG で保存`,
  save: '保存',
  copyStage: (title) => `${title}をコピー`,
  copied: 'コピーしました',
  wholeImage: (size, copyable) =>
    `縮小表示です。上のボタンで ${size} の全体を${copyable ? 'コピー、保存' : '保存'}できます。`,
  announceCopied: (title) => `${title}: コピーしました`,
  saveToFolder: 'フォルダーに保存…',
  stopSaving: '保存を中止',
  burnedIn: (files, all) =>
    all === 1
      ? 'このファイルには、画像に文字が焼き込まれていると記されています。患者が特定される可能性があります。'
      : `${all} 件中 ${files} 件のファイルに、画像に文字が焼き込まれていると記されています。患者が特定される可能性があります。`,
  savingTo: (folder, written, total, failed) =>
    `${folder} に保存中: ${total} 件中 ${written} 件を書き込み済み${failed === 0 ? '' : `、${failed} 件失敗`}`,
  stageOf: (title, file) => `${file} の${title}`,
  openStage: (title) => `${title}を開く`,
  viewer: 'ビューアー',
  viewerControls: 'ビューアーの操作',
  closeViewer: 'すべての画像',
  shownImage: '画像',
  compare: '比較',
  compareModes: {
    single: '1 枚',
    side: '並べて表示',
    divider: '仕切りで比較',
    across: '横の仕切り',
    blink: '交互に表示',
    difference: '差分',
  },
  compareWith: '比較する画像',
  divider: '仕切り',
  comparing: {
    film: '比較するフィルム',
    ownFilm: 'このフィルム',
    kept: (parameters) => (parameters === '' ? 'B' : `B: ${parameters}`),
    keep: 'B として保持',
    keepTip: '今の画像を保持し、ほかのパラメーターの画像と比較します',
    swap: 'もう一方を表示',
    alternate: '交互に切り替え',
    amplify: '差分の明るさ',
    difference: (first, second, times) => `差分: ${first}, ${second}${times === 1 ? '' : ` × ${times}`}`,
  },
  overlayEdges: 'エッジを重ねる',
  edgeColour: 'エッジの色',
  zoomIn: '拡大',
  zoomOut: '縮小',
  fit: '全体表示',
  actualSize: '1:1',
  percent: (zoom) => `${decimal(zoom * 100, zoom < 0.1 ? 1 : 0)}%`,
  viewOf: (title, file) => `${file} の${title}、ビューアー`,
  viewHint: '矢印キーで画像を動かし、プラスとマイナスで拡大・縮小します。疑問符キーですべてのキーを表示します。',
  probe: 'ピクセルの値',
  position: 'x, y',
  gradient: '勾配',
  storedValue: '保存値',
  modalityValue: '値',
  sampleValue: (value, unit) => `${Number(value.toPrecision(7))}${unit && ` ${unit}`}`,
  shownAspect: ({ x, y }) => `ピクセル縦横比 ${[x, y].map((side) => Number(side.toPrecision(4))).join(':')} で表示`,
  windowTool: 'ドラッグと矢印キーでウィンドウを変えます。左右でウィンドウ幅、上下でウィンドウレベル',
  fullScreen: '全画面表示',
  more: 'その他',
  rotate: '90° 回転、表示のみ',
  flip: '左右反転、表示のみ',
  smooth: '滑らか',
  smoothed: '滑らかに表示',
  smoothTip: '拡大したピクセルを四角にせず、なめらかにつなぐ',
  orientation: (degrees, mirrored) =>
    [degrees ? `${degrees}° 回転` : '', mirrored ? '左右反転' : ''].filter(Boolean).join('、'),
  upright: 'ファイルの向き',
  wheelHint: 'Ctrl または ⌘ を押しながらホイールで拡大',
  filmOf: (name, film, films) => `${name}、${films} 件中 ${film} 件目`,
  number: (value) => decimal(value),
  measuring: {
    title: '計測',
    none: 'ツールなし',
    kinds: {
      length: '長さ',
      angle: '角度',
      cobb: 'コブ角',
      rectangle: '長方形',
      ellipse: '楕円',
      profile: 'ラインプロファイル',
      point: '点',
      arrow: '矢印',
    },
    list: '計測値',
    point: '点',
    text: 'テキスト',
    snap: 'エッジに吸着',
    copyText: 'テキストとしてコピー',
    copyTable: '表としてコピー',
    saveAnnotated: '計測を描き込んで保存',
    uncalibrated: '未校正：大きさはピクセル単位です。',
    byKnownLength: '既知の長さによる',
    knownLength: '既知の長さ（mm）',
    calibrateAs: '次と同じく校正：',
    asInFile: 'ファイルのとおり',
    mean: '平均',
    deviation: '標準偏差',
    min: '最小',
    max: '最大',
    pixels: 'px',
    stored: '保存された値',
    modality: 'モダリティ値',
  },
  announceMeasurements: (file) => `${file}：計測を取り込みました`,
  frames: 'フレーム',
  frameOf: (frame, frames) => `フレーム ${frame} / ${frames}`,
  frame: 'フレーム',
  ofFrames: (frames) => `/ ${frames}`,
  previousFrame: '前のフレーム',
  nextFrame: '次のフレーム',
  histogram: 'ヒストグラム',
  logarithmic: '対数表示',
  histogramOf: (name, { min, max, mean }) => `${name}のヒストグラム: 値は ${min} から ${max}、平均 ${decimal(mean)}`,
  histogramCut: (peaks) =>
    `上端で切れている値：${peaks.map(({ value, share }) => `値 ${value}（ピクセルの ${Math.round(share * 100)}%）`).join('、')}`,
  histogramValue: '読み取る値',
  histogramNoValue: '値を指すか、スライダーを動かしてください',
  histogramReading: (value, counts) =>
    `値 ${value}: ${counts
      .map(({ name, count, share }) => `${name} ${grouped(count, ',')} px、ここまでで ${decimal(share * 100)}%`)
      .join('; ')}`,
  windowHistogram: '保存値のヒストグラムとウィンドウ',
  windowEdges: { from: 'ウィンドウの下端', to: 'ウィンドウの上端' },
  imageDetails: '画像の詳細',
  dismiss: '閉じる',
  moreProblems: (count) => `ほか ${count} 件`,
  waiting: '待機中',
  working: '処理中…',
  workingOn: (ready, total) => `処理中… ${ready} / ${total}`,
  otherParameters: '別のパラメーター',
  notRead: (files) => `${files} 件を読み取れませんでした`,
  problems: (count) => `${count} 件の問題`,
  processAgain: 'もう一度処理',
  madeWithOthers: (outdated, all) => `${all} 件のうち ${outdated} 件は別のパラメーターで作成されています。`,
  processAndSave: 'もう一度処理して保存',
  saveAsTheyAre: 'そのまま保存',
  cancelSaving: 'キャンセル',
  tryAgain: 'もう一度試す',
  leaveOut: '除外する',
  remove: (file) => `${file} を外す`,
  removeAll: 'すべて外す',
  rowKeys: '上下キーでファイル間を、左右キーでそのボタン間を移動し、Delete キーで外します。',
  removedAll: (files) => `${files} 件のファイルを外しました`,
  letGo: '完全に外す',
  cancelled: 'キャンセル済み',
  cancel: (file) => `${file} をキャンセル`,
  cancelAll: 'すべてキャンセル',
  processFileAgain: (file) => `${file} をもう一度処理`,
  summary: (done, total, failed, cancelled) => {
    const others = [failed > 0 ? `、${failed} 件失敗` : '', cancelled > 0 ? `、${cancelled} 件キャンセル` : ''];
    return `${total} 件中 ${done} 件完了${others.join('')}`;
  },
  timeLeft: (milliseconds) => `残り約 ${roughly(milliseconds, ' 秒', ' 分')}`,
  size: (width, height) => `${width} × ${height} px`,
  fileSize: bytes,
  colorTypes: {
    gray: 'グレースケール',
    'gray-alpha': 'グレースケール（アルファ付き）',
    rgb: 'カラー',
    rgba: 'カラー（アルファ付き）',
    palette: 'カラー（パレット）',
    cmyk: 'カラー（CMYK）',
  },
  depth: (bitDepth, colours) => `${bitDepth} ビット、${colours}`,
  reducedDepth: (bitDepth, colours) => `${bitDepth} ビット、${colours}、8 ビットで表示`,
  fileInformation: 'ファイル情報',
  informationNote:
    'ファイルのヘッダーに記されたすべての内容です。患者が特定される可能性があります。書き出されることはありません。',
  moreFields: '残りは表示していません。',
  spacing: (row, column, at, magnification) => {
    const where = { patient: '被写体面', detector: '検出器面', calibrated: '校正済み' }[at];
    const size = (row === column ? [row] : [row, column]).map((side) => decimal(side, 4)).join(' × ');
    return `ピクセル間隔 ${size} mm（${where}${magnification ? `、拡大率 ${decimal(magnification, 2)}` : ''}）`;
  },
  computedOn: (backend, milliseconds) =>
    `${backend === 'cpu' ? 'CPU' : 'GPU'} で計算 · ${duration(milliseconds, decimal)}`,
  tooLargeForGpu: 'この GPU には大きすぎるため、CPU が計算します。',
  gpuLost: 'GPU が停止したため、CPU に切り替えました。',
  readyToProcess: '処理できます',
  progress: '進行状況',
  exporting: 'ZIP を準備中',
  skipped: (files, formats) => `${anyOf(formats)} ではない ${files} 件のファイルを飛ばしました`,
  noneInFolder: (formats) => `そこには ${anyOf(formats)} がありません`,
  announceProcessing: (file) => `${file} を処理しています`,
  announceReady: (file) => `${file}: 5 枚の画像ができました`,
  announceSetting: (file, sets) =>
    sets === 1
      ? `${file}: パラメーターを設定しました`
      : `${file}: 画像には ${sets} 通りのパラメーターがあります。最初のものを設定しました`,
  announceExported: (zips) => (zips === 1 ? 'ZIP ファイルができました' : `${zips} 個の ZIP ファイルができました`),
  formRequired: 'X線画像を選んでください。',
  formNotReady: '画像はまだ処理中です。少し待ってから、もう一度試してください。',
  unnamed: '画像',
};
