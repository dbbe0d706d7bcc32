/** The rule a labeling job's name breaks, in words, or null. Spec: data management 11.1. */
export function labelingJobNameProblem(name: string): string | null {
  if (name === "") return "The name must not be empty";
  if (name.length > 100)
    return `The name must have at most 100 characters, but has ${name.length}`;
  const wrong = /[^A-Za-z0-9_-]/u.exec(name)?.[0];
  return wrong === undefined
    ? null
    : `The name may hold letters, digits, - and _ only, but holds "${wrong}"`;
}

/** The rule a description breaks, in words, or null. Spec: data management 11.1. */
export function descriptionProblem(text: string): string | null {
  if (text.length > 256)
    return `The description must have at most 256 characters, but has ${text.length}`;
  const wrong = /[\^!<>=&"']/.exec(text)?.[0];
  return wrong === undefined
    ? null
    : `The description must not hold ^ ! < > = & " ', but holds ${wrong}`;
}
