// Runs before the first paint, so that a dark page never flashes white. The same key as in the theme provider.
// It is served for ever, as all assets: a change gets the next number in its name.
(function () {
  let kept = null;
  try {
    kept = localStorage.getItem('klientela-color-scheme');
  } catch {
    // A browser without storage follows the system.
  }
  const isDark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
