// Words and numbers for people.
/* global TWO_LETTERS */
const names = new Intl.DisplayNames(['en'], { type: 'region' });
const own = { IGO: 'intergovernmental', UNO: 'United Nations', EUR: 'European Union', NGO: 'NGO', ISM: 'movement', IMG: 'transnational armed group', MNC: 'company', KOS: 'Kosovo', SUN: 'Soviet Union', YUG: 'Yugoslavia', CSK: 'Czechoslovakia', DDR: 'East Germany', SCG: 'Serbia and Montenegro' };

export function countryName(code) {
  if (!code) return '';
  if (own[code]) return own[code];
  try { return TWO_LETTERS[code] ? names.of(TWO_LETTERS[code]) : code; } catch { return code; }
}

export const number = (n) => (n === null || n === undefined ? '–' : Number(n).toLocaleString('en'));
export const decimal = (n, digits = 1) => (n === null || n === undefined ? '–' : (n > 0 ? '+' : n < 0 ? '−' : '') + Math.abs(n).toFixed(digits));
export const share = (n) => (n === null || n === undefined ? '–' : `${Math.round(n)} %`);

export function who(list, none = '–') {
  if (!list || !list.length) return none;
  return list.map((e) => e.name || e.text || e.code).join(', ');
}

// The most frequent country of a list of parties, for links to a dyad.
export const countryOf = (list) => (list && list.find((e) => e.country)?.country) || '';

export const kinds = {
  AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2, REQUEST: 3, ACCUSE: 3, REJECT: 3, THREATEN: 3, PROTEST: 4, SANCTION: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4,
};
export const quadNames = ['', 'verbal cooperation', 'material cooperation', 'verbal conflict', 'material conflict'];
export const statuses = ['actual', 'future', 'hypothetical', 'negated', 'historical', 'any'];
export const plural = (n, one, many = one + 's') => `${number(n)} ${n === 1 ? one : many}`;
