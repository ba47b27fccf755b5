export function mount(root, store, run) { root.textContent = `board ${run}`; }
