export function mount(root, store, run) { root.textContent = `room ${run}`; }
