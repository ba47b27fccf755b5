export function mount(root, store, run) { root.textContent = `strip ${run}`; }
