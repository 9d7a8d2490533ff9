#!/usr/bin/env bash
# Checks that a release is what its sources make, and that its own workflow published it:
#
#   scripts/verify-release.sh TAG [OWNER/REPOSITORY]
#
# It takes the tag from GitHub into a temporary folder, and makes of it as many of these checks as there are programs for:
#
#   gh      action.yml and each file of dist/ are attested by the workflow release.yml of this repository, for this tag and commit
#   cosign  ghcr.io/OWNER/REPOSITORY/action:TAG is signed by the same workflow, for this tag and commit
#   oras    that artifact, by the digest that was signed, holds exactly the files of the tag
#   npm     dist/ is, byte for byte, what a build of the sources gives (this downloads the dependencies of the lockfile)
#
# The last one runs code of the release and of its dependencies, as you: it comes last, not where another check failed, and gets
# neither your environment nor your home folder. Where gh or cosign is missing, nothing has vouched for that code before.
#
# The exit code is 0 when at least one was made and none failed, 1 when one failed, and 2 when nothing could be checked.
set -euo pipefail

fail() {
  echo "verify-release: $1" >&2
  exit 2
}

tag=${1:-}
[[ $tag =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || fail 'usage: scripts/verify-release.sh vX.Y.Z [OWNER/REPOSITORY]'
# Without it, that of the checkout.
repository=${2:-$(git remote get-url origin 2>/dev/null | sed -nE 's#^(https://|git@|ssh://git@)github\.com[/:]([^/]+/[^/]+)$#\2#p' || true)}
repository=${repository%.git}
[[ $repository =~ ^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$ ]] || fail 'say which repository: scripts/verify-release.sh TAG OWNER/REPOSITORY'

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# By its full name: there may be a branch of that name, too.
{
  git init --quiet "$folder/release" && cd "$folder/release" &&
    git fetch --quiet --depth 1 -- "https://github.com/$repository.git" "refs/tags/$tag" &&
    git checkout --quiet --detach FETCH_HEAD
} 2>"$folder/errors" || fail "$(cat "$folder/errors")"
commit=$(git rev-parse HEAD)
echo "$repository $tag is the commit $commit"

made=0
failed=0

# check PROGRAM TITLE COMMAND...: makes one check, unless its program is missing.
check() {
  local program=$1 title=$2
  shift 2
  if ! command -v "$program" >/dev/null; then
    echo "skipped: $title ($program is not installed)"
    return
  fi
  made=$((made + 1))
  if "$@" >"$folder/output" 2>&1; then
    echo "ok: $title"
  else
    failed=$((failed + 1))
    echo "FAILED: $title"
    tail -n 20 "$folder/output"
  fi
}

attested() {
  local file
  for file in action.yml dist/*; do
    gh attestation verify "$file" --repo "$repository" --source-ref "refs/tags/$tag" --source-digest "$commit" \
      --signer-workflow "$repository/.github/workflows/release.yml" --deny-self-hosted-runners || return 1
  done
}

name=ghcr.io/$(tr "[:upper:]" "[:lower:]" <<<"$repository")/action
files=(action.yml dist LICENSE README.md)

signed() {
  cosign verify "$name${1:-:$tag}" \
    --certificate-identity "https://github.com/$repository/.github/workflows/release.yml@refs/tags/$tag" \
    --certificate-oidc-issuer https://token.actions.githubusercontent.com \
    --certificate-github-workflow-sha "$commit"
}

# The tag may move: what is compared is what the signature is about, where cosign can tell.
published() {
  local digest
  digest=$(oras resolve "$name:$tag") && [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || return 1
  if command -v cosign >/dev/null; then signed "@$digest" || return 1; fi
  oras pull "$name@$digest" --output "$folder/published" || return 1
  mkdir "$folder/tag"
  local file
  for file in "${files[@]}"; do
    [[ ! -e $file ]] || cp -R "$file" "$folder/tag" || return 1
  done
  # A link would be compared as what it leads to; git would not see other ends of lines.
  [[ -z $(find "$folder/published" ! -type f ! -type d) ]] && diff -rq "$folder/tag" "$folder/published"
}

# Runs a program without what the environment and the home folder hold, such as tokens.
bare() {
  env -i PATH="$PATH" HOME="$folder/home" "$@"
}

# What is in git must come out of the build, and nothing beside it. Git, too, is run so: the build may have written settings for it.
built() {
  mkdir "$folder/home" && rm -rf dist && bare npm ci --ignore-scripts && bare npm run bundle &&
    bare git diff --exit-code --stat "$commit" -- dist &&
    [[ -z $(bare git ls-files --others -- dist) ]]
}

check gh 'action.yml and dist/ are attested by the workflow of the release' attested
check cosign 'the published action is signed by the workflow of the release' signed
check oras 'the published action holds the files of the tag' published
if ((failed == 0)); then
  check npm 'dist/ is what the sources make' built
else
  echo 'skipped: dist/ is what the sources make (another check failed, so its code is not run)'
fi

((made > 0)) || fail 'nothing was checked: install gh, cosign, oras or npm'
((failed == 0))
