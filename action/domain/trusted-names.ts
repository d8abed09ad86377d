/** The repository whose workflows a customer's trust policies name: this one. */
export const SOURCE_REPOSITORY = 'breakglass-dev/breakglass';

/** The host that issues GitHub's OIDC tokens; AWS's condition keys for their claims start with it. */
export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';
