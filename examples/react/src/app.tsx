import { useRef, useState } from 'react';
import type { XrayLab, XrayLabEventMap } from 'xray-lab';
import 'xray-lab';
import type {} from 'xray-lab/react';

export function App() {
  const lab = useRef<XrayLab>(null);
  const [last, setLast] = useState('none');
  const [size, setSize] = useState(7);

  const onResults = ({ detail }: XrayLabEventMap['xray-results']) => {
    const { name, params } = detail.result;
    setLast(
      `${name}, blur ${params.blur.kernelSize}, Canny ${params.canny.lowThreshold}–${params.canny.highThreshold}`,
    );
  };

  return (
    <main>
      <label>
        Blur{' '}
        <input type="number" min={1} max={31} step={2} value={size} onChange={(e) => setSize(e.target.valueAsNumber)} />
      </label>
      <button onClick={() => lab.current?.reset()}>Clear</button>
      {/* blurSize is set as a property, canny-low as an attribute. */}
      <xray-lab ref={lab} blurSize={size} canny-low={50} onxray-results={onResults} />
      <p>
        Last result: <output>{last}</output>
      </p>
    </main>
  );
}
