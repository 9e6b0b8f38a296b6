/** In bytes of UTF-8. A smaller budget than this may not hold the verdict of a review with long names. */
export const smallestMarkdown = 4096;

/** GitHub takes 65,536 characters in an issue or comment; whoever posts it adds a marker and a heading. */
export const commentBytes = 58_000;

/** GitHub takes 1 MiB for the summaries of one step, and masks secrets with a text that may be longer. */
export const summaryBytes = 1_000_000;

/** GitHub takes 65,535 characters for the summary of a check run. Source: GitHub's OpenAPI description, `checks/create`. */
export const checkRunBytes = 65_000;
