export function mount(root, store) { root.textContent = "calendar"; }
