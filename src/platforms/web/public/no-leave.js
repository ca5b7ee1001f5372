// The renderer of Adaptive Cards asks, as soon as it is read, for leave to make HTML of strings, and stops where it is
// refused. This page grants nobody that leave: here the renderer is told that there is none to ask for. Our cards hold
// nothing that would need it, and the browser refuses what would.
if (window.trustedTypes) {
  const { emptyHTML } = window.trustedTypes;
  Object.defineProperty(window, 'trustedTypes', { value: { emptyHTML, createPolicy: () => undefined } });
}
