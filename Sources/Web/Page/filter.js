// Filter chips and search. A chip is `facet=value` or `facet!=value`; chips of one facet are alternatives, those of several must all hold.

const read = {
  app: facets => facets.app && facets.app.name,
  framework: facets => facets.framework,
  host: facets => facets.host,
  image: facets => facets.image,
  container: facets => facets.container && facets.container.name,
  task: facets => facets.task && String(facets.task.id),
  pod: facets => facets.pod,
  process: facets => facets.process,
};
export const facetNames = Object.keys(read);

export function facetOf(node, name) {
  return name.startsWith('label.') ? node.facets.labels[name.slice(6)] : read[name] && read[name](node.facets);
}

/** `{name, value, not}` of a chip; undefined if it is none. */
export function parseChip(chip) {
  const [, name, mark, value] = /^(\w+|label\.[^=!]+)(!?=)(.+)$/s.exec(chip) || [];
  return name && (read[name] || name.startsWith('label.') || name === 'protocol') ? { name, value, not: mark === '!=' } : undefined;
}

/** A test of leaves for these chips. Chips of `protocol` are about edges and are left to `edgeTest`. */
export function leafTest(chips) {
  const facets = new Map();
  for (const chip of chips.map(parseChip)) {
    if (!chip || chip.name === 'protocol') continue;
    if (!facets.has(chip.name)) facets.set(chip.name, { wanted: new Set(), unwanted: new Set() });
    const { wanted, unwanted } = facets.get(chip.name);
    (chip.not ? unwanted : wanted).add(chip.value);
  }
  return leaf => {
    for (const [name, { wanted, unwanted }] of facets) {
      const value = facetOf(leaf, name);
      if (unwanted.has(value) || (wanted.size > 0 && !wanted.has(value))) return false;
    }
    return true;
  };
}

export function edgeTest(chips) {
  const about = chips.map(parseChip).filter(chip => chip && chip.name === 'protocol');
  const wanted = new Set(about.filter(chip => !chip.not).map(chip => chip.value));
  const unwanted = new Set(about.filter(chip => chip.not).map(chip => chip.value));
  return edge => {
    const protocol = edge.protocol || edge.transport;
    return !unwanted.has(protocol) && (wanted.size === 0 || wanted.has(protocol));
  };
}

/** Whether a group answers to what was typed: every word occurs in its name, hosts, image, app, task or labels. */
export function found(group, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  if (words.every(word => group.name.toLowerCase().includes(word))) return true;
  return group.leaves.some(leaf => {
    const { facets } = leaf, labels = Object.entries(facets.labels).map(([key, value]) => `${key}=${value}`);
    const line = [group.name, leaf.name, leaf.raw.address, leaf.raw.dns, ...facetNames.map(name => facetOf(leaf, name)), ...labels]
      .filter(Boolean).join('\n').toLowerCase();
    return words.every(word => line.includes(word));
  });
}

/** Chips that what was typed could mean: values of facets that contain it, the most used first. */
export function suggestions(model, query, most = 6) {
  const word = query.trim().toLowerCase(), counts = new Map();
  if (word.length === 0) return [];
  for (const leaf of model.leaves) {
    for (const name of [...facetNames, ...Object.keys(leaf.facets.labels).map(key => `label.${key}`)]) {
      const value = facetOf(leaf, name);
      if (value && (`${name}=${value}`.toLowerCase().includes(word))) counts.set(`${name}=${value}`, (counts.get(`${name}=${value}`) || 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most).map(([chip, many]) => ({ chip, many }));
}
