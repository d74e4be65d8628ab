/** A short chime, to hear whether a speaker works: three notes that ring out, as a WAV file. */

const SAMPLE_RATE = 22_050;
const SECONDS = 1.4;
const HEADER_BYTES = 44;
/** An upward triad: even a speaker that swallows the low ones plays one of them. */
const NOTES = [
  { hertz: 523.25, at: 0 },
  { hertz: 659.25, at: 0.16 },
  { hertz: 783.99, at: 0.32 },
];
/** Three notes together stay below full scale. */
const LOUDNESS = 0.25;

export function chime(): Uint8Array<ArrayBuffer> {
  const count = Math.round(SAMPLE_RATE * SECONDS);
  const file = new Uint8Array(HEADER_BYTES + count * 2);
  const view = new DataView(file.buffer);
  writeHeader(view, count * 2);
  for (let n = 0; n < count; n++) {
    const sample = sampleAt(n / SAMPLE_RATE);
    view.setInt16(HEADER_BYTES + n * 2, Math.round(sample * 0x7fff), true);
  }
  return file;
}

function sampleAt(time: number): number {
  let sum = 0;
  for (const { hertz, at } of NOTES) {
    const age = time - at;
    if (age < 0) continue;
    // Begins without a click, and rings out.
    const envelope = Math.min(1, age / 0.01) * Math.exp(-4 * age);
    sum += envelope * Math.sin(2 * Math.PI * hertz * age);
  }
  return sum * LOUDNESS;
}

/** Of 16 bit samples on one channel ({@link http://soundfile.sapp.org/doc/WaveFormat/ the format}). */
function writeHeader(view: DataView, dataBytes: number): void {
  const text = (at: number, letters: string) => {
    for (let n = 0; n < letters.length; n++) view.setUint8(at + n, letters.charCodeAt(n));
  };
  text(0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, dataBytes, true);
}
