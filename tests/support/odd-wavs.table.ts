/** File -> how it is written, and the last value read of its first four frames; or why it is refused. */
export const oddWavs: Readonly<Record<string, string>> = {
  "fuzz/crash-24728523ef4be15c838293b676f6853e73723bf4.wav":
    "The WAV file is cut off: its format part should have 655360 bytes and has 17",
  "fuzz/crash-b8447179832529c48f9c6bf17feab6337bbc78ea.wav":
    "The WAV file is cut off: its format part should have 4278190336 bytes and has 21",
  "fuzz/crash-cbd757427cea12bd8a21f86cd8cf74d98ce56bee.wav":
    "The WAV file is cut off: its format part should have 2555904 bytes and has 19",
  "fuzz/crash-e5471f5b58397287b509db7d026e95f1724454f5.wav":
    "The WAV file is damaged: Float with 0 bits a value in 0 bytes cannot be read",
  "fuzz/crash-e879de4eb4d206c59e21f0e01def16457af80fdc.wav":
    "The WAV file is damaged: it has no format part (`fmt `)",
  "fuzz/oom-48ae4cd061ff8578ad3f23dc87624bd365cf5216.wav":
    "The WAV file is damaged: it has no format part (`fmt `)",
  "nonstandard-01.wav": "PCM 24 bits, 2 x 1 at 48000 Hz, 0.0000",
  "nonstandard-02.wav": "PCM 32 bits, 2 x 2 at 48000 Hz, 0.0156",
  "pcmwaveformat-16bit-44100Hz-mono-extra.wav":
    "PCM 16 bits, 1 x 4 at 44100 Hz, -0.0002",
  "pcmwaveformat-16bit-44100Hz-mono.wav":
    "PCM 16 bits, 1 x 4 at 44100 Hz, -0.0002",
  "pcmwaveformat-24bit-4byte-48kHz-stereo.wav":
    "PCM 24 bits, 2 x 2 at 48000 Hz, 1.0000",
  "pcmwaveformat-8bit-44100Hz-mono.wav":
    "PCM 8 bits, 1 x 4 at 44100 Hz, -0.9922",
  "pop.wav": "PCM 16 bits, 1 x 100 at 44100 Hz, 0.1870",
  "waveformatex-16bit-44100Hz-mono-extra.wav":
    "PCM 16 bits, 1 x 4 at 44100 Hz, -0.0002",
  "waveformatex-16bit-44100Hz-mono.wav":
    "PCM 16 bits, 1 x 4 at 44100 Hz, -0.0002",
  "waveformatex-16bit-44100Hz-stereo.wav":
    "PCM 16 bits, 2 x 4 at 44100 Hz, 0.0005",
  "waveformatex-8bit-11025Hz-mono.wav":
    "PCM 8 bits, 1 x 4 at 11025 Hz, -1.0000",
  "waveformatex-ieeefloat-44100Hz-mono.wav":
    "Float 32 bits, 1 x 4 at 44100 Hz, 1019.0000",
  "waveformatextensible-24bit-192kHz-mono.wav":
    "PCM 24 bits, 1 x 4 at 192000 Hz, 0.9961",
  "waveformatextensible-24bit-4byte-48kHz-stereo.wav":
    "PCM 24 bits, 2 x 2 at 48000 Hz, 1.0000",
  "waveformatextensible-32bit-48kHz-stereo.wav":
    "PCM 32 bits, 2 x 2 at 48000 Hz, 0.0156",
  "waveformatextensible-ieeefloat-44100Hz-mono.wav":
    "Float 32 bits, 1 x 4 at 44100 Hz, 1019.0000",
};
