// Takes the page back from the browsers that keep it for use offline. In the place of the page's own sw.js, under its address,
// for as long as visitors may come back: browsers ask for that address, and keep the page while nothing else is there.
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(withdraw()));

async function withdraw() {
  // What lies below other addresses of this origin is not ours.
  for (const name of await caches.keys()) if (name.endsWith(`-${registration.scope}`)) await caches.delete(name);
  // Pages that are open go on: whoever works in one loses nothing. What is opened from now on comes from the server.
  await registration.unregister();
}
