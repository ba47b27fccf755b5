export function mount(root, store, run) { root.textContent = `log ${run}`; }
