// A microphone that says what a test wants, and a recorder of what the page plays. Runs before the
// page's own scripts, and knows nothing of them.
(() => {
  let room, microphone;

  const open = async () => {
    room ??= new AudioContext();
    microphone ??= room.createMediaStreamDestination();
    await room.resume();
    return microphone;
  };

  const devices = navigator.mediaDevices;
  if (devices) {
    devices.getUserMedia = async () => {
      const track = (await open()).stream.getAudioTracks()[0].clone();
      window.microphones = [...(window.microphones ?? []), track];
      return new MediaStream([track]);
    };
  }

  // Resolves when the last word of `wav` (base64) is said, with its time on performance.now().
  window.speakInto = async (wav) => {
    const bytes = Uint8Array.from(atob(wav), (letter) => letter.charCodeAt(0));
    const said = await (await open()) && await room.decodeAudioData(bytes.buffer);
    const source = new AudioBufferSourceNode(room, { buffer: said });
    source.connect(microphone);
    await new Promise((ended) => {
      source.onended = ended;
      source.start();
    });
    return performance.now();
  };

  // What reaches the loudspeaker: blocks of samples, each with its time on performance.now().
  window.heard = { rate: 0, blocks: [] };
  const RECORDER = `registerProcessor("recorder", class extends AudioWorkletProcessor {
    process([input]) {
      const block = input[0];
      if (block && block.some((sample) => sample !== 0)) {
        this.port.postMessage({ at: currentTime, block: block.slice() });
      }
      return true;
    }
  });`;
  const address = URL.createObjectURL(new Blob([RECORDER], { type: "text/javascript" }));
  const recorders = new WeakMap();
  const connect = AudioNode.prototype.connect;

  const recorder = (context) => {
    if (!recorders.has(context)) recorders.set(context, make(context));
    return recorders.get(context);
  };

  async function make(context) {
    await context.audioWorklet.addModule(address);
    const node = new AudioWorkletNode(context, "recorder");
    node.port.onmessage = ({ data: { at, block } }) => {
      const { contextTime, performanceTime } = context.getOutputTimestamp();
      window.heard.rate = context.sampleRate;
      window.heard.blocks.push({ at: performanceTime + (at - contextTime) * 1000, block });
    };
    connect.call(node, context.destination);
    return node;
  }

  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode) {
      recorder(this.context).then((node) => connect.call(this, node));
    }
    return connect.call(this, target, ...rest);
  };
})();
