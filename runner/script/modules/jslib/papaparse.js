import Papa from 'papaparse';

export const parse = Papa.parse;
export const unparse = Papa.unparse;
export default Papa;
