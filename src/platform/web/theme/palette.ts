// Ten steps of the pen ink for Mantine; steps 7 (light) and 3 (dark) equal the accent of tokens.css.

export const inkSteps = [
  '#eef2ff',
  '#dbe3ff',
  '#bccaff',
  '#9db2ff',
  '#7e97f5',
  '#5f7be3',
  '#4362d0',
  '#2849bd',
  '#1e3a9c',
  '#182e7c',
] as const;
